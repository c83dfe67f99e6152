from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from claimtrack.models.anchor import Anchor, Segment
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation


def test_a_claim_belongs_to_the_source_its_id_begins_with(
    make_claim: Callable[..., Claim],
) -> None:
    """No field repeats the source."""
    assert make_claim("a-paper/one").source_id == "a-paper"


def test_a_claim_quotes_what_its_anchor_quotes(make_claim: Callable[..., Claim]) -> None:
    """Without an anchor there is no quote."""
    segment = Segment(exact="it is shut", start=0, end=10)
    anchor = Anchor(capture=1, quote="it is [now] shut", segments=(segment,))

    assert make_claim(anchor=anchor).quote == "it is [now] shut"
    assert make_claim().quote == ""


def test_links_are_picked_by_kind(
    make_claim: Callable[..., Claim], make_link: Callable[..., Relation]
) -> None:
    """The rejected ones count too: they are part of the record."""
    cites = make_link("cites", "b-paper", state="rejected")
    claim = make_claim(links=(cites, make_link("updates", "b-paper/x")))

    assert claim.links_of(Kind.CITES) == (cites,)
    assert claim.links_of(Kind.CONFLICTS) == ()


@pytest.mark.parametrize(
    "fields",
    [{"grade": 0}, {"grade": 7}, {"about": "yesterday"}, {"links": ({"kind": "cites"},)}],
)
def test_a_claim_with_a_wrong_value_is_refused(
    make_claim: Callable[..., Claim], fields: dict[str, object]
) -> None:
    """Grades go from 1 to 6, dates are EDTF, links are whole."""
    with pytest.raises(ValidationError):
        make_claim("a-paper/one", "Text.", **fields)


@pytest.mark.parametrize("claim_id", ["a-paper", "a/b/c", "A/b", "a/b\n"])
def test_a_claim_with_an_id_of_no_source_is_refused(
    make_claim: Callable[..., Claim], claim_id: str
) -> None:
    """Its id has two halves."""
    with pytest.raises(ValidationError, match="id"):
        make_claim(claim_id)


def test_a_claim_says_something(make_claim: Callable[..., Claim]) -> None:
    """A claim without words is none."""
    with pytest.raises(ValidationError, match="text"):
        make_claim("a-paper/one", "")
