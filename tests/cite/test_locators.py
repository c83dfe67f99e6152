from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.ledger.ledger import open_ledger
from claimtrack.ledger.locators import Locator, find_page, find_time, list_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout

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
def test_finds_where_a_claim_stands(
    text: str, quote: str, found: str, layout: Layout, write: Callable[..., None]
) -> None:
    """A page where pages are marked, a time in a transcript, else a paragraph with sentences."""
    write("wire", {}, {"one": quote}, texts=(text,))
    ledger = open_ledger(layout.root)
    locator = Locator(ledger)
    assert locator.locate(ledger.claims["wire/one"]) == found
    assert locator.locate(ledger.claims["wire/one"]) == found


def test_counts_printed_pages_from_the_first(layout: Layout, write: Callable[..., None]) -> None:
    """Form feeds count from the first page that the source fills."""
    write("tide", {"page": "212-230"}, {"one": "The yard"}, texts=("One.\fThe yard closes.",))
    ledger = open_ledger(layout.root)
    assert Locator(ledger).locate(ledger.claims["tide/one"]) == "p. 213"


def test_tells_nothing_without_the_text(layout: Layout, write: Callable[..., None]) -> None:
    """Without an anchor, or without the copy's text, no place is told."""
    write("wire", {}, {"one": "The yard"}, texts=("The yard closes.",))
    write("stub", {}, {"one": "The yard closes"})
    (layout.source_file("wire").parent / "1" / "text.txt").unlink()
    ledger = open_ledger(layout.root)
    locator = Locator(ledger)
    assert [locator.locate(claim) for claim in ledger.claims.values()] == ["", ""]


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
