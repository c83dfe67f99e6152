"""What is known of a stretch of time, and what follows from it.

What is dated 2012 happened somewhere in that year; what is dated 2012/2013 began somewhere in the
first and ended somewhere in the second. Neither has a known first or last day, but each has a
*range* for it. A `Span` is those two ranges, and all relations between dates are comparisons of
their bounds. Nothing else decides an answer, so no special case can make a wrong one: precision,
doubt and open ends only move the bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What can be said of two times; `~` turns it round, and it has no truth value of its own."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"

    def __invert__(self) -> Answer:
        return _OPPOSITE[self]

    def __bool__(self) -> bool:
        # All three would count as true, so `if a.overlaps(b)` is a mistake that must be heard of.
        msg = "an answer is yes, no or cannot tell: compare it with `is Answer.YES`"
        raise TypeError(msg)


_OPPOSITE = {
    Answer.YES: Answer.NO,
    Answer.NO: Answer.YES,
    Answer.CANNOT_TELL: Answer.CANNOT_TELL,
}


def _answer(*, certain: bool, impossible: bool) -> Answer:
    if certain:
        return Answer.YES
    return Answer.NO if impossible else Answer.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Span:
    """A time whose first day is in one range and whose last day is in another.

    Days are counted from 1 = 0001-01-01 and both ranges include their bounds. The caller keeps
    `start_min <= start_max <= end_max` and `start_min <= end_min <= end_max`; then each answer is
    exact: YES means that it holds whatever the first and the last day are, as long as the first is
    no later than the last; NO means that it holds for none.

    ===============  ======================================  =====================================
    relation         YES                                     NO
    ===============  ======================================  =====================================
    a overlaps b     each starts, at the latest, by the      one starts, at the earliest, after
                     earliest end of the other               the latest end of the other
    a before b       a's latest end < b's earliest start     a's earliest end >= b's latest start
    a contains b     a's latest start <= b's earliest and    a's earliest start > b's latest or
                     b's latest end <= a's earliest          b's earliest end > a's latest
    ===============  ======================================  =====================================

    All else is CANNOT_TELL.
    """

    start_min: int
    start_max: int
    end_min: int
    end_max: int

    def overlaps(self, other: Span) -> Answer:
        """Say whether the two times share a day."""
        return _answer(
            certain=self.start_max <= other.end_min and other.start_max <= self.end_min,
            impossible=self.start_min > other.end_max or other.start_min > self.end_max,
        )

    def before(self, other: Span) -> Answer:
        """Say whether this time is over before the other begins."""
        return _answer(
            certain=self.end_max < other.start_min,
            impossible=self.end_min >= other.start_max,
        )

    def contains(self, other: Span) -> Answer:
        """Say whether each day of the other time is a day of this one."""
        return _answer(
            certain=self.start_max <= other.start_min and other.end_max <= self.end_min,
            impossible=self.start_min > other.start_max or other.end_min > self.end_max,
        )
