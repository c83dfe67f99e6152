from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.graph.states import ClaimState, state_of, states

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.graph.network import Network


@pytest.mark.parametrize(
    ("claims", "state", "reason"),
    [
        ({"a/1": []}, "single-origin", "at most 1 origin; no other claim corroborates it"),
        (
            {"a/1": ["corroborates b/1"], "b/1": []},
            "corroborated",
            "at most 2 origins, counting 1 claim that corroborates it",
        ),
        (
            {"a/1": ["corroborates a/2", "corroborates a/3"], "a/2": [], "a/3": []},
            "single-origin",
            "at most 1 origin, counting 2 claims that corroborate it",
        ),
        (
            {"a/1": ["cites b/1"], "b/1": ["cites a/1"]},
            "no-origin",
            "what it cites runs in a circle: no origin is known",
        ),
        (
            {"a/1": ["corroborates b/1"], "b/1": [], "c/1": ["conflicts a/1 suggested"]},
            "disputed",
            "conflicts with c/1",
        ),
        (
            {"a/1": ["conflicts b/1 unsure"], "b/1": [], "c/1": ["updates a/1"]},
            "superseded",
            "updated by c/1",
        ),
        (
            {"a/1": [], "c/1": ["updates a/1 unsure"]},
            "superseded",
            "perhaps updated by c/1 (not confirmed)",
        ),
        ({"a/1": ["conflicts b/1 rejected"], "b/1": []}, "single-origin", None),
    ],
)
def test_the_heaviest_state_holds(
    weave: Callable[..., Network], claims: dict[str, list[str]], state: str, reason: str | None
) -> None:
    """Superseded outweighs disputed, and disputed all that origins can say."""
    network = weave(claims)

    standing = state_of("a/1", network)

    assert standing.state == state
    assert reason is None or standing.reason == reason
    assert states(network)["a/1"] == standing


def test_as_many_origins_are_needed_as_are_asked_for(weave: Callable[..., Network]) -> None:
    """Two are not enough where three are asked for."""
    network = weave({"a/1": ["corroborates b/1"], "b/1": []})

    standing = state_of("a/1", network, 3)

    assert standing.state is ClaimState.SINGLE_ORIGIN
    assert standing.reason.endswith("3 are asked for")
    assert state_of("a/1", network, 1).state is ClaimState.CORROBORATED


def test_many_conflicts_are_counted(weave: Callable[..., Network]) -> None:
    """Beyond three the reason gives their number."""
    network = weave(
        {"a/1": [f"conflicts b/{n}" for n in range(5)], **{f"b/{n}": [] for n in range(5)}}
    )

    assert state_of("a/1", network).reason == "conflicts with b/0, b/1, b/2 and 2 more"


def test_what_was_updated_confirms_nothing(weave: Callable[..., Network]) -> None:
    """A claim that rests on a superseded one alone is not corroborated."""
    network = weave({"a/1": ["corroborates b/1"], "b/1": [], "b/2": ["updates b/1"]})

    assert state_of("a/1", network).state is ClaimState.SINGLE_ORIGIN
