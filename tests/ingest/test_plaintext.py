from __future__ import annotations

import pytest

from claimtrack.errors import NoTextError
from claimtrack.ingest.plaintext import EXTRACTOR, read_plain_text
from claimtrack.ingest.proposals import Confidence

PROSE = (
    "The council of Port Varrow said that forty-one boats lay at the quay below the Selm bridge, "
    "and that none of them had moved."
)
TITLE = "Forty-one boats stay on the Selm"


def read_title(*lines: str) -> str | None:
    """Return the title proposed for a text given by its lines."""
    title = read_plain_text("\n\n".join(lines).encode()).title
    return title.value if title else None


@pytest.mark.parametrize(
    "above",
    [
        (),
        ("31.1 C", "Tuesday, July 16, 2024"),
        ("26.1 C", "Ostrel", "Saturday, September 7, 2024"),
        ("Skip to content", "Menu"),
        ("DEC. 8, 2012 FILE PHOTO of a barge at the bridge",),
        ("Selm Wire",),
        ("Selm Watch - News for Boatmen", "View Original"),
        ("//",),
        ("The Selm Post", "Tuesday, March 5, 2024  12°C"),
        ("The Selm Post", "12°C | Tuesday, March 5, 2024"),
        ("FILE - Workers at the yard, 8 December 2012. Photo: A. Person/AP",),
        ("[Workers at the yard. This photo taken on December 8, 2012. REUTERS/A. Person]",),
        ("Workers at the yard on 8 December 2012. Photo: AP/A. Person",),
    ],
)
def test_the_title_is_found_below_the_furniture(above: tuple[str, ...]) -> None:
    """Weather, dates, menus, captions and site names above the title are not taken for it."""
    assert read_title(*above, TITLE, PROSE) == TITLE


def test_a_site_is_known_by_its_name_in_the_text() -> None:
    """`Name - Motto` is a site when the text speaks of the name, else it is a headline."""
    first = "Selm Watch - News for Boatmen"
    found = read_plain_text(f"{first}\n{TITLE}\n{PROSE}\nSelm Watch asked.".encode())

    assert found.title is not None
    assert found.title.value == TITLE
    assert found.publisher is not None
    assert (found.publisher.value, found.publisher.confidence) == ("Selm Watch", Confidence.LIKELY)
    assert read_title(first, TITLE, PROSE) == first


def test_the_line_above_the_weather_names_the_site() -> None:
    """The line above the weather is the site's, however short the headline is."""
    top = "The Selm Post\nTuesday, March 5, 2024  12°C\nQuay shut"
    found = read_plain_text(f"{top}\n{PROSE}".encode())

    assert found.title is not None
    assert (found.title.value, found.title.confidence) == ("Quay shut", Confidence.GUESS)
    assert found.publisher is not None
    assert found.publisher.value == "The Selm Post"
    assert [date.role.value for date in found.dates] == ["copied"]


def test_a_section_above_the_title_is_a_guess() -> None:
    """A short line above a longer one names a section or site, and nothing is sure."""
    found = read_plain_text(f"Selm Affairs\n{TITLE}\n{PROSE}".encode())

    assert found.title is not None
    assert found.title.confidence is Confidence.GUESS
    assert found.publisher is not None
    assert found.publisher.evidence == "line 1: “Selm Affairs” stands above the headline"


