"""A newsroom's sources, one of each kind, and what every format is tried with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.formats.contract import Entry, Selection
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.formats.contract import Format
    from claimtrack.models.finding import Finding

WANG = {"family": "Okonta", "given": "Ada"}
BOARD = {"literal": "Office for Ships, Ports and Ferries"}

#: Kinds of sources that newsrooms cite, each with what is hard to carry about it.
ITEMS: dict[str, dict[str, Any]] = {
    "selm-gazette-2025-03": {
        "type": "article-newspaper",
        "title": "The Ferry Yard at Port Varrow to Close, NASA Says “No”",
        "author": [WANG, {"family": "van der Meer", "given": "Jörg É."}],
        "container-title": "The Selm Gazette",
        "issued": "2025-03-12",
        "accessed": "2025-03-13",
        "URL": "https://gazette.example/a?q=1%20ferry&b=2_3#top~x",
        "archive": "Selm Web Archive",
        "archive_location": "https://archive.example/2025/https://gazette.example/a?q=1%20ferry",
        "page": "1-3",
        "language": "en-GB",
    },
    "harbour-monthly-2024": {
        "type": "article-magazine",
        "title": "100 % of the yard & its $5 million_debt {sic} #1",
        "container-title": "Harbour Monthly",
        "issued": "2024-21",
        "volume": "12",
        "issue": "3",
    },
    "selm-river-agency": {
        "type": "article-newspaper",
        "title": "Yard to close",
        "author": [{"literal": "Selm River News Agency"}],
        "publisher": "Selm River News Agency",
        "issued": "2025-03-12",
        "genre": "wire report",
    },
    "channel-three": {
        "type": "broadcast",
        "title": "Evening News",
        "issued": "2025-03-12",
        "publisher": "Channel Three",
        "medium": "television",
        "dimensions": "26:00",
    },
    "yard-report": {
        "type": "report",
        "title": "Annual report",
        "author": [BOARD],
        "number": "HB-7",
        "issued": "2024/2025",
        "publisher": "Varrow City Press",
        "publisher-place": "Port Varrow",
    },
    "board-letter": {
        "type": "personal_communication",
        "title": "Letter to the council",
        "author": [WANG],
        "recipient": [{"literal": "Council of Port Varrow"}],
        "issued": "2025-03?",
        "genre": "letter",
    },
    "foreman-talk": {
        "type": "interview",
        "title": "A talk with the foreman",
        "author": [{"family": "Brandt", "given": "Lena"}],
        "interviewer": [WANG],
        "issued": "2025-03-20~",
    },
    "yard-post": {
        "type": "post",
        "title": "We are closing",
        "author": [{"literal": "@yardworks"}],
        "container-title": "Harbour Social",
        "issued": "2025-03-11",
        "URL": "https://social.example/@yardworks/1",
    },
    "council-hearing": {
        "type": "hearing",
        "title": "On the yard",
        "authority": "Council of Port Varrow",
        "event-date": "2025-04-02",
        "event-title": "Third session",
        "issued": "2025-04-02",
    },
    "ports-act": {
        "type": "legislation",
        "title": "Ports Act",
        "number": "17",
        "issued": "1998",
        "jurisdiction": "Selm",
    },
    "ferry-counts": {
        "type": "dataset",
        "title": "Ferry counts",
        "issued": "2020/..",
        "version": "2.1",
        "DOI": "10.5555/ferry.counts",
    },
    "board-page": {
        "type": "webpage",
        "title": "Statement",
        "container-title": "Harbour Board",
        "accessed": "2025-03-14",
        "URL": "https://board.example/statement",
    },
    "yard-history": {
        "type": "book",
        "title": "造船の歴史",
        "author": [{"family": "村上", "given": "春樹"}, {"family": "Иванова", "given": "Анна"}],
        "editor": [{"family": "Sørensen", "given": "Ågot", "suffix": "Jr."}],
        "publisher": "Łódź Books",
        "issued": "197X",
        "ISBN": "978-0-00-000000-2",
        "edition": "2",
    },
    "ferry-thesis": {
        "type": "thesis",
        "title": "On ferries",
        "author": [{"family": "Brandt", "given": "Lena"}],
        "publisher": "University of Selm",
        "genre": "PhD thesis",
        "issued": "2019-06",
        "abstract": "First paragraph.\n\nSecond: a < b > c.",
    },
    "undated-note": {"type": "document", "title": "Undated memo"},
}

LEDGER_FIELDS: dict[str, Any] = {
    "dating": {"basis": "declared", "evidence": ["line 2: “12 March 2025”"]},
    "grade": "B",
    "aliases": ["the Gazette"],
    "rights": "© The Selm Gazette",
    "references": ["yard-report"],
    "note": "Bought at the kiosk.",
}


def write_file(form: Format, sources: list[Source]) -> tuple[bytes, list[Finding]]:
    """Return the file that a format makes of sources, and what it says of it."""
    out = io.BytesIO()
    assert form.write
    found = form.write(Selection({each.id: each for each in sources}, {}), out)
    return out.getvalue(), list(found or ())


def read_file(form: Format, data: bytes) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of a file and what could not be read of it."""
    assert form.read
    found = list(form.read(io.BytesIO(data), "file"))
    entries = [each for each in found if isinstance(each, Entry)]
    return entries, [each for each in found if not isinstance(each, Entry)]


@pytest.fixture(scope="session")
def newsroom() -> list[Source]:
    """Return a source of each kind; the first has all that a ledger knows beside CSL."""
    sources = [Source(id=each, csl=item) for each, item in ITEMS.items()]
    first = sources[0].model_dump(exclude={"csl"}) | LEDGER_FIELDS
    sources[0] = Source.model_validate({**first, "csl": sources[0].csl, "id": sources[0].id})
    return sorted(sources, key=lambda source: source.id)


@pytest.fixture(scope="session")
def write() -> Callable[[Format, list[Source]], tuple[bytes, list[Finding]]]:
    """Return what writes sources into a file."""
    return write_file


@pytest.fixture(scope="session")
def read() -> Callable[[Format, bytes], tuple[list[Entry], list[Finding]]]:
    """Return what reads a file."""
    return read_file
