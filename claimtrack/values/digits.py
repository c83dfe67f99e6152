"""Numbers in digits: group marks, decimal marks, vulgar fractions, and what is no number at all.

Digits that hang on letters or on other digits by `:`, `/`, `.` or `-` are names, times, dates,
versions, scores or telephone numbers; they are left out whole.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from claimtrack.values.tokens import HYPHENS

if TYPE_CHECKING:
    from claimtrack.values.tokens import Tokens
    from claimtrack.values.wording import Wording

Number = int | Decimal

# News counts nothing with more digits: longer runs are identifiers, or an attack on the reader.
# Fifteen digits times a trillion is still exact in the 28 digits of `Decimal`.
MOST_DIGITS = 15

#: White space that groups digits: no-break, figure, thin and narrow no-break.
_GROUP_SPACES = frozenset("\u00a0\u2007\u2009\u202f")
_LINKS = HYPHENS | frozenset(",.:/+^\u2044")
_FRACTION_SLASHES = frozenset("/\u2044")
# Other denominators behind a slash are dates, scores and ratings: 9/11, 24/7.
_SLASH_DENOMINATORS = frozenset({2, 3, 4, 5, 8})
#: How many digits stand between two group marks.
GROUP = 3
# Six groups are more than MOST_DIGITS already; reading on would cost quadratic time.
_MOST_GROUPS = 6


def to_number(value: Decimal | Fraction | int) -> Number:
    """Return the value as an `int` where it is whole, else as a `Decimal` of 28 digits."""
    if isinstance(value, int):
        return value
    if value == int(value):
        return int(value)
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return value.normalize()


def read_vulgar(text: str) -> Fraction | None:
    """Return the value of a character such as `½`, or None for any other text."""
    if len(text) != 1 or not unicodedata.decomposition(text).startswith("<fraction>"):
        return None
    return Fraction(unicodedata.numeric(text)).limit_denominator(10)


def read_digits(tokens: Tokens, index: int, words: Wording) -> tuple[Number, int] | None:
    """Read a number in digits.

    Returns:
        The number and the index after it, or None when the digits belong to something else.
    """
    if _hangs_on_what_precedes(tokens, index):
        return None
    if has_leading_mark(tokens, index, words):
        return _read_decimals("0", tokens, index)
    found = _read_groups(tokens, index, words)
    if found is None:
        return None
    digits, end, grouped = found
    mark = tokens.texts[end]
    if not _links_digits(tokens, end) or mark in HYPHENS:
        return None if len(digits) > 1 and digits[0] == "0" else (int(digits), end)
    if mark == words.numbers.decimal_mark:
        return _read_decimals(digits, tokens, end + 1)
    slash = mark in _FRACTION_SLASHES and not grouped
    return _read_slash(digits, tokens, end + 1) if slash else None


def read_slashed(tokens: Tokens, index: int, words: Wording) -> tuple[Number, int] | None:
    """Read a fraction such as `1/2`, the second part of `2 1/2`."""
    slashed = tokens.texts[index + 1] in _FRACTION_SLASHES
    return read_digits(tokens, index, words) if slashed else None


def skip_digits(tokens: Tokens, index: int) -> int:
    """Return the index after the digits at `index` and all digits that hang on them."""
    end = index + 1
    while _links_digits(tokens, end):
        end += 2
    return end


def _links_digits(tokens: Tokens, index: int) -> bool:
    """Tell whether the token is a mark with digits close before and close behind."""
    return (
        tokens.texts[index] in _LINKS
        and tokens.glued[index]
        and tokens.glued[index + 1]
        and tokens.is_digits(index + 1)
    )


def has_leading_mark(tokens: Tokens, index: int, words: Wording) -> bool:
    """Tell whether the digits at `index` are decimals without a whole part, as in `.5`."""
    return (
        tokens.glued[index]
        and tokens.texts[index - 1] == words.numbers.decimal_mark
        and not tokens.glued[index - 1]
    )


def _hangs_on_what_precedes(tokens: Tokens, index: int) -> bool:
    """Tell `F-16`, `COVID-19`, `mid-1990s`, `#5`, `3(2)` and `a/20` from a number."""
    if not tokens.glued[index]:
        return _ends_spaced_group(tokens, index)
    before = tokens.texts[index - 1]
    if before[0].isalnum() or before in "#№_\\~^":
        return True
    if not tokens.glued[index - 1]:
        return False
    if before in HYPHENS:
        # The second end of "5-10" and of "5km-10km" hangs on a number, not on a name.
        measured = tokens.glued[index - 2] and tokens.is_digits(index - 3)
        return tokens.is_word(index - 2) and not measured
    return before in "/([.:" and tokens.texts[index - 2][-1].isalnum()


def _ends_spaced_group(tokens: Tokens, index: int) -> bool:
    """Tell the `200` of `1 200`: without what stands before, it may be only the end of a number."""
    return (
        len(tokens.texts[index - 1]) <= GROUP
        and tokens.is_digits(index - 1)
        and len(tokens.texts[index]) == GROUP
        and _gap_before(tokens, index) == " "
    )


def _gap_before(tokens: Tokens, index: int) -> str:
    return tokens.source[tokens.ends[index - 1] : tokens.starts[index]]


def _read_groups(tokens: Tokens, index: int, words: Wording) -> tuple[str, int, bool] | None:
    """Join `1,234,567`, `20 000` or `12,34,567` into digits."""
    parts = [tokens.texts[index]]
    end = index + 1
    if len(parts[0]) <= GROUP:
        end = _read_marked_groups(tokens, end, words.numbers.group_mark, parts)
        if end == index + 1:
            end = _read_spaced_groups(tokens, end, parts)
    digits = "".join(parts)
    return (digits, end, len(parts) > 1) if len(digits) <= MOST_DIGITS else None


def _read_marked_groups(tokens: Tokens, end: int, mark: str, parts: list[str]) -> int:
    groups: list[str] = []
    while (
        len(groups) < _MOST_GROUPS
        and tokens.texts[end] == mark
        and tokens.glued[end]
        and tokens.glued[end + 1]
        and tokens.is_digits(end + 1)
        and len(tokens.texts[end + 1]) in (GROUP - 1, GROUP)
    ):
        groups.append(tokens.texts[end + 1])
        end += 2
    sizes = {len(group) for group in groups[:-1]}
    western = sizes <= {GROUP}
    indian = sizes == {GROUP - 1} and len(parts[0]) < GROUP
    if not groups or len(groups[-1]) != GROUP or not (western or indian):
        return end - 2 * len(groups)
    parts.extend(groups)
    return end


def _read_spaced_groups(tokens: Tokens, end: int, parts: list[str]) -> int:
    first = end
    while end - first < _MOST_GROUPS and tokens.is_digits(end) and len(tokens.texts[end]) == GROUP:
        gap = _gap_before(tokens, end)
        if gap not in _GROUP_SPACES and gap != " ":
            break
        end += 1
    if parts[0][0] == "0":
        return first
    parts.extend(tokens.texts[first:end])
    return end


def has_doubtful_groups(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a plain space in the number may as well stand between two numbers.

    Round thousands show that it groups: `20 000`.
    """
    return any(
        tokens.is_digits(index - 1)
        and tokens.is_digits(index)
        and tokens.texts[index] != "000"
        and _gap_before(tokens, index) == " "
        for index in range(first + 1, end)
    )


def _read_decimals(digits: str, tokens: Tokens, index: int) -> tuple[Number, int] | None:
    end = index + 1
    decimals = tokens.texts[index]
    if _links_digits(tokens, end) and tokens.texts[end] not in HYPHENS:
        return None
    if len(digits) + len(decimals) > MOST_DIGITS:
        return None
    return to_number(Decimal(f"{digits}.{decimals}")), end


def _read_slash(digits: str, tokens: Tokens, index: int) -> tuple[Number, int] | None:
    below = tokens.texts[index]
    if len(below) > 1 or skip_digits(tokens, index) != index + 1:
        return None
    top, bottom = int(digits), int(below)
    if bottom not in _SLASH_DENOMINATORS or not 0 < top < bottom:
        return None
    return to_number(Fraction(top, bottom)), index + 1
