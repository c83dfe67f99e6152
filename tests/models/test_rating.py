"""A rating is a reviewer's, in the reviewer's words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from claimtrack.models.claim import Claim
from claimtrack.models.rating import Rating


def test_a_rating_stays_with_its_claim() -> None:
    """It is written with the claim and read again as it was."""
    rating = Rating(by="Selm Fact Desk", words="Mostly right", value=4, best=5, worst=1)
    claim = Claim(id="a-paper/one", text="The yard closed.", ratings=(rating,))

    document = claim.to_document()

    assert Claim.model_validate({**document, "id": claim.id}) == claim


@pytest.mark.parametrize("fields", [{"by": "", "words": "Right"}, {"by": "A desk", "words": ""}])
def test_a_rating_has_words_and_a_reviewer(fields: dict[str, str]) -> None:
    """Nobody's rating, and one without words, is none."""
    with pytest.raises(ValidationError):
        Rating.model_validate(fields)
