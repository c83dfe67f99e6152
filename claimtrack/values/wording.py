"""A language pack made ready for reading numbers: its phrases indexed, its tables joined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimtrack.values.tokens import HYPHENS, Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimtrack.language.packs import (
        ComparatorWords,
        LanguagePack,
        NumberWords,
        QuantityWords,
    )

#: The unit of a percentage, and of a difference between two, whatever the language.
PERCENT = "percent"
PERCENTAGE_POINTS = "percentage points"


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What a reader of quantities asks of a language.

    Attributes:
        starters: words that can begin a number; all else is passed over at once.
        scales: hundred and the magnitudes.
        countables: the same and the round words, what "half a" and "several" may stand before.
        continuations: what may make more of a number: "million", "and a half", a hyphen.
    """

    pack: LanguagePack
    numbers: NumberWords
    comparators: ComparatorWords
    quantities: QuantityWords
    starters: frozenset[str]
    scales: Mapping[str, int]
    countables: Mapping[str, int]
    continuations: frozenset[str]
    before: Phrases[str]
    after: Phrases[str]
    range_from: Phrases[bool]
    range_joiners: Phrases[bool]
    ratio_in: Phrases[bool]
    ratio_of: Phrases[bool]
    whole_of: Phrases[bool]
    percent: Phrases[str]
    currency_words: Phrases[str]
    ages_before: Phrases[bool]
    ages_after: Phrases[bool]
    clock: Phrases[bool]


@lru_cache(maxsize=16)
def prepare_wording(pack: LanguagePack) -> Wording:
    """Index the phrases of a pack, once for each pack."""
    numbers, quantities, comparators = pack.numbers, pack.quantities, pack.comparators
    return Wording(
        pack=pack,
        numbers=numbers,
        comparators=comparators,
        quantities=quantities,
        starters=frozenset().union(
            numbers.units,
            numbers.tens,
            numbers.hundred,
            numbers.round_words,
            numbers.vague,
            numbers.vague_multipliers,
            numbers.half,
            numbers.article,
        ),
        scales={**numbers.hundred, **numbers.magnitudes},
        continuations=HYPHENS.union(
            numbers.hundred,
            numbers.magnitudes,
            numbers.magnitude_abbreviations,
            numbers.round_words,
            numbers.vague,
            numbers.and_words,
        ),
        countables={**numbers.hundred, **numbers.magnitudes, **numbers.round_words},
        before=Phrases(comparators.before),
        after=Phrases(comparators.after),
        range_from=_index(comparators.range_from),
        range_joiners=_index(comparators.range_joiners),
        ratio_in=_index(numbers.ratio_in),
        ratio_of=_index(numbers.ratio_of),
        whole_of=_index(numbers.whole_of),
        percent=Phrases(
            dict.fromkeys(quantities.percent, PERCENT)
            | dict.fromkeys(quantities.percentage_points, PERCENTAGE_POINTS)
        ),
        currency_words=Phrases(quantities.currency_words),
        ages_before=_index(quantities.ages_before),
        ages_after=_index(quantities.ages_after),
        clock=_index(quantities.clock),
    )


def _index(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases(dict.fromkeys(phrases, True))
