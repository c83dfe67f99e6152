"""The place for a stance model: it decides what the rules cannot.

Rules see numbers, dates and negations, which models overlook; models see wording, which rules do
not. So a rule that decides has the last word, and else the model has. Of a conflict that a rule
decides the model is asked too: what it does not see either is shown as less sure.
"""

from __future__ import annotations

from typing import Protocol

from claimtrack.compare.reasons import Reading, Scores

#: The comparator's name in a reason that a model gives.
MODEL = "stance_model"
#: A model's word against the rules' where none of them decides. The rules' own scores stay in, so
#: that a model in doubt leaves them the choice. Measured from 0.5 to 0.9 on the development sets:
#: more gains a little on FEVER, less on sets of numbers; 0.6 is best on most.
MODEL_SHARE = 0.6


#: A conflict that a rule decides is contested where the model gives it less. Of 709 pairs with
#: numbers that cannot both hold, 66 of 100 below it were conflicts, and 97 of 100 above.
CONTESTED_BELOW = 0.8


class StanceModel(Protocol):
    """Anything that scores a claim against evidence."""

    @property
    def name(self) -> str:
        """Its name and version, as they are shown."""

    def score(self, claim: str, evidence: str) -> tuple[float, float, float]:
        """Return how likely the evidence supports, refutes or does neither; they add up to 1."""


def combine_scores(rules: Scores, model: tuple[float, float, float]) -> Scores:
    """Mix the scores of rules that decide nothing with those of a model.

    Args:
        rules: the scores of the rules.
        model: supports, refutes, unclear; what does not add up to 1 is made to.
    """
    supports, conflicts, unclear = (max(0.0, part) for part in model)
    whole = supports + conflicts + unclear
    if not whole:
        return rules
    share = MODEL_SHARE / whole
    rest = 1 - MODEL_SHARE
    return Scores(
        supports=share * supports + rest * rules.supports,
        conflicts=share * conflicts + rest * rules.conflicts,
        unclear=share * unclear + rest * rules.unclear,
    )


def find_conflict_share(model: tuple[float, float, float]) -> float:
    """Return how likely a model takes a conflict to be; 1 where it says nothing at all."""
    supports, conflicts, unclear = (max(0.0, part) for part in model)
    whole = supports + conflicts + unclear
    return conflicts / whole if whole else 1.0


def read_model(name: str, model: tuple[float, float, float]) -> Reading:
    """Say what the model says, fit to show."""
    supports, conflicts, unclear = model
    sentence = (
        f"the stance model {name} says: supports {supports:.0%}, conflicts {conflicts:.0%}, "
        f"unclear {unclear:.0%}"
    )
    return Reading(sentence)
