"""One step down a chain: from a claim to what it took its statement from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from claimtrack.models.ids import source_of
from claimtrack.values.dates import Answer

if TYPE_CHECKING:
    from claimtrack.graph.network import Edge, Network
    from claimtrack.models.relation import Relation
    from claimtrack.values.dates import Edtf


class EndKind(StrEnum):
    """How a chain ends."""

    OWN = "own"
    """At a claim that credits nobody: its source speaks for itself."""
    CREDITED = "credited"
    """At somebody a claim credits, of whom there is no record; ``id`` is the claim."""
    SOURCE = "source"
    """At a source that is cited as a whole."""
    MISSING = "missing"
    """At a record that is cited but not in the ledger."""


@dataclass(frozen=True, slots=True, order=True)
class End:
    """The end of a chain."""

    kind: EndKind
    id: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one citation leads to: claims, or an end."""

    target: str
    relation: Relation
    claims: tuple[str, ...] = ()
    end: End | None = None


def find_steps(claim_id: str, network: Network) -> list[Step]:
    """Return where the citations of a claim lead, one step for each; none when it cites nothing.

    Where a source is cited as a whole, the claims of that source which are linked to this one
    (they corroborate it, or cite it) are the passage that is meant, and the chain goes on from
    them.
    """
    edges = network.cites.get(claim_id, ())
    passages = _find_passages(claim_id, network) if any("/" not in e.other for e in edges) else {}
    return [_take(edge, network, passages) for edge in edges]


def find_own_end(claim_id: str, network: Network) -> End:
    """Return how the chain of a claim ends that cites nothing."""
    credited = network.claims[claim_id].attribution.strip()
    return End(EndKind.CREDITED if credited else EndKind.OWN, claim_id)


def cites_the_future(holder: str, target: str, network: Network) -> bool:
    """Say whether a claim cites what certainly was not there yet.

    It compares the day its source appeared with the day the cited thing was first said, so that
    an old speech in a new book can be cited by what is older than the book.
    """
    citing = _find_appearance(holder, network)
    cited = _find_saying(target, network)
    return citing is not None and cited is not None and citing.before(cited) is Answer.YES


def _take(edge: Edge, network: Network, passages: dict[str, list[str]]) -> Step:
    target = edge.other
    if target in network.claims:
        return Step(target, edge.relation, claims=(target,))
    if target not in network.sources:
        return Step(target, edge.relation, end=End(EndKind.MISSING, target))
    if found := passages.get(target):
        return Step(target, edge.relation, claims=tuple(found))
    return Step(target, edge.relation, end=End(EndKind.SOURCE, target))


def _find_passages(claim_id: str, network: Network) -> dict[str, list[str]]:
    """Return, by source, the claims that are linked to a claim as saying the same."""
    linked = {
        edge.other
        for edges in (network.corroborators, network.cited_by)
        for edge in edges.get(claim_id, ())
    }
    passages: dict[str, list[str]] = {}
    for other in sorted(linked):
        passages.setdefault(source_of(other), []).append(other)
    return passages


def _find_appearance(claim_id: str, network: Network) -> Edtf | None:
    claim = network.claims[claim_id]
    source = network.sources.get(claim.source_id)
    return (source.issued if source else None) or claim.said


def _find_saying(record_id: str, network: Network) -> Edtf | None:
    claim = network.claims.get(record_id)
    if claim and claim.said:
        return claim.said
    source = network.sources.get(source_of(record_id))
    return source.issued if source else None
