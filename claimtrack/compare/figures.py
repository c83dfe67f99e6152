"""The numbers of a statement as they are compared: in one unit, each with the words around it.

What `find_quantities` leaves out because it counts nothing ("the 4th", "a score of 3-1", "ages 30")
still tells two statements apart when it stands at the same place of both. Such a figure is *loose*:
it is only compared with what stands at its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from claimtrack.compare.stems import stem_word
from claimtrack.values.digits import Number, to_number
from claimtrack.values.quantity import Comparator, Kind, Quantity, apply_comparators
from claimtrack.values.tokens import Phrases
from claimtrack.values.wording import prepare_wording

if TYPE_CHECKING:
    from claimtrack.compare.times import Time
    from claimtrack.language.lexicon import Lexicon
    from claimtrack.language.packs import LanguagePack
    from claimtrack.values.tokens import Tokens

#: Longer runs of digits are codes; reading them as numbers would take quadratic time.
_LONGEST_DIGITS: Final = 18
_PERCENT_PER_WHOLE: Final = 100
_DURATIONS: Final = frozenset({"duration", "long duration"})
#: From here on, a number of at most two digits and zeros is taken for a round one.
_LEAST_ROUND: Final = 1000
#: A rounding leaves at least so many digits, and moves the number by less than this share: 5.1
#: may stand for 5.12, but 100 is not taken for 103.
_KEPT_DIGITS: Final = 2
_ROUNDING: Final = Decimal("0.02")
#: What may lie between a length in miles and the same one in kilometres.
_CONVERTING: Final = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a statement.

    Attributes:
        quantity: its interval, kind and words; its numbers are in the basic unit.
        unit: the stem of the unit's noun, or the dimension ("length") where it was converted.
        loose: it counts nothing, so it is only compared with what stands at its place.
        basis: it is the number of cases that another number was found on: "based on 59 reviews".
        partial: it counts only what was added to others: "another five", "five more".
        start: where it begins in the text.
        end: where it ends.
        key: equal for two figures that say the same.
    """

    quantity: Quantity
    unit: str
    loose: bool
    basis: bool
    partial: bool
    start: int
    end: int
    key: str

    @property
    def text(self) -> str:
        """The words of the figure."""
        return self.quantity.text

    @property
    def value(self) -> Number | None:
        """The number, if it is exactly one."""
        low, high = self.quantity.interval
        return low if low == high else None

    @property
    def centre(self) -> Number | None:
        """The number that is stated, if the words put no bound to it: 35 of "about 35"."""
        low, high = self.quantity.interval
        match self.quantity.comparator:
            case Comparator.EXACT | Comparator.JUST_OVER:
                return low
            case Comparator.NEARLY:
                return high
            case Comparator.ABOUT if low is not None and high is not None:
                return to_number(Decimal(low + high) / 2)
        return None

    def fits(self, other: Figure) -> bool:
        """Tell whether one number could satisfy both."""
        same = self.centre is not None and self.centre == other.centre
        return same or self.quantity.overlaps(other.quantity)

    def carries(self, claim: Figure) -> bool:
        """Tell whether whatever satisfies this figure satisfies the claim's."""
        mine, theirs = self.quantity, claim.quantity
        if self.centre is not None and self.centre == claim.centre:
            return True
        return (
            theirs.low is None
            or (mine.low is not None and mine.low > theirs.low)
            or (mine.low == theirs.low and (mine.low_open or not theirs.low_open))
        ) and (
            theirs.high is None
            or (mine.high is not None and mine.high < theirs.high)
            or (mine.high == theirs.high and (mine.high_open or not theirs.high_open))
        )

    def meets(self, other: Figure) -> bool:
        """Tell whether a round number only just excludes the other: 2,000, "over 2,000"."""
        one, two = self.quantity, other.quantity
        edges = {one.low, one.high} & {two.low, two.high} - {None}
        return any(_is_round(Decimal(edge)) for edge in edges if edge is not None)

    @property
    def is_duration(self) -> bool:
        """Whether it is a length of time."""
        return self.unit in _DURATIONS

    def rounds(self, other: Figure) -> bool:
        """Tell whether one of the two numbers is the other one rounded."""
        one, two = self.value, other.value
        if one is None or two is None or one == two or not one or not two:
            return False
        if self.unit == other.unit and self.quantity.unit != other.quantity.unit:
            # One of them was converted, and conversions are rounded when they are printed.
            return abs(Decimal(one) - Decimal(two)) <= _CONVERTING * Decimal(max(one, two))
        return _is_rounding(Decimal(one), Decimal(two)) or _is_rounding(Decimal(two), Decimal(one))


