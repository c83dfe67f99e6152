from __future__ import annotations

import pytest

from claimtrack.errors import DamagedTextError
from claimtrack.extract.drafts import read_draft


def _paragraphs(page: str) -> list[tuple[str, str]]:
    draft = read_draft(page.encode(), name="draft.html")
    return [(str(each.kind), draft.text[each.start : each.end]) for each in draft.paragraphs]


def test_reads_what_is_visible() -> None:
    """Scripts, styles, titles, deletions, code and hidden parts are not on the page."""
    page = (
        "<!doctype html><html><head><title>Orm</title></head><body>"
        "<script>if (a<b) '<p>no'</script>"
        "<div hidden>no<div>no</div></div><p style='display: none'>no</p><pre>41</pre>"
        "<p>Orm <b>burnt</b> <del>twice</del>&amp; fell &lt; 3 & so<br>on, <q>they</q> said."
        "<img alt=x></p><svg/>end</body></html>"
    )
    assert _paragraphs(page) == [
        ("body", "Orm burnt & fell < 3 & so\non, “they” said."),
        ("body", "end"),
    ]


def test_leaves_out_the_marks_of_notes() -> None:
    """The number of a footnote parts sentences no more than it belongs to them."""
    page = (
        '<p>Orm burnt.<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a> '
        'It fell.<sup><a href="#fn2" role="doc-noteref">2</a></sup></p><ol><li>Log of 10<sup>6'
        '</sup> entries.<a href="#r1" class="footnote-back">↩︎</a></li></ol>'
    )
    assert _paragraphs(page) == [("body", "Orm burnt. It fell."), ("list", "Log of 106 entries.")]


def test_tells_blocks_apart() -> None:
    """Headings, items, cells, captions and quotations are told apart, sloppy nesting included."""
    page = (
        "<h1>Orm</h1><ul><li>one<li>two</ul><table><tr><td>cell</td></tr></table>"
        "<figure><figcaption>view</figcaption></figure><blockquote><p>said</p></blockquote>rest"
    )
    kinds = [kind for kind, _ in _paragraphs(page)]
    assert kinds[:1] == ["heading"]
    assert kinds[1:6] == ["list", "list", "table", "caption", "quote"]


def test_mends_nesting_that_was_left_open() -> None:
    """An end tag closes what was left open within it."""
    assert _paragraphs("<blockquote><ul><li>x</blockquote>y<i>z") == [("list", "x"), ("body", "yz")]


@pytest.mark.parametrize("page", ["a <!-- open", "a <p", "a <", "a &amp", "a <script>x"])
def test_reads_to_the_end_whatever_is_left_open(page: str) -> None:
    """An unfinished tag, comment or entity loses nothing that stands before it."""
    assert _paragraphs(page)[0][1].startswith("a")


def test_reads_comments_and_spares_code() -> None:
    """A comment that speaks to claimtrack is kept; what stands in code is no citation."""
    page = (
        "<p>Orm burnt <code>[@a/b]</code> [@c/d].</p>\n<!-- claimtrack: ok because lost log -->\n"
    )
    draft = read_draft(page.encode(), name="draft.html")
    assert [cited.key for cited in draft.citations] == ["c/d"]
    assert [comment.reason for comment in draft.comments] == ["lost log"]
    assert draft.text == "Orm burnt [@a/b]."


def test_a_comment_in_an_empty_page_stands_within_its_text() -> None:
    """The spaces before a comment that is all there is are no text, and none to count from."""
    (comment,) = read_draft(b"\n[claimtrack: ok because it is]", name="a.html").comments
    assert (comment.at, comment.reason) == (0, "it is")


def test_reads_the_encoding_a_page_declares() -> None:
    """A declared encoding is used, and bytes that are damaged are refused."""
    page = "<meta charset='windows-1252'><p>Café</p>".encode("cp1252")
    assert read_draft(page, name="a.html").text == "Café"
    with pytest.raises(DamagedTextError):
        read_draft("<p>Café détruit".encode()[:-7] + b"\xff" + "é".encode(), name="a.html")
