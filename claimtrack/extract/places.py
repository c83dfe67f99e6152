"""Text taken out of a file, with the way back: where in the file each character came from.

Markup, comments and citations are left out of the text that is checked, but a finding must point
into the file that the author has open.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of text and the stretch of the file that it stands for.

    Of equal length, the two run in step; otherwise one stands for the other as a whole: an entity,
    or what the reader put in (then `start` equals `end`).
    """

    text: str
    start: int
    end: int
    code: bool = False
    """Whether it is to be taken literally: nothing in it is a citation or a comment."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of a text stand in the file it was taken from."""

    _starts: array[int] = field(repr=False)
    _raw_starts: array[int] = field(repr=False)
    _raw_ends: array[int] = field(repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the file that ``start:end`` of the text came from."""
        first = self._raw(start)[0]
        return first, (self._raw(end - 1)[1] if end > start else first)

    def piece_end(self, start: int, end: int) -> int:
        """Return where the piece at ``start`` ends, at most ``end``."""
        return min(end, self._starts[bisect_right(self._starts, start)])

    def _raw(self, position: int) -> tuple[int, int]:
        """Return where one character of the text begins and ends in the file."""
        if len(self._starts) == 1:
            return 0, 0
        at = max(0, min(bisect_right(self._starts, position), len(self._starts) - 1) - 1)
        start, end = self._raw_starts[at], self._raw_ends[at]
        if self._starts[at + 1] - self._starts[at] != end - start:
            return start, end
        step = min(max(0, position - self._starts[at]), end - start)
        return start + step, min(start + step + 1, end)


class TextBuilder:
    """Puts pieces together to one text and remembers where each came from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts, self._raw_starts, self._raw_ends = array("L"), array("L"), array("L")
        self.length = 0

    def add(self, piece: Piece) -> None:
        """Append a piece; an empty one is left out."""
        if not piece.text:
            return
        self._parts.append(piece.text)
        self._starts.append(self.length)
        self._raw_starts.append(piece.start)
        self._raw_ends.append(piece.end)
        self.length += len(piece.text)

    def build(self) -> tuple[str, Places]:
        """Return the text and the way back."""
        starts = self._starts + array("L", [self.length])
        return "".join(self._parts), Places(starts, self._raw_starts, self._raw_ends)


def cut_pieces(pieces: list[Piece], spans: list[tuple[int, int]]) -> list[Piece]:
    """Take stretches out of the text that pieces make up.

    Args:
        pieces: the pieces, in order.
        spans: what to take out, in characters of their text, in order and apart.
    """
    kept: list[Piece] = []
    at = index = 0
    for piece in pieces:
        after = at + len(piece.text)
        done = at
        while index < len(spans) and spans[index][0] < after:
            start, end = spans[index]
            _keep(kept, piece, done - at, max(start, at) - at)
            done = max(done, min(end, after))
            if end > after:
                break
            index += 1
        _keep(kept, piece, done - at, after - at)
        at = after
    return kept


def _keep(kept: list[Piece], piece: Piece, start: int, end: int) -> None:
    if start >= end:
        return
    if len(piece.text) == piece.end - piece.start:
        first = piece.start
        kept.append(Piece(piece.text[start:end], first + start, first + end, piece.code))
    else:
        kept.append(piece._replace(text=piece.text[start:end]))
