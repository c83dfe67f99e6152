"""What is said of each statement of a draft: values alone, for the files that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.check.results import State

if TYPE_CHECKING:
    from claimtrack.check.results import Particular


@dataclass(frozen=True, slots=True)
class Primary:
    """Where a chain ends that begins at a cited source: what that source stands for."""

    words: str
    """Its title and publisher; or whom the claim credits."""
    is_held: bool
    """Whether a copy of it is in the ledger."""
    is_credit: bool = False
    """Whether it is only credited, so that there is no record of it."""


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A claim that says otherwise than one that is shown, in a conflict that nobody rejected."""

    claim_id: str
    text: str
    source: str
    """Publisher, or else title, and date."""
    because: str
    judged: str
    """Who says that they conflict, and when."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A claim that speaks to a statement, with all that a reader needs to look it up."""

    claim_id: str
    verdict: str
    """`supports`, `conflicts` or `unclear`."""
    is_cited: bool
    """Whether the draft itself cites it for the statement."""
    text: str
    quote: str
    """The exact words of the source; "" where the claim has none."""
    title: str
    authors: str
    publisher: str
    date: str
    """When it was said, in words; "" when that is not known."""
    standing: str
    """What became of the source since: that it was retracted, say; "" for one that stands."""
    place: str
    """Page, time or paragraph of the quote; "" where it cannot be told."""
    link: str
    """To the very words where the source is on the web, else to the source; "" for neither."""
    copied: str
    """The day our copy was taken, in words; "" when there is none."""
    archive: str
    """The address of an archived copy, or ""."""
    at_most: int
    """How many origins it and what corroborates it rest on, at most."""
    origins: tuple[str, ...]
    """Their names."""
    primaries: tuple[Primary, ...]
    """What the source stands for, if it is secondary; empty for a source that speaks for itself."""
    is_circular: bool
    """Whether what it cites runs in a circle."""
    conflicts: tuple[OpenConflict, ...]
    fit: str
    """Whether a person confirmed that the quote carries the claim, in words."""
    contact: str
    """How to reach whoever can answer for the source, or ""."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the ledger has to say to one statement."""

    number: int
    """From 1, in the order of the draft."""
    key: str
    """Tells it from the others of a draft, and is the same from run to run."""
    text: str
    """The statement."""
    start: int
    """In code points of the draft's text."""
    end: int
    line: int
    column: int
    state: State
    headline: str
    why: str
    accepted: str
    """Why a person accepts the statement as it is, or ""."""
    warnings: tuple[str, ...]
    particulars: tuple[Particular, ...]
    """Its numbers, dates, names and quotations that no claim has, or has otherwise."""
    at_most: int
    """How many origins carry the statement, at most."""
    witnesses: tuple[Witness, ...]

    @property
    def is_unsourced(self) -> bool:
        """Whether it still needs a source: no claim carries it, and nobody accepted that."""
        return self.state is State.UNSOURCED and not self.accepted


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes to a draft."""

    name: str
    """The draft's file name, without its folder."""
    notes: tuple[Note, ...]
    counts: tuple[tuple[State, int], ...]
    """How many statements are in which state; states of none are left out."""
    not_examined: tuple[tuple[str, int], ...]
    """Reasons why sentences have no note, with how many each."""
    methods: tuple[str, ...]
    """What decided, by name and version."""
    remarks: tuple[str, ...]

    @property
    def unsourced(self) -> tuple[Note, ...]:
        """The notes to statements that still need a source."""
        return tuple(note for note in self.notes if note.is_unsourced)
