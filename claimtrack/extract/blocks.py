"""What every reader of drafts hands on: paragraphs in order, and what stood in the margins."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from claimtrack.extract.places import Piece


class BlockKind(StrEnum):
    """What a paragraph of a draft is."""

    BODY = "body"
    HEADING = "heading"
    QUOTE = "quote"
    """A block quotation: somebody else's words."""
    LIST = "list"
    TABLE = "table"
    """One cell of a table."""
    FOOTNOTE = "footnote"
    CAPTION = "caption"


class Mark(NamedTuple):
    """Something that is not text, hung between two characters of a block.

    A comment holds its text; the reference to a footnote holds the label of the note.
    """

    at: int
    """Where it hangs: so many characters of the block's text stand before it."""
    text: str
    start: int
    """Where it stands in the file."""
    end: int
    is_note: bool = False
    """Whether it is the reference to a footnote."""
    own_line: bool = False
    """Whether it has a line, or a paragraph, for itself."""


@dataclass(slots=True)
class Block:
    """One paragraph: its pieces of text, in order, and the marks between them."""

    kind: BlockKind
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    label: str = ""
    """For a footnote, what references call it."""

    @property
    def text(self) -> str:
        """The text of its pieces."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file.

    Attributes:
        raw: what positions in the file count characters of: the decoded file, or for a package
            one line for each paragraph.
        blocks: its paragraphs.
        remarks: what a person should know about the reading.
    """

    raw: str
    blocks: list[Block]
    remarks: tuple[str, ...] = ()
