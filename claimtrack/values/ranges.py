"""The second end of a range: "600 to 2,000", "$5-10 million", "between 10 and 20 per cent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.values.amounts import Amount, read_amount_at
from claimtrack.values.quantity import Kind
from claimtrack.values.tokens import HYPHENS

if TYPE_CHECKING:
    from claimtrack.values.surroundings import Opening
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.wording import Wording

# How many words before "from 10 to 20" a word such as "rose" makes two quantities of the range.
_CHANGE_WINDOW = 6


def read_second_end(
    tokens: Tokens, amount: Amount, opening: Opening, words: Wording
) -> Amount | None:
    """Read the high end of a range, if the amount may be the low end of one."""
    if amount.kind is Kind.FRACTION:
        return None
    unit = _read_repeatable_unit(tokens, amount, words)
    second = _read_joined(tokens, amount.end + len(unit), opening, words)
    if second is None or tokens.lowers[second.end : second.end + len(unit)] != unit:
        return None
    return second


def _read_repeatable_unit(tokens: Tokens, amount: Amount, words: Wording) -> list[str]:
    """Read the unit that "5 km to 10 km" says twice; not the "boats" of "5 boats to 10 men"."""
    end = amount.end
    for length in (2, 1):  # "°C" is two tokens
        unit = tokens.lowers[end : end + length]
        symbol = "".join(tokens.texts[end : end + length])
        known = symbol in words.quantities.unit_symbols
        if amount.kind is Kind.COUNT and (known or symbol in words.quantities.measures):
            return unit
    return []


def _read_joined(tokens: Tokens, end: int, opening: Opening, words: Wording) -> Amount | None:
    """Read the amount behind "to", "and" or a hyphen."""
    if opening.between:
        joined = tokens.lowers[end] in words.comparators.between_and
        return _read_compared(tokens, end + 1, words) if joined else None
    if tokens.texts[end] in HYPHENS:
        even = tokens.glued[end] == tokens.glued[end + 1]
        return read_amount_at(tokens, end + 1, words) if even else None
    joiner = words.range_joiners.match_at(tokens, end)
    return _read_compared(tokens, joiner[1], words) if joiner else None


def _read_compared(tokens: Tokens, at: int, words: Wording) -> Amount | None:
    """Read an amount, passing over a comparator before it ("between 5 and about 10")."""
    found = words.before.match_at(tokens, at)
    return read_amount_at(tokens, found[1] if found else at, words)


def is_linked(tokens: Tokens, end: int) -> bool:
    """Tell whether more digits hang on a number by a hyphen, as in "02-123-4567"."""
    return tokens.is_hyphened(end) and tokens.is_digits(end + 1)


def tells_change(tokens: Tokens, begin: int, words: Wording) -> bool:
    """Tell "rose from 10 to 20", two numbers, from "from 10 to 20", a range."""
    window = tokens.lowers[max(0, begin - _CHANGE_WINDOW) : begin]
    return not words.comparators.change_words.isdisjoint(window)


def are_ends(low: Amount, high: Amount) -> bool:
    """Tell whether two amounts are the ends of one range: alike, and in order."""
    if high.kind is Kind.FRACTION:
        return False
    alike = low.kind in (Kind.COUNT, high.kind)
    if not alike and not (low.kind is Kind.MONEY and high.kind is Kind.COUNT):
        return False
    return share_marks(low, high).low < high.high


def share_marks(low: Amount, high: Amount) -> Amount:
    """Return the low end with the magnitude of "5 to 10 million", the unit of "10 to 20 %"."""
    numeral, scale = low.numeral, high.numeral.scale
    bare = numeral.scale == 1 and not numeral.vague and not high.numeral.vague
    if bare and scale > 1 and numeral.low * scale < high.high:
        numeral = numeral._replace(low=numeral.low * scale, high=numeral.high * scale, scale=scale)
    kind = high.kind if low.kind is Kind.COUNT else low.kind
    return low._replace(numeral=numeral, kind=kind, unit=low.unit or high.unit)
