from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.graph.network import Network
    from claimtrack.models.judgement import Judgement


def test_symmetric_relations_are_seen_from_both_ends(weave: Callable[..., Network]) -> None:
    """A conflict and a corroboration stored at one end are there at the other."""
    network = weave({"a/1": ["conflicts b/1", "corroborates c/1"], "b/1": [], "c/1": []})

    assert [edge.other for edge in network.conflicts["b/1"]] == ["a/1"]
    assert [edge.other for edge in network.corroborators["c/1"]] == ["a/1"]


def test_what_was_rejected_is_not_there(weave: Callable[..., Network]) -> None:
    """A rejected relation of any kind leaves no edge."""
    network = weave(
        {
            "a/1": [
                "conflicts b/1 rejected",
                "corroborates b/1 rejected",
                "cites b rejected",
                "updates b/1 rejected",
            ],
            "b/1": [],
        }
    )

    assert not network.conflicts
    assert not network.corroborators
    assert not network.cites
    assert not network.updated_by


def test_a_doubtful_corroboration_confirms_nothing(weave: Callable[..., Network]) -> None:
    """Unsure counts for a conflict, and not for a corroboration."""
    network = weave(
        {"a/1": ["conflicts b/1 unsure", "corroborates c/1 unsure"], "b/1": [], "c/1": []}
    )

    assert "a/1" in network.conflicts
    assert not network.corroborators


def test_links_to_nothing_and_to_oneself_are_passed_over(weave: Callable[..., Network]) -> None:
    """Only a citation may lead to what is not there."""
    network = weave({"a/1": ["corroborates z/1", "conflicts a/1", "cites z/1"]})

    assert not network.corroborators
    assert not network.conflicts
    assert network.cites["a/1"][0].other == "z/1"


def test_one_edge_is_kept_for_two_relations(weave: Callable[..., Network]) -> None:
    """Stored at both ends, the one that a person decided is shown."""
    network = weave({"a/1": ["conflicts b/1 suggested"], "b/1": ["conflicts a/1"]})

    (edge,) = network.conflicts["a/1"]
    assert edge.relation.judgement.state == "confirmed"


def test_a_claim_updated_or_judged_unfit_supports_none(
    weave: Callable[..., Network], judged: Judgement
) -> None:
    """Only what still holds, with a quote nobody rejected, supports another claim."""
    unfit = judged.with_changes(state="rejected")
    network = weave(
        {
            "a/1": ["corroborates b/1", "corroborates c/1", "corroborates d/1"],
            "b/1": {"fit": unfit},
            "c/1": {"fit": judged},
            "d/1": [],
            "d/2": ["updates d/1"],
        }
    )

    assert network.supporters("a/1") == ["c/1"]
