from __future__ import annotations

import pytest

from claimtrack.ingest.dates import DateCandidate, Role, find_dates
from claimtrack.ingest.proposals import Confidence
from claimtrack.language.packs import load_pack

PROSE = (
    "The council of Port Varrow said that forty-one boats lay at the quay below the Selm bridge, "
    "and that none of them would be moved before the water fell."
)


def find(*lines: str) -> tuple[DateCandidate, ...]:
    """Find the dates of a text given by its lines."""
    return find_dates("\n\n".join(lines), load_pack("en"))


def roles(*lines: str) -> list[tuple[str, Role, Confidence]]:
    """Return each date of a text with its role."""
    return [(found.edtf, found.role, found.confidence) for found in find(*lines)]


COPIED = ("2024-07-16", Role.COPIED, Confidence.SURE)
FOOT = ("2024-07-08", Role.PUBLISHED, Confidence.SURE)


@pytest.mark.parametrize("weather", ["26.1 C", "79 °F", "-3°", "26,1 °C Port Varrow"])
def test_a_date_beside_the_weather_is_the_day_of_the_copy(weather: str) -> None:
    """The weather on top of a page is that of the day it was opened."""
    head = (weather, "Tuesday, July 16, 2024", "Boats stay on the Selm")
    found = roles(*head, PROSE, "July 08, 2024", "by Selm Wire")

    assert found == [COPIED, FOOT]


def test_a_town_may_stand_between_weather_and_date() -> None:
    """The town that the weather is printed for does not hide that they belong together."""
    assert roles("26.1 C", "Ostrel", "July 16, 2024", "Boats stay on the Selm", PROSE) == [COPIED]


def test_weather_and_date_may_share_a_line() -> None:
    """A date on the line of the weather is the day of the copy."""
    assert roles("26.1 C, July 16, 2024", "Boats stay on the Selm", PROSE) == [COPIED]


def test_a_date_on_top_is_the_copy_when_another_stands_with_the_article() -> None:
    """Two dates, one of them above the title: that is the page's own day."""
    found = roles("July 16, 2024", "Boats stay on the Selm", PROSE, "July 8, 2024")

    assert found[0] == ("2024-07-16", Role.COPIED, Confidence.LIKELY)
    assert found[1] == ("2024-07-08", Role.PUBLISHED, Confidence.LIKELY)


def test_a_date_alone_on_top_is_a_guess() -> None:
    """One date above the title may be the page's or the article's day."""
    found = roles("July 16, 2024", "Boats stay on the Selm", PROSE)

    assert found == [("2024-07-16", Role.PUBLISHED, Confidence.GUESS)]
    assert roles("July 16, 2024") == found


@pytest.mark.parametrize(
    "line",
    [
        "July 8, 2024",
        "Monday, 8 July 2024 | 7:00 am",
        "Published: July 8, 2024",
        "POSTED ON 8 July 2024 at 07.00 GMT",
        "by Selm Wire, July 8, 2024",
        "2024-07-08T07:00",
    ],
)
def test_a_date_under_the_title_is_that_of_publication(line: str) -> None:
    """Alone, labelled or beside a name, a date under the title is the article's."""
    assert roles("Boats stay on the Selm", line, PROSE, PROSE) == [FOOT]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Last updated: July 8, 2024", Role.MODIFIED),
        ("Retrieved July 8, 2024", Role.COPIED),
    ],
)
def test_labels_outweigh_the_place(line: str, role: Role) -> None:
    """A date is what its label says."""
    assert roles("Boats stay on the Selm", line, PROSE) == [("2024-07-08", role, Confidence.SURE)]


def test_a_dateline_dates_the_report() -> None:
    """A place in capitals and a date before a dash open an agency report."""
    found = roles("Boats stay on the Selm", f"PORT VARROW, July 8, 2024 (SW) — {PROSE}")

    assert found == [("2024-07-08", Role.PUBLISHED, Confidence.LIKELY)]


