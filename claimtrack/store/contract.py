"""What every store must do; a second store joins by meeting this and the one test body for it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture, Source


class Change(NamedTuple):
    """One record put or removed, with what it was when it was read."""

    id: str
    before: Source | Claim | None
    """None for a record that must not exist yet."""
    after: Source | Claim | None
    """None for a removal."""


class PlacedCopy(NamedTuple):
    """The bytes and the text of a capture that are to be kept together with its record."""

    source_id: str
    capture: Capture
    read_data: Callable[[], bytes]
    read_text: Callable[[], str]


class Snapshot(NamedTuple):
    """Everything a store held at one moment."""

    sources: dict[str, Source]
    claims: dict[str, Claim]
    faults: tuple[Finding, ...] = ()
    """The files that could not be read; what stands in them is in neither dictionary."""


class Presence(StrEnum):
    """What became of a capture's text; each is a different answer."""

    HELD = "held"
    WITHHELD = "withheld"
    """Kept out of the ledger, and not attached here."""
    MISSING = "missing"
    """It should be here, and is not."""
    CHANGED = "changed"
    """It is here, but its hash is another."""
    UNREADABLE = "unreadable"
    """It is here, and cannot be read."""


class CaptureText(NamedTuple):
    """A capture's text, or why there is none."""

    presence: Presence
    text: str | None
    """Only where `presence` is held."""
    where: str
    """The path it was looked for at, relative to the ledger."""
    detail: str = ""


class Store(Protocol):
    """A place that keeps records and captures."""

    def load(self) -> Snapshot:
        """Read everything; what cannot be read is a fault in the snapshot, never an exception."""
        ...

    def commit(self, changes: Sequence[Change], copies: Sequence[PlacedCopy] = ()) -> None:
        """Make all ``changes`` durable; where one is refused or the disk is full, none of them.

        Whatever interrupts it, whoever reads next finds all of them or none. ``copies`` are kept
        with them, those that are held already as they are.

        Raises:
            ClashError: a record is not what ``before`` says it was.
            IdTakenError: in the place of a copy there are other bytes.
            InvalidRecordError: a record could not be written, or not be read again.
            LockedError: another process kept the lock too long.
            WriteFailedError: the disk refused.
            UnreadableLedgerError: a file to be changed cannot be read.
        """
        ...

    def place_capture(self, source_id: str, capture: Capture, data: bytes, text: str) -> None:
        """Keep the bytes and the text of a capture, outside the ledger if it is withheld.

        Raises:
            IdTakenError: there are other bytes in its place already.
            WriteFailedError: the disk refused.
        """
        ...

    def discard_captures(self, source_id: str, numbers: Sequence[int]) -> None:
        """Remove the kept bytes and texts of those of these captures that no record lists."""
        ...

    def read_text(self, source_id: str, capture: Capture) -> CaptureText:
        """Return the text of a capture, its hash checked."""
        ...

    def check_original(self, source_id: str, capture: Capture) -> CaptureText:
        """Say what became of the bytes as received, their hash checked; `text` is None."""
        ...

    def locate(self, record_id: str, *path: str | int) -> str:
        """Return ``file:line`` of a record, or of a value inside it."""
        ...

    def inspect(self) -> tuple[Finding, ...]:
        """Return what is wrong with the files themselves, which no record shows."""
        ...
