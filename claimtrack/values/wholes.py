"""What a number is a part of: "20 of the 30", "one in five", "three out of ten"."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from claimtrack.values.digits import Number, to_number
from claimtrack.values.lookalikes import is_year_like
from claimtrack.values.numerals import read_numeral
from claimtrack.values.quantity import Kind
from claimtrack.values.ranges import is_linked

if TYPE_CHECKING:
    from claimtrack.values.amounts import Amount
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.wording import Wording

# What "one in N" is said of; other pairs ("three in 14 villages") are two counts.
_IN_WHOLES = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000}
)
# "Out of" also counts out of a group ("20 out of 30 women"); only these are surely a share.
_OUT_OF_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000})


def read_ratio(tokens: Tokens, amount: Amount, words: Wording) -> tuple[Number, int] | None:
    """Read the "in five" of "one in five": the share, and where the words end."""
    if amount.kind is not Kind.COUNT or amount.numeral.scale > 1:
        return None
    for phrases, wholes in ((words.ratio_in, _IN_WHOLES), (words.ratio_of, _OUT_OF_WHOLES)):
        joiner = phrases.match_at(tokens, amount.end)
        whole = read_numeral(tokens, joiner[1], words) if joiner else None
        if whole is None or whole.low not in wholes or not 0 < amount.low < whole.low:
            continue
        # "Three in ten days" is a pace.
        if tokens.lowers[whole.end] not in words.quantities.time_units:
            return to_number(Fraction(amount.low) / Fraction(whole.low)), whole.end
    return None


def read_whole(tokens: Tokens, amount: Amount, words: Wording) -> tuple[Number, int] | None:
    """Read the "of the 30" of "20 of the 30": the whole, and where the words end."""
    joiner = words.whole_of.match_at(tokens, amount.end)
    if joiner is None or amount.kind is Kind.MONEY:
        return None
    at = joiner[1] + (tokens.lowers[joiner[1]] in words.numbers.of_determiners)
    compared = words.before.match_at(tokens, at)
    at = compared[1] if compared else at
    whole = read_numeral(tokens, at, words)
    if whole is None or whole.fraction or whole.vague or is_year_like(whole):
        return None
    if tokens.lowers[at] in words.numbers.article or is_linked(tokens, whole.end):
        return None
    if tokens.lowers[whole.end] in words.pack.months:
        return None
    fits = amount.kind is not Kind.COUNT or amount.low <= whole.low
    return (whole.low, whole.end) if fits else None
