"""What comes out of a comparison: a verdict, its scores and its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.models.relation import Cause

#: Where a passage stands in its statement: start and end, in code points.
Place = tuple[int, int]


class Verdict(StrEnum):
    """How the evidence stands to the claim; none of them says which of them is true."""

    SUPPORTS = "supports"
    CONFLICTS = "conflicts"
    UNCLEAR = "unclear"
    NOT_COMPARABLE = "not-comparable"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one comparator saw.

    Attributes:
        sentence: says it, fit to show.
        left: the passage of the claim, if it is about one.
        right: the passage of the evidence, likewise.
        strength: how much of it there is, from 0 to 1.
    """

    sentence: str
    left: Place | None = None
    right: Place | None = None
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Reason:
    """What one comparator saw, and what it speaks for.

    Attributes:
        comparator: its name.
        verdict: what it speaks for.
        weight: how strongly, in units of log odds; above 0.
        sentence: says it, fit to show.
        left: the passage of the claim, if it is about one.
        right: the passage of the evidence, likewise.
        decides: it settles the verdict, whatever a stance model says.
        cause: the cause of the conflict, or of what only looks like one.
    """

    comparator: str
    verdict: Verdict
    weight: float
    sentence: str
    left: Place | None = None
    right: Place | None = None
    decides: bool = False
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """How likely each answer is; they add up to 1."""

    supports: float
    conflicts: float
    unclear: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a piece of evidence stands to a claim.

    Attributes:
        verdict: the answer.
        score: how likely it is; where it is contested, by whichever of the two gives it less.
        scores: how likely each answer is.
        reasons: what the comparators saw, the weightiest first.
        contested: a rule decides that they conflict, and a stance model that read both does not
            find it so.
    """

    verdict: Verdict
    score: float
    scores: Scores
    reasons: tuple[Reason, ...]
    contested: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether a rule settles it, uncontested: a number, a date or a negation."""
        return not self.contested and any(reason.decides for reason in self.reasons)
