"""What a claim's relations make of it: superseded, disputed, corroborated, or none of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from claimtrack.graph.ends import find_ends
from claimtrack.graph.origins import count_origins, gather, say_at_most
from claimtrack.models.judgement import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.graph.ends import Ends
    from claimtrack.graph.network import Edge, Network


class ClaimState(StrEnum):
    """The states, the one that outweighs the others first."""

    SUPERSEDED = "superseded"
    """Another claim updates it."""
    DISPUTED = "disputed"
    """It is in a conflict that nobody rejected; one that is only suggested is enough."""
    CORROBORATED = "corroborated"
    """It and what corroborates it rest on as many origins as are asked for, or more."""
    SINGLE_ORIGIN = "single-origin"
    """They rest on fewer."""
    NO_ORIGIN = "no-origin"
    """What it cites runs in a circle, and so does all that corroborates it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a claim."""

    state: ClaimState
    at_most: int
    """How many origins it and what corroborates it rest on, at most."""
    reason: str


def state_of(claim_id: str, network: Network, minimum_origins: int = 2) -> Standing:
    """Return the state of one claim of ``network``.

    Args:
        claim_id: which.
        network: what it is part of.
        minimum_origins: from how many origins on a claim counts as corroborated.
    """
    return _judge(claim_id, network, minimum_origins, find_ends(gather(claim_id, network), network))


def states(network: Network, minimum_origins: int = 2) -> dict[str, Standing]:
    """Return the states of all claims, in order of id."""
    claim_ids = sorted(network.claims)
    ends = find_ends(claim_ids, network)
    return {claim_id: _judge(claim_id, network, minimum_origins, ends) for claim_id in claim_ids}


def _judge(
    claim_id: str, network: Network, minimum_origins: int, ends: Mapping[str, Ends]
) -> Standing:
    gathered = gather(claim_id, network)
    at_most = count_origins(gathered, network, ends)
    if updates := network.updated_by.get(claim_id, ()):
        return Standing(ClaimState.SUPERSEDED, at_most, _say_updates(updates))
    if conflicts := network.conflicts.get(claim_id, ()):
        return Standing(ClaimState.DISPUTED, at_most, _say_conflicts(conflicts))
    reason = _say_origins(at_most, len(gathered) - 1, minimum_origins)
    if at_most == 0:
        return Standing(ClaimState.NO_ORIGIN, at_most, reason)
    if at_most >= minimum_origins:
        return Standing(ClaimState.CORROBORATED, at_most, reason)
    return Standing(ClaimState.SINGLE_ORIGIN, at_most, reason)


def _say_updates(edges: tuple[Edge, ...]) -> str:
    certain = [e.other for e in edges if e.relation.judgement.state is State.CONFIRMED]
    if certain:
        return f"updated by {_list(certain)}"
    return f"perhaps updated by {_list([edge.other for edge in edges])} (not confirmed)"


def _say_conflicts(edges: tuple[Edge, ...]) -> str:
    others = [
        edge.other + (f" ({edge.relation.cause})" if edge.relation.cause else "") for edge in edges
    ]
    return f"conflicts with {_list(others)}"


def _say_origins(at_most: int, supporters: int, minimum_origins: int) -> str:
    if at_most == 0:
        return "what it cites runs in a circle: no origin is known"
    if supporters == 0:
        said = f"{say_at_most(at_most)}; no other claim corroborates it"
    else:
        noun = "claim that corroborates" if supporters == 1 else "claims that corroborate"
        said = f"{say_at_most(at_most)}, counting {supporters:,} {noun} it"
    if 1 < at_most < minimum_origins:
        said += f"; {minimum_origins} are asked for"
    return said


#: More than this many ids make a reason unreadable; the number of the others is said.
_SHOWN = 3


def _list(ids: list[str]) -> str:
    more = len(ids) - _SHOWN
    return ", ".join(ids[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
