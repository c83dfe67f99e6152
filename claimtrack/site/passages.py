"""The passage of a claim as its page shows it: the quote, marked, and some words on each side.

Never more of a text than `AROUND` on each side is shown, and of a withheld one nothing but what its
anchor holds in the ledger: the pages quote, they do not reprint. So a text that may not be passed
on stays where it is even if it is attached here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from claimtrack.store.contract import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.anchor import Anchor
    from claimtrack.store.contract import CaptureText

#: Characters shown on each side of a quote: two sentences or so. More reads better, and quotes more
#: of somebody's article than the claim needs.
AROUND: Final = 200
#: Between two pieces of a quote so many characters of the source are shown; more are left out.
_BETWEEN = 300
#: A cut is moved to the next space within so many characters; a text without spaces is cut anyway.
_TO_SPACE = 30
#: Of a single quote; somebody may have anchored a whole book.
_LONGEST_PIECE = 4_000


class Standing(StrEnum):
    """Whether the quote stands where its anchor says."""

    THERE = "there"
    GONE = "gone"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what is shown."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote among the words around it."""

    pieces: tuple[Piece, ...]
    standing: Standing
    presence: Presence


def show_passage(anchor: Anchor, found: CaptureText) -> Passage:
    """Return the passage of a quote.

    Args:
        anchor: of the quote.
        found: the text of its capture, or why it is not shown.
    """
    text = found.text if found.presence is Presence.HELD else None
    if text is None:
        pieces = _show_from_anchor(anchor)
        return Passage(tuple(_tidy(pieces)), Standing.UNCHECKED, found.presence)
    if any(text[each.start : each.end] != each.exact for each in anchor.segments):
        pieces = _show_from_anchor(anchor)
        return Passage(tuple(_tidy(pieces)), Standing.GONE, found.presence)
    return Passage(tuple(_tidy(_show_from_text(anchor, text))), Standing.THERE, found.presence)


def _show_from_text(anchor: Anchor, text: str) -> Iterator[Piece]:
    start = _move_right(text, max(0, anchor.start - AROUND), anchor.start)
    yield Piece(f"{'… ' if start else ''}{text[start : anchor.start]}")
    at = anchor.start
    for segment in anchor.segments:
        between = text[at : segment.start]
        yield Piece(between if len(between) <= _BETWEEN else " […] ")
        yield _mark(segment.exact)
        at = segment.end
    end = _move_left(text, min(len(text), anchor.end + AROUND), anchor.end)
    yield Piece(f"{text[anchor.end : end]}{' …' if end < len(text) else ''}")


def _show_from_anchor(anchor: Anchor) -> Iterator[Piece]:
    for number, segment in enumerate(anchor.segments):
        yield Piece(f"{' […] ' if number else ''}… {segment.prefix.lstrip()}")
        yield _mark(segment.exact)
        yield Piece(f"{segment.suffix.rstrip()} …")


def _mark(exact: str) -> Piece:
    if len(exact) <= _LONGEST_PIECE:
        return Piece(exact, is_marked=True)
    return Piece(f"{exact[:_LONGEST_PIECE]} […]", is_marked=True)


def _tidy(pieces: Iterator[Piece]) -> Iterator[Piece]:
    return (piece for piece in pieces if piece.text)


def _move_right(text: str, start: int, limit: int) -> int:
    """Return the beginning of the first whole word from ``start`` on."""
    if start == 0 or text[start - 1].isspace():
        return start
    end = min(start + _TO_SPACE, limit)
    return next((at + 1 for at in range(start, end) if text[at].isspace()), start)


def _move_left(text: str, end: int, limit: int) -> int:
    """Return the end of the last whole word up to ``end``."""
    if end == len(text) or text[end].isspace():
        return end
    start = max(end - _TO_SPACE, limit)
    return next((at for at in range(end - 1, start - 1, -1) if text[at].isspace()), end)
