from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from claimtrack.ledger.locators import Locator, find_page, find_time, list_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.folder import FolderStore

    Place = Callable[..., tuple[Locator, Claim]]

ARTICLE = """Ferry yard to close
By João Silva

The yard at Port Varrow closes in May.

It had 240 workers. The Board said so
on Monday, and nobody asked.

A man at the gate

The union will meet."""
TALK = """[00:00:05] Good evening.
[00:12:34] The yard closes in May.
It had 240 workers.
[00:13:01] Thank you."""


@dataclass(frozen=True)
class Desk:
    """Sources and where their copies are kept."""

    store: FolderStore
    sources: dict[str, Source]


@pytest.fixture
def place(
    store: FolderStore,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
) -> Place:
    """Keep a text, and make a claim anchored to a quote in it: ``place(text, quote)``."""

    def call(text: str, quote: str, *, kept: bool = True, **csl: str) -> tuple[Locator, Claim]:
        capture = make_capture(1, text.encode(), text)
        source = make_source("wire", csl=csl, captures=[capture.model_dump()])
        folder = store.layout.capture_folder("wire", 1, withheld=False)
        folder.mkdir(parents=True)
        if kept:
            (folder / "text.txt").write_text(text, "utf-8", newline="")
        start = text.index(quote)
        segment = {"exact": quote, "start": start, "end": start + len(quote)}
        anchor = {"capture": 1, "quote": quote, "segments": [segment]}
        return Locator(Desk(store, {"wire": source})), make_claim("wire/one", "x", anchor=anchor)

    return call


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        (ARTICLE, "The yard at Port Varrow", "para. 1"),
        (ARTICLE, "nobody asked", "para. 2"),
        (ARTICLE, "The union will meet", "para. 3"),
        (ARTICLE, "Ferry yard to close", ""),
        (TALK, "It had 240 workers", "00:12:34"),
        ("One page.\fThe yard closes.", "The yard", "p. 2"),
        ("[page 7]\nOne.\n[page 8]\nThe yard closes.", "The yard", "p. 8"),
    ],
)
def test_finds_where_a_claim_stands(text: str, quote: str, found: str, place: Place) -> None:
    """A page where pages are marked, a time in a transcript, else a paragraph with sentences."""
    locator, claim = place(text, quote)
    assert locator.locate(claim) == found
    assert locator.locate(claim) == found


def test_counts_printed_pages_from_the_first(place: Place) -> None:
    """Form feeds count from the first page that the source fills."""
    locator, claim = place("One.\fThe yard closes.", "The yard", page="212-230")
    assert locator.locate(claim) == "p. 213"


def test_tells_nothing_without_the_text(place: Place, make_claim: Callable[..., Claim]) -> None:
    """Without an anchor, a source or the copy's text, no place is told."""
    locator, claim = place("The yard closes.", "The yard", kept=False)
    assert locator.locate(claim) == ""
    assert locator.locate(make_claim("wire/two")) == ""
    assert claim.anchor is not None
    other = claim.anchor.model_copy(update={"capture": 2})
    assert locator.locate(claim.model_copy(update={"anchor": other})) == ""
    assert locator.locate(claim.model_copy(update={"id": "gone/one"})) == ""


def test_reads_no_clock_where_none_runs() -> None:
    """One time is when something was published; times that go back are a programme or scores."""
    assert find_time("12:30 Ferry closes.", 8) == ""
    assert find_time("20:15 News\n19:30 Sport", 12) == ""
    assert find_time("Hello.\n00:01 A.\n00:02 B.", 0) == ""


def test_knows_no_page_before_the_first() -> None:
    """Before the first mark no page is known, nor where form feeds only stand at the ends."""
    assert find_page("Title\n[page 2]\nText", 0) == 0
    assert find_page("\fText\f", 3) == 0


def test_gives_up_on_a_text_that_reads_otherwise() -> None:
    """Places are not told in a text that would not be read back as it is."""
    assert list_paragraphs("\ufeffThe yard closes.") == []
