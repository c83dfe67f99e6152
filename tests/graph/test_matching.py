from __future__ import annotations

import itertools
import random

import pytest

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


def test_it_agrees_with_trying_every_way() -> None:
    """Small cases are counted as by brute force."""
    chance = random.Random(7)
    for _ in range(300):
        named = [chance.sample("uvwxyz", chance.randint(0, 3)) for _ in range(chance.randint(1, 5))]

        best = max(
            len({origin for origin in choice if origin})
            for choice in itertools.product(*([*keys, ""] for keys in named))
        )

        assert count_apart(named) == best
