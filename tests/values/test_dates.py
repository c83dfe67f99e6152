from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import InvalidDateError
from claimtrack.values.dates import Answer, Edtf, Precision, hull

if TYPE_CHECKING:
    from collections.abc import Callable

_ANSWERS = {"yes": Answer.YES, "no": Answer.NO, "?": Answer.CANNOT_TELL}


def day(text: str | None) -> date | None:
    """Read a day, or none."""
    return date.fromisoformat(text) if text else None


def relate(name: str, left: str, right: str) -> Answer:
    """Ask for the relation of that name between two dates."""
    ask: Callable[[Edtf], Answer] = getattr(Edtf.parse(left), name)
    return ask(Edtf.parse(right))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "days"),
    [
        ("2024-07-08", "2024-07-08", "2024-07-08", 1),
        ("2012", "2012-01-01", "2012-12-31", 366),
        ("2012~", "2012-01-01", "2012-12-31", 366),
        ("2012-02-28/2012-03-12", "2012-02-28", "2012-03-12", 14),
        ("2012/2013-05", "2012-01-01", "2013-05-31", 517),
        ("2012-24/2013-21", "2012-12-01", "2013-05-31", 182),
        ("2012/..", "2012-01-01", None, None),
        ("2012/", "2012-01-01", None, None),
        ("../2012", None, "2012-12-31", None),
        ("/2012", None, "2012-12-31", None),
        ("../..", None, None, None),
    ],
)
def test_date_has_its_first_and_last_possible_day(
    text: str, earliest: str | None, latest: str | None, days: int | None
) -> None:
    """The days are those written: doubt does not move them, an open or unknown end has none."""
    when = Edtf.parse(text)

    assert (when.earliest, when.latest, when.days) == (day(earliest), day(latest), days)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2012", "2013-01-01"),
        ("2024-02-28", "2024-02-29"),
        ("2012/..", None),
        ("9999-12-30", "9999-12-31"),
        ("9999-12-31", None),
        ("9999", None),
        ("9999-24", None),
    ],
)
def test_end_is_the_day_after_the_last(text: str, end: str | None) -> None:
    """The end is exclusive, and there is none after the last day that the calendar has."""
    assert Edtf.parse(text).end == day(end)


def test_last_winter_is_clipped_to_the_calendar() -> None:
    """The winter of 9999 shows the last day there is, and knows its real length."""
    winter = Edtf.parse("9999-24")

    assert winter.latest == date.max
    assert winter.days == 91


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2012-05-09?", Precision.DAY),
        ("2012-05", Precision.MONTH),
        ("2012-21", Precision.SEASON),
        ("2004-XX-XX", Precision.YEAR),
        ("195X", Precision.DECADE),
        ("19XX", Precision.CENTURY),
        ("2012/2013", Precision.INTERVAL),
        ("2012/..", Precision.INTERVAL),
        ("../..", Precision.INTERVAL),
    ],
)
def test_precision_is_the_unit_or_interval(text: str, precision: Precision) -> None:
    """How coarse a date is can be asked, and an interval is its own kind."""
    when = Edtf.parse(text)

    assert when.precision is precision
    assert when.is_interval is (precision is Precision.INTERVAL)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2012", False, False),
        ("2012?", True, False),
        ("2012~", False, True),
        ("2012%", True, True),
        ("2012?/2013", True, False),
        ("2012/2013~", False, True),
        ("2012?/2013~", True, True),
        ("../2013%", True, True),
    ],
)
def test_doubt_about_an_end_is_doubt_about_the_interval(
    text: str,
    uncertain: bool,  # noqa: FBT001
    approximate: bool,  # noqa: FBT001
) -> None:
    """A qualifier on either end is told of the whole."""
    when = Edtf.parse(text)

    assert (when.uncertain, when.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "open_start", "open_end"),
    [
        ("2012/..", False, True),
        ("2012/", False, False),
        ("../2012", True, False),
        ("/2012", False, False),
        ("../..", True, True),
        ("2012", False, False),
    ],
)
def test_open_end_is_not_an_unknown_one(text: str, open_start: bool, open_end: bool) -> None:  # noqa: FBT001
    """No bound and a bound that is not known are kept apart."""
    when = Edtf.parse(text)

    assert (when.has_open_start, when.has_open_end) == (open_start, open_end)


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        ("2012/2013/2014", "2012/2013/2014", "one “/”"),
        ("2024/07/08", "2024/07/08", "a day is written YYYY-MM-DD"),
        ("/", "/", "a date at one end"),
        ("../", "../", "a date at one end"),
        ("/..", "/..", "a date at one end"),
        ("2013/2012", "2013/2012", "ends before it starts"),
        ("2012-03-02/2012-03-01", "2012-03-02/2012-03-01", "ends before it starts"),
        ("2013?/2012?", "2013?/2012?", "ends before it starts"),
        ("2012/2013-02-29", "2013-02-29", "01 to 28"),
        ("2012 /2013", "2012 ", "white space"),
        ("2012/...", "...", "level 2"),
        ("9" * 100_000, "9" * 40 + "…", "longer than 23"),
        ("/" * 100_000, "/" * 40 + "…", "longer than 23"),
    ],
)
def test_what_is_no_interval_is_refused(text: str, shown: str, reason: str) -> None:
    """The error names the end that is wrong, or the whole where the ends do not go together."""
    with pytest.raises(InvalidDateError) as refusal:
        Edtf.parse(text)

    assert refusal.value.text == shown
    assert reason in refusal.value.reason


