"""One number in a text, from digits or from words: `2.3 bn`, `thirty-four`, `tens of thousands`.

A small reader for each way of writing a number; each looks at a bounded number of tokens, so that
no text, however odd, takes more than linear time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from claimtrack.values.digits import (
    Number,
    read_digits,
    read_slashed,
    read_vulgar,
    to_number,
)
from claimtrack.values.numeral import Numeral
from claimtrack.values.shares import mark_share, read_fraction, read_half
from claimtrack.values.tokens import APOSTROPHES, HYPHENS

if TYPE_CHECKING:
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.wording import Wording

_MOST_SCALES = 3
_TEN = 10
_HUNDRED = 100
_ABOVE_ALL_SCALES = 10**100

#: "Hundreds" is read as two to ten of them: 200 to 999. One would be "a hundred", and ten have a
#: word of their own.
VAGUE_FROM = 2
VAGUE_BELOW = 10


def read_numeral(tokens: Tokens, index: int, words: Wording) -> Numeral | None:
    """Read the number that begins at a token, or return None when none does."""
    lower = tokens.lowers[index]
    if tokens.is_digits(index):
        return read_fraction(tokens, index, words) or _read_literal(tokens, index, words)
    if (vulgar := read_vulgar(lower)) is not None:
        follows = tokens.glued[index] and tokens.texts[index - 1].isnumeric()
        if follows or (tokens.glued[index + 1] and tokens.texts[index + 1].isnumeric()):
            return None
        numeral = mark_share(_finish(vulgar, tokens, index + 1, words), tokens, words)
        return None if _is_inside_word(tokens, numeral.end, words) else numeral
    hangs = tokens.glued[index] and tokens.texts[index - 1] in HYPHENS
    if lower not in words.starters or hangs:
        return None
    return _read_words(tokens, index, words)


def _read_words(tokens: Tokens, index: int, words: Wording) -> Numeral | None:
    numbers = words.numbers
    lower = tokens.lowers[index]
    if lower in numbers.half:
        return read_half(tokens, index, index + 1, words)
    if lower in numbers.vague:
        return _read_vague(tokens, index, words)
    if lower in numbers.vague_multipliers:
        return _read_several(tokens, index + 1, words)
    if fraction := read_fraction(tokens, index, words):
        return fraction
    if lower in numbers.article:
        return _read_after_article(tokens, index + 1, words)
    return _read_counted(tokens, index, words, implied=False)


def _read_literal(tokens: Tokens, index: int, words: Wording) -> Numeral | None:
    """Read digits with what hangs on them: "15k", "2½", "100s", "30km"."""
    found = read_digits(tokens, index, words)
    if found is None:
        return None
    value, end = found
    after = tokens.texts[end]
    glued = tokens.glued[end]
    if glued and after in words.numbers.vague_suffixes:
        return _read_plural_digits(value, tokens, end + 1, words)
    if isinstance(value, int) and (part := _read_part(tokens, end, words)) is not None:
        return _finish(Fraction(value) + Fraction(part[0]), tokens, part[1], words)
    plain = end == index + 1 and isinstance(value, int)
    numeral = mark_share(_finish(value, tokens, end, words, plain=plain), tokens, words)
    if _is_inside_word(tokens, numeral.end, words):
        return None
    measured = glued and tokens.is_word(end)
    return numeral._replace(plain=False) if measured else numeral


def _is_inside_word(tokens: Tokens, end: int, words: Wording) -> bool:
    """Tell "5G", "4x4", "10th" and "747's", which are names, from "30km" and "2½m"."""
    if not tokens.glued[end] or tokens.texts[end] in words.quantities.unit_symbols:
        return False
    possessive = tokens.texts[end] in APOSTROPHES and tokens.glued[end + 1]
    return tokens.is_word(end + 1 if possessive else end)


def _read_part(tokens: Tokens, index: int, words: Wording) -> tuple[Number | Fraction, int] | None:
    """Read the "½" of "2½" or the "1/2" of "2 1/2"."""
    if (vulgar := read_vulgar(tokens.texts[index])) is not None:
        return vulgar, index + 1
    found = read_slashed(tokens, index, words) if tokens.is_digits(index) else None
    return None if tokens.glued[index] else found


def _read_plural_digits(value: Number, tokens: Tokens, end: int, words: Wording) -> Numeral | None:
    """Read "100s" and "1,000s"; "1990s" and "20s" are decades."""
    digits = str(value)
    power_of_ten = digits.strip("0") == "1" and value >= _HUNDRED
    return _chain_vague(int(value), tokens, end, words) if power_of_ten else None


def _read_after_article(tokens: Tokens, at: int, words: Wording) -> Numeral | None:
    """Read what makes a number of "a": "a dozen", "a few hundred", "a million"."""
    numbers = words.numbers
    lower = tokens.lowers[at]
    if lower in numbers.vague_multipliers:
        return _read_several(tokens, at + 1, words)
    if lower in numbers.half:
        return read_half(tokens, at, at + 1, words)
    return _read_counted(tokens, at, words, implied=True) if lower in words.countables else None


def _read_counted(tokens: Tokens, at: int, words: Wording, *, implied: bool) -> Numeral | None:
    """Read "thirty-four", "two dozen"; with an implied one, "(a) hundred and twenty"."""
    if tokens.lowers[at] in words.numbers.round_words:
        return _read_round(1, tokens, at, words)
    found = _read_cardinal(tokens, at, words, implied=implied)
    if found is None:
        return None
    value, end, scale, count = found
    if tokens.lowers[end] in words.numbers.round_words:
        return _read_round(value, tokens, end, words)
    numeral = _finish(value, tokens, end, words, scale=scale)
    rounded = implied and count == 1 and numeral.end == end
    return numeral._replace(rounded=rounded or numeral.rounded)


def _read_cardinal(
    tokens: Tokens, index: int, words: Wording, *, implied: bool
) -> tuple[int, int, int, int] | None:
    """Add number words up, as long as each may follow the one before.

    Returns:
        The value, the index after it, its first magnitude (1 if none), and how many words it has.
    """
    numbers = words.numbers
    total, current = 0, (1 if implied else None)
    first_scale, last_scale = 0, _ABOVE_ALL_SCALES
    room = 0 if implied else _HUNDRED  # what the next small word must be below
    at, end, count = index, index, 0
    # The "and" of "between six hundred and two thousand" begins the other end.
    between = words.comparators.between
    ends_range = not between.isdisjoint(tokens.lowers[max(0, index - 1 - implied) : index])
    while True:  # it ends soon: magnitudes must fall, and a group below them has four words
        lower = tokens.lowers[at]
        small = numbers.units.get(lower, numbers.tens.get(lower))
        if small is not None and small < room:
            current = (current or 0) + small
            room = _TEN if lower in numbers.tens else 0
        elif lower in numbers.hundred and current is not None and 0 < current < _HUNDRED:
            current, room = current * numbers.hundred[lower], _HUNDRED
        elif current and numbers.magnitudes.get(lower, last_scale) < last_scale:
            last_scale = numbers.magnitudes[lower]
            first_scale = first_scale or last_scale
            total, current, room = total + current * last_scale, None, _HUNDRED
        else:
            break
        count += 1
        at = end = at + 1
        at = _skip_joint(tokens, at, words, room=0 if ends_range else room)
    if not count:
        return None
    return total + (current or 0), end, first_scale or 1, count


def _skip_joint(tokens: Tokens, at: int, words: Wording, *, room: int) -> int:
    """Pass over the hyphen of "thirty-four" or the "and" of "a hundred and twenty"."""
    if tokens.is_hyphened(at):
        return at + 1
    follows = tokens.lowers[at + 1]
    small = follows in words.numbers.units or follows in words.numbers.tens
    if room == _HUNDRED and tokens.lowers[at] in words.numbers.and_words and small:
        return at + 1
    return at


def _read_round(count: int, tokens: Tokens, index: int, words: Wording) -> Numeral | None:
    """Read "a dozen", "two dozen", "a couple of"; the couple and the score need their "of"."""
    numbers = words.numbers
    lower = tokens.lowers[index]
    if lower in numbers.round_words_with_of and tokens.lowers[index + 1] not in numbers.of:
        return None
    value = count * numbers.round_words[lower]
    return Numeral(value, value, index + 1, rounded=True)


def _read_several(tokens: Tokens, at: int, words: Wording) -> Numeral | None:
    """Read "several hundred" and "a few dozen"; "several" alone is no number."""
    numbers = words.numbers
    unit = words.countables.get(tokens.lowers[at])
    if unit is None or tokens.lowers[at] in numbers.round_words_with_of:
        return None
    if (second := numbers.magnitudes.get(tokens.lowers[at + 1])) is not None:
        unit, at = unit * second, at + 1
    return _make_vague(unit, at + 1)


def _read_vague(tokens: Tokens, index: int, words: Wording) -> Numeral | None:
    numbers = words.numbers
    lower = tokens.lowers[index]
    if lower in numbers.vague_with_of and tokens.lowers[index + 1] not in numbers.of:
        return None
    return _chain_vague(numbers.vague[lower], tokens, index + 1, words)


def _chain_vague(unit: int, tokens: Tokens, end: int, words: Wording) -> Numeral:
    """Multiply "tens" by the "of thousands" that follows."""
    numbers = words.numbers
    for _ in range(_MOST_SCALES):
        more = numbers.vague.get(tokens.lowers[end + 1])
        if tokens.lowers[end] not in numbers.of or more is None:
            break
        unit, end = unit * more, end + 2
    return _make_vague(unit, end)


def _make_vague(unit: int, end: int) -> Numeral:
    return Numeral(VAGUE_FROM * unit, VAGUE_BELOW * unit - 1, end, scale=unit, vague=True)


def _finish(
    value: Fraction | Number,
    tokens: Tokens,
    end: int,
    words: Wording,
    *,
    scale: int = 1,
    plain: bool = False,
) -> Numeral:
    """Add what may follow a number: "and a half", a magnitude, "dozen".

    `scale` is the magnitude the number has already: half of it is meant by "a million and a half".
    `plain` says that it is bare digits, which it stays only if nothing follows.
    """
    if tokens.lowers[end] not in words.continuations:
        number = to_number(value)
        return Numeral(number, number, end, scale=scale, plain=plain)
    begin, exact = end, Fraction(value)
    numbers = words.numbers
    rounded = False
    with_half = [tokens.lowers[end + step] for step in range(3)]
    halved = (
        with_half[0] in numbers.and_words
        and with_half[1] in numbers.article
        and with_half[2] in numbers.half
    )
    if halved:
        exact, end = exact + Fraction(scale, 2), end + 3
    for _ in range(_MOST_SCALES):
        found = _read_scale(tokens, end, words)
        if found is None:
            break
        exact, scale, end = exact * found[0], scale * found[0], found[1]
    unit = numbers.round_words.get(tokens.lowers[end])
    if unit and scale == 1 and tokens.lowers[end] not in numbers.round_words_with_of:
        exact, scale, end, rounded = exact * unit, unit, end + 1, True
    number = to_number(exact)
    plain = plain and end == begin
    return Numeral(number, number, end, scale=scale, plain=plain, rounded=rounded)


def _read_scale(tokens: Tokens, end: int, words: Wording) -> tuple[int, int] | None:
    """Read one magnitude: " million", "-million", "m", " bn"."""
    numbers = words.numbers
    hyphen = tokens.is_hyphened(end)
    at = end + 1 if hyphen else end
    lower = tokens.lowers[at]
    scale = words.scales.get(lower)
    if scale is None and numbers.vague.get(lower) in numbers.magnitudes.values():
        scale = numbers.vague[lower]
    if scale is not None:
        return scale, at + 1
    scale = numbers.magnitude_abbreviations.get(lower)
    if scale is None or (len(lower) == 1 and not tokens.glued[at] and tokens.texts[at] != "M"):
        return None
    # "1.8m tall" and "100m race" are metres.
    if tokens.lowers[at + 1] in words.quantities.length_adjectives:
        return None
    return scale, at + 1