def test_a_place_in_a_sentence_is_no_dateline() -> None:
    """A sentence that begins with a place and a date tells of an event."""
    found = roles("Boats stay on the Selm", f"In Ostrel, July 8, 2024 - {PROSE}")

    assert [role for _, role, _ in found] == [Role.EVENT]


@pytest.mark.parametrize(
    "line",
    [
        "FILE - In this Dec. 8, 2012 file photo, a barge passes the Selm bridge. (SW Photo)",
        "A barge passes the Selm bridge on Dec. 8, 2012. (AP Photo/A. N. Other)",
        "Photo: the Selm bridge on Dec. 8, 2012",
        "The Selm bridge on Dec. 8, 2012. Getty Images",
        "FILE - Workers at the yard, 8 December 2012. Photo: A. Person/AP",
        "[Workers at the yard. This photo taken on December 8, 2012. REUTERS/A. Person]",
        "Workers at the yard on 8 December 2012. Photo: AP/A. Person",
    ],
)
def test_the_date_of_a_picture_is_not_the_articles(line: str) -> None:
    """A date in a caption dates the picture."""
    assert roles(line, "Boats stay on the Selm", PROSE) == [
        ("2012-12-08", Role.CAPTION, Confidence.SURE)
    ]


def test_a_caption_in_the_middle_of_a_long_text_is_seen() -> None:
    """Captions count wherever they stand, also beyond the lines looked at on both ends."""
    caption = "FILE PHOTO: a barge on Dec. 8, 2012"
    middle = [PROSE] * 200
    found = roles("Boats stay on the Selm", *middle, caption, "On Dec. 9, 2012 it left.", *middle)

    assert [role for _, role, _ in found] == [Role.CAPTION, Role.EVENT]


def test_a_date_in_the_text_is_an_event() -> None:
    """What stands in a sentence dates an event, and the reading says where it stands."""
    (found,) = find("Boats stay on the Selm", "", f"On June 18, 2024 {PROSE}")

    assert found.role is Role.EVENT
    assert found.reading == "“June 18, 2024”, line 5: in the running text; read as 18 June 2024"


def test_a_date_without_a_year_says_so() -> None:
    """The year is left open, month and day are kept."""
    (found,) = find(f"On June 18 {PROSE}")

    assert (found.edtf, found.month, found.day) == ("", 6, 18)
    assert found.reading.endswith("its year is not printed")


def test_a_date_between_paragraphs_is_a_guess() -> None:
    """A date alone on a line with text above and below is taken for an event, as a guess."""
    found = roles("Boats stay on the Selm", PROSE, "July 8, 2024", PROSE)

    assert found == [("2024-07-08", Role.EVENT, Confidence.GUESS)]


def test_dates_of_other_articles_are_left_aside() -> None:
    """What follows the heading of a list belongs to other articles."""
    found = roles("Boats stay on the Selm", PROSE, "Most Popular", "A ferry sank", "July 9, 2024")

    assert found == [("2024-07-09", Role.EVENT, Confidence.GUESS)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("signed the 1951 River Convention", True),
        ("in 1951 Ostrel signed", True),
        ("some 2012 boats came", True),
        ("since 1951 it has", False),
        ("in the winter of 1951 it", False),
        ("it (1951) was", False),
    ],
)
def test_a_year_in_a_name_or_a_count_is_marked(words: str, *, names: bool) -> None:
    """Four digits date something only where a year is expected."""
    (found,) = find(f"They said that {words} and that nothing else was known of it in the town.")

    assert found.names is names


def test_an_ambiguous_date_of_publication_is_an_interval() -> None:
    """Where day and month can be swapped, both readings are kept and said."""
    (found,) = find("Boats stay on the Selm", "08/07/2024", PROSE)

    assert found.edtf == "2024-07-08/2024-08-07"
    assert "8 July 2024 or 7 August 2024" in found.reading
