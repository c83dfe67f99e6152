"""Two short texts laid side by side, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What it costs to pair two different words. It is less than to leave both alone, so that a changed
#: word is one change.
_UNLIKE = 1.0
#: The same for words that look alike, so that a number is paired with the number it should be.
_ALIKE = 0.3
#: What it costs to pass over a word of the source. With an alike pair it is less than an unlike
#: one, so that a dropped “not” is shown as dropped; twice is more, so that changed words are pairs.
_PASSED_OVER = 0.6
#: What it costs to leave a word of the quote without a partner: more than any partner does.
_ALONE = 1.1
#: Letters that two words must begin with in common to be alike.
_COMMON_START = 3

Pair = tuple["int | None", "int | None"]
"""The numbers of two words that stand side by side; None where one has no partner."""
_Step = tuple[int, int]


def pair_words(quote: Sequence[str], source: Sequence[str]) -> list[Pair]:
    """Return the words of ``quote``, in order, each with its partner in ``source``.

    Of the source any stretch may be taken: words before and after the one that fits best are not
    in the answer. Takes time in proportion to the product of the two lengths.
    """
    width = len(source) + 1
    above = [0.0] * width
    steps: list[list[_Step]] = []
    for word in quote:
        row = [above[0] + _ALONE]
        came: list[_Step] = [(1, 0)]
        for column, other in enumerate(source, start=1):
            cost, step = above[column - 1] + _cost(word, other), (1, 1)
            if above[column] + _ALONE < cost:
                cost, step = above[column] + _ALONE, (1, 0)
            if row[-1] + _PASSED_OVER < cost:
                cost, step = row[-1] + _PASSED_OVER, (0, 1)
            row.append(cost)
            came.append(step)
        above = row
        steps.append(came)
    return _walk_back(steps, min(range(width), key=lambda column: (above[column], -column)))


def _walk_back(steps: list[list[_Step]], column: int) -> list[Pair]:
    pairs: list[Pair] = []
    row = len(steps)
    while row > 0:
        up, left = steps[row - 1][column]
        pairs.append((row - 1 if up else None, column - 1 if left else None))
        row -= up
        column -= left
    pairs.reverse()
    return pairs


def _cost(word: str, other: str) -> float:
    if word == other:
        return 0.0
    return _ALIKE if _are_alike(word, other) else _UNLIKE


def _are_alike(word: str, other: str) -> bool:
    if word[0].isalpha() != other[0].isalpha():
        return False
    both_numbers = _has_digit(word) and _has_digit(other)
    return both_numbers or word[:_COMMON_START].casefold() == other[:_COMMON_START].casefold()


def _has_digit(word: str) -> bool:
    return any(map(str.isnumeric, word))
