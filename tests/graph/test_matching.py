from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.graph.matching import count_apart


@pytest.mark.parametrize(
    ("named", "count"),
    [
        ([], 0),
        ([""], 0),
        (["xy"], 1),
        (["x", "x"], 1),
        (["xy", "x"], 2),
        (["xyz", "x", "x"], 2),
        (["xy", "yz", "x", "z"], 3),
        (["xy", "xy", "xy"], 2),
    ],
)
def test_an_origin_counts_with_a_claim_of_its_own(named: list[str], count: int) -> None:
    """Each letter is an origin, each word the origins that one claim names."""
    assert count_apart(named) == count


@given(st.lists(st.sets(st.sampled_from("uvwxyz"), max_size=3), min_size=1, max_size=5))
def test_it_agrees_with_trying_every_way(named: list[set[str]]) -> None:
    """Small cases are counted as by brute force."""
    ways = itertools.product(*([*sorted(keys), ""] for keys in named))

    assert count_apart(named) == max(len(set(way) - {""}) for way in ways)
