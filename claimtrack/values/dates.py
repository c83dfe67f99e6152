"""Dates as the ledger holds them: EDTF text, and the time that it leaves possible.

A date in a claim is seldom a day. It is "2012", "about May", "since the spring", and of two such
dates one can often say neither that they meet nor that they do not. So each relation answers yes,
no or cannot tell, and a yes or a no holds for everything that the two texts can mean:

====================  ==============================================================================
written               means
====================  ==============================================================================
`2012-02-28`          that day
`2012`, `19XX`, …     some time within it: at least a day of it, perhaps all of it
`2012-21`             some time in spring. Seasons are the meteorological ones of the northern
                      hemisphere (March to May, June to August, September to November, December to
                      February), each perhaps a month longer at both ends. Winter is named after the
                      year of its December: `2012-24` ends in February 2013. For the south, write
                      the months.
`A/B`                 all days from A to B; where A or B is coarse, from or to some day in it
`A/..`, `../B`        open: there is no bound, the time goes on as far as anybody asks
`A/`, `/B`            unknown: there is a bound, and any that leaves at least one day is possible
`2012?` `~` `%`       as without, but off by up to five of its own lengths (`edtf.DOUBT`), either
                      way: a no stays no only across a wider gap, a yes only within a wider cover
====================  ==============================================================================

What each sign tells a reader is kept (`uncertain`, `approximate`); to a comparison they weigh the
same. A date that is doubted because it may be another one altogether is beyond what can be
computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from claimtrack.values.csl_dates import read_parts, write_parts
from claimtrack.values.date_words import describe_interval, describe_unit
from claimtrack.values.edtf import Precision, Unit, parse_unit, refuse_date
from claimtrack.values.spans import Answer, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Answer", "Edtf", "Precision", "describe", "hull"]

# A bound that is not known may lie beyond the calendar; one that is not there lies beyond even
# that.
_UNKNOWN = 10_000_000
_OPEN = _UNKNOWN + 1

_LONGEST = len("2012-01-01%/2012-12-31%")
_LAST_DAY = date.max.toordinal()

#: How many texts keep their parsed date; a ledger uses the same dates over and over.
_CACHED_TEXTS = 4096


@dataclass(frozen=True, slots=True, repr=False)
class Edtf:
    """A date or an interval, made by `parse`; equal to another that is written the same.

    Attributes:
        text: the EDTF text, which is also its `str`.
        start: the unit it begins in; `None` where open or unknown.
        stop: the unit it ends in, likewise; that of a date which is no interval is its `start`.
        span: the ranges of its first and its last day.
    """

    text: str
    start: Unit | None = field(compare=False)
    stop: Unit | None = field(compare=False)
    span: Span = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Read EDTF text, strictly; the same text gives the same object while it is remembered.

        Raises:
            InvalidDateError: it is not EDTF, not supported, or in no calendar; of an interval the
                error names the end that is wrong.
        """
        return _parse(text)

    @classmethod
    def from_day(cls, day: date) -> Edtf:
        """Make the date of one day; of a `datetime`, its day."""
        return cls.parse(_write_day(day.toordinal()))

    @classmethod
    def interval(cls, earliest: date | None, latest: date | None) -> Edtf:
        """Make the time from one day to another, both included; `None` leaves that end open.

        Raises:
            InvalidDateError: the latest day is before the earliest.
        """
        return _write_interval(
            -_OPEN if earliest is None else earliest.toordinal(),
            _OPEN if latest is None else latest.toordinal(),
        )

    @classmethod
    def from_parts(
        cls, parts: Sequence[Sequence[int | str | None]], *, circa: bool = False
    ) -> Edtf:
        """Make a date of the `date-parts` of CSL-JSON: one or two lists of year, month, day.

        Numbers may be strings, as some programs write them; the months 21 to 24 are seasons.
        `circa` marks each end as approximate.

        Raises:
            InvalidDateError: they are not such parts, or not a date.
        """
        return cls.parse(read_parts(parts, circa=circa))

    def to_parts(self) -> list[list[int]]:
        """Write it as the `date-parts` of CSL-JSON, as far as they can say it.

        An interval, decade or century gives two lists. A season gives its year, and `season` goes
        beside it. An open or unknown end is left out, so `../..` gives none. Doubt is for `circa`.
        """
        return write_parts(self.start, self.stop)

    @property
    def is_interval(self) -> bool:
        """Whether it is written with two ends."""
        return "/" in self.text

    @property
    def earliest(self) -> date | None:
        """The first day it can mean as written, without doubt; `None` where open or unknown."""
        return date.fromordinal(self.start.first) if self.start else None

    @property
    def latest(self) -> date | None:
        """The last day it can mean, likewise; no later than 9999-12-31, where `date` ends."""
        return date.fromordinal(min(self.stop.last, _LAST_DAY)) if self.stop else None

    @property
    def end(self) -> date | None:
        """The day after `latest`; also `None` after 9999-12-31, which has no next day."""
        if self.stop is None or self.stop.last >= _LAST_DAY:
            return None
        return date.fromordinal(self.stop.last + 1)

    @property
    def has_open_start(self) -> bool:
        """Whether it has no beginning (`../B`), other than one that is unknown (`/B`)."""
        return self.span.start_max == -_OPEN

    @property
    def has_open_end(self) -> bool:
        """Whether it has no end (`A/..`), other than one that is unknown (`A/`)."""
        return self.span.end_min == _OPEN

    @property
    def days(self) -> int | None:
        """How many days it can mean at most, as written; `None` where an end is open or unknown."""
        if self.start is None or self.stop is None:
            return None
        return self.stop.last - self.start.first + 1

    @property
    def precision(self) -> Precision:
        """The unit that it lies in, or `INTERVAL`."""
        if self.is_interval or self.start is None:
            return Precision.INTERVAL
        return self.start.precision

    @property
    def season(self) -> int | None:
        """1 to 4 for spring to winter, as CSL counts them; `None` for all but a season."""
        return int(self.text[6]) if self.precision is Precision.SEASON else None

    @property
    def uncertain(self) -> bool:
        """Whether it, or an end of it, is marked `?` or `%`: the source is in doubt."""
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """Whether it, or an end of it, is marked `~` or `%`: the date is an estimate."""
        return "~" in self.text or "%" in self.text

    def overlaps(self, other: Edtf) -> Answer:
        """Say whether the two times share a day."""
        return self.span.overlaps(other.span)

    def before(self, other: Edtf) -> Answer:
        """Say whether this time is over before the other begins."""
        return self.span.before(other.span)

    def after(self, other: Edtf) -> Answer:
        """Say whether this time begins after the other is over."""
        return other.span.before(self.span)

    def contains(self, other: Edtf) -> Answer:
        """Say whether each day of the other time is a day of this one."""
        return self.span.contains(other.span)

    def within(self, other: Edtf) -> Answer:
        """Say whether each day of this time is a day of the other."""
        return other.span.contains(self.span)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Edtf({self.text!r})"


