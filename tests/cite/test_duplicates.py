from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.cite import duplicates
from claimtrack.cite.duplicates import find_duplicates

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.source import Capture, Source

LONG = "The ferry stops. " * 20


@pytest.fixture
def pair(
    make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> Callable[..., list[tuple[str, str]]]:
    """Compare two sources by their fields and texts; return which is listed as which."""

    def call(
        one: dict[str, str], other: dict[str, str], *, text: str = ""
    ) -> list[tuple[str, str]]:
        captures = (make_capture(1, text.encode(), text),) if text else ()
        sources = [
            make_source("one", csl=one, captures=captures),
            make_source("other", csl=other, captures=captures),
        ]
        return [(each.source_id, each.listed_as) for each in find_duplicates(sources)]

    return call


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1234/AB.c"}, {"DOI": "https://doi.org/10.1234/ab.C"}),
        ({"DOI": "10.1234/a"}, {"URL": "https://doi.org/10.1234/A"}),
        ({"URL": "http://www.a.example/x/?utm_source=m"}, {"URL": "https://a.example/x#top"}),
        ({"URL": "https://a.example/x", "title": "A"}, {"URL": "https://a.example/x"}),
    ],
)
def test_finds_one_document_under_two_ids(
    pair: Callable[..., list[tuple[str, str]]], one: dict[str, str], other: dict[str, str]
) -> None:
    """The same DOI or the same address, however they are written, is the same document."""
    assert len(pair(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"title": "Budget"}, {"title": "Budget"}),
        (
            {"URL": "https://a.example/x", "issued": "2024"},
            {"URL": "https://a.example/x", "issued": "2025"},
        ),
        (
            {"DOI": "10.1234/a", "URL": "https://a.example"},
            {"DOI": "10.1234/b", "URL": "https://a.example"},
        ),
        ({"DOI": "10.1234/a", "page": "1-9"}, {"DOI": "10.1234/a", "page": "10-12"}),
    ],
)
def test_keeps_apart_what_may_be_two(
    pair: Callable[..., list[tuple[str, str]]], one: dict[str, str], other: dict[str, str]
) -> None:
    """A title alone says nothing; versions of other days, other DOIs and parts are apart."""
    assert pair(one, other) == []


def test_finds_one_text(pair: Callable[..., list[tuple[str, str]]]) -> None:
    """Copies with the very same text are of one document."""
    assert pair({}, {"title": "Ferry"}, text=LONG) == [("one", "other")]


def test_keeps_two_papers_with_one_text_apart(pair: Callable[..., list[tuple[str, str]]]) -> None:
    """An agency's text in two papers is cited from each; a short text says nothing."""
    assert pair({"publisher": "Courier"}, {"publisher": "Voice"}, text=LONG) == []
    assert pair({}, {}, text="Accept cookies?") == []


def test_counts_its_way_to_the_addresses_that_may_be_one() -> None:
    """Spellings of one address share an outline, which costs little to take."""
    spellings = ("HTTP://www.A.example/x%20y/", "https://a.example/x y?utm_source=m#top")
    assert len({duplicates._outline(each) for each in spellings}) == 1
    assert duplicates._outline("") == ""
