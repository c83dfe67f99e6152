"""The relations of a ledger as adjacency, built once; what a person rejected is not in it.

=============  ==================================  ======================================
relation       which count                         why
=============  ==================================  ======================================
`cites`        all but the rejected                a doubtful citation still is a lead
`conflicts`    all but the rejected                a doubtful conflict is no "all clear"
`updates`      all but the rejected                likewise
`corroborates` only the confirmed and suggested    a doubtful confirmation confirms nothing
=============  ==================================  ======================================
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.graph.names import NameBook
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation seen from one end."""

    other: str
    """The record at the other end; it may be missing from the ledger."""
    relation: Relation


Edges = tuple[Edge, ...]


@dataclass(frozen=True)
class Network:
    """Sources, claims and the relations that count, each list in order of id.

    Attributes:
        names: who speaks in each source, and under which names.
        cites: of a claim, what it cites.
        cited_by: of a record, the claims that cite it.
        corroborators: of a claim, the claims that say the same, whichever of them stores it.
        conflicts: of a claim, the claims it conflicts with, whichever of them stores it.
        updated_by: of a claim, the claims that update it.
    """

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    names: NameBook
    cites: Mapping[str, Edges]
    cited_by: Mapping[str, Edges]
    corroborators: Mapping[str, Edges]
    conflicts: Mapping[str, Edges]
    updated_by: Mapping[str, Edges]

    def is_supporting(self, claim_id: str) -> bool:
        """Whether a claim can support another.

        One that was updated since, or whose quote was judged not to carry it, cannot.
        """
        fit = self.claims[claim_id].fit
        rejected = fit is not None and fit.state is State.REJECTED
        return not rejected and claim_id not in self.updated_by

    def supporters(self, claim_id: str) -> list[str]:
        """Return the claims that corroborate a claim and can support it, in order of id.

        Only direct neighbours: that A says the same as B, and B the same as C, does not make A say
        the same as C, for each step may drop a detail.
        """
        edges = self.corroborators.get(claim_id, ())
        return [edge.other for edge in edges if self.is_supporting(edge.other)]


def build_network(sources: Mapping[str, Source], claims: Mapping[str, Claim]) -> Network:
    """Index the relations of ``claims``, in time linear in their number but for sorting."""
    ways: dict[str, dict[str, list[Edge]]] = {
        name: defaultdict(list)
        for name in ("cites", "cited_by", "corroborators", "conflicts", "updated_by")
    }
    for claim_id in sorted(claims):
        for relation in claims[claim_id].links:
            target = relation.target
            if not relation.is_standing or target == claim_id:
                continue
            if relation.kind is Kind.CITES:
                ways["cites"][claim_id].append(Edge(target, relation))
                ways["cited_by"][target].append(Edge(claim_id, relation))
            elif target not in claims:
                continue  # `verify` says so; nothing follows from it here
            elif relation.kind is Kind.UPDATES:
                ways["updated_by"][target].append(Edge(claim_id, relation))
            elif relation.kind is Kind.CONFLICTS:
                ways["conflicts"][claim_id].append(Edge(target, relation))
                ways["conflicts"][target].append(Edge(claim_id, relation))
            elif relation.judgement.state is not State.UNSURE:
                ways["corroborators"][claim_id].append(Edge(target, relation))
                ways["corroborators"][target].append(Edge(claim_id, relation))
    return Network(
        sources,
        claims,
        NameBook(sources),
        **{name: {key: _tidy(edges) for key, edges in way.items()} for name, way in ways.items()},
    )


#: Of two relations between the same ends the one that a person decided is shown.
_WEIGHT = {State.CONFIRMED: 0, State.UNSURE: 1, State.SUGGESTED: 2}


def _tidy(edges: list[Edge]) -> Edges:
    """Sort edges by their other end and keep one for each."""
    if len(edges) == 1:
        return (edges[0],)
    best: dict[str, Edge] = {}
    for edge in sorted(edges, key=_rank):
        best.setdefault(edge.other, edge)
    return tuple(best.values())


def _rank(edge: Edge) -> tuple[str, int, str]:
    relation = edge.relation
    return edge.other, _WEIGHT[relation.judgement.state], relation.because
