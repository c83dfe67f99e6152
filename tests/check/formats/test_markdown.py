from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from claimtrack.check.formats.markdown import render
from claimtrack.check.results import Particular, ParticularKind, Trace

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport
    from tests.check.formats.conftest import MakeReport, MakeStatement

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def test_hostile_text_is_text(hostile: CheckReport) -> None:
    """No claim or draft brings a link, an image, HTML, emphasis or a code block of its own."""
    tokens = PARSER.parse(render([hostile]))
    inline = [child for token in tokens for child in token.children or ()]

    assert {token.content for token in inline if token.type == "html_inline"} == {"<!-- -->"}
    assert not {token.type for token in tokens} & {"html_block", "code_block", "table_open"}
    assert not {token.type for token in inline} & {"link_open", "image", "em_open", "s_open"}
    headings = [token for token in tokens if token.type == "heading_open"]
    assert len(headings) == len(hostile.statements) + 2


@pytest.mark.parametrize("text", ["1. March", "- none", "+ 4", "= 5", "# 6", "> 7", "12) x", "***"])
def test_a_sentence_begins_no_list(
    make_report: MakeReport, make_statement: MakeStatement, text: str
) -> None:
    """What would begin a list, a heading or a rule is a sentence in its quotation."""
    tokens = PARSER.parse(render([make_report(make_statement(text=text, why=text))]))
    start = next(place for place, token in enumerate(tokens) if token.type == "blockquote_open")
    shown = [token.type for token in tokens[start : start + 5]]
    contents = [
        "".join(child.content for child in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]

    assert shown == [
        "blockquote_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "blockquote_close",
    ]
    assert contents.count(text) == 2


def test_particulars_that_touch_are_both_bold(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """Where one particular lies within another, no asterisk is left over."""
    particulars = (
        Particular(ParticularKind.QUOTATION, "abcd", 0, 4, Trace.SIBLING),
        Particular(ParticularKind.NUMBER, "b", 1, 2, Trace.FOUND),
    )
    text = render([make_report(make_statement(text="abcd", particulars=particulars))])
    html = PARSER.render(text)

    assert "<strong>a</strong><!-- --><strong>b</strong> ✓<strong>cd</strong> ✗" in html
