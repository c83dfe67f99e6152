"""Dates as CSL-JSON writes them: `date-parts`, one or two lists of year, month and day.

They say less than EDTF: no open or unknown end, no decade, no doubt but `circa`. So they are made
for citations, and the EDTF text stays what the ledger holds.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from claimtrack.values.edtf import Precision, Unit, refuse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_NUMBER = 9999
_PART_COUNTS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.SEASON: 2}


def read_parts(parts: Sequence[Sequence[int | str | None]], *, circa: bool) -> str:
    """Write date-parts as EDTF text; `circa` marks each end as approximate.

    Raises:
        InvalidDateError: they are not date-parts. Whether they are a date, the EDTF parser says.
    """
    if not 1 <= len(parts) <= 2:  # noqa: PLR2004 - a date or an interval
        refuse_date(f"date-parts of {len(parts)} lists", "one list is a date, two are an interval")
    mark = "~" if circa else ""
    return "/".join(_read_part(part) + mark for part in parts)


def _read_part(part: Sequence[int | str | None]) -> str:
    if not 1 <= len(part) <= 3:  # noqa: PLR2004 - year, month, day
        refuse_date(f"a list of {len(part)} date-parts", "it holds one to three numbers")
    return "-".join(_read_number(n).zfill(2 if place else 4) for place, n in enumerate(part))


def _read_number(number: int | str | None) -> str:
    # Some programs write numbers as strings, and some write [null] for "no date".
    if isinstance(number, str) and number.isascii() and number.isdigit():
        return number
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _MAX_NUMBER:
        return str(number)
    shown = number if isinstance(number, str) else type(number).__name__
    return refuse_date(shown, "date-parts are whole numbers; years are 0001 to 9999")


def write_parts(start: Unit | None, stop: Unit | None) -> list[list[int]]:
    """Write a date (twice the same unit) or an interval as date-parts, as far as they can say it.

    An interval has two lists, and so has a decade or century. A season alone gives its year, for
    the caller to put `season` beside it. Of an interval with an open or unknown end the other is
    left.
    """
    first = [_list_numbers(start, start.first)] if start else []
    last = [_list_numbers(stop, stop.last)] if stop else []
    if start is not stop or start is None:
        return first + last
    if start.precision is Precision.SEASON:
        return [first[0][:1]]
    return first if first == last else first + last


def _list_numbers(unit: Unit, day: int) -> list[int]:
    shown = date.fromordinal(min(day, date.max.toordinal()))
    return [shown.year, shown.month, shown.day][: _PART_COUNTS.get(unit.precision, 1)]
