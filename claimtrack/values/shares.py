"""Shares in words ("two-thirds", "half of them") and numbers made with them ("half a million")."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from claimtrack.values.digits import to_number
from claimtrack.values.numeral import Numeral
from claimtrack.values.tokens import HYPHENS

if TYPE_CHECKING:
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.wording import Wording


def read_half(tokens: Tokens, index: int, at: int, words: Wording) -> Numeral | None:
    """Read "half a million", "half-million", "half a dozen", "half an hour"; or the share."""
    numbers = words.numbers
    glued = tokens.is_hyphened(at)
    noun = at + 1 if glued or tokens.lowers[at] in numbers.article else at
    lower = tokens.lowers[noun]
    unit = words.countables.get(lower)
    if unit is not None and lower not in numbers.round_words_with_of:
        value = to_number(Fraction(unit, 2))
        return Numeral(value, value, noun + 1, scale=unit, rounded=True)
    half = to_number(Fraction(1, 2))
    if glued:
        return None
    if noun == at + 1 and lower in words.quantities.measures:
        return Numeral(half, half, noun)
    before = tokens.lowers[index - 1]
    after = tokens.lowers[at]
    shares = after in numbers.of or after in numbers.of_determiners
    compared = words.before.match_before(tokens, index) is not None
    if (shares or compared) and before not in numbers.half_blocked_before:
        return Numeral(half, half, at, fraction=True)
    return None


def read_fraction(tokens: Tokens, index: int, words: Wording) -> Numeral | None:
    """Read "two-thirds", "a third", "three quarters of a million"."""
    numbers = words.numbers
    lower = tokens.lowers[index]
    above = 1 if lower in numbers.article else numbers.units.get(lower, 0)
    if tokens.is_digits(index) and len(lower) == 1:
        above = int(lower)
    at = index + 1
    hyphen = tokens.is_hyphened(at)
    at += hyphen
    below = (numbers.fraction_singular if above == 1 else numbers.fraction_plural).get(
        tokens.lowers[at]
    )
    if not above or below is None or above > below:
        return None
    if above == 1 and not hyphen and _goes_on_as_noun(tokens, at + 1, words):
        return None
    return _finish_fraction(Fraction(above, below), tokens, at + 1, words)


def _goes_on_as_noun(tokens: Tokens, at: int, words: Wording) -> bool:
    """Tell "a third term" from "a third of them"."""
    word = tokens.lowers[at]
    hyphenated = word in HYPHENS and tokens.glued[at]
    return hyphenated or (tokens.is_word(at) and word not in words.pack.function_words)


def _finish_fraction(share: Fraction, tokens: Tokens, end: int, words: Wording) -> Numeral:
    """Make "a quarter of a million" a number, and "a quarter of them" a share."""
    numbers = words.numbers
    unit = numbers.magnitudes.get(tokens.lowers[end + 2])
    of_one = tokens.lowers[end] in numbers.of and tokens.lowers[end + 1] in numbers.article
    if of_one and unit is not None:
        value = to_number(share * unit)
        return Numeral(value, value, end + 3, scale=unit, rounded=True)
    value = to_number(share)
    return Numeral(value, value, end, fraction=True)


def mark_share(numeral: Numeral, tokens: Tokens, words: Wording) -> Numeral:
    """Make "1/2 of them" a share; "1/2 hour" stays a number."""
    of = tokens.lowers[numeral.end] in words.numbers.of
    return numeral._replace(fraction=True) if of and 0 < numeral.low < 1 else numeral
