"""How one claim stands to another, with the reason and the judgement on it.

A relation is stored once, on the claim it starts from; of ``corroborates`` and ``conflicts`` the
other direction is derived.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from claimtrack.models.base import Record
from claimtrack.models.ids import RecordId
from claimtrack.models.judgement import Judgement, State


class Kind(StrEnum):
    """What a relation says."""

    CORROBORATES = "corroborates"
    CONFLICTS = "conflicts"
    CITES = "cites"
    UPDATES = "updates"

    @property
    def is_symmetric(self) -> bool:
        """Whether it holds both ways."""
        return self in {Kind.CORROBORATES, Kind.CONFLICTS}


class Cause(StrEnum):
    """Why two claims conflict, or why they only seem to."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    ENTITY = "entity"
    ATTRIBUTION = "attribution"
    DIRECTION = "direction"
    DIFFERENT_PERIOD = "different-period"
    DIFFERENT_SCOPE = "different-scope"
    DIFFERENT_EVENT = "different-event"
    DIFFERENT_UNIT = "different-unit"
    ROUNDING = "rounding"
    REVISION = "revision"
    OPEN_BOUND = "open-bound"

    @property
    def is_conflict(self) -> bool:
        """Whether it is a cause of a conflict; the others explain why there is none."""
        return self in CONFLICT_CAUSES


CONFLICT_CAUSES = frozenset(
    {Cause.NUMBER, Cause.DATE, Cause.NEGATION, Cause.ENTITY, Cause.ATTRIBUTION, Cause.DIRECTION}
)


class Relation(Record):
    """One link from the claim that holds it to a claim or, for ``cites``, to a source."""

    kind: Kind
    target: RecordId
    because: str = Field(min_length=1)
    cause: Cause | None = None
    judgement: Judgement

    @property
    def is_standing(self) -> bool:
        """Whether it counts: everything but what a person rejected."""
        return self.judgement.state is not State.REJECTED
