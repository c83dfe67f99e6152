from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import InvalidRecordError, UnknownIdError, UnknownRatingError
from claimtrack.ledger import editing
from claimtrack.ledger.rating import rate_claim, unrate_claim

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source

DESK, URL = "Selm Fact Desk", "https://selm-facts.example/1"


@pytest.fixture
def rated(
    ledger: Ledger, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> Ledger:
    """A ledger with a claim that two desks rated, one of them twice."""
    editing.add_source(ledger, make_source())
    editing.add_claim(ledger, make_claim())
    rate_claim(ledger, "a-paper/one", by=DESK, words="False")
    rate_claim(ledger, "a-paper/one", by=DESK, url=URL, words="Mostly false")
    rate_claim(ledger, "a-paper/one", by="Ostrel Checks", words="Half right")
    return ledger


def list_words(claim: Claim) -> list[str]:
    """Return the words of a claim's ratings."""
    return [each.words for each in claim.ratings]


def test_a_rating_keeps_its_place_when_it_is_revised(rated: Ledger) -> None:
    """It is known by who published it and where."""
    claim, rating = rate_claim(rated, "a-paper/one", by=DESK, words="True")

    assert rating.words == "True"
    assert list_words(claim) == ["True", "Mostly false", "Half right"]


def test_ratings_are_taken_off_by_reviewer_or_by_address(rated: Ledger) -> None:
    """With an address only the one that was published there."""
    assert list_words(unrate_claim(rated, "a-paper/one", DESK, URL)) == ["False", "Half right"]
    assert list_words(unrate_claim(rated, "a-paper/one", DESK)) == ["Half right"]
    with pytest.raises(UnknownRatingError, match=DESK):
        unrate_claim(rated, "a-paper/one", DESK)


def test_what_is_no_rating_is_refused(rated: Ledger) -> None:
    """Of a claim that is not there, or with a value that does not fit."""
    with pytest.raises(UnknownIdError):
        rate_claim(rated, "a-paper/gone", by=DESK, words="True")
    with pytest.raises(InvalidRecordError, match="words"):
        rate_claim(rated, "a-paper/one", by=DESK, words="")
