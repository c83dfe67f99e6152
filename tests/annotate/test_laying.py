from __future__ import annotations

from typing import Any

from claimtrack.annotate.blocks import BlockKind
from claimtrack.annotate.laying import lay_out

WORD: dict[str, Any] = {"t": "Str", "c": "word"}
PLAIN: dict[str, Any] = {"t": "Plain", "c": [WORD]}
ATTRIBUTES: list[Any] = ["", [], []]
CELL: list[Any] = [ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [PLAIN]]
ROW: list[Any] = [ATTRIBUTES, [CELL]]


def _lay(*blocks: dict[str, Any]) -> list[tuple[str, str]]:
    laid = lay_out({"blocks": list(blocks)})
    return [(b.kind.value, "".join(piece.text for piece in b.walk())) for b in laid.blocks]


def _inline(kind: str, content: object = None) -> str:
    (found,) = _lay({"t": "Para", "c": [WORD, {"t": kind, "c": content}]})
    return found[1].removeprefix("word")


def test_reads_every_kind_of_block() -> None:
    """What pandoc knows as a block is one here, or is taken apart into some; markup is dropped."""
    table = [ATTRIBUTES, [None, [PLAIN]], [], [ATTRIBUTES, [ROW]], [[ATTRIBUTES, 0, [], [ROW]]]]
    assert _lay(
        {"t": "CodeBlock", "c": [ATTRIBUTES, "code"]},
        {"t": "HorizontalRule"},
        {"t": "LineBlock", "c": [[WORD], [WORD]]},
        {"t": "DefinitionList", "c": [[[WORD], [[PLAIN]]]]},
        {"t": "OrderedList", "c": [[3, None, None], [[PLAIN], [PLAIN]]]},
        {"t": "Table", "c": [*table, [ATTRIBUTES, []]]},
        {"t": "Figure", "c": [ATTRIBUTES, [None, [PLAIN]], [PLAIN]]},
        {"t": "Div", "c": [ATTRIBUTES, [PLAIN]]},
        {"t": "RawBlock", "c": ["html", "<hr>"]},
        {"t": "Para", "c": []},
    ) == [
        ("code", "code"),
        ("rule", ""),
        ("paragraph", "word\nword"),
        ("paragraph", "word"),
        ("list", "word"),
        ("list", "wordword"),
        ("table", "wordword"),
        ("paragraph", "word"),
        ("paragraph", "word"),
        ("paragraph", "word"),
        ("paragraph", "word"),
    ]


def test_reads_every_kind_of_inline() -> None:
    """Words stay, quotation marks are set, markup of some format is dropped."""
    assert _inline("Quoted", [{"t": "SingleQuote"}, [WORD]]) == "‘word’"
    assert _inline("Cite", [[], [WORD]]) == "word"
    assert _inline("Span", [ATTRIBUTES, [WORD]]) == "word"
    assert _inline("Math", [{"t": "InlineMath"}, "x"]) == "x"
    assert _inline("Strikeout", [WORD]) == "word"
    assert _inline("LineBreak") == "\n"
    assert _inline("SoftBreak") == " "
    assert _inline("RawInline", ["html", "<b>"]) == ""


def test_a_note_within_a_statement_is_no_part_of_it() -> None:
    """The statement goes on behind the mark of a note; the note's own words do not belong to it."""
    opened, closed = chr(0xF0001), chr(0x100001)
    note = {"t": "Note", "c": [{"t": "Para", "c": [WORD]}]}
    nodes = [{"t": "Str", "c": f"{opened}one"}, note, {"t": "Str", "c": f"two{closed}three"}]
    laid = lay_out({"blocks": [{"t": "Para", "c": nodes}]})
    pieces = [(piece.text, piece.statement, piece.note) for piece in laid.blocks[0].walk()]
    assert pieces == [("one", 1, 0), ("1", 1, 1), ("two", 1, 0), ("three", 0, 0)]
    assert [piece.statement for block in laid.footnotes[0] for piece in block.walk()] == [0]
    assert laid.blocks[0].kind is BlockKind.PARAGRAPH


def test_an_end_that_nothing_began_ends_nothing() -> None:
    """The mark of another statement's end leaves the one that is open alone."""
    text = f"{chr(0xF0001)}one{chr(0x100002)}two"
    laid = lay_out({"blocks": [{"t": "Para", "c": [{"t": "Str", "c": text}]}]})
    assert {piece.statement for piece in laid.blocks[0].walk()} == {1}
