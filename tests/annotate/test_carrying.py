from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from claimtrack.annotate import carrying
from claimtrack.annotate.blocks import BlockKind
from claimtrack.annotate.carrying import carry_over, lay_draft
from claimtrack.annotate.marks import MARK, find_spans, mark_text
from claimtrack.errors import PandocMissingError, UnwritableDraftError

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.blocks import Laid
    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft

    Annotate = Callable[..., tuple[bytes, Draft, Notes]]

PLAIN = "Trams\n\nThe mayor of Port Varrow sold 14 trams in 2011 [@wire].\nIt rained.\n"


def _squeeze(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _read(laid: Laid) -> dict[int, str]:
    """Return the words of each statement as the blocks have them."""
    said: dict[int, str] = {}
    blocks = [*laid.blocks, *(block for note in laid.footnotes for block in note)]
    for block in blocks:
        for piece in block.walk():
            if piece.statement and not piece.note:
                said[piece.statement] = said.get(piece.statement, "") + piece.text
    return said


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".md"])
def test_finds_every_statement_again(annotate: Annotate, suffix: str) -> None:
    """In any other format each statement stands where it is said to, and no mark is left."""
    data, draft, notes = annotate()
    carried = carry_over(data, draft, notes, suffix)
    assert not MARK.search(carried.draft.raw)
    for note in notes.notes:
        start, end = carried.spans[note.number]
        found = carried.draft.raw[start:end]
        for markup in ("[@wire/crew]", "[^1]", "(https://pier.example/)"):
            found = found.replace(markup, "")
        assert _squeeze(note.text) == _squeeze(found)


def test_carries_titles_and_looks(annotate: Annotate) -> None:
    """A title that a word processor sets apart stays a paragraph; bold words stay bold."""
    document = docx.Document()
    document.add_heading("Ferries of 2011", 0)
    document.add_paragraph("The mayor of Port Varrow sold ").add_run("14 trams").bold = True
    document.paragraphs[1].add_run(" in 2011.")
    packed = io.BytesIO()
    document.save(packed)
    data, draft, notes = annotate(packed.getvalue(), "a.docx")
    carried = carry_over(data, draft, notes, ".md").data.decode()
    assert carried.splitlines()[0] == "# Ferries of 2011"
    assert "sold **14 trams** in 2011." in carried


def test_keeps_what_stands_at_the_head(annotate: Annotate) -> None:
    """What Markdown or HTML say of the draft before its text is shown before it."""
    head = "---\ntitle: Trams\nauthor: [Desk, 'Other *desk*']\nabstract: |\n  All of it.\n---\n\n"
    data, draft, notes = annotate(f"{head}The mayor of Port Varrow sold 14 trams in 2011.\n")
    laid = lay_draft(data, draft, notes)
    shown = ["".join(piece.text for piece in block.walk()) for block in laid.blocks]
    assert shown[:4] == ["Trams", "Desk", "Other desk", "All of it."]
    tree = {"t": "MetaString", "c": "Trams"}
    assert carrying._list_front("title", tree)[0]["t"] == "Header"
    assert carrying._list_front("date", {"t": "MetaBool", "c": True}) == []


def test_a_page_does_not_show_its_title_twice(annotate: Annotate) -> None:
    """The title of the window is left out where the page begins with the same heading."""
    page = "<html><head><title>Old trams</title></head><body>{}<p>Kelm sold 14 trams in 2011.</p>"
    for heading, shown in (("Old trams", 1), ("New trams", 2)):
        text = page.format(f"<h1>{heading}</h1>")
        laid = lay_draft(*annotate(text, "a.html"))
        kinds = [block.kind for block in laid.blocks]
        assert kinds.count(BlockKind.HEADING) == shown


def test_goes_on_where_lists_lie_too_deep(
    annotate: Annotate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is nested deeper than can be followed is shown in plain paragraphs."""

    def fall(*_: object) -> None:
        raise RecursionError

    data, draft, notes = annotate("> Trams\n\n- The mayor of Port Varrow sold 14 trams in 2011.\n")
    monkeypatch.setattr(carrying, "_read_tree", fall)
    laid = lay_draft(data, draft, notes)
    assert laid.list_statements() == {1}
    assert [block.kind for block in laid.blocks] == [BlockKind.QUOTE, BlockKind.LIST]
    assert "too deep" in laid.remarks[0]


def test_lays_a_draft_out_with_its_looks(annotate: Annotate) -> None:
    """Headings, lists, quotations, links and notes are kept, with their statements."""
    data, draft, notes = annotate()
    laid = lay_draft(data, draft, notes)
    assert [block.kind for block in laid.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.QUOTE,
        BlockKind.LIST,
    ]
    assert laid.list_statements() == {note.number for note in notes.notes}
    pieces = {piece.text: piece for block in laid.blocks for piece in block.walk()}
    assert pieces["night"].looks == {"i"}
    assert pieces["1,240 passengers"].looks == {"b"}
    assert pieces["the pier"].link == "https://pier.example/"
    assert pieces["1"].note == 1
    assert laid.remarks == []


def test_shows_a_plain_text_as_it_stands(annotate: Annotate) -> None:
    """Plain text keeps its lines and what it cites; nothing in it is markup."""
    data, draft, notes = annotate(PLAIN, "a.txt")
    laid = lay_draft(data, draft, notes)
    shown = ["".join(piece.text for piece in block.walk()) for block in laid.blocks]
    assert shown[0] == "Trams"
    assert shown[1].startswith("The mayor of Port Varrow sold 14 trams in 2011 [@wire].")
    assert _squeeze(_read(laid)[1]).startswith(_squeeze("The mayor of Port Varrow sold 14 trams"))
    assert carry_over(data, draft, notes, ".docx").spans.keys() == {1}


def test_goes_on_without_pandoc(annotate: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pandoc a page still has every statement, in plain paragraphs, and says so."""

    def miss(*_: object) -> None:
        raise PandocMissingError

    monkeypatch.setattr(carrying, "run_pandoc", miss)
    data, draft, notes = annotate()
    laid = lay_draft(data, draft, notes)
    said = _read(laid)
    assert {n.number: _squeeze(n.text) for n in notes.notes} == {
        number: _squeeze(text) for number, text in said.items()
    }
    assert "plain paragraphs: this needs pandoc" in laid.remarks[0]
    with pytest.raises(PandocMissingError):
        carry_over(data, draft, notes, ".docx")


def test_refuses_characters_of_private_use(annotate: Annotate) -> None:
    """A draft that has such characters as statements are marked with is refused."""
    with pytest.raises(UnwritableDraftError, match="private use"):
        lay_draft(*annotate("The mayor of Port Varrow sold 14 trams \U000f0001 in 2011."))


def test_marks_of_statements_that_touch() -> None:
    """Where one ends and the next begins at one place, both are found again."""
    spans = {1: (0, 3), 2: (3, 6)}
    marked = mark_text("abcdef", spans)
    assert MARK.sub("", marked) == "abcdef"
    assert find_spans(marked) == spans
