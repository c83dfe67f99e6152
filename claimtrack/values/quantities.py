"""Quantities in a text: "at least 41 people", "20 of the 30", "between 10 and 20 per cent".

The reader walks once over the tokens. At each token that can begin a number it reads the number,
looks a few tokens back for comparators and a few ahead for the end of a range, the whole and the
unit, and asks `lookalikes` whether it is a quantity at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language.packs import load_pack
from claimtrack.values.amounts import Amount, read_amount_around
from claimtrack.values.digits import GROUP, Number, skip_digits
from claimtrack.values.lookalikes import Company, is_lookalike
from claimtrack.values.quantity import (
    BOUNDS,
    TOLERANCE,
    Comparator,
    Kind,
    Quantity,
    apply_comparators,
)
from claimtrack.values.ranges import (
    are_ends,
    is_linked,
    read_second_end,
    share_marks,
    tells_change,
)
from claimtrack.values.surroundings import (
    Opening,
    read_closing,
    read_closing_words,
    read_opening,
)
from claimtrack.values.tokens import HYPHENS, Tokens, tokenize
from claimtrack.values.units import Unit, read_unit
from claimtrack.values.wholes import read_ratio, read_whole
from claimtrack.values.wording import Wording, prepare_wording

if TYPE_CHECKING:
    from claimtrack.language.packs import LanguagePack

__all__ = ["TOLERANCE", "Comparator", "Kind", "Number", "Quantity", "find_quantities"]

_ADDRESS_MARK = re.compile(r"@|://|www\.", re.IGNORECASE)
_SPACE = re.compile(r"\s")


def find_quantities(text: str, pack: LanguagePack | None = None) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in order and without overlaps.

    Dates, years, times, ages, references and numbers in names are left out.

    Args:
        text: any text; offsets are in its code points.
        pack: the word lists to read it with; English by default.
    """
    words = prepare_wording(pack or load_pack())
    tokens = tokenize(text)
    addresses = _find_addresses(text)
    found: list[Quantity] = []
    index = floor = 0
    while index < tokens.count:
        starts = tokens.texts[index][0].isnumeric() or tokens.lowers[index] in words.starters
        if not starts or _is_in_row(tokens, index) or _is_inside(tokens.starts[index], addresses):
            index += 1
            continue
        quantity, index = _read_quantity(tokens, index, floor, words)
        if quantity is not None:
            found.append(quantity)
            floor = index
    return tuple(found)


class _Draft(NamedTuple):
    """A number read, before its unit is known and before it is known to count anything."""

    amounts: tuple[Amount, ...]
    opening: Opening
    begin: int
    end: int
    low: Number
    high: Number
    kind: Kind
    unit: str = ""
    whole: Number | None = None
    # Where to look for the unit, if none follows: "rose from 41 to 92 people".
    borrow_at: int | None = None

    @property
    def plain(self) -> Comparator:
        """What the number is without its comparators."""
        if any(amount.numeral.vague for amount in self.amounts):
            return Comparator.VAGUE
        return Comparator.RANGE if len(self.amounts) > 1 else Comparator.EXACT

    @property
    def rounded(self) -> bool:
        """A round word such as "a dozen" is in it."""
        return any(amount.numeral.rounded for amount in self.amounts)


def _read_quantity(
    tokens: Tokens, index: int, floor: int, words: Wording
) -> tuple[Quantity | None, int]:
    """Read at one token; return the quantity, if it is one, and the token to go on with."""
    beyond = skip_digits(tokens, index) if tokens.is_digits(index) else index + 1
    amount = read_amount_around(tokens, index, floor, words)
    if amount is None:
        return None, beyond
    opening = read_opening(tokens, amount.first, floor, words)
    second = read_second_end(tokens, amount, opening, words)
    end = second.end if second else amount.end
    ends = second is not None and are_ends(amount, second)
    # A hyphen joins a score, a telephone number or a pair of years, left out whole.
    hyphened = tokens.texts[amount.end] in HYPHENS and tokens.glued[amount.end]
    if is_linked(tokens, end) or (second is not None and hyphened and not ends):
        return None, max(beyond, end)
    if second is None:
        return _finish_single(tokens, amount, opening, words)
    low = share_marks(amount, second) if ends else amount
    if not ends or (opening.from_ and tells_change(tokens, opening.begin, words)):
        borrow_at = second.end if opening.from_ else None
        return _finish_single(tokens, low, opening, words, borrow_at=borrow_at)
    draft = _Draft(
        amounts=(low, second),
        opening=opening,
        begin=opening.begin,
        end=second.end,
        low=low.low,
        high=second.high,
        kind=low.kind,
        unit=low.unit,
    )
    return _finish(tokens, draft, words)


