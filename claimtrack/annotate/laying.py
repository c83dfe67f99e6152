"""Pandoc's tree of a document, laid out as blocks; the marks in it become statements."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from claimtrack.annotate.blocks import Block, BlockKind, Cell, Laid, Piece
from claimtrack.annotate.marks import MARK, read_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Node = dict[str, Any]

_LOOKS: Final = {
    "Emph": "i",
    "Strong": "b",
    "Underline": "u",
    "Strikeout": "s",
    "Superscript": "sup",
    "Subscript": "sub",
    "SmallCaps": "caps",
}
_QUOTES: Final = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def lay_out(tree: Node) -> Laid:
    """Lay a document out.

    Args:
        tree: pandoc's, as its JSON has it, statements marked in it.
    """
    layer = _Layer()
    layer.laid.blocks = list(layer.read_blocks(tree["blocks"]))
    if layer.pictures:
        number = layer.pictures
        words = "1 picture is" if number == 1 else f"{number:,} pictures are"
        layer.laid.remarks.append(f"{words} not shown, but in words")
    return layer.laid


class _Layer:
    """One pass over a tree; what statement is open is known throughout."""

    def __init__(self) -> None:
        self.laid = Laid()
        self.pictures = 0
        self._statement = 0

    def read_blocks(self, nodes: Iterable[Node]) -> Iterator[Block]:
        for node in nodes:
            yield from self._read_block(node["t"], node.get("c"))

    def _read_block(self, kind: str, content: Any) -> Iterator[Block]:  # noqa: ANN401, C901, PLR0912
        match kind:
            case "Para" | "Plain":
                pieces = self._read_text(content)
                if pieces:
                    yield Block(BlockKind.PARAGRAPH, pieces)
            case "Header":
                yield Block(BlockKind.HEADING, self._read_text(content[2]), level=content[0])
            case "CodeBlock":
                yield Block(BlockKind.CODE, (Piece(MARK.sub("", content[1])),))
            case "HorizontalRule":
                yield Block(BlockKind.RULE)
            case "LineBlock":
                parts = [part for line in content for part in (*line, {"t": "LineBreak"})]
                yield Block(BlockKind.PARAGRAPH, self._read_text(parts[:-1]))
            case "BlockQuote":
                yield Block(BlockKind.QUOTE, items=(tuple(self.read_blocks(content)),))
            case "BulletList":
                yield Block(BlockKind.LIST, items=self._read_items(content))
            case "OrderedList":
                items = self._read_items(content[1])
                yield Block(BlockKind.LIST, items=items, start=content[0][0])
            case "DefinitionList":
                for term, meanings in content:
                    yield Block(BlockKind.PARAGRAPH, self._read_text(term, frozenset({"b"})))
                    yield Block(BlockKind.LIST, items=self._read_items(meanings))
            case "Table":
                yield from self._read_table(content)
            case "Figure":
                yield from self.read_blocks(content[2])
                yield from self.read_blocks(content[1][1])
            case "Div":
                yield from self.read_blocks(content[1])
            case _:  # raw markup of some format, which shows nothing
                return

    def _read_items(self, items: list[list[Node]]) -> tuple[tuple[Block, ...], ...]:
        return tuple(tuple(self.read_blocks(item)) for item in items)

    def _read_table(self, content: list[Any]) -> Iterator[Block]:
        _, caption, _, head, bodies, foot = content
        rows = self._read_rows(head[1], is_head=True)
        for body in bodies:
            rows += self._read_rows(body[2], is_head=True) + self._read_rows(body[3])
        rows += self._read_rows(foot[1])
        yield Block(BlockKind.TABLE, rows=tuple(rows))
        yield from self.read_blocks(caption[1])

    def _read_rows(self, rows: list[Any], *, is_head: bool = False) -> list[tuple[Cell, ...]]:
        return [
            tuple(
                Cell(tuple(self.read_blocks(blocks)), is_head, columns=width, rows=height)
                for _, _, height, width, blocks in cells
            )
            for _, cells in rows
        ]

    def _read_text(
        self, nodes: Iterable[Node], looks: frozenset[str] = frozenset()
    ) -> tuple[Piece, ...]:
        return _join(self._read_inlines(nodes, looks, ""))

    def _read_inlines(
        self, nodes: Iterable[Node], looks: frozenset[str], link: str
    ) -> Iterator[Piece]:
        for node in nodes:
            yield from self._read_inline(node["t"], node.get("c"), looks, link)

    def _read_inline(  # noqa: C901 - one case a kind
        self,
        kind: str,
        content: Any,  # noqa: ANN401 - JSON
        looks: frozenset[str],
        link: str,
    ) -> Iterator[Piece]:
        match kind:
            case "Str":
                yield from self._read_words(content, looks, link)
            case "Space" | "SoftBreak":
                yield Piece(" ", looks, link, self._statement)
            case "LineBreak":
                yield Piece("\n", looks, link, self._statement)
            case "Quoted":
                first, last = _QUOTES[content[0]["t"]]
                yield Piece(first, looks, link, self._statement)
                yield from self._read_inlines(content[1], looks, link)
                yield Piece(last, looks, link, self._statement)
            case "Cite" | "Span":
                yield from self._read_inlines(content[1], looks, link)
            case "Code" | "Math":
                yield from self._read_words(content[1], looks | {"code"}, link)
            case "Link":
                yield from self._read_inlines(content[1], looks, content[2][0])
            case "Image":
                self.pictures += 1
                yield Piece("[picture: ", looks | {"i"}, link, self._statement)
                yield from self._read_inlines(content[1], looks | {"i"}, link)
                yield Piece("]", looks | {"i"}, link, self._statement)
            case "Note":
                yield self._read_note(content, looks)
            case _ if kind in _LOOKS:
                yield from self._read_inlines(content, looks | {_LOOKS[kind]}, link)
            case _:  # raw markup
                return

    def _read_words(self, text: str, looks: frozenset[str], link: str) -> Iterator[Piece]:
        done = 0
        for found in MARK.finditer(text):
            yield Piece(text[done : found.start()], looks, link, self._statement)
            number, begins = read_mark(found[0])
            if begins:
                self._statement = number
            elif self._statement == number:
                self._statement = 0
            done = found.end()
        yield Piece(text[done:], looks, link, self._statement)

    def _read_note(self, content: list[Node], looks: frozenset[str]) -> Piece:
        inside, self._statement = self._statement, 0
        self.laid.footnotes.append(())
        number = len(self.laid.footnotes)
        self.laid.footnotes[number - 1] = tuple(self.read_blocks(content))
        self._statement = inside
        return Piece(str(number), looks | {"sup"}, "", inside, note=number)


def _join(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put pieces together that look the same and belong together; drop those that are empty."""
    groups = groupby((piece for piece in pieces if piece.text), lambda each: replace(each, text=""))
    return tuple(
        replace(like, text="".join(piece.text for piece in group)) for like, group in groups
    )