def test_interval_may_start_and_end_in_the_same_unit() -> None:
    """An end is only refused when all of it lies before the start."""
    assert Edtf.parse("2012-06/2012").earliest == date(2012, 6, 1)
    assert Edtf.parse("2012/2012-06").latest == date(2012, 6, 30)
    assert Edtf.parse("2012/2012").days == 366


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        # Days meet or they do not.
        ("2012-05-09", "2012-05-09", "yes"),
        ("2012-05-09", "2012-05-10", "no"),
        # An interval of days covers each of them.
        ("2012-05-01/2012-05-31", "2012-05-31", "yes"),
        ("2012-05-01/2012-05-31", "2012-06-01", "no"),
        ("2012-05-01/2012-05-31", "2012-05-31/2012-07-01", "yes"),
        # A coarse date is somewhere in its unit.
        ("2012", "2013", "no"),
        ("2012", "2012", "?"),
        ("2012", "2012-05-09", "?"),
        ("2012-05", "2012-05", "?"),
        ("2004-06-XX", "2004-06-15", "?"),
        ("2012", "2012-01-01/2012-12-31", "yes"),
        ("2012", "2011-06-01/2013-06-01", "yes"),
        ("2012", "2012-01-01/2012-12-30", "?"),
        ("195X", "1950-01-01/1959-12-31", "yes"),
        ("19XX", "1999", "?"),
        ("19XX", "2000", "no"),
        # A coarse end covers what is surely after it begins or before it ends.
        ("2012/2014", "2013", "yes"),
        ("2012/2014", "2012-12-31", "yes"),
        ("2012/2014", "2012-12-30", "?"),
        ("2012/2014", "2014-01-01", "yes"),
        ("2012/2014", "2014-01-02", "?"),
        ("2012/2014", "2015", "no"),
        ("2012/2012", "2012-05-09", "?"),
        # Open is without bound, unknown is with one.
        ("2012-05-09/..", "2030", "yes"),
        ("2012-05-09/..", "2012-05-08", "no"),
        ("../2012-05-09", "0001-01-01", "yes"),
        ("../2012-05-09", "2012-05-10", "no"),
        ("2012-05-09/", "2030", "?"),
        ("2012-05-09/", "2012-05-09", "yes"),
        ("2012-05-09/", "2012-05-08", "no"),
        ("/2012-05-09", "1900", "?"),
        ("/2012-05-09", "2012-05-09", "yes"),
        ("/2012-05-09", "2012-05-10", "no"),
        ("/2012", "2012-05-09", "?"),
        ("../..", "2012?", "yes"),
        ("../2012-01-01", "2013-01-01/..", "no"),
        ("/2012-01-01", "2013-01-01/", "no"),
        ("2012-01-01/", "2013-01-01/", "?"),
        ("2012-01-01/..", "2013-01-01/..", "yes"),
        # A qualified date is off by at most five of its lengths.
        ("2012-05-09~", "2012-05-09", "?"),
        ("2012-05-09~", "2012-05-14", "?"),
        ("2012-05-09~", "2012-05-15", "no"),
        ("2012-05-09~", "2012-05-04/2012-05-14", "yes"),
        ("2012-05-09~", "2012-05-05/2012-05-14", "?"),
        ("2012?", "2016", "?"),
        ("2012?", "2019", "no"),
        ("2012-05-09?/2013", "2012-05-12/2012-06-01", "yes"),
        ("2012-05-09?/2013", "2012-05-12", "?"),
        ("2012-05-09?/2013", "2012-05-14", "yes"),
        # The bounds of a season are in doubt.
        ("2012-21", "2012-04-15", "?"),
        ("2012-21", "2012-06-15", "?"),
        ("2012-21", "2012-02-10", "?"),
        ("2012-21", "2012-08", "no"),
        ("2012-21", "2012-23", "no"),
        ("2012-21", "2012-22", "?"),
        ("2012-21", "2012-01-01/2012-08-01", "yes"),
        ("2012-21", "2012-03-01/2012-05-31", "?"),
        ("2012-24", "2013-01", "?"),
        ("2012-24", "2012-01", "no"),
        ("9999-24", "9999-12-31", "?"),
    ],
)
def test_overlap_is_told_only_when_it_is_certain(left: str, right: str, answer: str) -> None:
    """Two times meet, or not, whatever the coarse, open and doubtful in them may mean."""
    assert relate("overlaps", left, right) is _ANSWERS[answer]
    assert relate("overlaps", right, left) is _ANSWERS[answer]


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("2012-05-09", "2012-05-10", "yes"),
        ("2012-05-09", "2012-05-09", "no"),
        ("2012-05-10", "2012-05-09", "no"),
        ("2012", "2013", "yes"),
        ("2012", "2012-05-09", "?"),
        ("2012", "2012-01-01", "no"),
        ("2012-12-31", "2012", "no"),
        ("2012-05-09?", "2012-05-14", "?"),
        ("2012-05-09?", "2012-05-15", "yes"),
        ("2012/..", "2100", "no"),
        ("2012/", "2100", "?"),
        ("../2012", "2013", "yes"),
        ("/2012", "2013", "yes"),
        ("2012", "../2013", "no"),
        ("2012", "/2013", "?"),
    ],
)
def test_order_is_told_only_when_it_is_certain(left: str, right: str, answer: str) -> None:
    """One time is before another when its last possible day is; "after" is the same reversed."""
    assert relate("before", left, right) is _ANSWERS[answer]
    assert relate("after", right, left) is _ANSWERS[answer]


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("2012-01-01/2012-12-31", "2012", "yes"),
        ("2012-01-01/2012-12-31", "2012-05-09", "yes"),
        ("2012-01-01/2012-12-31", "2013-01-01", "no"),
        ("2012-01-01/2012-12-31", "2012-06-01/2013-06-01", "no"),
        ("2012-01-01/2012-12-31", "2012-06-01/2013", "no"),
        ("2012-01-01/2012-12-31", "2012-06-01/", "?"),
        ("2012-01-01/2012-12-31", "2012-06-01/..", "no"),
        ("2012-01-01/2012-12-31", "2012-06~", "yes"),
        ("2012-01-01/2012-12-31", "2012-05~", "?"),
        ("2012", "2012-05-09", "?"),
        ("2012", "2012", "?"),
        ("2012", "2011/2012-05-09", "no"),
        ("2012-05-09", "2012-05", "?"),
        ("2012-05-09/..", "2012-05-09/", "yes"),
        ("2012-05-09/", "2012-05-09/..", "no"),
        ("../..", "/2012", "yes"),
        ("/2012", "../2012", "no"),
    ],
)
def test_containment_is_told_only_when_it_is_certain(left: str, right: str, answer: str) -> None:
    """One time contains another when each day of it does, and "within" is the same reversed."""
    assert relate("contains", left, right) is _ANSWERS[answer]
    assert relate("within", right, left) is _ANSWERS[answer]