@pytest.mark.parametrize(
    ("line", "byline", "publisher"),
    [
        ("by SelmWire(Boat News)", None, "SelmWire"),
        ("by SelmWire", None, "SelmWire"),
        ("By Varrow Courier staff", None, "Varrow Courier staff"),
        ("By A. Person", "A. Person", None),
        ("Written by A. Person | July 8, 2024", "A. Person", None),
        ("By A. Person, July 8, 2024", "A. Person", None),
        ("By A. Person, The Flats Herald, 4 May 2024", "A. Person", "The Flats Herald"),
        ("By A. Person for The Flats Herald", "A. Person", "The Flats Herald"),
        ("By A. Person, B. Person and C. Person", "A. Person, B. Person and C. Person", None),
        ("By A. Person, staff reporter | Selm Wire News", "A. Person", "Selm Wire News"),
        ("By A. Person | Ostrel", "A. Person", None),
        ("By Selm Institute for Rivers", None, "Selm Institute for Rivers"),
        ("By The Flats Herald, 4 May 2024", None, "The Flats Herald"),
        ("By A. Person and B. Person, 4 May 2024", "A. Person and B. Person", None),
        ("By A. Person, 30 February 2024", "A. Person", None),
        ("By A. Person, February 30, 2024", "A. Person", None),
        ("By A. Person, 2024-02-30", "A. Person", None),
        ("by the river lay the boats", None, None),
        ("By July 8, 2024", None, None),
    ],
)
def test_a_byline_names_a_person_or_a_publisher(
    line: str, byline: str | None, publisher: str | None
) -> None:
    """Organisations are proposed as publisher, persons as author, without what follows."""
    found = read_plain_text(f"{TITLE}\n\n{PROSE}\n\n{line}".encode())

    assert (found.byline.value if found.byline else None) == byline
    assert (found.publisher.value if found.publisher else None) == publisher


def test_a_day_that_the_calendar_lacks_is_noted() -> None:
    """An impossible day beside the author is told, and a possible one is not."""
    lines = (TITLE, "By A. Person, 30 February 2024", PROSE, "By B. Person, 4 May 2024")
    found = read_plain_text("\n".join(lines).encode())

    assert found.notes == ("line 2: “30 February 2024” cannot be read as a day of the calendar",)


def test_of_two_bylines_the_first_is_proposed() -> None:
    """The first person and the first organisation are proposed."""
    lines = ("By A. Person", "By Selm Wire", PROSE, "By B. Person", "By Ostrel Times")
    found = read_plain_text("\n".join((TITLE, *lines)).encode())

    assert found.byline is not None
    assert found.byline.value == "A. Person"
    assert found.publisher is not None
    assert found.publisher.value == "Selm Wire"


def test_the_text_stays_whole() -> None:
    """Furniture stays in the text, so that positions are those of the file."""
    text = f"31 C\r\nMenu\r\n{TITLE}\r\n\r\n{PROSE}\r\n\r\nLascia un commento\r\n"
    found = read_plain_text(text.encode())

    assert found.text == text.replace("\r\n", "\n")
    assert (found.extractor, found.encoding, found.notes) == (EXTRACTOR, "utf-8", ())


def test_a_title_under_a_paragraph_is_a_guess() -> None:
    """Without a headline on top, a short line near the top is proposed as a guess."""
    found = read_plain_text(f"{PROSE}\n\n{TITLE}\n\n{PROSE}".encode())

    assert found.title is not None
    assert (found.title.value, found.title.confidence) == (TITLE, Confidence.GUESS)


@pytest.mark.parametrize("text", [PROSE, "July 8, 2024", "31 C"])
def test_no_title_is_made_up(text: str) -> None:
    """A text without a line like a headline gets no title."""
    assert read_title(text) is None


def test_a_guessed_encoding_is_noted() -> None:
    """The note on the encoding comes along."""
    assert read_plain_text("Городской совет сообщил о лодках".encode("cp1251")).notes


def test_the_language_is_told_by_its_script() -> None:
    """Korean is known by its letters; Latin letters tell no language."""
    assert read_plain_text("포트 바로우 시의회가 배를 세었다".encode()).language == "ko"
    assert read_plain_text(TITLE.encode()).language is None


@pytest.mark.parametrize(("data", "why"), [(b"", "empty"), (b" \r\n\t ", "only white space")])
def test_nothing_is_refused(data: bytes, why: str) -> None:
    """An empty file, or one of white space, has no article."""
    with pytest.raises(NoTextError, match=why):
        read_plain_text(data)


@pytest.mark.parametrize("head", ["title: {}", 'Title: "{}"', "From: A <a@b.example>\nSubject: {}"])
def test_a_line_that_says_it_is_the_title_is_believed(head: str) -> None:
    """At the head of a Markdown file or of a letter; what it says so with is left out."""
    assert read_title("---", *head.format(TITLE).split("\n"), "---", PROSE) == TITLE
