from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import UnreadableDraftError
from claimtrack.extract.blocks import BlockKind
from claimtrack.extract.drafts import read_draft
from claimtrack.extract.statements import read_statements

if TYPE_CHECKING:
    from collections.abc import Callable


def test_reads_paragraphs_with_white_space_as_shown(office: Callable[..., bytes]) -> None:
    """Runs of white space are one space, and the tags for spaces, tabs and breaks are spaces."""
    body = (
        "<text:p>\n  Forty  <text:span> boats</text:span><text:s text:c='2'/>"
        "sank<text:tab/>here<text:line-break/>.</text:p>"
    )
    assert read_draft(office(body), name="a.odt").text == "Forty boats  sank here ."


def test_leaves_out_deletions(office: Callable[..., bytes]) -> None:
    """What was deleted while changes were tracked is not read."""
    body = (
        "<text:tracked-changes><text:deletion><text:p>Gone.</text:p></text:deletion>"
        "</text:tracked-changes><text:p>Orm <text:change-start/>burnt<text:change-end/>.</text:p>"
    )
    assert read_draft(office(body), name="a.odt").text == "Orm burnt."


def test_tells_what_a_paragraph_is(office: Callable[..., bytes]) -> None:
    """Headings, quotations, lists and cells are told apart; program text is left out."""
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
        '<style:style style:name="P2" style:parent-style-name="Preformatted_20_Text"/>'
    )
    body = (
        "<text:h>Head</text:h><text:p text:style-name='P1'>Quote</text:p>"
        "<text:p text:style-name='P2'>code</text:p>"
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
        "<table:table><table:table-cell><text:p>Cell</text:p></table:table-cell></table:table>"
        "<text:p>Body</text:p>"
    )
    draft = read_draft(office(body, styles), name="a.odt")
    assert [each.kind for each in draft.paragraphs] == [
        BlockKind.HEADING,
        BlockKind.QUOTE,
        BlockKind.LIST,
        BlockKind.TABLE,
        BlockKind.BODY,
    ]
    assert "code" in draft.raw


def test_reads_notes_and_comments_in_place(office: Callable[..., bytes]) -> None:
    """A note is a paragraph of its own; a comment accepts the sentence that it follows."""
    body = (
        "<text:p>Orm burnt.<office:annotation><dc:creator>A. Editor</dc:creator>"
        "<text:p>claimtrack: ok because the log is lost</text:p></office:annotation>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>See the log [@orm-log].</text:p></text:note-body></text:note> It rained.</text:p>"
    )
    statements = read_statements(read_draft(office(body), name="a.odt")).statements
    assert [each.sentence.text for each in statements] == [
        "Orm burnt.",
        "It rained.",
        "See the log.",
    ]
    assert statements[0].comment is not None
    assert statements[0].comment.reason == "the log is lost"
    assert [cited.key for cited in statements[0].citations] == ["orm-log"]
    assert statements[1].citations == ()


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"mimetype": "application/epub+zip", "content.xml": "<a/>"}, "no OpenDocument text"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "no OpenDocument text"),
        ({"content.xml": "x", "META-INF/manifest.xml": "<encryption-data/>"}, "password"),
        ({"content.xml": "<a>" * 5}, "damaged"),
    ],
)
def test_refuses_what_is_no_text(
    pack: Callable[[dict[str, str]], bytes], members: dict[str, str], said: str
) -> None:
    """A package of another kind, encrypted or damaged is refused with the reason."""
    with pytest.raises(UnreadableDraftError, match=said):
        read_draft(pack(members), name="a.odt")
