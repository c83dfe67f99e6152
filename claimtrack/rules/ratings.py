"""Ratings: whether the words and the number that a reviewer published say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.rules.rule import Rule, warning
from claimtrack.values import ratings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.finding import Finding
    from claimtrack.rules.rule import Context

DIRECTION = warning(ratings.DIRECTION, "the words of a rating contradict its number")
SCALE = warning(ratings.SCALE, "the number of a rating is not on its scale")
CODES = (DIRECTION, SCALE)


def check_ratings(context: Context) -> Iterator[Finding]:
    """Hold the words of each rating against its number."""
    for claim_id in context.claim_ids:
        for place, rating in enumerate(context.ledger.claims[claim_id].ratings):
            scale = (rating.value, rating.best, rating.worst)
            whose = f"{claim_id}: the rating by {rating.by}"
            if fault := ratings.find_scale_fault(*scale):
                where = context.locate(claim_id, "ratings", place, "value")
                yield SCALE.found(where, f"{whose}: {fault}", ratings.WHY_SCALE)
            elif fault := ratings.find_direction_fault(rating.words, *scale):
                where = context.locate(claim_id, "ratings", place)
                yield DIRECTION.found(where, f"{whose}: {fault}", ratings.WHY_DIRECTION)
            if rating.value is None:
                context.leave("rating", "no number to hold its words against")
            elif ratings.place_on_scale(rating.value, rating.best, rating.worst) is None:
                context.leave("rating", "its scale is not known")
            elif ratings.read_direction(rating.words) is None:
                context.leave("rating", "its words are not known")
            else:
                context.count("rating")


RULE = Rule("ratings", check_ratings, CODES)
