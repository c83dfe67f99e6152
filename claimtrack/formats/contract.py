"""What every format does: write a selection of records, read a file into entries and findings.

A reader never stops at a bad entry: that is a finding with its place, and the rest goes on. It
raises only where the file as a whole cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture, Source


@dataclass(frozen=True, slots=True)
class Selection:
    """The records that are written, sources in order of id, claims by source and then by id.

    Claims stand here only with their source; what links point at may be outside.
    """

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    text_of: Callable[[Source, Capture], str | None] = field(default=lambda *_: None)
    """The text of a capture; None where it is withheld, missing or changed."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes and the text of a capture, read when they are asked for."""

    n: int
    """The capture of the entry's source that they are of; their hashes are held against it."""
    read_data: Callable[[], bytes]
    read_text: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of a file that is read, with those of its claims that stand with it.

    Ids are proposals: the import finds the record that is the same (by id, DOI, address or text),
    and moves the claims, and the links to them, where they belong. A segment of an anchor whose
    place is not known starts and ends at 0: the quote is looked up by its words.
    """

    where: str
    """``file:line``, or what else leads a person to it: ``feed.json: review 17``."""
    source: Source
    claims: tuple[Claim, ...] = ()
    remarks: tuple[Finding, ...] = ()
    """What was read and a person should look at; the entry is taken all the same."""
    only_named: bool = False
    """Whether nothing of the source is known but its id: the ledger or another entry has it."""
    places: tuple[str, ...] = ()
    """Where each of the claims stands, where that is another place than ``where``."""
    copies: tuple[Copy, ...] = ()
    """What the file holds of the source's captures."""
    is_type_said: bool = True
    """Whether the file says of what type the source is; what it has is a stopgap otherwise."""


class Writer(Protocol):
    """Writes a selection."""

    def __call__(self, selection: Selection, out: IO[bytes]) -> Iterable[Finding] | None:
        """Write it; return what could not be said in this format, if anything."""
        ...


class Reader(Protocol):
    """Reads a file, entry by entry, holding no more of it than it must."""

    def __call__(self, stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
        """Yield what is in it; ``name`` is what a place in it begins with.

        Raises:
            UnreadableFormatError: it is not of this format, or damaged from here on.
        """
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format that is written or read, or both."""

    name: str
    """As the command line calls it: ``csl-json``."""
    title: str
    """One line of help."""
    media_type: str
    suffixes: tuple[str, ...]
    """How names of its files end, the most telling first; a reader is picked by it."""
    write: Writer | None = None
    read: Reader | None = None
    own: bool = False
    """Whether it carries records whole: ids and judgements in it are those of a ledger.

    Of any other format an id is only a proposal, and a judgement comes in as a suggestion.
    """
    extra: str = ""
    """The optional dependency it needs (`pip install 'claimtrack[extra]'`), or ""."""
