"""A draft as blocks of text: what a page or a print of it is set from, with its statements marked.

It keeps what a draft can look like in any format: headings, lists, tables, quotations, italics,
links, notes. Of pictures it keeps the words that stand for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text that looks the same throughout and belongs to one statement, or to none.

    Attributes:
        text: what it says; a line feed is a line break.
        looks: of `i`, `b`, `u`, `s`, `sup`, `sub`, `code` and `caps`.
        link: where it leads; "" for nowhere.
        statement: the number of its note; 0 for none.
        note: of a mark that refers to a note of the draft's own, that note's number; else 0.
    """

    text: str
    looks: frozenset[str] = frozenset()
    link: str = ""
    statement: int = 0
    note: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    blocks: tuple[Block, ...]
    is_head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A block.

    Attributes:
        kind: what it is.
        pieces: the text of a paragraph, a heading, or some code.
        level: of a heading, from 1.
        items: of a list, its items; of a quotation, one with all that is quoted.
        start: of a numbered list, its first number; `None` for one that is not numbered.
        rows: of a table.
    """

    kind: BlockKind
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    items: tuple[tuple[Block, ...], ...] = ()
    start: int | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()

    def walk(self) -> Iterator[Piece]:
        """Yield all text of it, in order."""
        yield from self.pieces
        for item in self.items:
            for block in item:
                yield from block.walk()
        for row in self.rows:
            for cell in row:
                for block in cell.blocks:
                    yield from block.walk()

    def list_statements(self) -> list[int]:
        """Return the numbers of the statements in it, in order."""
        return list(dict.fromkeys(piece.statement for piece in self.walk() if piece.statement))


@dataclass(slots=True)
class Laid:
    """A draft, laid out.

    Attributes:
        blocks: its text.
        footnotes: its own notes, in order.
        remarks: what of it could not be kept.
    """

    blocks: list[Block] = field(default_factory=list)
    footnotes: list[tuple[Block, ...]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def list_statements(self) -> set[int]:
        """Return the numbers of all statements that have a place in it."""
        inside = {number for block in self.blocks for number in block.list_statements()}
        notes = (block for note in self.footnotes for block in note)
        return inside.union(*(block.list_statements() for block in notes))
