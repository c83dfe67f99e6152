"""What differs between two texts, word by word, for two columns beside each other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Final

from claimtrack.site.passages import Piece

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

#: From this share of common words on, the others are marked; below, nearly everything would be,
#: and only the numbers that one side alone has are.
_ALIKE: Final = 0.4
#: Words of either text that are compared: time grows with the product.
_MOST_WORDS: Final = 300

_PIECE = re.compile(r"\w+(?:[.,:’'\-]\w+)*|\s+|[^\w\s]+")
_WORD = re.compile(r"\w")

Pieces = tuple[Piece, ...]


def mark_differences(left: str, right: str) -> tuple[Pieces, Pieces]:
    """Return two texts in pieces, with the words marked that only one of them has there."""
    one, other = _Side(left), _Side(right)
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    if one.words and other.words and matcher.ratio() >= _ALIKE:
        blocks = matcher.get_matching_blocks()
        shared = {block.a + n for block in blocks for n in range(block.size)}
        shared_there = {block.b + n for block in blocks for n in range(block.size)}
        return one.mark_others(shared), other.mark_others(shared_there)
    return one.mark_numbers(other.words), other.mark_numbers(one.words)


class _Side:
    """One of the texts: its pieces, and which of them are words."""

    def __init__(self, text: str) -> None:
        self._pieces: list[str] = _PIECE.findall(text)
        found = [at for at, piece in enumerate(self._pieces) if _WORD.match(piece)]
        self._places = found[:_MOST_WORDS]
        self.words = [self._pieces[at].casefold() for at in self._places]

    def mark_others(self, shared: Collection[int]) -> Pieces:
        """Mark the words whose number is not among ``shared``."""
        chosen = {at for number, at in enumerate(self._places) if number not in shared}
        return _join(self._pieces, chosen)

    def mark_numbers(self, others: Sequence[str]) -> Pieces:
        """Mark the words with digits in them that are not among ``others``."""
        known = set(others)
        chosen = {
            at
            for at, word in zip(self._places, self.words, strict=True)
            if any(map(str.isdigit, word)) and word not in known
        }
        return _join(self._pieces, chosen)


def _join(pieces: Sequence[str], marked: Collection[int]) -> Pieces:
    """Join neighbours of one sort; a space between two marked words is marked with them."""
    flags = [at in marked for at in range(len(pieces))]
    for at in range(1, len(pieces) - 1):
        if pieces[at].isspace() and flags[at - 1] and flags[at + 1]:
            flags[at] = True
    joined = groupby(zip(pieces, flags, strict=True), key=lambda pair: pair[1])
    return tuple(
        Piece("".join(piece for piece, _ in group), is_marked=flag) for flag, group in joined
    )
