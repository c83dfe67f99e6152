from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.graph.ends import find_ends
from claimtrack.graph.origins import count_origins, find_origins, gather, say_at_most

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.graph.network import Network
    from claimtrack.graph.origins import OriginCount


def _count(network: Network, claim_id: str = "a/1") -> OriginCount:
    found = find_origins(gather(claim_id, network), network)
    ends = find_ends(network.claims, network)
    assert count_origins(gather(claim_id, network), network, ends) == found.at_most
    assert find_origins(gather(claim_id, network), network, ends) == found
    return found


def test_nine_articles_on_one_agency_report_are_one_origin(weave: Callable[..., Network]) -> None:
    """The reprints of a report count once, and the reason is given."""
    papers = {f"p{n}/1": ["cites agency", "corroborates p1/1"] for n in range(2, 10)}
    network = weave(
        {"p1/1": ["cites agency"], **papers},
        agency={"publisher": "Northern Agency"},
        **{f"p{n}": {"publisher": f"Paper {n}"} for n in range(1, 10)},
    )

    found = _count(network, "p1/1")

    assert found.at_most == 1
    assert found.sentence == "at most 1 origin"
    assert found.origins[0].label == "Northern Agency"
    assert found.origins[0].record_id == "agency"
    assert len(found.origins[0].claims) == 9
    assert "one origin: 9 claims lead to agency" in found.origins[0].reasons


def test_two_publishers_that_credit_nobody_are_two(weave: Callable[..., Network]) -> None:
    """Each speaks for itself."""
    network = weave(
        {"a/1": ["corroborates b/1"], "b/1": []}, a={"publisher": "A"}, b={"publisher": "B"}
    )

    assert _count(network).at_most == 2


def test_two_articles_of_one_publisher_are_one(weave: Callable[..., Network]) -> None:
    """The publisher is the origin, and no single record stands for it."""
    network = weave(
        {"a/1": ["corroborates b/1"], "b/1": []},
        a={"publisher": "The Courier"},
        b={"publisher": "Courier"},
    )

    (origin,) = _count(network).origins
    assert origin.record_id is None
    assert "one origin: The Courier stands behind a and b" in origin.reasons


def test_two_claims_of_one_article_are_one(weave: Callable[..., Network]) -> None:
    """An article does not confirm itself."""
    (origin,) = _count(weave({"a/1": ["corroborates a/2"], "a/2": []})).origins

    assert origin.record_id == "a"
    assert any("all this is said by" in reason for reason in origin.reasons)


def test_the_same_name_credited_twice_is_one(weave: Callable[..., Network]) -> None:
    """Whatever the publishers, and with the credited body's own report."""
    network = weave(
        {
            "a/1": {
                "attribution": "Harbour Board",
                "links": ["corroborates b/1", "corroborates c/1"],
            },
            "b/1": {"attribution": "the Harbour Board"},
            "c/1": ["cites board"],
        },
        a={"publisher": "A"},
        b={"publisher": "B"},
        board={"publisher": "Harbour Board"},
    )

    (origin,) = _count(network).origins
    assert "one origin: the same name is credited" in origin.reasons
    assert "one origin: the name credited is whoever stands behind board" in origin.reasons
    assert "a/1 credits “Harbour Board”" in origin.reasons


def test_unnamed_credits_merge_only_within_a_publisher(weave: Callable[..., Network]) -> None:
    """A witness of one paper and a witness of another may be two people."""
    credit = {"attribution": "a witness"}
    network = weave(
        {
            "a/1": {**credit, "links": ["corroborates b/1", "corroborates c/1"]},
            "b/1": credit,
            "c/1": credit,
        },
        a={"publisher": "A"},
        b={"publisher": "A"},
        c={"publisher": "C"},
    )

    found = _count(network)
    assert found.at_most == 2
    assert any("in the same words" in reason for reason in found.origins[0].reasons)


