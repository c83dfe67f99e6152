"""What `check` finds: values alone, for the faces that print them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What the ledger says to a statement; never whether it is true."""

    CONTRADICTED = "contradicted"
    """A claim says otherwise, and none that stands says the same."""
    DISPUTED = "disputed"
    """Claims support it, and others contradict it or them."""
    UNSOURCED = "unsourced"
    """No claim of the ledger carries it."""
    SINGLE_ORIGIN = "single-origin"
    """Supported, but by fewer origins than the team asks for."""
    SUPPORTED = "supported"
    """Supported by as many origins as the team asks for, or more; at most."""
    NOT_CHECKABLE = "not-checkable"
    """An opinion, a question, or without a particular that could be held against anything."""


class ParticularKind(StrEnum):
    """What can be traced by itself."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"


class Trace(StrEnum):
    """What became of a particular in the evidence."""

    FOUND = "found"
    NOWHERE = "nowhere"
    SIBLING = "sibling"
    """Another value stands in its place: 240 for 280."""


@dataclass(frozen=True, slots=True)
class Particular:
    """One number, date, name or quotation of a statement."""

    kind: ParticularKind
    text: str
    start: int
    """In code points of the statement."""
    end: int
    trace: Trace
    claim_id: str = ""
    """Where it was found, or its sibling."""
    there: str = ""
    """What stands there; for a quotation, the difference as lines of plain text."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim that speaks to a statement."""

    claim_id: str
    verdict: str
    """`supports`, `conflicts` or `unclear`, as `claimtrack.compare` says it."""
    score: float
    text: str
    quote: str
    source_title: str
    publisher: str
    date: str
    """When it was said, in words; "" when that is not known."""
    reasons: tuple[str, ...]
    fit: str
    """Whether the quote carries the claim: `confirmed`, `suggested`, `rejected`, `unsure` or ""."""
    cited: bool = False
    """Whether the draft itself cites it for this statement."""
    link: str = ""
    """The address that opens its source at the quote; "" where there is none on the web."""


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """One sentence of a draft with what the ledger says to it."""

    text: str
    start: int
    """In code points of the draft's text."""
    end: int
    line: int
    column: int
    state: State
    headline: str
    """The state as a person reads it: ``CONTRADICTED: source says 240``."""
    why: str
    at_most: int = 0
    """How many origins carry it at most."""
    evidence: tuple[Evidence, ...] = ()
    particulars: tuple[Particular, ...] = ()
    warnings: tuple[str, ...] = ()
    """What is worse than it looks: a cited claim that does not carry the sentence, say."""
    accepted: str = ""
    """Why a person accepts it as it is (`<!-- claimtrack: ok because … -->`)."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A whole draft."""

    name: str
    """The draft's file name, or ``statement`` or ``-``."""
    statements: tuple[CheckedStatement, ...]
    not_examined: tuple[tuple[str, int], ...]
    """Reasons why sentences were not examined, with how many each."""
    stale_comments: tuple[tuple[int, str], ...] = ()
    """Line and text of acceptances that no sentence needs any more."""
    methods: tuple[str, ...] = ()
    """What decided, by name and version."""
    remarks: tuple[str, ...] = ()
    """What the reader of all this should know: a language without word lists, a missing model."""

    @property
    def examined(self) -> int:
        """How many statements were held against the ledger."""
        return sum(1 for each in self.statements if each.state is not State.NOT_CHECKABLE)

    def count(self, state: State) -> int:
        """Return how many statements have a state."""
        return sum(1 for each in self.statements if each.state is state)
