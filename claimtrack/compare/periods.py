"""Whether the dates of two statements agree, and whether they speak of one period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.compare.reasons import Reading
from claimtrack.values.dates import describe
from claimtrack.values.spans import Answer

if TYPE_CHECKING:
    from claimtrack.compare.numbers import Match
    from claimtrack.compare.pair import Pair
    from claimtrack.compare.times import Time

#: From this share of common wording on, two sentences are taken to tell one event; from 0.7 on, one
#: date in five is that of another.
SAME_EVENT: Final = 0.9


def disjoint_times(pair: Pair) -> tuple[Time, Time] | None:
    """Return a date of each, if no date of the one can be a date of the other."""
    lefts, rights = pair.left.times, pair.right.times
    if not lefts or not rights:
        return None
    if any(left.fits(right) for left in lefts for right in rights):
        return None
    return lefts[0], rights[0]


def differs_in_period(pair: Pair) -> bool:
    """Tell whether numbers that differ are of periods that differ."""
    return disjoint_times(pair) is not None and bool(pair.numbers.conflicting)


def given_times_differ(pair: Pair) -> Reading | None:
    """The two were entered as being about times that do not meet."""
    one, two = pair.left.about, pair.right.about
    if one is None or two is None or one.overlaps(two) is not Answer.NO:
        return None
    when = f"{describe(one)} and {describe(two)}"
    conflicts = pair.numbers.conflicting
    if not conflicts:
        return Reading(f"they are about different periods: {when}")
    match = conflicts[0]
    return _read_numbers(match, f"about different periods: {when}")


def periods_differ(pair: Pair) -> Reading | None:
    """Numbers that differ, of times that differ: no conflict, but two facts."""
    times = disjoint_times(pair)
    if times is None or not pair.differs_in_period:
        return None
    left, right = times
    return _read_numbers(
        pair.numbers.conflicting[0], f"about different periods: {left.text} and {right.text}"
    )


def _read_numbers(match: Match, why: str) -> Reading:
    what = match.left.quantity.unit or match.right.quantity.unit or "of the same thing"
    left, right = match.left, match.right
    sentence = f"{left.text} and {right.text} are both {what}, but {why}"
    return Reading(sentence, (left.start, left.end), (right.start, right.end))


def dates_differ(pair: Pair) -> Reading | None:
    """The same, of what may have happened twice, or of a count taken twice."""
    times = disjoint_times(pair)
    if times is None or pair.differs_in_period or _is_same_event(pair):
        return None
    left, right = times
    return _read(left, right, f"“{left.text}” and “{right.text}” are different times")


def _is_same_event(pair: Pair) -> bool:
    measured = any(time.measured for time in (*pair.left.times, *pair.right.times))
    return pair.shared >= SAME_EVENT and not measured


def dates_disjoint(pair: Pair) -> Reading | None:
    """A date of each that cannot be the same time, while nothing else differs in number."""
    times = disjoint_times(pair)
    if times is None or pair.differs_in_period or not _is_same_event(pair):
        return None
    left, right = times
    return _read(left, right, f"“{left.text}” and “{right.text}” are different times of one event")


def dates_agree(pair: Pair) -> Reading | None:
    """Each date of the claim is carried by a date of the evidence."""
    lefts, rights = pair.left.times, pair.right.times
    if not lefts:
        return None
    found = [
        (left, right)
        for left in lefts
        for right in rights
        if left.fits(right) and right.carries(left)
    ]
    if {left.start for left, _ in found} != {left.start for left in lefts}:
        return None
    left, right = found[0]
    return _read(left, right, f"“{right.text}” carries “{left.text}”")


def dates_missing(pair: Pair) -> Reading | None:
    """A date of the claim that the evidence does not have."""
    lefts, rights = pair.left.times, pair.right.times
    missing = [left for left in lefts if not any(left.fits(right) for right in rights)]
    if not missing or disjoint_times(pair):
        return None
    time = missing[0]
    return Reading(f"no date of the evidence is “{time.text}”", (time.start, time.end))


def _read(left: Time, right: Time, sentence: str) -> Reading:
    return Reading(sentence, (left.start, left.end), (right.start, right.end))
