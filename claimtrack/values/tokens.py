"""Text cut into words, digits and marks, each with its place; and phrases looked up in them.

One linear pass with a flat expression. What reads numbers then walks over tokens: an expression
with optional groups inside optional groups takes quadratic time on long runs of digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_Value = TypeVar("_Value")

# In this order: a vulgar fraction counts as a word character and must not be swallowed by one.
_PIECE = re.compile(r"[¼-¾⅐-⅞]|\d+|[^\W\d]\w*(?:['’]\w+)*|\s+|.", re.DOTALL)

#: What joins the parts of a word or of a range.
HYPHENS = frozenset("-\u2010\u2011–")

APOSTROPHES = frozenset("'’")

#: Stands in the place of an empty line; nothing is read across it.
PARAGRAPH = "\n"


# So many empty tokens stand behind the last one. A reader looks fewer tokens ahead than that, and
# fewer back, where a negative index meets the same empty tokens: no look-up needs a bounds check.
_PADDING = 32


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in parallel lists, white space left out.

    Attributes:
        source: the text.
        count: how many tokens it has.
        texts: each token as written; an empty line is one token, `PARAGRAPH`. Empty tokens follow.
        lowers: the same in lower case.
        glued: whether each follows the one before it without white space.
        starts: where each begins in `source`, in code points; without padding.
        ends: where each ends, exclusive; without padding.
    """

    source: str
    count: int
    texts: list[str]
    lowers: list[str]
    glued: list[bool]
    starts: list[int]
    ends: list[int]

    def is_digits(self, index: int) -> bool:
        """Tell whether the token is a run of digits."""
        return self.texts[index].isdecimal()

    def is_word(self, index: int) -> bool:
        """Tell whether the token is a word."""
        return self.texts[index][:1].isalpha()

    def is_hyphened(self, index: int) -> bool:
        """Tell whether the token is a hyphen or an en dash with no space on either side."""
        return self.texts[index] in HYPHENS and self.glued[index] and self.glued[index + 1]

    def begins_line(self, index: int) -> bool:
        """Tell whether the token is the first of its line."""
        before = self.source[self.ends[index - 1] : self.starts[index]] if index else PARAGRAPH
        return self.texts[index - 1] == PARAGRAPH or "\n" in before


def tokenize(text: str) -> Tokens:
    """Cut a text into tokens, in time linear in its length."""
    texts: list[str] = []
    starts: list[int] = []
    glued: list[bool] = []
    position = 0
    close = False
    for piece in _PIECE.findall(text):
        is_space = piece.isspace()
        if not is_space or piece.count("\n") > 1:
            texts.append(PARAGRAPH if is_space else piece)
            starts.append(position)
            glued.append(close)
        close = not is_space
        position += len(piece)
    padding = [""] * _PADDING
    return Tokens(
        source=text,
        count=len(texts),
        texts=texts + padding,
        lowers=[piece.lower() for piece in texts] + padding,
        glued=glued + [False] * _PADDING,
        starts=starts,
        ends=[start + len(piece) for start, piece in zip(starts, texts, strict=True)],
    )


class Phrases(Generic[_Value]):
    """Phrases of one or more words, looked up at a place in a text; the longest wins."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, phrases: Mapping[str, _Value]) -> None:
        self._by_first: dict[str, list[tuple[list[str], _Value]]] = {}
        self._by_last: dict[str, list[tuple[list[str], _Value]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            cut = tokenize(phrase)
            parts = cut.lowers[: cut.count]
            self._by_first.setdefault(parts[0], []).append((parts, phrases[phrase]))
            self._by_last.setdefault(parts[-1], []).append((parts, phrases[phrase]))

    def match_at(self, tokens: Tokens, index: int) -> tuple[_Value, int] | None:
        """Return the value of the phrase that begins at `index`, and where it ends."""
        for parts, value in self._by_first.get(tokens.lowers[index], ()):
            end = index + len(parts)
            if tokens.lowers[index:end] == parts:
                return value, end
        return None

    def match_before(self, tokens: Tokens, index: int, floor: int = 0) -> tuple[_Value, int] | None:
        """Return the value of the phrase that ends before `index`, and where it begins.

        It begins at `floor` or later.
        """
        for parts, value in self._by_last.get(tokens.lowers[index - 1], ()):
            begin = index - len(parts)
            if begin >= floor and tokens.lowers[begin:index] == parts:
                return value, begin
        return None
