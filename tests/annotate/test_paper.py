from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from claimtrack.annotate import typefaces
from claimtrack.annotate.blocks import Block, BlockKind, Cell, Laid, Piece
from claimtrack.annotate.carrying import lay_draft
from claimtrack.annotate.paper import render_paper
from claimtrack.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft

    Annotate = Callable[..., tuple[bytes, Draft, Notes]]


def _read(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def _say(text: str, *looks: str, **more: Any) -> tuple[Block, ...]:  # noqa: ANN401 - of a piece
    piece = Piece(text, frozenset(looks), **more)
    return (Block(BlockKind.PARAGRAPH, (piece,)),)


def test_prints_the_draft_with_its_notes(annotate: Annotate) -> None:
    """All words of draft and notes can be read out of the pages, in order."""
    data, draft, notes = annotate()
    text = _read(render_paper(lay_draft(data, draft, notes), notes))
    places = [
        text.rindex(words)
        for words in (
            "Unsourced: 3",
            "The night ferry",
            "“At least 31 of the crew of the Ostrel ferry will be dismissed”",
            "it stands for “Notice”, Harbour Board, which was not seen",
            "Contact: night desk, +000 555 0100",
            "The mayor of Port Varrow sold 14 trams in 2011.",
            "They were counted by 9 pupils",
            "not what is true.",
        )
    ]
    assert places == sorted(places)


def test_links_lead_from_statements_to_notes_and_back(annotate: Annotate) -> None:
    """The lists, the statements, the notes and the marks of footnotes lead to places on pages."""
    data, draft, notes = annotate()
    reader = PdfReader(io.BytesIO(render_paper(lay_draft(data, draft, notes), notes)))
    places = 0
    addresses: set[str] = set()
    for page in reader.pages:
        for each in page.get("/Annots", ()):
            link: Any = each.get_object()
            if "/Dest" in link:
                assert "/XYZ" in str(link["/Dest"])
                places += 1
            else:
                addresses.add(str(link["/A"]["/URI"]))
    listed = sum(note.number in {2, 3, 4, 5, 6} for note in notes.notes)
    assert places == listed + 2 * len(notes.notes) + 1
    assert "https://pier.example/" in addresses
    assert any(address.startswith("https://wire.example/1#:~:text=") for address in addresses)


def test_has_an_outline_and_a_title(annotate: Annotate) -> None:
    """Readers of PDF show the title, and the headings beside the pages."""
    data, draft, notes = annotate()
    reader = PdfReader(io.BytesIO(render_paper(lay_draft(data, draft, notes), notes)))
    assert reader.metadata is not None
    assert reader.metadata.title == "draft.md, annotated"
    outline: list[Any] = reader.outline
    assert outline[0].title == "draft.md, annotated"
    below = [each.title for each in outline[1] if not isinstance(each, list)]
    assert below[-1] == "The night ferry"


def test_is_the_same_each_time(annotate: Annotate) -> None:
    """The same draft and notes give the same bytes, whenever they are printed."""
    data, draft, notes = annotate()
    first, second = (render_paper(lay_draft(data, draft, notes), notes) for _ in range(2))
    assert first == second


def test_sets_what_a_draft_can_look_like(annotate: Annotate) -> None:
    """Tables, lists in lists, code, quotations and every look are printed."""
    looks = [_say(f"look {look}", look) for look in ("i", "b", "u", "s", "sup", "sub", "code")]
    table = Block(
        BlockKind.TABLE,
        rows=((Cell(_say("Head & <b>"), is_head=True), Cell(_say("x"))), (Cell(_say("one cell")),)),
    )
    wide = Block(BlockKind.TABLE, rows=((Cell(_say("wide cell"), columns=2),),))
    long = Block(BlockKind.TABLE, rows=((Cell(_say("long cell " * 200)),),))
    inner = Block(BlockKind.LIST, items=(_say("inner"),), start=4)
    blocks = [
        *(block for each in looks for block in each),
        table,
        wide,
        long,
        Block(BlockKind.TABLE),
        Block(BlockKind.LIST, items=((*_say("outer"), inner),)),
        Block(BlockKind.QUOTE, items=(_say("quoted"),)),
        Block(BlockKind.CODE, (Piece("if so:\n    do"),)),
        Block(BlockKind.RULE),
        *_say("script", link="javascript:alert(1)"),
    ]
    data = render_paper(Laid(blocks), replace(annotate()[2], notes=()))
    text = _read(data)
    for words in ("look code", "Head & <b>", "one cell", "wide cell", "4. inner", "quoted", "do"):
        assert words in text
    assert text.count("long cell") == 200
    assert b"javascript" not in data


def test_prints_notes_without_a_place(annotate: Annotate) -> None:
    """What was not found again in the text is printed at its end."""
    text = _read(render_paper(Laid(), annotate()[2]))
    assert "could not be found again in the text" in text
    assert "ACCEPTED; UNSOURCED" in text


def test_sets_other_scripts_or_says_that_it_cannot(annotate: Annotate) -> None:
    """Cyrillic, Greek and Korean are set; a sign that no face has, and Hebrew, are remarked on."""
    words = "Порт λιμάνι 항구 みなと 港 \u02a9 ✓ נמל \U0001f6a2"
    laid = Laid(list(_say(words)))
    text = _read(render_paper(laid, replace(annotate()[2], notes=())))
    assert "Порт λιμάνι" in text
    assert "항구" in text
    assert laid.remarks == [
        "no typeface at hand has these characters: \U0001f6a2",
        "text that runs from right to left is not set well in PDF; print the HTML instead",
    ]


def test_long_words_and_notes_fit_on_pages(annotate: Annotate) -> None:
    """A word longer than a line and a paragraph longer than a page are broken, not refused."""
    laid = Laid([*_say("x" * 4000), *_say("word " * 4000)])
    reader = PdfReader(io.BytesIO(render_paper(laid, replace(annotate()[2], notes=()))))
    assert len(reader.pages) > 4


def test_says_what_is_not_installed(annotate: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the libraries it says which extra to install."""
    monkeypatch.setitem(__import__("sys").modules, "pymupdf_fonts", None)
    typefaces._load.cache_clear()
    with pytest.raises(MissingExtraError) as caught:
        render_paper(Laid(), annotate()[2])
    assert "claimtrack[pdf]" in caught.value.hint
