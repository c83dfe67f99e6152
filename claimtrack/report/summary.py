"""What a ledger holds, where its claims stand, and what it lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.graph.network import build_network
from claimtrack.graph.states import ClaimState, Standing, states
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind
from claimtrack.report.conflicts import list_conflicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.graph.network import Network
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.source import Source
    from claimtrack.report.conflicts import Opposition


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """How many sources there are, and how they are held."""

    total: int
    held: int
    """Those with a capture, withheld ones included."""
    withheld: int
    """Those of which every capture is withheld."""
    stubs: int
    """Those that are cited, but not held."""
    captures: int


@dataclass(frozen=True, slots=True)
class ClaimTotals:
    """How many claims there are, and what is known of their quotes."""

    total: int
    anchored: int
    """Those with a quote."""
    fit: Mapping[str, int]
    """Of those, by what was judged of the quote's fit; "unreviewed" where nobody has looked."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whoever stands behind held sources."""

    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that is cited but not held."""

    id: str
    title: str
    citations: int
    """How many claims cite it."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim and where it stands."""

    id: str
    text: str
    state: str
    at_most: int
    """How many origins it rests on, at most."""
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that `report` shows."""

    minimum_origins: int
    sources: SourceTotals
    claims: ClaimTotals
    relations: Mapping[str, Mapping[str, int]]
    """How many there are by kind, and by the state of the judgement."""
    publishers: tuple[Publisher, ...]
    """Behind the held sources, those with the most first."""
    states: Mapping[str, int]
    """How many claims there are in each state."""
    lines: tuple[ClaimLine, ...]
    """All claims, in order of state, then of id."""
    conflicts: tuple[Opposition, ...]
    """Those that are open."""
    undated: tuple[str, ...]
    """Sources whose date is not known."""
    unarchived: tuple[Cited, ...]
    """Sources that are not held, those that most claims cite first."""
    unanchored: tuple[str, ...]
    """Claims without a quote."""

    @property
    def publisher_sentence(self) -> str:
        """How far the held sources come from one publisher; "" when no two do."""
        if not self.publishers or len(self.publishers[0].sources) < 2:  # noqa: PLR2004
            return ""
        first = self.publishers[0]
        return (
            f"{len(first.sources):,} of the {self.sources.held:,} held sources "
            f"come from one publisher, {first.name}"
        )

    def to_document(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        document = asdict(self)
        document["conflicts"] = [entry.to_document() for entry in self.conflicts]
        document["publisher_sentence"] = self.publisher_sentence
        document["claims"]["by_state"] = document.pop("states")
        document["claims"]["list"] = document.pop("lines")
        return document


def summarise(ledger: Ledger, minimum_origins: int = 2) -> Summary:
    """Sum up a ledger.

    Args:
        ledger: whose files could be read; what is in the others is missing here too.
        minimum_origins: from how many origins on a claim counts as corroborated.
    """
    network = build_network(ledger.sources, ledger.claims)
    standings = states(network, minimum_origins)
    sources = [ledger.sources[source_id] for source_id in sorted(ledger.sources)]
    by_state = Counter(standing.state for standing in standings.values())
    return Summary(
        minimum_origins=minimum_origins,
        sources=_count_sources(sources),
        claims=_count_claims(ledger),
        relations=_count_relations(ledger),
        publishers=_find_publishers(sources, network),
        states={state.value: by_state[state] for state in ClaimState},
        lines=_list_claims(ledger, standings),
        conflicts=list_conflicts(ledger).open,
        undated=tuple(source.id for source in sources if source.issued is None),
        unarchived=_list_unarchived(sources, network),
        unanchored=tuple(
            claim_id for claim_id in sorted(ledger.claims) if not ledger.claims[claim_id].anchor
        ),
    )


def _count_sources(sources: list[Source]) -> SourceTotals:
    held = [source for source in sources if not source.is_stub]
    return SourceTotals(
        total=len(sources),
        held=len(held),
        withheld=sum(all(copy.withheld for copy in source.captures) for source in held),
        stubs=len(sources) - len(held),
        captures=sum(len(source.captures) for source in sources),
    )


def _count_claims(ledger: Ledger) -> ClaimTotals:
    anchored = [claim for claim in ledger.claims.values() if claim.anchor]
    fits = Counter(claim.fit.state.value if claim.fit else "unreviewed" for claim in anchored)
    return ClaimTotals(
        total=len(ledger.claims),
        anchored=len(anchored),
        fit={name: fits[name] for name in (*map(str, State), "unreviewed")},
    )


def _count_relations(ledger: Ledger) -> dict[str, dict[str, int]]:
    counts: Counter[tuple[Kind, State]] = Counter(
        (link.relation.kind, link.relation.judgement.state) for link in ledger.links()
    )
    return {kind.value: {state.value: counts[kind, state] for state in State} for kind in Kind}


def _find_publishers(sources: list[Source], network: Network) -> tuple[Publisher, ...]:
    found: dict[str, tuple[str, list[str]]] = {}
    for source in sources:
        if not source.is_stub:
            speaker = network.names.speaker_of(source.id)
            found.setdefault(speaker.key, (speaker.label, []))[1].append(source.id)
    publishers = [Publisher(name, tuple(ids)) for name, ids in found.values()]
    return tuple(sorted(publishers, key=lambda each: (-len(each.sources), each.name)))


def _list_claims(ledger: Ledger, standings: dict[str, Standing]) -> tuple[ClaimLine, ...]:
    order = {state: place for place, state in enumerate(ClaimState)}
    lines = [
        ClaimLine(
            claim_id,
            ledger.claims[claim_id].text,
            standing.state.value,
            standing.at_most,
            standing.reason,
        )
        for claim_id, standing in standings.items()
    ]
    return tuple(sorted(lines, key=lambda line: (order[ClaimState(line.state)], line.id)))


def _list_unarchived(sources: list[Source], network: Network) -> tuple[Cited, ...]:
    stubs = [
        Cited(source.id, source.title, len(network.cited_by.get(source.id, ())))
        for source in sources
        if source.is_stub
    ]
    return tuple(sorted(stubs, key=lambda stub: (-stub.citations, stub.id)))
