"""Where the chains of many claims end, each record looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.graph.components import find_components
from claimtrack.graph.steps import End, find_own_end, find_steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.graph.network import Network

Ends = frozenset[End]


def find_ends(claim_ids: Iterable[str], network: Network) -> dict[str, Ends]:
    """Return the ends of the chains of claims, and of all claims on the way.

    A claim from which every way runs in a circle has none. The sets are shared along a chain, so
    the work grows with the number of claims and not with the length of their chains.
    """
    own: dict[str, list[End]] = {}
    onward: dict[str, list[str]] = {}

    def follow(claim_id: str) -> list[str]:
        steps = find_steps(claim_id, network)
        own[claim_id] = [step.end for step in steps if step.end]
        if not steps:
            own[claim_id].append(find_own_end(claim_id, network))
        onward[claim_id] = [claim for step in steps for claim in step.claims]
        return onward[claim_id]

    found: dict[str, Ends] = {}
    for component in find_components(claim_ids, follow):
        inside = set(component)
        below = {
            id(found[after]): found[after]
            for member in component
            for after in onward[member]
            if after not in inside
        }
        here = [end for member in component for end in own[member]]
        if len(below) == 1 and not here:
            (ends,) = below.values()
        else:
            ends = frozenset(here).union(*below.values())
        found.update(dict.fromkeys(component, ends))
    return found
