"""Ranking claims by words and by meaning: those near in meaning are raised, or join.

The score of words is that of `ranking`, as a share of the best; how near a claim is in meaning is
the cosine between its vector and the query's. One is added to the other, so that a claim that says
the same in other words is found, and one that shares a rare name or number still leads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from claimtrack.search.entries import Wanted
from claimtrack.search.ranking import CANDIDATES, rank, score_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from claimtrack.search.ranking import Engine, Query, Ranked

#: What meaning weighs beside words, chosen on the training tweets of CheckThat! 2020 with
#: all-MiniLM-L6-v2; three times is no better, half of it costs 0.007 of MAP@5.
WEIGHT: Final = 2.0
#: How near a claim must be in meaning to join without sharing a word.
LEAST_LIKENESS: Final = 0.3
#: Rows of vectors that are compared at once: they are widened for it.
_ROWS: Final = 8192


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near each of some entries is to one query."""

    keys: Sequence[str]
    cosines: np.ndarray

    def choose(self, most: int, fitting: frozenset[str] | None) -> list[str]:
        """Return the entries that are nearest, all of them near enough to join.

        Args:
            most: how many at most.
            fitting: those that are asked for, or None for all.
        """
        # Of the same cosine, the first: the sort is stable.
        order: list[int] = (-self.cosines).argsort(kind="stable").tolist()
        chosen: list[str] = []
        for number in order:
            if len(chosen) >= most or self.cosines[number] < LEAST_LIKENESS:
                break
            if fitting is None or self.keys[number] in fitting:
                chosen.append(self.keys[number])
        return chosen

    def look_up(self, keys: Iterable[str]) -> dict[str, float]:
        """Return how near these entries are; one that is not known is left out."""
        wanted = set(keys)
        numbers = [number for number, key in enumerate(self.keys) if key in wanted]
        return {self.keys[number]: float(self.cosines[number]) for number in numbers}


def compare(keys: Sequence[str], vectors: np.ndarray, query: np.ndarray) -> Likeness:
    """Return how near entries are to a query, from vectors of length 1, a row for each key."""
    import numpy as np

    parts = [
        vectors[first : first + _ROWS].astype(np.float32) @ query
        for first in range(0, len(vectors), _ROWS)
    ]
    return Likeness(keys, np.concatenate(parts) if parts else np.zeros(0, np.float32))


def rank_by_meaning(
    query: Query, engine: Engine, limit: int, wanted: Wanted, likeness: Likeness
) -> list[Ranked]:
    """Return the entries that answer a query best by words and meaning; ties in order of key."""
    most = max(CANDIDATES, 2 * limit)
    worded = rank(query, engine, most, wanted)
    best = worded[0].score if worded else 0.0
    known = {ranked.key for ranked in worded}
    fitting = None if wanted == Wanted() else frozenset(engine.list_fitting(wanted))
    joining = [key for key in likeness.choose(most, fitting) if key not in known]
    worded += score_entries(query, engine, engine.read_terms(joining))
    cosines = likeness.look_up(ranked.key for ranked in worded)
    found = []
    for ranked in worded:
        cosine = cosines.get(ranked.key, 0.0)
        share = ranked.score / best if best else 0.0
        score = round(share + WEIGHT * cosine, 4)
        found.append(replace(ranked, score=score, meaning=round(cosine, 4)))
    found.sort(key=lambda ranked: (-ranked.score, ranked.key))
    return found[:limit]
