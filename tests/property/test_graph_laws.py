from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.graph.chains import trace
from claimtrack.graph.network import build_network
from claimtrack.graph.origins import find_origins, gather
from claimtrack.graph.states import state_of, states
from claimtrack.models.claim import Claim
from claimtrack.models.judgement import Judgement, State
from claimtrack.models.relation import Kind, Relation
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from claimtrack.graph.network import Network

_SOURCES = ("a", "b", "c", "d")
_CLAIMS = tuple(f"{source}/{number}" for source in _SOURCES for number in (1, 2))

_relations = st.builds(
    lambda kind, target, state: Relation(
        kind=kind,
        target=target if kind is Kind.CITES or "/" in target else f"{target}/1",
        because="both speak of the bridge",
        judgement=Judgement(state=state, by="desk", when=dt.date(2025, 3, 1)),
    ),
    st.sampled_from(Kind),
    st.sampled_from((*_CLAIMS, *_SOURCES, "z", "z/1")),
    st.sampled_from(State),
)
_claims = st.fixed_dictionaries(
    {
        claim_id: st.builds(
            lambda links, attribution, claim_id=claim_id: Claim(
                id=claim_id, text="The bridge is shut.", links=links, attribution=attribution
            ),
            st.lists(_relations, max_size=4),
            st.sampled_from(("", "", "Harbour Board", "a witness")),
        )
        for claim_id in _CLAIMS
    }
)
_sources = st.fixed_dictionaries(
    {
        source_id: st.builds(
            lambda publisher, source_id=source_id: Source(
                id=source_id, csl={"type": "article", "publisher": publisher}
            ),
            st.sampled_from(("", "Courier", "Echo", "Harbour Board")),
        )
        for source_id in _SOURCES
    }
)
_networks = st.builds(build_network, _sources, _claims)


@given(_networks)
def test_there_are_never_more_origins_than_claims(network: Network) -> None:
    """Each origin that counts has a claim of its own, and is among those that are named."""
    for claim_id in _CLAIMS:
        found = find_origins(gather(claim_id, network), network)

        assert found.at_most <= min(len(found.claims), len(found.origins))
        assert (found.at_most == 0) == (len(found.circular) == len(found.claims))
        assert all(origin.reasons for origin in found.origins)


@given(_networks, st.data())
def test_the_order_of_the_input_changes_nothing(network: Network, data: st.DataObject) -> None:
    """Chains, origins and states come out the same whatever order the records come in."""
    claims = dict(data.draw(st.permutations(list(network.claims.items()))))
    sources = dict(data.draw(st.permutations(list(network.sources.items()))))
    other = build_network(sources, claims)

    assert states(other) == states(network)
    for claim_id in _CLAIMS:
        assert trace(claim_id, other) == trace(claim_id, network)
        group = data.draw(st.permutations(gather(claim_id, network)))
        assert find_origins(group, other) == find_origins(gather(claim_id, network), network)


@given(_networks)
def test_conflicts_are_symmetric(network: Network) -> None:
    """What conflicts with a claim has that claim among its conflicts."""
    for claim_id, edges in network.conflicts.items():
        for edge in edges:
            assert claim_id in {back.other for back in network.conflicts[edge.other]}


@given(_networks)
def test_rejected_relations_change_no_state(network: Network) -> None:
    """Without them everything is as it was."""
    kept = {
        claim_id: claim.with_changes(links=tuple(x for x in claim.links if x.is_standing))
        for claim_id, claim in network.claims.items()
    }

    assert states(build_network(network.sources, kept)) == states(network)


@given(_networks)
def test_one_claim_is_judged_as_among_all(network: Network) -> None:
    """Both ways to a state agree."""
    together = states(network)

    assert {claim_id: state_of(claim_id, network) for claim_id in _CLAIMS} == together


@given(st.lists(st.sampled_from("uvw"), min_size=1, max_size=6), st.data())
def test_a_known_origin_raises_no_count(origins: list[str], data: st.DataObject) -> None:
    """One more claim on an origin that is counted already adds nothing."""

    def count(names: list[str]) -> int:
        judgement = Judgement(state=State.CONFIRMED, by="desk", when=dt.date(2025, 3, 1))
        claims = {}
        for number, name in enumerate(names):
            claim_id = f"p{number}/1"
            links = [Relation(kind=Kind.CITES, target=name, because="named", judgement=judgement)]
            if number:
                links.append(
                    Relation(
                        kind=Kind.CORROBORATES, target="p0/1", because="same", judgement=judgement
                    )
                )
            claims[claim_id] = Claim(id=claim_id, text="Shut.", links=tuple(links))
        ids = [*"uvw", *(f"p{number}" for number in range(len(names)))]
        sources = {one: Source(id=one, csl={"type": "article"}) for one in ids}
        network = build_network(sources, claims)
        return find_origins(gather("p0/1", network), network).at_most

    again = data.draw(st.sampled_from(origins))

    assert count([*origins, again]) == count(origins) == len(set(origins))


@given(_networks)
def test_every_hop_comes_after_the_one_that_leads_to_it(network: Network) -> None:
    """A chain is a tree written down from its root."""
    for claim_id in _CLAIMS:
        hops = trace(claim_id, network).hops
        for number, hop in enumerate(hops):
            if number:
                assert hop.parent is not None
                assert hop.parent < number
                assert hop.depth == hops[hop.parent].depth + 1
