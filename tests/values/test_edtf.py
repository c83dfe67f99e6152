from __future__ import annotations

from datetime import date

import pytest

from claimtrack.errors import InvalidDateError
from claimtrack.values.edtf import DOUBT, SEASON_DOUBT, Precision, parse_unit


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-07-08", "2024-07-08", "2024-07-08", "day"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        ("2000-02", "2000-02-01", "2000-02-29", "month"),
        ("2004-06-XX", "2004-06-01", "2004-06-30", "month"),
        ("2012", "2012-01-01", "2012-12-31", "year"),
        ("2004-XX", "2004-01-01", "2004-12-31", "year"),
        ("2004-XX-XX", "2004-01-01", "2004-12-31", "year"),
        ("195X", "1950-01-01", "1959-12-31", "decade"),
        ("001X", "0010-01-01", "0019-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2012-21", "2012-03-01", "2012-05-31", "season"),
        ("2012-22", "2012-06-01", "2012-08-31", "season"),
        ("2012-23", "2012-09-01", "2012-11-30", "season"),
        ("2012-24", "2012-12-01", "2013-02-28", "season"),
        ("2011-24", "2011-12-01", "2012-02-29", "season"),
        ("0001", "0001-01-01", "0001-12-31", "year"),
        ("9999-12", "9999-12-01", "9999-12-31", "month"),
    ],
)
def test_unit_reaches_from_its_first_to_its_last_day(
    text: str, first: str, last: str, precision: str
) -> None:
    """A date that is no interval is read into its first and last possible day and its unit."""
    unit = parse_unit(text)

    assert date.fromordinal(unit.first) == date.fromisoformat(first)
    assert date.fromordinal(unit.last) == date.fromisoformat(last)
    assert unit.precision is Precision(precision)
    assert (unit.text, unit.uncertain, unit.approximate) == (text, False, False)


def test_last_winter_of_the_calendar_ends_beyond_it() -> None:
    """The winter of 9999 has its 91 days, though no calendar of ours has the year 10000."""
    unit = parse_unit("9999-24")

    assert unit.last - unit.first + 1 == 91
    assert unit.last == date.max.toordinal() + 31 + 29


@pytest.mark.parametrize(
    ("mark", "uncertain", "approximate"),
    [("?", True, False), ("~", False, True), ("%", True, True)],
)
def test_qualifier_says_what_is_in_doubt(mark: str, uncertain: bool, approximate: bool) -> None:  # noqa: FBT001
    """The three qualifiers are uncertain, approximate and both."""
    unit = parse_unit(f"2012-05{mark}")

    assert (unit.uncertain, unit.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(("text", "length"), [("2012-05-09", 1), ("2012-05", 31), ("2012", 366)])
def test_doubt_grows_with_the_length_of_the_unit(text: str, length: int) -> None:
    """A qualified day may be some days off, a qualified year some years, a plain one none."""
    plain, doubted = parse_unit(text), parse_unit(f"{text}~")

    assert plain.bounds == (plain.first, plain.last)
    assert doubted.bounds == (plain.first - DOUBT * length, plain.last + DOUBT * length)


def test_bounds_of_a_season_are_always_in_doubt() -> None:
    """Customs differ about when a season begins, so it may reach into its neighbours."""
    spring = parse_unit("2012-21")

    assert spring.bounds == (spring.first - SEASON_DOUBT, spring.last + SEASON_DOUBT)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        (" 2012", "white space"),
        ("2012\n", "white space"),
        ("8 July 2024", "white space"),
        ("٢٠١٢", "digits are 0 to 9"),
        ("２０１２", "digits are 0 to 9"),
        ("2012–2013", "a character that no date has"),
        ("2012\x1b[31m", "a character that no date has"),
        ("-0044", "before 0001"),
        ("+2012", "before 0001"),
        ("Y17000", "longer ones"),
        ("..", "at the other end"),
        ("[1667,1668]", "level 2"),
        ("{1960,1961-12}", "level 2"),
        ("1990..1995", "level 2"),
        ("2004-01-01T10:10:10Z", "time of day"),
        ("195x", "capital X"),
        ("2004-xx", "capital X"),
        ("2004?-06", "at the end of a whole date"),
        ("?2004-06", "at the end of a whole date"),
        ("2004?~", "at the end of a whole date"),
        ("1XXX", "unspecified digits are read as in"),
        ("XXXX-12", "unspecified digits are read as in"),
        ("2004-1X", "unspecified digits are read as in"),
        ("195X-05", "nothing may follow"),
        ("19XX-XX", "nothing may follow"),
        ("2004-XX-05", "a day needs its month"),
        ("2004-7-8", "two digits"),
        ("20240708", "write YYYY"),
        ("yesterday", "write YYYY"),
        ("24", "write YYYY"),
        ("2004-", "write YYYY"),
        ("2024-07-08-09", "write YYYY"),
        ("0000", "0000"),
        ("0000-01-01", "0000"),
        ("000X", "0000"),
        ("00XX", "0000"),
        ("2024-00", "there is no month 00"),
        ("2024-13", "there is no month 13"),
        ("2024-20", "there is no month 20"),
        ("2024-25", "there is no month 25"),
        ("2012-21-01", "a season has no days"),
        ("2012-24-XX", "a season has no days"),
        ("2023-02-29", "2023-02 has the days 01 to 28"),
        ("1900-02-29", "1900-02 has the days 01 to 28"),
        ("2024-04-31", "2024-04 has the days 01 to 30"),
        ("2024-04-00", "2024-04 has the days 01 to 30"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    """Nothing is stripped, completed or guessed: what is not read says why."""
    with pytest.raises(InvalidDateError) as refusal:
        parse_unit(text)

    assert reason in refusal.value.reason


def test_refused_text_is_shown_without_control_characters() -> None:
    """A refused text that could steer a terminal is shown by its escapes."""
    with pytest.raises(InvalidDateError, match=r"“2012\\x1b\[31m”"):
        parse_unit("2012\x1b[31m")


def test_long_refused_text_is_shown_cut_short() -> None:
    """A message stays readable whatever was put in."""
    with pytest.raises(InvalidDateError) as refusal:
        parse_unit("9" * 100_000)

    assert len(str(refusal.value)) < 200
