"""A draft, taken apart: its text, its paragraphs, and what was taken out, each with its place.

Two ways of counting are kept apart: the *text* is what is checked, the *raw* is what the author's
file holds, and what a message points into.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.extract.blocks import BlockKind
    from claimtrack.extract.citations import Citation
    from claimtrack.extract.comments import Comment
    from claimtrack.extract.places import Places


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a heading, a cell or a note: ``start:end`` of the draft's text."""

    start: int
    end: int
    kind: BlockKind
    label: str = ""
    """For a footnote, what its references call it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, taken apart.

    Attributes:
        name: its file name, or `-`.
        media_type: the format it was read as.
        text: what it says, without markup, comments and citations in brackets.
        raw: its file as text; for a package one line for each paragraph.
        paragraphs: its paragraphs, in the order of `text`.
        citations: what it cites, in the order of `text`.
        comments: its comments that speak to claimtrack, well-formed or not.
        note_references: where each footnote is referred to: its label and a place in `text`.
        in_paragraphs: whether lines are paragraphs and columns characters of them.
        remarks: what a person should know about the reading.
    """

    name: str
    media_type: str
    text: str
    raw: str
    paragraphs: tuple[Paragraph, ...]
    citations: tuple[Citation, ...]
    comments: tuple[Comment, ...]
    note_references: tuple[tuple[str, int], ...]
    in_paragraphs: bool
    remarks: tuple[str, ...]
    _places: Places = field(repr=False)
    _lines: list[int] = field(repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``start:end`` of `text` stands in `raw`."""
        return self._places.raw_span(start, end)

    def locate(self, raw_position: int) -> tuple[int, int]:
        """Return the line and the column, from 1, of a place in `raw`."""
        return find_place(self._lines, raw_position)


def find_lines(raw: str) -> list[int]:
    """Return where each line of a file begins."""
    starts = [0]
    at = raw.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = raw.find("\n", at + 1)
    return starts


def find_place(lines: list[int], position: int) -> tuple[int, int]:
    """Return the line and the column, from 1, of a place in a file."""
    line = bisect_right(lines, position)
    return line, position - lines[line - 1] + 1
