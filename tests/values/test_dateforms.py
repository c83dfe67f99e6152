from __future__ import annotations

import pytest

from claimtrack.language.packs import load_pack
from claimtrack.values.dateforms import MAX_DATES, scan_dates

MONTHS = load_pack("en").months


def read(text: str) -> list[str]:
    """Return the dates in a text as EDTF; `?-MM-DD` for those without a year."""
    return [
        str(form.edtf) if form.edtf else f"?-{form.month:02}-{form.day:02}"
        for form in scan_dates(text, MONTHS)
    ]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("July 16, 2024", "2024-07-16"),
        ("Tuesday, July 16, 2024", "2024-07-16"),
        ("16 July 2024", "2024-07-16"),
        ("the 16th of July, 2024", "2024-07-16"),
        ("JULY 16TH 2024", "2024-07-16"),
        ("DEC. 8, 2012", "2012-12-08"),
        ("28 Feb, 2012", "2012-02-28"),
        ("Feb 2012", "2012-02"),
        ("Sept. of 2012", "2012-09"),
        ("2024-07-08", "2024-07-08"),
        ("2024-07-08T07:00:00Z", "2024-07-08"),
        ("2024.07.08", "2024-07-08"),
        ("2024/7/8", "2024-07-08"),
        ("July 08, 2024 at 07:00AM", "2024-07-08"),
        ("December 28, 2022", "2022-12-28"),
        ("in 2012", "2012"),
        ("2016–2017", "2016/2017"),
        ("2024년 7월 8일", "2024-07-08"),
        ("2024年7月8日", "2024-07-08"),
        ("2024年7月", "2024-07"),
        ("2012年", "2012"),
        ("July\u00a016,\u00a02024", "2024-07-16"),
        ("25/07/2024", "2024-07-25"),
        ("07/25/2024", "2024-07-25"),
        ("07/07/2024", "2024-07-07"),
        ("08.07.2024", "2024-07-08"),
        ("08/07/2024", "2024-07-08/2024-08-07"),
        ("Feb. 12", "?-02-12"),
        ("12 March", "?-03-12"),
        ("May 5", "?-05-05"),
        ("29 Feb", "?-02-29"),
        ("29 Feb 2024", "2024-02-29"),
    ],
)
def test_forms_are_read(text: str, edtf: str) -> None:
    """Each form in which newsrooms print a date is read."""
    assert read(f"It was {text}, they said.") == [edtf]
    assert read(text) == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "51 separate boats",
        "a decade of 12 seasons",
        "they may 5 times",
        "they march 12 miles",
        "2,012 boats",
        "$2012",
        "2012s",
        "20120716",
        "1024 boats",
        "31/31/2024",
        "June 31, 2024",
        "2023-02-29",
        "30 Feb",
        "13/13/2024",
        "2024-13-01",
        "July 40, 2024",
        "in the 1950s",
        "July 3000",
        "2017-2016",
        "3 ſep 2012"[:5],
        "March 10,000 boats",
    ],
)
def test_what_only_looks_like_a_date_is_skipped(text: str) -> None:
    """Numbers, verbs and days that no calendar has are no dates."""
    assert read(text) == []


def test_a_letter_that_only_case_folds_to_a_month_is_skipped() -> None:
    """The long s matches an s when case is ignored, but is in no list of months."""
    assert read("3 ſep 2012") == []


def test_an_ambiguous_date_keeps_both_readings() -> None:
    """Where day and month can be swapped, the note names both days."""
    (form,) = scan_dates("08/07/2024", MONTHS)

    assert form.note == "it is 8 July 2024 or 7 August 2024, as day or month comes first"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25/06/2024 and 08/07/2024", "2024-07-08"),
        ("06/25/2024 and 08/07/2024", "2024-08-07"),
        ("25/06/2024, 06/25/2024 and 08/07/2024", "2024-07-08/2024-08-07"),
    ],
)
def test_another_date_settles_the_order(text: str, expected: str) -> None:
    """A date of the same text that can be read in one way only tells how the others are written."""
    assert read(text)[-1] == expected


def test_positions_are_those_of_the_words() -> None:
    """Each date says where its words stand."""
    text = "x" * 200 + " On 8 July 2024, and " + "y" * 200 + " in 2012."

    assert [text[form.start : form.end] for form in scan_dates(text, MONTHS)] == [
        "8 July 2024",
        "2012",
    ]


def test_of_very_many_dates_the_first_and_last_are_kept() -> None:
    """A text of nothing but dates keeps those at both ends."""
    text = "1999-01-01 " + "in 2012 " * (MAX_DATES + 50) + "2001-01-01"
    found = scan_dates(text, MONTHS)

    assert len(found) == MAX_DATES
    assert (str(found[0].edtf), str(found[-1].edtf)) == ("1999-01-01", "2001-01-01")
