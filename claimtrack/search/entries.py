"""What is searched: a claim or a passage as its terms, and what it can be filtered by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.values.dates import Edtf

#: Bounds of a time that is not known: nothing filters it out.
EARLIEST, LATEST = 0, 10_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim or passage."""

    key: str
    """A claim id, or the place of a passage."""
    source: str
    terms: tuple[str, ...]
    tags: tuple[str, ...] = ()
    first: int = EARLIEST
    """The earliest day it can be about, counted from 0001-01-01."""
    last: int = LATEST
    links: tuple[tuple[str, str], ...] = ()
    """What it links to: the kind of each link, and its target."""

    @property
    def order(self) -> int:
        """A number that settles ties the same way in every engine, and favours no source."""
        return int.from_bytes(hashlib.blake2b(self.key.encode(), digest_size=7).digest())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for besides words; each field left at its default asks for nothing."""

    source: str = ""
    tags: tuple[str, ...] = ()
    """All of them."""
    first: int = EARLIEST
    """A time that the entry's own must be able to overlap, in days from 0001-01-01."""
    last: int = LATEST

    def fits(self, entry: Entry) -> bool:
        """Tell whether an entry is what is asked for."""
        return (
            self.source in ("", entry.source)
            and set(self.tags) <= set(entry.tags)
            and entry.first <= self.last
            and entry.last >= self.first
        )


def bound(time: Edtf | None) -> tuple[int, int]:
    """Return the earliest and the latest day that a time leaves possible, open ones as bounds."""
    if time is None:
        return EARLIEST, LATEST
    return max(EARLIEST, time.span.start_min), min(LATEST, time.span.end_max)
