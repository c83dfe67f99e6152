"""What a document seems to say of itself: a value, why it is thought so, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a proposal is; a word, because a number would claim more than is known."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a person to confirm.

    Attributes:
        value: what is proposed.
        evidence: a sentence that says where it stands and why it is taken for this.
        confidence: how sure that is.
    """

    value: str
    evidence: str
    confidence: Confidence