def test_dates_written_alike_are_equal_and_found_again() -> None:
    """Equality and hash go by the text, so `2004` and `2004-XX` stay two things."""
    assert Edtf.parse("2012") == Edtf.parse("2012")
    assert len({Edtf.parse(text) for text in ("2004", "2004", "2004-XX", "2004?")}) == 3

    text: object = "2012"
    assert Edtf.parse("2012") != text


def test_date_shows_its_text() -> None:
    """The canonical form is the text itself."""
    assert str(Edtf.parse("2012?/..")) == "2012?/.."
    assert repr(Edtf.parse("2012?/..")) == "Edtf('2012?/..')"


def test_date_survives_pickling_and_cannot_be_changed() -> None:
    """A date is a value: it can be sent to another process, and it is never altered."""
    when = Edtf.parse("2012~/..")

    assert pickle.loads(pickle.dumps(when)).span == when.span  # noqa: S301 - our own bytes
    with pytest.raises(AttributeError):
        when.text = "2013"  # type: ignore[misc]


def test_date_of_a_day() -> None:
    """A day, also one with a time, is made a date of that day."""
    assert str(Edtf.from_day(date(850, 3, 1))) == "0850-03-01"
    assert str(Edtf.from_day(datetime(2024, 7, 8, 23, 59, tzinfo=UTC))) == "2024-07-08"


