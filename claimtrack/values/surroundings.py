"""The words around a number that bound it: "at least", "between", "or more", "-odd"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.values.amounts import read_amount_at
from claimtrack.values.quantity import Comparator

if TYPE_CHECKING:
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.wording import Wording

# "At least some 25" has two; three are not met.
_MOST_COMPARATORS = 2


class Opening(NamedTuple):
    """What stands before a number.

    Attributes:
        begin: the index of the first of these words, "between" or "from" included.
        bare: the same without "between" or "from", for a number that turns out to open no range.
        comparators: those met, the nearest first.
        between: "between" stands before.
        from_: "from" stands before.
    """

    begin: int
    bare: int
    comparators: tuple[Comparator, ...] = ()
    between: bool = False
    from_: bool = False


def read_opening(tokens: Tokens, first: int, floor: int, words: Wording) -> Opening:
    """Read the words before the token `first`, back to `floor`."""
    begin = first
    comparators: list[Comparator] = []
    for _ in range(_MOST_COMPARATORS):
        found = words.before.match_before(tokens, begin, floor)
        if found is None or _tells_direction(tokens, found[1], words):
            break
        comparators.append(Comparator(found[0]))
        begin = found[1]
    met = tuple(comparators)
    if begin > floor and tokens.lowers[begin - 1] in words.comparators.between:
        return Opening(begin - 1, begin, met, between=True)
    if intro := words.range_from.match_before(tokens, begin, floor):
        return Opening(intro[1], begin, met, from_=True)
    return Opening(begin, begin, met)


def _tells_direction(tokens: Tokens, index: int, words: Wording) -> bool:
    """Tell the "up to" of "was revised up to 4.2 %", which is where it went, from a bound."""
    change = words.comparators.change_words
    return index > 0 and tokens.lowers[index] in change and tokens.lowers[index - 1] in change


def read_closing(tokens: Tokens, end: int, words: Wording) -> tuple[Comparator, int] | None:
    """Read "+", "-odd" or "or more" behind a number, and where it ends."""
    if tokens.texts[end] == "+" and tokens.glued[end] and not tokens.is_digits(end + 1):
        return Comparator.AT_LEAST, end + 1
    if tokens.is_hyphened(end):
        joined = words.comparators.after_joined.get(tokens.lowers[end + 1])
        if joined is not None:
            return Comparator(joined), end + 2
    return read_closing_words(tokens, end, words)


def read_closing_words(tokens: Tokens, end: int, words: Wording) -> tuple[Comparator, int] | None:
    """Read "or more" behind a number or its unit; in "20 men, at least 5 of them" it is not."""
    found = words.after.match_at(tokens, end)
    if found is None or read_amount_at(tokens, found[1], words) is not None:
        return None
    return Comparator(found[0]), found[1]
