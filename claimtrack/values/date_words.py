"""Dates in plain English, for sentences that people read."""

from __future__ import annotations

from datetime import date

from claimtrack.values.edtf import MONTHS_PER_SEASON, Precision, Unit

# Not those of the standard library: they follow the machine's locale, and our sentences are
# English.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = ("spring", "summer", "autumn", "winter")


def describe_unit(unit: Unit) -> str:
    """Put a date into words: `8 July 2024`, `around 1950s`, `spring 2012 (uncertain)`."""
    words = _describe_plainly(unit)
    if unit.approximate:
        words = f"around {words}"
    return f"{words} (uncertain)" if unit.uncertain else words


def describe_interval(left: str, right: str) -> str:
    """Put an interval into words, given those of its ends; `..` is open, nothing unknown."""
    if left == right == "..":
        return "at any time"
    if left == "..":
        return f"until {right}"
    if right == "..":
        return f"from {left} on"
    if not left:
        return f"from an unknown day to {right}"
    return f"{left} to {right}" if right else f"from {left} to an unknown day"


def _describe_plainly(unit: Unit) -> str:
    first = date.fromordinal(unit.first)
    year = first.year
    match unit.precision:
        case Precision.DAY:
            return f"{first.day} {_MONTHS[first.month - 1]} {year}"
        case Precision.SEASON:
            season = _SEASONS[first.month // MONTHS_PER_SEASON - 1]
            return f"{season} {year}" + (f"/{(year + 1) % 100:02}" if season == "winter" else "")
        case Precision.DECADE:
            return f"{year}s"
        case Precision.CENTURY:
            return f"{year}–{date.fromordinal(unit.last).year}"
        case Precision.MONTH:
            words = f"{_MONTHS[first.month - 1]} {year}"
        case _:
            words = f"{year}"
    # `2004-XX` leaves the month open, `2004-06-XX` and `2004-XX-XX` the day.
    unspecified = ("", "some month of ", "some day of ")[_count_hidden(unit.text)]
    return unspecified + words


def _count_hidden(text: str) -> int:
    return text.count("-") if "XX" in text else 0