def find_figures(
    tokens: Tokens,
    pack: LanguagePack,
    lexicon: Lexicon,
    quantities: tuple[Quantity, ...],
    times: tuple[Time, ...],
) -> tuple[Figure, ...]:
    """Make the figures of a text, in order.

    Args:
        tokens: the text's tokens.
        pack: the words of its language.
        lexicon: units and ordinals.
        quantities: its quantities.
        times: its dates, which are no figures.
    """
    taken = tuple((time.start, time.end) for time in times)
    bases = _find_bases(tokens, lexicon)
    parts = _find_parts(tokens, lexicon)
    found = [
        _make_figure(
            quantity,
            lexicon,
            basis=quantity.start in bases,
            partial=quantity.start in parts or quantity.end in parts,
        )
        for quantity in quantities
        if not _overlaps(quantity.start, quantity.end, taken)
    ]
    places = [*taken, *((figure.start, figure.end) for figure in found)]
    loose = _find_loose(tokens, pack, lexicon, sorted(places))
    return tuple(sorted([*found, *loose], key=lambda figure: figure.start))


@lru_cache(maxsize=8)
def _prepare_bases(lexicon: Lexicon) -> Phrases[bool]:
    return Phrases(dict.fromkeys(lexicon.bases, True))


def _find_bases(tokens: Tokens, lexicon: Lexicon) -> frozenset[int]:
    """Find where the words begin that stand right after such as "based on"."""
    phrases = _prepare_bases(lexicon)
    found: set[int] = set()
    for index in range(tokens.count):
        match = phrases.match_at(tokens, index)
        if match is not None and match[1] < tokens.count:
            # "Averaged over 44": the quantity may have taken the "over" for its own.
            found.update(tokens.starts[place] for place in range(index + 1, match[1] + 1))
    return frozenset(found)


def _find_parts(tokens: Tokens, lexicon: Lexicon) -> frozenset[int]:
    """Find where such as "another" ends with a number behind it, or "more" with one before."""
    found: set[int] = set()
    for index in range(tokens.count):
        if tokens.lowers[index] in lexicon.partial_before and index + 1 < tokens.count:
            found.add(tokens.starts[index + 1])
        if tokens.lowers[index] in lexicon.partial_after and index:
            found.add(tokens.ends[index - 1])
    return frozenset(found)


def _overlaps(start: int, end: int, places: tuple[tuple[int, int], ...]) -> bool:
    from bisect import bisect_left

    at = bisect_left(places, (start, 0))
    return any(begin < end and start < stop for begin, stop in places[max(0, at - 1) : at + 1])


def _make_figure(quantity: Quantity, lexicon: Lexicon, *, basis: bool, partial: bool) -> Figure:
    words = quantity.unit.lower().split()
    unit = stem_word(words[-1]) if words else ""
    if quantity.kind is Kind.FRACTION:
        scaled = _scale(quantity, Decimal(_PERCENT_PER_WHOLE))
        quantity, unit = replace(scaled, kind=Kind.PERCENT), "percent"
    elif quantity.kind is Kind.COUNT:
        # "Five weeks", "five consecutive weeks".
        measure = next((word for word in words if word in lexicon.conversions), None)
        if measure is not None:
            unit, size = lexicon.conversions[measure]
            quantity = _scale(quantity, size)
    return _finish(quantity, unit, loose=False, basis=basis, partial=partial)


