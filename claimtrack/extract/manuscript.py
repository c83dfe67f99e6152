"""Paragraphs of a word processor's file, which has no lines: each is given one.

In the raw text that results, line n is paragraph n of the document, empty ones included, so a place
reads "paragraph 12, character 40". Notes come after the text they hang on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from claimtrack.extract.blocks import Block, BlockKind, Mark, Reading
from claimtrack.extract.places import Piece


@dataclass(slots=True)
class Written:
    """A paragraph while it is being read.

    Attributes:
        kind: what it is.
        parts: its text so far.
        length: how long that is.
        comments: what hangs in it: so many characters before it, its text, whether it is a note.
        label: for a footnote, what references call it.
        is_code: whether it is program text, which states nothing.
    """

    kind: BlockKind = BlockKind.BODY
    parts: list[str] = field(default_factory=list)
    length: int = 0
    hung: list[tuple[int, str, bool]] = field(default_factory=list)
    label: str = ""
    is_code: bool = False

    def write(self, text: str) -> None:
        """Append text; a line break within a paragraph is a space in it."""
        self.parts.append(text.replace("\n", " ").replace("\r", " "))
        self.length += len(text)

    def hang(self, text: str, *, is_note: bool) -> None:
        """Hang a comment, or the reference to a note, behind what is written so far."""
        self.hung.append((self.length, text, is_note))


def lay_out(paragraphs: list[Written], remarks: tuple[str, ...] = ()) -> Reading:
    """Give each paragraph its line."""
    blocks: list[Block] = []
    lines: list[str] = []
    start = 0
    for paragraph in paragraphs:
        text = "".join(paragraph.parts)
        lines.append(text)
        if not paragraph.is_code:
            marks = [
                Mark(at, said, start + at, start + at, is_note=is_note)
                for at, said, is_note in paragraph.hung
            ]
            piece = Piece(text, start, start + len(text))
            blocks.append(Block(paragraph.kind, [piece], marks, paragraph.label))
        start += len(text) + 1
    return Reading("\n".join(lines), blocks, remarks)
