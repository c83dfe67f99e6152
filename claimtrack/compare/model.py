"""The comparators and what each of them weighs: the whole of the rules, in one table.

Two questions are asked one after the other. *Do the two conflict?* has the same answer whichever
comes first, so only symmetric comparators weigh on it. *If not, does the evidence carry the claim?*
has a direction. Each answer is the logistic function of a sum: of the weights of what was seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from claimtrack.compare import arithmetic, labels, numbers, overlap, periods, polarity, swaps
from claimtrack.compare.pair import Pair
from claimtrack.compare.reasons import Reading
from claimtrack.models.relation import Cause

Comparator = Callable[[Pair], Reading | None]


@dataclass(frozen=True, slots=True)
class Feature:
    """One comparator and its weights.

    Attributes:
        comparator: what is looked for; its name is shown.
        conflicts: log odds that it adds to a conflict.
        supports: log odds that it adds to support, where there is no conflict.
        decides: seen in statements about the same thing, it settles the verdict by itself.
        cause: the cause it would be recorded as.
    """

    comparator: Comparator
    conflicts: float = 0.0
    supports: float = 0.0
    decides: bool = False
    cause: Cause | None = None

    @property
    def name(self) -> str:
        """The comparator's name."""
        return self.comparator.__name__


#: The odds before anything was seen. That of a conflict is kept so low that no single sign of one
#: reaches a verdict unless it was right nine times out of ten.
CONFLICT_PRIOR: Final = -1.6
SUPPORT_PRIOR: Final = -1.3

FEATURES: Final = (
    # -------------------------------------------- conflicts  supports
    Feature(numbers.numbers_conflict, 3.5, -2.7, decides=True, cause=Cause.NUMBER),
    Feature(numbers.numbers_may_conflict, 1.4, -1.0, cause=Cause.NUMBER),
    Feature(numbers.scopes_differ, -2.0, -2.0, cause=Cause.DIFFERENT_SCOPE),
    Feature(numbers.bases_differ, 0.0, -1.5, cause=Cause.DIFFERENT_SCOPE),
    Feature(numbers.numbers_fit, -0.4, 0.0),
    Feature(numbers.numbers_agree, 0.0, 0.3),
    Feature(numbers.number_found, 0.0, 1.1),
    Feature(numbers.numbers_missing, 0.0, -0.3),
    Feature(numbers.bounds_stay_open, 0.0, -5.0, cause=Cause.OPEN_BOUND),
    Feature(numbers.numbers_rounded, 0.0, 0.0, cause=Cause.ROUNDING),
    # A stance model cannot add up: where a sum is asked for, the rules have the word.
    Feature(arithmetic.result_agrees, 0.0, 4.0, decides=True),
    Feature(arithmetic.result_differs, 0.0, -6.0, decides=True, cause=Cause.NUMBER),
    Feature(periods.dates_disjoint, 2.2, -2.9, decides=True, cause=Cause.DATE),
    Feature(periods.dates_differ, 0.8, -2.5, cause=Cause.DATE),
    Feature(periods.periods_differ, -2.5, -4.0, cause=Cause.DIFFERENT_PERIOD),
    Feature(periods.dates_agree, 0.0, 1.0),
    Feature(periods.dates_missing, 0.0, -0.9),
    Feature(polarity.negation_differs, 3.0, -2.0, decides=True, cause=Cause.NEGATION),
    Feature(polarity.negation_meets, 0.9, -0.7, cause=Cause.NEGATION),
    Feature(polarity.one_is_negated, 0.4, -0.5, cause=Cause.NEGATION),
    Feature(polarity.only_added, 0.0, -0.1),
    Feature(swaps.opposites_swapped, 3.5, -2.2, decides=True, cause=Cause.DIRECTION),
    Feature(swaps.alternatives_swapped, 3.5, -2.6, decides=True, cause=Cause.ENTITY),
    Feature(swaps.roles_swapped, 3.0, -2.0, decides=True, cause=Cause.ENTITY),
    Feature(swaps.names_swapped, 1.4, -2.0, cause=Cause.ENTITY),
    Feature(swaps.words_swapped, 1.0, -1.0, cause=Cause.ENTITY),
    Feature(swaps.synonym_swapped, 0.0, 2.5),
    Feature(swaps.opposites_used, 1.1, -0.5, cause=Cause.DIRECTION),
    Feature(swaps.alternatives_used, 1.1, -0.6, cause=Cause.ENTITY),
    Feature(labels.ranks_differ, 0.9, -1.0, cause=Cause.NUMBER),
    Feature(overlap.little_shared, -2.0, 0.0),
    Feature(overlap.claim_covered, 0.0, 2.2),
    Feature(overlap.claim_mostly_covered, 0.0, 1.0),
    Feature(overlap.names_missing, 0.0, -0.2),
    Feature(overlap.names_shared, 0.0, 0.1),
    Feature(overlap.says_the_same, -5.0, 4.0),
    Feature(overlap.claim_is_part, 0.0, 2.5),
    Feature(overlap.claim_adds, 0.0, -1.5),
    Feature(overlap.credits_differ, 0.0, -0.5, cause=Cause.ATTRIBUTION),
)
