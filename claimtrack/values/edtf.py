"""Reads one EDTF date that is no interval: strictly, into its first and last possible day.

EDTF is ISO 8601-2, as the Library of Congress describes it. Read are level 0 days, months and
years, and of level 1 the qualifiers `?` `~` `%`, unspecified digits and seasons. Whatever else is
refused with its reason: a date that is silently taken for another is worse than one that is typed
again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NoReturn

from claimtrack.errors import InvalidDateError

#: How many of its own lengths a qualified date may be off, either way: 5 days, 5 months, 5 years.
#: More loses certain answers about qualified dates, less risks wrong ones; "circa" often means
#: five years.
DOUBT = 5

#: How many days a season may begin earlier or end later than its months. A month covers the
#: customs in use (by the weather, the sun, tradition); more would tell fewer seasons apart, less
#: risks wrong answers.
SEASON_DOUBT = 31

MONTHS_PER_SEASON = 3
_MONTHS = 12
_FEBRUARY = 2
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_SEASON, _WINTER = 21, 24
_SHOWN = 40  # characters of a refused text that its message repeats
_DATE = re.compile(r"([0-9]{2})([0-9]{2}|[0-9]X|XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%])?")

# Tried in this order on what is no date; the first that is found gives the reason.
_FAULTS = (
    (r"\A\Z", "it is empty"),
    (r"\s", "it holds white space; a day is written YYYY-MM-DD, a month YYYY-MM"),
    (r"[^\x20-\x7e]", "it holds a character that no date has; digits are 0 to 9, the dash is “-”"),
    (r"\A[-+]", "a year has no sign; years before 0001 are not supported"),
    (r"\AY-?[0-9]", "a year has four digits; longer ones are not supported"),
    (r"\A\.\.\Z", "an open end needs a date at the other end, as in ../2012 or 2012/.."),
    (r"[\[\]{},]|\.\.", "sets of dates are EDTF level 2, which is not supported"),
    (r"[0-9]T|:", "it has a time of day; give the day alone"),
    (r"[0-9-]x", "an unspecified digit is a capital X"),
    (r"[?~%].", "a qualifier stands once, at the end of a whole date"),
    (r"X", "unspecified digits are read as in 19XX, 195X, 2004-XX, 2004-06-XX and 2004-XX-XX"),
    (r"\A[0-9]{4}(-[0-9]{1,2}){1,2}\Z", "a month and a day have two digits"),
)


class Precision(StrEnum):
    """How coarse a date is: the unit that its time lies in, or that it is an interval."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Unit:
    """A day, month, season, year, decade or century; the time meant lies in it, perhaps fills it.

    Attributes:
        text: as written, with its qualifier.
        first: its first day, counted from 1 = 0001-01-01, as written, without doubt.
        last: its last day, likewise.
        precision: which of the units it is; `2004-XX` is a year, for nothing more is known.
        uncertain: marked `?` or `%`.
        approximate: marked `~` or `%`.
    """

    text: str
    first: int
    last: int
    precision: Precision
    uncertain: bool
    approximate: bool

    @property
    def bounds(self) -> tuple[int, int]:
        """The first and last day it can mean, doubt included."""
        doubt = SEASON_DOUBT if self.precision is Precision.SEASON else 0
        if self.uncertain or self.approximate:
            doubt += DOUBT * (self.last - self.first + 1)
        return self.first - doubt, self.last + doubt


def parse_unit(text: str) -> Unit:
    """Read `YYYY[-MM[-DD]]`, a season or a date with unspecified digits, qualified or not.

    Raises:
        InvalidDateError: it is none of these, or no calendar has it.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        refuse_date(text, _explain_fault(text))
    century, tail, month, day, mark = match.groups()
    if tail[1] == "X":
        if month is not None:
            refuse_date(text, "where digits of the year are unspecified, nothing may follow")
        first, last, precision = _measure_years(text, century, tail)
    else:
        first, last, precision = _measure_days(text, int(century + tail), month, day)
    return Unit(
        text=text,
        first=first,
        last=last,
        precision=precision,
        uncertain=mark in {"?", "%"},
        approximate=mark in {"~", "%"},
    )


def refuse_date(text: str, reason: str) -> NoReturn:
    """Raise `InvalidDateError`; its text is cut short and without control characters."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    raise InvalidDateError(shown if shown.isprintable() else ascii(shown)[1:-1], reason)


def _explain_fault(text: str) -> str:
    for pattern, reason in _FAULTS:
        if re.search(pattern, text):
            return reason
    return "write YYYY, YYYY-MM or YYYY-MM-DD, or two of them as A/B"


def _measure_years(text: str, century: str, tail: str) -> tuple[int, int, Precision]:
    is_century = tail == "XX"
    head = century if is_century else century + tail[0]
    if int(head) == 0:
        refuse_date(text, "it includes the year 0000, which is not supported")
    first = date(int(head.ljust(4, "0")), 1, 1).toordinal()
    last = date(int(head.ljust(4, "9")), 12, 31).toordinal()
    return first, last, Precision.CENTURY if is_century else Precision.DECADE


def _measure_days(
    text: str, year: int, month: str | None, day: str | None
) -> tuple[int, int, Precision]:
    if year == 0:
        refuse_date(text, "there is no year 0000 in the calendar used here; the first is 0001")
    if month is None or month == "XX":
        if day not in {None, "XX"}:
            refuse_date(text, "a day needs its month")
        first = date(year, 1, 1).toordinal()
        return first, date(year, 12, 31).toordinal(), Precision.YEAR
    number = int(month)
    if _FIRST_SEASON <= number <= _WINTER:
        if day is not None:
            refuse_date(text, "a season has no days")
        first_month = MONTHS_PER_SEASON * (number - _FIRST_SEASON + 1)
        first = date(year, first_month, 1).toordinal()
        if number == _WINTER:  # not by `date`, which has no February 10000
            return first, first + 31 + 31 + _count_february(year + 1) - 1, Precision.SEASON
        return first, date(year, first_month + 3, 1).toordinal() - 1, Precision.SEASON
    if not 1 <= number <= _MONTHS:
        refuse_date(text, f"there is no month {month}; seasons are 21 to 24")
    first = date(year, number, 1).toordinal()
    length = _count_february(year) if number == _FEBRUARY else _LENGTHS[number]
    if day is None or day == "XX":
        return first, first + length - 1, Precision.MONTH
    if not 1 <= int(day) <= length:
        refuse_date(text, f"{year:04}-{month} has the days 01 to {length}")
    only = first + int(day) - 1
    return only, only, Precision.DAY


def _count_february(year: int) -> int:
    return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
