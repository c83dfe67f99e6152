"""A number with its currency, sign or per cent mark: `US$5m`, `-5`, `12.5 per cent`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.values.digits import Number, has_leading_mark
from claimtrack.values.numerals import read_numeral
from claimtrack.values.quantity import Kind
from claimtrack.values.tokens import HYPHENS

if TYPE_CHECKING:
    from claimtrack.values.numeral import Numeral
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.wording import Wording

_MINUS_SIGNS = frozenset("-−")
_OPENING_MARKS = frozenset("([{“\"'‘=")


class Amount(NamedTuple):
    """A number and what it is a number of, as far as marks and fixed words say.

    Attributes:
        first: the index of its first token, a currency sign or a minus included.
        end: the index after its last token.
        unit: an ISO 4217 code, `percent`, `percentage points`, or empty.
    """

    numeral: Numeral
    first: int
    end: int
    kind: Kind
    unit: str = ""

    @property
    def low(self) -> Number:
        """The number, or the least it can be."""
        return self.numeral.low

    @property
    def high(self) -> Number:
        """The number, or the most it can be."""
        return self.numeral.high


def read_amount_around(tokens: Tokens, index: int, floor: int, words: Wording) -> Amount | None:
    """Read the amount whose digits or number words begin at `index`; its sign stands before."""
    numeral = read_numeral(tokens, index, words)
    if numeral is None:
        return None
    first = index - has_leading_mark(tokens, index, words)
    currency, negated = "", False
    for _ in range(2):  # a sign and a currency, in either order
        if first <= floor:
            break
        if not currency and (found := _find_currency_before(tokens, first, floor, words)):
            currency, first = found
        elif not negated and _is_minus(tokens, first - 1, words):
            numeral = numeral._replace(low=-numeral.high, high=-numeral.low)
            first, negated = first - 1, True
    return _read_unit_after(numeral, currency, first, tokens, words)


def read_amount_at(tokens: Tokens, index: int, words: Wording) -> Amount | None:
    """Read the amount that begins at `index`, a currency sign or a minus included."""
    at = index
    while at < index + 4 and not _may_begin(tokens, at, words):
        if not _is_prefix(tokens, at, words):
            return None
        at += 1
    found = read_amount_around(tokens, at, index, words)
    return found if found is not None and found.first == index else None


def _may_begin(tokens: Tokens, at: int, words: Wording) -> bool:
    return tokens.texts[at][:1].isnumeric() or tokens.lowers[at] in words.starters


def _is_prefix(tokens: Tokens, at: int, words: Wording) -> bool:
    quantities = words.quantities
    text = tokens.texts[at]
    return (
        text in quantities.currency_symbols
        or text + tokens.texts[at + 1] in quantities.currency_symbols
        or text in quantities.currency_codes
        or text in _MINUS_SIGNS
        or text == words.numbers.decimal_mark
        or tokens.lowers[at] in words.numbers.minus
    )


def _find_currency_before(
    tokens: Tokens, first: int, floor: int, words: Wording
) -> tuple[str, int] | None:
    """Find "$", "US$" or "USD" before a number, and where it begins."""
    quantities = words.quantities
    mark = tokens.texts[first - 1]
    # "US$ 5", "US $ 5", "more than US $5"; in "gave the US $5" the dollars are not called so.
    joined = tokens.glued[first - 1] or not tokens.glued[first]
    joined = joined or words.before.match_before(tokens, first - 2, floor) is not None
    if first - 2 >= floor and joined:
        code = quantities.currency_symbols.get(tokens.texts[first - 2] + mark)
        if code is not None:
            return code, first - 2
    if mark in quantities.currency_symbols:
        return quantities.currency_symbols[mark], first - 1
    return (mark, first - 1) if mark in quantities.currency_codes else None


def _is_minus(tokens: Tokens, at: int, words: Wording) -> bool:
    """Tell a minus from a hyphen, from a dash and from the mark of a list."""
    if tokens.lowers[at] in words.numbers.minus:
        return True
    if tokens.texts[at] not in _MINUS_SIGNS or not tokens.glued[at + 1]:
        return False
    before = tokens.texts[at - 1]
    free = not tokens.glued[at] or before in _OPENING_MARKS
    free = free or before in words.quantities.currency_symbols
    return free and not (tokens.texts[at] in HYPHENS and _is_list_mark(tokens, at))


def _is_list_mark(tokens: Tokens, at: int) -> bool:
    """Tell the dash before an item of a list, which begins a line that is not the first."""
    return at > 0 and tokens.begins_line(at)


def _read_unit_after(
    numeral: Numeral, currency: str, first: int, tokens: Tokens, words: Wording
) -> Amount:
    end = numeral.end
    if currency:
        return Amount(numeral, first, end, Kind.MONEY, currency)
    hyphened = tokens.is_hyphened(end)
    at = end + 1 if hyphened else end
    if found := words.percent.match_at(tokens, at):
        return Amount(numeral, first, found[1], Kind.PERCENT, found[0])
    if numeral.vague and tokens.lowers[at] in words.numbers.of:
        at += 1
    if found := _find_currency_after(tokens, at, words):
        return Amount(numeral, first, found[1], Kind.MONEY, found[0])
    return Amount(numeral, first, end, Kind.FRACTION if numeral.fraction else Kind.COUNT)


def _find_currency_after(tokens: Tokens, at: int, words: Wording) -> tuple[str, int] | None:
    """Find "dollars", "USD" or "€" after a number, and where it ends."""
    quantities = words.quantities
    if found := words.currency_words.match_at(tokens, at):
        return found
    mark = tokens.texts[at]
    # In "sold 5 $20 notes" the sign belongs to what follows.
    if mark in quantities.currency_symbols and not tokens.is_digits(at + 1):
        return quantities.currency_symbols[mark], at + 1
    return (mark, at + 1) if mark in quantities.currency_codes else None