@pytest.mark.parametrize(
    ("earliest", "latest", "text"),
    [
        ("2012-02-28", "2012-03-12", "2012-02-28/2012-03-12"),
        ("2012-02-28", "2012-02-28", "2012-02-28"),
        ("2012-02-28", None, "2012-02-28/.."),
        (None, "2012-02-28", "../2012-02-28"),
        (None, None, "../.."),
    ],
)
def test_interval_of_days(earliest: str | None, latest: str | None, text: str) -> None:
    """Two days make an interval, the same day twice makes that day, no day an open end."""
    assert str(Edtf.interval(day(earliest), day(latest))) == text


def test_interval_of_days_in_the_wrong_order_is_refused() -> None:
    """Days are not swapped: the mistake may be in one of them."""
    with pytest.raises(InvalidDateError, match="ends before it starts"):
        Edtf.interval(date(2013, 1, 1), date(2012, 1, 1))


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("2017-07", "2017-08", "2017-07-01/2017-08-31"),
        ("2017-08", "2017-07", "2017-07-01/2017-08-31"),
        ("2017-07-04", "2017-07-04", "2017-07-04"),
        ("2017-07-04~", "2017-07-04", "2017-06-29/2017-07-09"),
        ("2017/..", "2012", "2012-01-01/.."),
        ("2017/", "2012", "2012-01-01/.."),
        ("/2017", "2020/..", "../.."),
        ("0003?", "0004-01-01", "../0008-12-29"),
        ("9999-24", "9999-12-01", "9999-10-31/.."),
    ],
)
def test_hull_reaches_over_both(left: str, right: str, text: str) -> None:
    """The hull names the first and the last day that either can mean, or no bound."""
    assert str(hull(Edtf.parse(left), Edtf.parse(right))) == text


def test_import_is_light() -> None:
    """Dates are needed by every command, so they load no model and no calendar library."""
    code = (
        "import sys, claimtrack.values.dates;"
        "print(sorted({'pydantic', 'edtf', 'calendar', 'locale', 'dateutil'} & set(sys.modules)))"
    )

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout == "[]\n"
