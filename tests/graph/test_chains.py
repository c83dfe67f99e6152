from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.graph.chains import Flag, HopKind, trace
from claimtrack.graph.steps import cites_the_future

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.graph.chains import Chain
    from claimtrack.graph.network import Network


def _ids(chain: Chain) -> list[tuple[str, int]]:
    return [(hop.id, hop.depth) for hop in chain.hops]


def test_a_claim_that_credits_nobody_is_its_own_end(weave: Callable[..., Network]) -> None:
    """Its chain is the claim, with what its source draws on."""
    (hop,) = trace("a/1", weave({"a/1": []}, a={"references": ("b",)}, b={})).hops

    assert hop.is_end
    assert hop.draws_on == ("b",)
    assert hop.parent is None


def test_a_credit_without_a_record_is_an_end(weave: Callable[..., Network]) -> None:
    """Whom the claim credits comes after it."""
    chain = trace("a/1", weave({"a/1": {"attribution": "a witness"}}))

    assert chain.hops[1].kind is HopKind.CREDIT
    assert chain.hops[1].id == "a witness"
    assert chain.hops[1].is_end
    assert not chain.hops[0].is_end


def test_a_chain_goes_through_claims_to_a_source(weave: Callable[..., Network]) -> None:
    """Each hop knows its depth, its parent and why it is cited."""
    chain = trace(
        "a/1", weave({"a/1": ["cites b/1"], "b/1": ["cites c"]}, c={"references": ("a",)})
    )

    assert _ids(chain) == [("a/1", 0), ("b/1", 1), ("c", 2)]
    assert chain.hops[2].parent == 1
    assert chain.hops[2].is_end
    assert chain.hops[2].draws_on == ("a",)
    assert chain.hops[2].because
    assert chain.flags == ()


def test_a_rejected_citation_is_not_followed(weave: Callable[..., Network]) -> None:
    """Without another one the claim stands for itself."""
    assert trace("a/1", weave({"a/1": ["cites b rejected"]}, b={})).hops[0].is_end


def test_a_source_cited_as_a_whole_leads_on_through_its_own_claim(
    weave: Callable[..., Network],
) -> None:
    """The claim of the cited source that says the same is the passage that is meant."""
    network = weave({"a/1": ["cites b", "corroborates b/1"], "b/1": ["cites c"], "b/2": []}, c={})

    assert _ids(trace("a/1", network)) == [("a/1", 0), ("b", 1), ("b/1", 2), ("c", 3)]


def test_a_circle_is_named_and_left(weave: Callable[..., Network]) -> None:
    """The hop that comes back is flagged and not followed."""
    chain = trace("a/1", weave({"a/1": ["cites b/1"], "b/1": ["cites a/1"]}))

    assert _ids(chain) == [("a/1", 0), ("b/1", 1), ("a/1", 2)]
    assert chain.flags == (Flag.LOOP,)
    assert not any(hop.is_end for hop in chain.hops)


def test_a_circle_through_whole_sources_is_found(weave: Callable[..., Network]) -> None:
    """Two articles that each credit the other for one statement have no beginning."""
    network = weave({"a/1": ["cites b", "corroborates b/1"], "b/1": ["cites a"]})

    assert Flag.LOOP in trace("a/1", network).flags


def test_what_is_reached_twice_is_followed_once(weave: Callable[..., Network]) -> None:
    """So that many ways to one record do not multiply."""
    claims: dict[str, list[str]] = {
        f"a/{n}": [f"cites a/{n + 1}", f"cites b/{n + 1}"] for n in range(40)
    }
    claims |= {f"b/{n}": [f"cites a/{n + 1}", f"cites b/{n + 1}"] for n in range(1, 40)}
    claims |= {"a/40": [], "b/40": []}

    chain = trace("a/0", weave(claims))

    assert len(chain.hops) < 200
    assert chain.flags == (Flag.REPEATED,)


def test_what_is_not_in_the_ledger_is_said_to_be_missing(weave: Callable[..., Network]) -> None:
    """A citation of a claim or source that is gone ends the chain."""
    chain = trace("a/1", weave({"a/1": ["cites z/1", "cites z"]}))

    assert [hop.flags for hop in chain.hops[1:]] == [(Flag.MISSING,), (Flag.MISSING,)]
    assert all(hop.is_end for hop in chain.hops[1:])


def test_a_hop_into_the_future_is_flagged(weave: Callable[..., Network]) -> None:
    """What certainly appeared later than what cites it cannot have been cited."""
    network = weave({"a/1": ["cites b"]}, a={"issued": "2019"}, b={"issued": "2021"})

    assert trace("a/1", network).flags == (Flag.TIME,)


def test_a_vague_date_is_no_reason_for_a_flag(weave: Callable[..., Network]) -> None:
    """Neither overlapping nor unknown dates are flagged, nor old words in a new source."""
    network = weave(
        {"a/1": ["cites b", "cites c", "cites d/1"], "d/1": {"said": "2018"}},
        a={"issued": "2019"},
        b={"issued": "2019-05"},
        c={},
        d={"issued": "2022"},
    )

    assert trace("a/1", network).flags == ()
    assert not cites_the_future("a/1", "z/9", network)


def test_a_chain_of_twenty_thousand_hops_is_traced(weave: Callable[..., Network]) -> None:
    """Depth costs no recursion."""
    network = weave({f"a/{n}": [f"cites a/{n + 1}"] if n < 20_000 else [] for n in range(20_001)})

    chain = trace("a/0", network)

    assert chain.hops[-1].depth == 20_000
    assert chain.hops[-1].is_end


def test_a_chain_is_followed_only_so_far_as_is_asked(weave: Callable[..., Network]) -> None:
    """What is left out is said to be; a chain that ends there is whole."""
    network = weave({"a/1": ["cites b/1"], "b/1": ["cites c/1"], "c/1": []})

    assert _ids(trace("a/1", network, 2)) == [("a/1", 0), ("b/1", 1)]
    assert trace("a/1", network, 2).is_cut
    assert not trace("a/1", network, 3).is_cut