def test_an_unnamed_stub_is_one_origin(weave: Callable[..., Network]) -> None:
    """A record of an informant stands for itself."""
    network = weave(
        {"a/1": ["cites voice", "corroborates b/1"], "b/1": ["cites voice"]},
        voice={"type": "personal_communication", "title": "A voice"},
    )

    (origin,) = _count(network).origins
    assert origin.label == "A voice"


def test_an_article_cited_as_a_whole_counts_as_its_own_claim(weave: Callable[..., Network]) -> None:
    """When a claim of the cited article is among those counted, its origin is meant."""
    network = weave(
        {"x/1": ["corroborates a/1", "corroborates b/1"], "a/1": ["cites b"], "b/1": ["cites c"]},
        x={"publisher": "X"},
        a={"publisher": "A"},
        b={"publisher": "B"},
        c={"publisher": "C"},
    )

    found = _count(network, "x/1")
    assert [origin.label for origin in found.origins] == ["C", "X"]
    assert found.origins[0].claims == ("a/1", "b/1")
    assert any("a/1 cites b as a whole" in reason for reason in found.origins[0].reasons)


def test_claims_that_cite_each_others_articles_have_no_origin(
    weave: Callable[..., Network],
) -> None:
    """A circle through whole articles is none either."""
    network = weave(
        {
            "x/1": ["cites a", "corroborates a/1", "corroborates b/1"],
            "a/1": ["cites b"],
            "b/1": ["cites a"],
        }
    )

    found = _count(network, "x/1")
    assert found.at_most == 0
    assert found.sentence == "no origin known"


def test_a_circle_has_no_origin(weave: Callable[..., Network]) -> None:
    """It is said which claims lead nowhere; a way out of it counts."""
    network = weave({"a/1": ["cites b/1"], "b/1": ["cites a/1"]})
    with_exit = weave({"a/1": ["cites b/1"], "b/1": ["cites a/1", "cites c"]}, c={})

    assert _count(network).circular == ("a/1",)
    assert _count(network).at_most == 0
    assert _count(with_exit).at_most == 1


def test_what_is_missing_is_an_origin_of_its_own(weave: Callable[..., Network]) -> None:
    """What was cited was something, though its record is gone."""
    network = weave({"a/1": ["cites b/1"], "b/1": ["cites z/9"]})

    (origin,) = _count(network).origins
    assert origin.record_id == "z/9"
    assert origin.reasons == ("a/1 leads to z/9, which is not in the ledger",)


def test_credits_and_own_words_at_the_end_of_a_chain_are_said(
    weave: Callable[..., Network],
) -> None:
    """The reason names the claim at which the chain ends."""
    network = weave(
        {
            "a/1": ["cites b/1", "corroborates c/1"],
            "b/1": {"attribution": "Ada Quill"},
            "c/1": ["cites d/1"],
            "d/1": [],
        }
    )

    reasons = [reason for origin in _count(network).origins for reason in origin.reasons]
    assert "a/1 leads to b/1, which credits “Ada Quill”" in reasons
    assert "c/1 leads to d/1, which credits nobody else" in reasons


def test_two_names_in_one_claim_count_as_one(weave: Callable[..., Network]) -> None:
    """They are two only when another claim carries one of them."""
    alone = weave({"a/1": ["cites b", "cites c"]}, b={}, c={})
    helped = weave(
        {"a/1": ["cites b", "cites c", "corroborates d/1"], "d/1": ["cites c"]}, b={}, c={}
    )

    assert _count(alone).at_most == 1
    assert len(_count(alone).origins) == 2
    assert _count(helped).at_most == 2


def test_corroboration_is_not_passed_on(weave: Callable[..., Network]) -> None:
    """Only direct neighbours are counted."""
    network = weave({"a/1": ["corroborates b/1"], "b/1": ["corroborates c/1"], "c/1": []})

    assert _count(network, "a/1").claims == ("a/1", "b/1")
    assert _count(network, "b/1").claims == ("a/1", "b/1", "c/1")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no origin known"), (1, "at most 1 origin"), (1200, "at most 1,200 origins")],
)
def test_the_count_is_always_at_most(number: int, words: str) -> None:
    """No wording makes the bound a fact."""
    assert say_at_most(number) == words
