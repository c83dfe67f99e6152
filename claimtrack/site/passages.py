"""The passage of a claim as its page shows it: the quote, marked, and some words on each side.

Never more of a text than `AROUND` on each side is shown, and of a withheld one nothing but what its
anchor holds in the ledger: the pages quote, they do not reprint. So a text that may not be passed
on stays where it is even if it is attached here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from claimtrack.anchoring.resolve import resolve
from claimtrack.errors import RefusedError
from claimtrack.store.contract import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.anchor import Anchor
    from claimtrack.store.contract import CaptureText

#: Characters shown on each side of a quote: two sentences or so. More reads better, and quotes more
#: of somebody's article than the claim needs.
AROUND: Final = 200
#: A paragraph that ends further away than this from the quote is where what is shown ends, too.
_ENOUGH: Final = 80
#: Between two pieces of a quote so many characters of the source are shown; more are left out.
_BETWEEN = 300
#: A cut is moved to the next space within so many characters; a text without spaces is cut anyway.
_TO_SPACE = 30
_BLANK_LINES: Final = re.compile(r"\s*\n\s*")
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
    if not _stands(anchor, text):
        pieces = _show_from_anchor(anchor)
        return Passage(tuple(_tidy(pieces)), Standing.GONE, found.presence)
    return Passage(tuple(_tidy(_show_from_text(anchor, text))), Standing.THERE, found.presence)


def _stands(anchor: Anchor, text: str) -> bool:
    """Tell whether a quote stands in ``text`` where its anchor says, whole words and all of it."""
    if any(text[each.start : each.end] != each.exact for each in anchor.segments):
        return False
    try:
        return not resolve(anchor, text).moved
    except RefusedError:
        return False


def _show_from_text(anchor: Anchor, text: str) -> Iterator[Piece]:
    start = _find_start(text, anchor.start)
    before = _BLANK_LINES.sub("\n", text[start : anchor.start].lstrip())
    yield Piece(f"{'… ' if start else ''}{before}")
    at = anchor.start
    for segment in anchor.segments:
        between = text[at : segment.start]
        yield Piece(_BLANK_LINES.sub("\n", between) if len(between) <= _BETWEEN else " […] ")
        yield _mark(segment.exact)
        at = segment.end
    end = _find_end(text, anchor.end)
    after = _BLANK_LINES.sub("\n", text[anchor.end : end].rstrip())
    yield Piece(f"{after}{' …' if text[end : end + _BETWEEN].strip() else ''}")


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


def _find_start(text: str, quote: int) -> int:
    """Return where to begin before a quote: at a paragraph, else at a word."""
    first = max(0, quote - AROUND)
    paragraph = text.rfind("\n", first, max(first, quote - _ENOUGH))
    if paragraph >= 0:
        return paragraph + 1
    if first == 0 or text[first - 1].isspace():
        return first
    spaces = (at for at in range(first, min(first + _TO_SPACE, quote)) if text[at].isspace())
    return next(spaces, first - 1) + 1


def _find_end(text: str, quote: int) -> int:
    """Return where to end after a quote."""
    last = min(len(text), quote + AROUND)
    paragraph = text.find("\n", quote + _ENOUGH, last)
    if paragraph >= 0:
        return paragraph
    if last == len(text) or text[last].isspace():
        return last
    spaces = (at for at in range(last - 1, max(last - _TO_SPACE, quote), -1) if text[at].isspace())
    return next(spaces, last)