def hull(left: Edtf, right: Edtf) -> Edtf:
    """Return the shortest time, in days, that certainly contains both.

    It counts in all doubt, and is open where either has no known bound, or one beyond the
    calendar. The hull of `2017-07` and `2017-08` is "all days of July and August"; where "from
    some day of July to some day of August" is meant, that is `2017-07/2017-08`.
    """
    return _write_interval(
        min(left.span.start_min, right.span.start_min),
        max(left.span.end_max, right.span.end_max),
    )


def describe(when: Edtf) -> str:
    """Put a date into plain English: `8 July 2024`, `May 2012 to 3 June 2012`, `from 2012 on`."""
    if not when.is_interval:
        return describe_unit(when.start) if when.start else ""
    left, _, right = when.text.partition("/")
    return describe_interval(
        describe_unit(when.start) if when.start else left,
        describe_unit(when.stop) if when.stop else right,
    )


@lru_cache(maxsize=_CACHED_TEXTS)
def _parse(text: str) -> Edtf:
    if len(text) > _LONGEST:
        refuse_date(text, f"no date is longer than {_LONGEST} characters")
    left, slash, right = text.partition("/")
    if slash:
        return _parse_interval(text, left, right)
    unit = parse_unit(text)
    first, last = unit.bounds
    return Edtf(text, unit, unit, Span(first, last, first, last))


def _parse_interval(text: str, left: str, right: str) -> Edtf:
    if "/" in right:
        refuse_date(text, "an interval has one “/”; a day is written YYYY-MM-DD")
    start = None if left in {"", ".."} else parse_unit(left)
    stop = None if right in {"", ".."} else parse_unit(right)
    if start is None and stop is None and text != "../..":
        refuse_date(text, "an interval needs a date at one end; all time is ../..")
    if start and stop and start.first > stop.last:
        refuse_date(text, "it ends before it starts")
    start_min, start_max = start.bounds if start else _FREE_STARTS[left]
    end_min, end_max = stop.bounds if stop else _FREE_ENDS[right]
    # It starts no later than it ends, so each range ends where the other leaves no day.
    span = Span(start_min, min(start_max, end_max), max(end_min, start_min), end_max)
    return Edtf(text, start, stop, span)


_FREE_STARTS = {"..": (-_OPEN, -_OPEN), "": (-_UNKNOWN, _UNKNOWN)}
_FREE_ENDS = {"..": (_OPEN, _OPEN), "": (-_UNKNOWN, _UNKNOWN)}


def _write_interval(first: int, last: int) -> Edtf:
    if first == last:
        return _parse(_write_day(first))
    return _parse(f"{_write_day(first)}/{_write_day(last)}")


def _write_day(day: int) -> str:
    return date.fromordinal(day).isoformat() if 1 <= day <= _LAST_DAY else ".."
