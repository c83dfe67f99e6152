"""Quotations within a text: what stands in quotation marks, whatever their form.

An opening mark without its closing one is a quotation up to the end of the paragraph only where
that is how it was printed; here it is left out, since where it ends is not known, and counted as
unbalanced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Words below which a quotation is a scare quote, a title or a term, not somebody's statement.
FEWEST_WORDS: Final = 3
#: The same in letters, for scripts that set no spaces.
FEWEST_LETTERS: Final = 6

_PAIRS: Final = {
    "“": "”",
    "„": "”“",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    "‘": "’",
}
_CLOSERS: Final = frozenset("".join(_PAIRS.values()))
_STRAIGHT: Final = frozenset("\"＂'")
_APOSTROPHES: Final = frozenset("’'")
_CJK: Final = "\u3040"
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks.

    Attributes:
        text: without the marks.
        start: where it begins, behind the opening mark.
        end: where it ends, before the closing mark.
        depth: 0, or how many quotations it stands within.
    """

    text: str
    start: int
    end: int
    depth: int


def find_quotations(text: str, *, fewest_words: int = FEWEST_WORDS) -> tuple[Quotation, ...]:
    """Find the quotations of a text, in the order in which they begin.

    Args:
        text: a sentence or a paragraph.
        fewest_words: shorter quotations are left out.
    """
    found: list[Quotation] = []
    opened: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        if sign not in _STRAIGHT and sign not in _PAIRS and sign not in _CLOSERS:
            continue
        if sign in _APOSTROPHES and _is_inside_word(text, at):
            continue
        level = _find_opening(opened, sign, text, at)
        if level is not None:
            start = opened[level][1] + 1
            del opened[level:]
            if _is_long_enough(text[start:at], fewest_words):
                found.append(Quotation(text[start:at], start, at, level))
        elif (sign in _PAIRS or sign in _STRAIGHT) and _opens(text, at, sign):
            if len(opened) == _DEEPEST:
                del opened[0]
            opened.append((sign, at))
    return tuple(sorted(found, key=lambda quotation: quotation.start))


def _find_opening(opened: list[tuple[str, int]], sign: str, text: str, at: int) -> int | None:
    """Return which open mark this one closes, the innermost first."""
    for level in range(len(opened) - 1, -1, -1):
        opener = opened[level][0]
        if sign in _PAIRS.get(opener, opener if opener in _STRAIGHT else ""):
            return level if opener not in _STRAIGHT or _closes(text, at) else None
    return None


def _is_inside_word(text: str, at: int) -> bool:
    """Tell the apostrophe of "boat's" from a mark."""
    return at > 0 and at + 1 < len(text) and text[at - 1].isalnum() and text[at + 1].isalnum()


def _opens(text: str, at: int, sign: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if sign not in _STRAIGHT and sign != "‘":
        return True
    return not before.isalnum() and not after.isspace()


def _closes(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace()


def _is_long_enough(text: str, fewest_words: int) -> bool:
    if len(text.split()) >= fewest_words:
        return True
    return sum(letter >= _CJK for letter in text) >= FEWEST_LETTERS
