"""Dates of the ledger as a style can print them.

CSL has days, months, seasons, years, ranges, open ends and one sign for doubt. What it cannot say
is printed as an approximate date, never as a certain one, and the caller is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from claimtrack.models.csl import read_date
from claimtrack.values.dates import Edtf, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What pandoc reads as an end that is open: the year nought.
_OPEN = [0]
_COARSE = frozenset({Precision.DECADE, Precision.CENTURY})


class PrintedDate(NamedTuple):
    """A date for CSL."""

    parts: dict[str, Any]
    """A CSL date variable."""
    is_exact: bool
    """Whether it says all that the ledger's date says, and no more."""


def print_date(
    value: str | Mapping[str, Any] | None, *, is_inferred: bool = False
) -> PrintedDate | None:
    """Return a date of a CSL item as it can be printed; None where there is none.

    Args:
        value: the date variable, as the ledger holds it.
        is_inferred: whether it is the time within which some day lies, worked out and not declared.

    Raises:
        InvalidDateError: the date cannot be.
    """
    when = read_date(value)
    if when is None:
        return _print_words(value)
    parts: dict[str, Any] = {"date-parts": _write_parts(when)}
    if not parts["date-parts"]:
        return None  # all time: nothing that a reader could use
    is_exact = _end_range(when, parts["date-parts"])
    if is_inferred:
        parts["date-parts"] = _even_ends(parts["date-parts"])
    has_doubt = when.uncertain or when.approximate or when.precision in _COARSE
    if has_doubt or is_inferred or not is_exact:
        parts["circa"] = True
    return PrintedDate(parts, is_exact)


def _write_parts(when: Edtf) -> list[list[int]]:
    """Write the ends of a date, a season as the month that stands for it in EDTF and pandoc."""
    if not when.is_interval:
        season = [int(when.text[:4]), int(when.text[5:7])] if when.season else []
        return [season] if season else when.to_parts()
    parts: list[list[int]] = []
    for unit in (when.start, when.stop):
        if unit is not None:
            ends = _write_parts(Edtf.parse(unit.text))
            parts.append(ends[-1] if unit is when.stop else ends[0])
    return parts


def _end_range(when: Edtf, parts: list[list[int]]) -> bool:
    """Mark an open end; return whether the parts now say what the date says."""
    if when.start is not None and when.stop is not None:
        return "XX" not in when.text or when.precision in _COARSE
    if when.has_open_end and when.start is not None:
        parts.append(list(_OPEN))
        return True
    return False


def _even_ends(ends: list[list[int]]) -> list[list[int]]:
    """Write both ends of a time that was worked out as finely as the coarser of them.

    Styles that print years by themselves would tell the day of one end for that of the source.
    """
    if _OPEN in ends:
        return ends
    shortest = min(map(len, ends))
    evened = [end[:shortest] for end in ends]
    return evened if evened[0] != evened[-1] else evened[:1]


def _print_words(value: str | Mapping[str, Any] | None) -> PrintedDate | None:
    if value is None or isinstance(value, str):
        return None
    words = " ".join(str(value.get("literal") or value.get("raw") or "").split())
    return PrintedDate({"literal": words}, is_exact=True) if words else None
