"""A quantity as an interval: what a text says a number is at least and at most.

"At least 41" and "92" do not contradict each other, and no pair of plain numbers can say so. Hence
a quantity is an interval with its comparator; what is not bounded is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from claimtrack.values.digits import Number, to_number

#: How far "about 25" may be from 25, as a share. Less than ten per cent makes conflicts of
#: roundings, more hides real ones.
TOLERANCE = Decimal("0.1")


class Comparator(StrEnum):
    """How the words around a number bound it."""

    EXACT = "="
    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    ABOUT = "~"
    NEARLY = "~<"
    JUST_OVER = "~>"
    RANGE = "range"
    VAGUE = "vague"


#: Those that leave one end open.
BOUNDS = frozenset({Comparator.AT_LEAST, Comparator.MORE, Comparator.AT_MOST, Comparator.LESS})


class Kind(StrEnum):
    """What sort of number it is; two kinds are never compared as they stand."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity found in a text.

    Numbers are `int` where whole, else `Decimal`. "More than 20,000" keeps 20,000 as its low bound
    and says that the bound itself is excluded; so the same reading fits people and per cent.

    Attributes:
        text: the words as they stand, comparator and whole included, the unit's noun not.
        start: where they begin, in code points.
        end: where they end, exclusive.
        low: the least it can be; None where open.
        high: the most it can be; None where open.
        comparator: how the words bound it.
        kind: count, percent, money or fraction.
        unit: the words counted ("fishing boats"), `percent`, `percentage points`, or the ISO 4217
            code of the money; empty where the text names none.
        whole: the 30 of "20 of the 30", else None.
        approximate: the text says that the number is not exact.
        low_open: the low bound itself is excluded.
        high_open: the high bound itself is excluded.
    """

    text: str
    start: int
    end: int
    low: Number | None
    high: Number | None
    comparator: Comparator
    kind: Kind = Kind.COUNT
    unit: str = ""
    whole: Number | None = None
    approximate: bool = False
    low_open: bool = False
    high_open: bool = False

    @property
    def interval(self) -> tuple[Number | None, Number | None]:
        """The bounds; None where open."""
        return self.low, self.high

    def overlaps(self, other: Quantity) -> bool:
        """Tell whether one number could satisfy both; comparing kind and unit is for the caller."""
        return _reaches(self, other) and _reaches(other, self)


class Bounds(NamedTuple):
    """An interval on its way: what the comparators made of a number."""

    low: Number | None
    high: Number | None
    comparator: Comparator
    low_open: bool = False
    high_open: bool = False


def apply_comparators(
    low: Number, high: Number, comparators: list[Comparator], *, plain: Comparator, rounded: bool
) -> Bounds:
    """Make an interval of a number and the comparators around it.

    Args:
        low: the number, or the low end of a range.
        high: the number, or the high end of a range.
        comparators: those that stand around it, in any order.
        plain: what it is without them: EXACT, RANGE or VAGUE.
        rounded: a round word such as "a dozen", which is about 12 unless a bound is stated.
    """
    bound = next((word for word in comparators if word in BOUNDS), None)
    leaning = next(
        (word for word in comparators if word in (Comparator.NEARLY, Comparator.JUST_OVER)), None
    )
    if plain is Comparator.EXACT:
        if Comparator.ABOUT in comparators or (rounded and not comparators):
            low, high, plain = _shift(low, -1), _shift(high, 1), Comparator.ABOUT
        elif leaning and not bound:
            return _lean(low, leaning)
    match bound:
        case Comparator.AT_LEAST:
            return Bounds(low, None, bound)
        case Comparator.MORE:
            return Bounds(low, None, bound, low_open=True)
        case Comparator.AT_MOST:
            return Bounds(None, high, bound)
        case Comparator.LESS:
            return Bounds(None, high, bound, high_open=True)
        case _:
            return Bounds(low, high, plain)


def _lean(value: Number, leaning: Comparator) -> Bounds:
    """Make "nearly 100" the interval [90, 100)."""
    if leaning is Comparator.NEARLY:
        return Bounds(_shift(value, -1), value, leaning, high_open=value != 0)
    return Bounds(value, _shift(value, 1), leaning, low_open=value != 0)


def _shift(value: Number, direction: int) -> Number:
    """Move a number by the tolerance, whole ones outward to the next whole one."""
    share = TOLERANCE * (value if value > 0 else -value)
    if isinstance(value, int):
        return value + direction * int(share.to_integral_value(rounding="ROUND_CEILING"))
    return to_number(value + direction * share)


def _reaches(one: Quantity, other: Quantity) -> bool:
    """Tell whether the high end of one is at or above the low end of the other."""
    if one.high is None or other.low is None:
        return True
    if one.high == other.low:
        return not one.high_open and not other.low_open
    return one.high > other.low