def _finish_single(
    tokens: Tokens, amount: Amount, opening: Opening, words: Wording, borrow_at: int | None = None
) -> tuple[Quantity | None, int]:
    """Finish a number that is no range: a share, a part of a whole, or a number by itself."""
    draft = _Draft(
        amounts=(amount,),
        opening=opening,
        begin=opening.bare,
        end=amount.end,
        low=amount.low,
        high=amount.high,
        kind=amount.kind,
        unit=amount.unit,
        borrow_at=borrow_at,
    )
    if ratio := read_ratio(tokens, amount, words):
        share, end = ratio
        draft = draft._replace(low=share, high=share, end=end, kind=Kind.FRACTION)
    elif whole := read_whole(tokens, amount, words):
        draft = draft._replace(whole=whole[0], end=whole[1])
    return _finish(tokens, draft, words)


def _finish(tokens: Tokens, draft: _Draft, words: Wording) -> tuple[Quantity | None, int]:
    """Read what follows the number, and make a quantity of it unless it only looks like one."""
    closing = read_closing(tokens, draft.end, words)
    end = closing[1] if closing else draft.end
    unit = _read_draft_unit(tokens, end, draft, words)
    if closing is None and (closing := read_closing_words(tokens, unit.end, words)):
        end = closing[1]
    if draft.kind is Kind.COUNT and draft.whole is None:
        company = Company(
            tokens=tokens,
            words=words,
            first=draft.amounts[0].first,
            begin=draft.opening.begin,
            end=draft.end,
            numerals=tuple(amount.numeral for amount in draft.amounts),
            unit=unit,
            comparators=draft.opening.comparators,
        )
        if is_lookalike(company):
            return None, draft.end
    comparators = [*draft.opening.comparators, *(closing[:1] if closing else ())]
    return _make_quantity(tokens, draft, comparators, end, draft.unit or unit.text), end


def _read_draft_unit(tokens: Tokens, end: int, draft: _Draft, words: Wording) -> Unit:
    """Read the noun after the number, or the one lent by the number it is compared with."""
    partitive = draft.kind is Kind.FRACTION or any(
        amount.numeral.vague or amount.numeral.rounded or amount.numeral.scale > 1
        for amount in draft.amounts
    )
    unit = read_unit(tokens, end, words, partitive=partitive)
    if unit.text or draft.borrow_at is None:
        return unit
    return read_unit(tokens, draft.borrow_at, words, partitive=partitive)._replace(end=end)


def _make_quantity(
    tokens: Tokens, draft: _Draft, comparators: list[Comparator], end: int, unit: str
) -> Quantity:
    bounds = apply_comparators(
        draft.low, draft.high, comparators, plain=draft.plain, rounded=draft.rounded
    )
    start, stop = tokens.starts[draft.begin], tokens.ends[end - 1]
    estimated = not BOUNDS.union({Comparator.EXACT}).issuperset(comparators)
    return Quantity(
        text=tokens.source[start:stop],
        start=start,
        end=stop,
        low=bounds.low,
        high=bounds.high,
        comparator=bounds.comparator,
        kind=draft.kind,
        unit=unit,
        whole=draft.whole,
        approximate=estimated or draft.rounded or draft.plain is Comparator.VAGUE,
        low_open=bounds.low_open,
        high_open=bounds.high_open,
    )


def _find_addresses(text: str) -> list[tuple[int, int]]:
    """Find web and mail addresses, whose digits count nothing."""
    spans: list[tuple[int, int]] = []
    end = 0
    for mark in _ADDRESS_MARK.finditer(text):
        if mark.start() < end:
            continue
        # Looks back to the last address only, so that all of it together is one pass.
        before = text[end : mark.start()]
        attached = before.rsplit(maxsplit=1)[-1:] if before and not before[-1].isspace() else []
        begin = mark.start() - len("".join(attached))
        space = _SPACE.search(text, mark.end())
        end = space.start() if space else len(text)
        spans.append((begin, end))
    return spans


def _is_in_row(tokens: Tokens, index: int) -> bool:
    """Tell digits between digits, as in a table without words, which count nothing we could name.

    The full reading would say so too, but takes its time over long tables.
    """
    before, text, after = tokens.texts[index - 1], tokens.texts[index], tokens.texts[index + 1]
    # Three digits may go on with the number: "in 2017 20 000 people".
    return before.isdecimal() and text.isdecimal() and after.isdecimal() and len(after) != GROUP


def _is_inside(position: int, spans: list[tuple[int, int]]) -> bool:
    if not spans:
        return False
    at = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return at >= 0 and position < spans[at][1]