def _finish(
    quantity: Quantity, unit: str, *, loose: bool, basis: bool = False, partial: bool = False
) -> Figure:
    bounds = f"{quantity.low}{'<' * quantity.low_open}:{quantity.high}{'<' * quantity.high_open}"
    key = f"#{bounds}"
    return Figure(quantity, unit, loose, basis, partial, quantity.start, quantity.end, key)


def _scale(quantity: Quantity, size: Decimal) -> Quantity:
    low, high = (None if bound is None else to_number(bound * size) for bound in quantity.interval)
    return replace(quantity, low=low, high=high)


def _find_loose(
    tokens: Tokens, pack: LanguagePack, lexicon: Lexicon, taken: list[tuple[int, int]]
) -> list[Figure]:
    words = prepare_wording(pack)
    found: list[Figure] = []
    at = floor = index = 0
    while index < tokens.count:
        start = tokens.starts[index]
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at < len(taken) and taken[at][0] <= start:
            index = floor = index + 1
            continue
        read = _read_loose(tokens, index, pack, lexicon)
        if read is None:
            index += 1
            continue
        value, unit, end = read
        before = words.before.match_before(tokens, index, floor)
        comparators = [Comparator(before[0])] if before else []
        begin = before[1] if before else index
        bounds = apply_comparators(value, value, comparators, plain=Comparator.EXACT, rounded=False)
        left, right = tokens.starts[begin], tokens.ends[end - 1]
        quantity = Quantity(
            text=tokens.source[left:right],
            start=left,
            end=right,
            low=bounds.low,
            high=bounds.high,
            comparator=bounds.comparator,
            low_open=bounds.low_open,
            high_open=bounds.high_open,
        )
        found.append(_finish(quantity, unit, loose=True))
        index = floor = end
    return found


def _read_loose(  # noqa: PLR0911 - a ladder: each way to write a number, tried in turn
    tokens: Tokens, index: int, pack: LanguagePack, lexicon: Lexicon
) -> tuple[Number, str, int] | None:
    """Read a bare number or an ordinal: its value, `ordinal` or nothing, and where it ends."""
    lower = tokens.lowers[index]
    if lower in lexicon.ordinals:
        return lexicon.ordinals[lower], "ordinal", index + 1
    numbers = pack.numbers
    if lower in numbers.zero:
        return 0, "", index + 1
    small = numbers.units.get(lower) or numbers.tens.get(lower)
    if small is not None and lower not in numbers.one:
        return small, "", index + 1
    if not tokens.is_digits(index) or len(lower) > _LONGEST_DIGITS:
        return None
    end, text = index + 1, lower
    while tokens.lowers[end] == numbers.group_mark and _continues(tokens, end):
        if len(tokens.lowers[end + 1]) != 3:  # noqa: PLR2004 - digits in a group
            break
        end, text = end + 2, text + tokens.lowers[end + 1]
    if tokens.lowers[end] == numbers.decimal_mark and _continues(tokens, end):
        end, text = end + 2, f"{text}.{tokens.lowers[end + 1]}"
    try:
        value = to_number(Decimal(text))
    except InvalidOperation:
        return None
    if tokens.lowers[end] in lexicon.ordinal_endings:
        return value, "ordinal", end + 1
    return value, "", end


def _continues(tokens: Tokens, index: int) -> bool:
    return tokens.glued[index] and tokens.glued[index + 1] and tokens.is_digits(index + 1)


def _is_round(value: Decimal) -> bool:
    return value >= _LEAST_ROUND and len(value.normalize().as_tuple().digits) <= _KEPT_DIGITS


def _is_rounding(coarse: Decimal, fine: Decimal) -> bool:
    digits = coarse.normalize().as_tuple()
    exponent = digits.exponent
    if not isinstance(exponent, int) or len(digits.digits) < _KEPT_DIGITS:
        return False
    half = Decimal(5).scaleb(exponent - 1)
    off = abs(coarse - fine)
    finer = fine.normalize().as_tuple().exponent
    return isinstance(finer, int) and finer < exponent and off <= half and off < _ROUNDING * fine
