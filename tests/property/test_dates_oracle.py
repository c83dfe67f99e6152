"""Our dates against python-edtf, an independent reading of the same standard.

The two agree on what both read; where they differ on purpose, a test of its own says how.
"""

from __future__ import annotations

import warnings
from datetime import date
from math import inf
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.errors import InvalidDateError
from claimtrack.values.dates import Edtf

with warnings.catch_warnings():
    # Its grammar makes pyparsing warn once, when it is built on import.
    warnings.simplefilter("ignore")
    from edtf import EDTFParseException, parse_edtf

if TYPE_CHECKING:
    from time import struct_time

Day = tuple[int, ...]


def read_day(bound: struct_time | float) -> Day | None:
    """Return year, month and day of a bound of the oracle, or none where it is infinite."""
    return None if isinstance(bound, float) and abs(bound) == inf else tuple(bound)[:3]  # type: ignore[arg-type]


def read_bounds(text: str) -> tuple[Day | None, Day | None]:
    """Return the first and last day that the oracle reads."""
    when = parse_edtf(text)
    return read_day(when.lower_strict()), read_day(when.upper_strict())


def split_day(day: date | None) -> Day | None:
    """Return year, month and day, or none."""
    return None if day is None else (day.year, day.month, day.day)


def agree(text: str) -> bool:
    """Say whether both read the same first and last day."""
    when = Edtf.parse(text)
    return read_bounds(text) == (split_day(when.earliest), split_day(when.latest))


@st.composite
def shared_units(draw: st.DrawFn, day: date) -> str:
    """Write a unit around a day that both parsers read, alone or as an end."""
    text = day.isoformat()
    unit = draw(st.sampled_from([text, text[:7], text[:4]]))
    mark: str = draw(st.sampled_from(["", "?", "~", "%"]))
    return f"{unit}{mark}"


@st.composite
def shared_texts(draw: st.DrawFn) -> str:
    """Write what both parsers read: dates, unspecified digits, seasons, intervals, open ends."""
    day = draw(st.dates(date(1000, 1, 1)))
    text = day.isoformat()
    plain = f"{text[:3]}X", f"{text[:2]}XX", f"{text[:4]}-XX", f"{text[:7]}-XX", f"{text[:4]}-XX-XX"
    other = draw(st.dates(day))
    start, stop = draw(shared_units(day)), draw(shared_units(other))
    season = f"{text[:4]}-{draw(st.integers(21, 23))}"
    intervals = f"{start}/{stop}", f"{start}/..", f"../{stop}"
    return draw(st.sampled_from([start, season, *plain, *intervals]))


@settings(max_examples=60, deadline=None)
@given(shared_texts())
def test_same_days_as_the_oracle(text: str) -> None:
    """What we accept the oracle accepts too, with the same first and last day."""
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "2012",
        "2012-02",
        "2012-02-29",
        "0001",
        "9999-12-31",
        "2012?",
        "2012-05~",
        "2012-05-09%",
        "195X",
        "19XX~",
        "2004-XX",
        "2004-02-XX",
        "2004-XX-XX",
        "2012-21",
        "2012-22",
        "2012-23",
        "2012-02-28/2012-03-12",
        "2012/2012",
        "2012-06/2012",
        "2012?/2013~",
        "2012-21/2012-23",
        "195X/1960",
        "19XX/20XX",
        "2004-XX-XX/2005",
        "2012-24/2013",
        "2012-06-15?/..",
        "../2012",
        "../..",
    ],
)
def test_table_of_what_both_read(text: str) -> None:
    """One of each kind that both read has the same first and last day."""
    assert agree(text)


@pytest.mark.parametrize("text", ["2023-13", "2024-04-31", "2012/2013/2014", "/", "../", "/..", ""])
def test_both_refuse(text: str) -> None:
    """What no calendar has and what says nothing is refused by both."""
    with pytest.raises((EDTFParseException, TypeError)):
        parse_edtf(text)
    with pytest.raises(InvalidDateError):
        Edtf.parse(text)


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "1900-02-29", "2013/2012", "0000", "000X", "00XX", "2012 ", "-0044", "1XXX"],
)
def test_only_the_oracle_reads(text: str) -> None:
    """It takes days that no year has, ends before starts, the year 0, spaces, BC and level 2."""
    parse_edtf(text)
    with pytest.raises(InvalidDateError):
        Edtf.parse(text)


@pytest.mark.parametrize("text", ["195X/..", "2004-XX/2005", "2012-04-XX/..", "2012-21?"])
def test_only_we_read(text: str) -> None:
    """It refuses some units as ends of intervals, and doubt about a season."""
    Edtf.parse(text)
    with pytest.raises((EDTFParseException, AttributeError)):
        parse_edtf(text)


def test_winter_of_the_oracle_is_december() -> None:
    """It ends a winter with the year; ours goes on to the end of February."""
    assert read_bounds("2012-24") == ((2012, 12, 1), (2012, 12, 31))
    assert Edtf.parse("2012-24").latest == date(2013, 2, 28)


def test_unknown_end_of_the_oracle_is_ten_years_away() -> None:
    """It makes up a bound for an unknown end; ours stays unknown."""
    assert read_bounds("2020/") == ((2020, 1, 1), (2030, 1, 1))
    assert read_bounds("/2020") == ((2010, 12, 31), (2020, 12, 31))
    assert Edtf.parse("2020/").latest is None
    assert Edtf.parse("/2020").earliest is None
