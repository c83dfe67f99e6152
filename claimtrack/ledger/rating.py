"""Ratings that reviewers published, taken down by hand: theirs, in their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.errors import UnknownRatingError
from claimtrack.ledger.editing import edit_claim

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.rating import Rating


def rate_claim(
    ledger: Ledger, claim_id: str, *, by: str, url: str = "", **fields: object
) -> tuple[Claim, Rating]:
    """Put a rating on a claim, in the place of what the same reviewer published at the same place.

    Args:
        ledger: whose.
        claim_id: which claim.
        by: who rated.
        url: where it was published.
        fields: the others of a `Rating`.

    Returns:
        The claim as it is now, and the rating.

    Raises:
        UnknownIdError: there is no such claim.
        InvalidRecordError: a value does not fit.
    """
    before = ledger.find_claim(claim_id)
    ratings: list[object] = list(before.ratings)
    same = [n for n, each in enumerate(before.ratings) if (each.by, each.url) == (by, url)]
    place = same[0] if same else len(ratings)
    ratings[place : place + 1] = [{"by": by, "url": url, **fields}]
    after = edit_claim(ledger, before.id, ratings=ratings)
    return after, after.ratings[place]


def unrate_claim(ledger: Ledger, claim_id: str, by: str, url: str = "") -> Claim:
    """Take the ratings of a reviewer off a claim, or the one of a place.

    Raises:
        UnknownIdError: there is no such claim.
        UnknownRatingError: it has no such rating.
    """
    before = ledger.find_claim(claim_id)
    kept = [each for each in before.ratings if each.by != by or (url and each.url != url)]
    if len(kept) == len(before.ratings):
        raise UnknownRatingError(before.id, by, sorted({each.by for each in before.ratings}))
    return edit_claim(ledger, before.id, ratings=tuple(kept))
