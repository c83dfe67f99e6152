from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import html
from tinyhtml5.parser import HTMLParser

from claimtrack.annotate.blocks import Block, BlockKind, Cell, Laid, Piece
from claimtrack.annotate.carrying import lay_draft
from claimtrack.annotate.page import render_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft

    Annotate = Callable[..., tuple[bytes, Draft, Notes]]

HOSTILE = """The mayor of Port Varrow sold 14 trams in 2011 <script>alert(1)</script>.

[Look](javascript:alert(2)) at ![a tram](https://tracker.example/pixel.gif) of 1950.
"""


@pytest.fixture
def page(annotate: Annotate) -> str:
    """The page of the draft."""
    data, draft, notes = annotate()
    return render_page(lay_draft(data, draft, notes), notes).decode()


def test_sets_notes_beside_their_words(page: str, annotate: Annotate) -> None:
    """Each statement is marked and leads to its note, which stands beside it and leads back."""
    tree = html.fromstring(page.encode())
    for note in annotate()[2].notes:
        (said,) = tree.xpath(f"//span[@id='statement-{note.number}']")
        (mark,) = said.xpath("./a[@class='number']")
        assert mark.get("href") == f"#note-{note.number}"
        (row,) = said.xpath("ancestor::div[@class='row']")
        (found,) = row.xpath(f"./aside/section[@id='note-{note.number}']")
        assert found.xpath(f".//a[@href='#statement-{note.number}']")


def test_is_valid(page: str) -> None:
    """A parser that goes by the letter of the standard has nothing to object to."""
    parser = HTMLParser()
    parser.parse(page)
    assert parser.errors == []


def test_links_lead_somewhere(page: str) -> None:
    """Every link within the page has its target, and no name stands twice."""
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_lists_the_unsourced_first(page: str) -> None:
    """The first heading below the title is of what needs a source, before the draft itself."""
    headings = re.findall(r"<h2[^>]*>([^<]*)", page)
    assert headings[:3] == ["Unsourced: 3", "Disputed: 1", "Accepted as they stand: 1"]


def test_keeps_the_looks_of_the_draft(page: str) -> None:
    """Italics, bold type, lists, quotations, links and notes are in the page."""
    assert '<h2 dir="auto">The <em>night</em> ferry</h2>' in page
    assert "<strong>1,240 passengers</strong>" in page
    assert '<a href="https://pier.example/" rel="noreferrer">the pier</a>' in page
    assert "<blockquote><p" in page
    assert '<sup><a id="foot-1-mark" href="#foot-1">1</a></sup>' in page


def test_asks_nothing_of_anybody(annotate: Annotate) -> None:
    """No script, no picture from elsewhere, no link that acts; a policy forbids them all."""
    data, draft, notes = annotate(HOSTILE)
    page = render_page(lay_draft(data, draft, notes), notes).decode()
    assert "default-src 'none'" in page
    assert not re.search(r"<script|javascript:|tracker\.example|<img|<link|@import|url\(", page)
    assert "[picture: a tram]" in page
    assert "1 picture is not shown, but in words" in page.lower()


def test_says_what_it_could_not_place(annotate: Annotate) -> None:
    """A statement that is not found again in the page keeps its note, at the end."""
    _, _, notes = annotate()
    page = render_page(Laid(), notes).decode()
    assert "could not be found again in the page" in page
    assert page.count('<section class="note') == len(notes.notes)


def test_sets_tables_code_and_numbered_lists(annotate: Annotate) -> None:
    """A table keeps its heads and its wide cells, a list its first number, code its lines."""
    words = (Block(BlockKind.PARAGRAPH, (Piece("1 < 2", frozenset({"code", "caps"})),)),)
    blocks = [
        Block(BlockKind.TABLE, rows=((Cell(words, is_head=True, columns=2, rows=3),),)),
        Block(BlockKind.LIST, items=(words,), start=3),
        Block(BlockKind.CODE, (Piece("a\nb"),)),
        Block(BlockKind.RULE),
    ]
    page = render_page(Laid(blocks), replace(annotate()[2], notes=())).decode()
    assert '<th colspan="2" rowspan="3">' in page
    assert '<ol start="3"><li>' in page
    assert '<span class="caps"><code>1 &lt; 2</code></span>' in page
    assert '<pre tabindex="0">a\nb</pre>' in page
    assert "<hr>" in page
