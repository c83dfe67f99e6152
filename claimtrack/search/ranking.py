"""How well an entry answers a query: the one scorer that every engine uses.

In two steps, so that an engine reads few entries whatever it holds. First the entries whose shared
terms weigh most are taken; weights are whole numbers, so that every engine adds them up to the same
sum. Those are then scored with what costs more: how often a term stands, how long the entry is, and
how far its words look alike.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from claimtrack.search.stems import cut_pieces, likeness
from claimtrack.search.terms import find_terms, is_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimtrack.search.entries import Wanted

#: Entries that are scored in full, at least. Three hundred found no more on tweets against
#: fact-checks, and each costs a fifth of a millisecond.
CANDIDATES = 50
#: Terms of a query that are looked up, the rarest: an article is not a query, but may be pasted.
MOST_TERMS = 64
_MOST_CHARACTERS = 20_000

#: A step of a weight: fine enough to tell any two frequencies apart that matter.
_STEPS = 16
#: Rarity counts a little more than the logarithm says: higher trusts single rare words more.
_RARITY_POWER = 1.25
#: How soon repeating a term stops to count, and how far length counts against an entry.
_SATURATION = 1.2
_LENGTH_SHARE = 0.75
#: What looking alike weighs beside sharing a term: more finds more inflections and slips, and more
#: chance likenesses.
_LIKENESS_WEIGHT = 0.2
#: How alike a known word must be to stand in for one that no entry has, and for how many it may.
_STAND_IN_LIKENESS = 0.35
_STAND_INS = 3
_STAND_IN_PREFIX = 2
#: The entries that a ledger is taken to have at least when the share of words is weighed.
_LEAST_SIZE = 1000
_SHORTEST_PART = 3
_SHORTEST_JOINED = 6
_LONGEST_JOINED = 40


class Engine(Protocol):
    """Entries, and quick answers to which of them share terms."""

    @property
    def size(self) -> int:
        """How many entries there are."""
        ...

    @property
    def usual_length(self) -> float:
        """How many terms an entry has on average, more than 0."""
        ...

    def count(self, term: str) -> int:
        """Return how many entries have a term."""
        ...

    def terms_beginning(self, prefix: str) -> list[str]:
        """Return the terms that begin so, in any order."""
        ...

    def strongest(
        self, weights: Mapping[str, int], most: int, wanted: Wanted
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Return key and terms of the entries whose shared terms weigh most.

        Of entries that weigh the same, those with the lower `Entry.order` come first.
        """
        ...

    def list_fitting(self, wanted: Wanted) -> list[str]:
        """Return the keys of the entries that are what is asked for, in any order."""
        ...

    def read_terms(self, keys: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Return key and terms of these entries, in any order; what is not there is left out."""
        ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry that answers a query."""

    key: str
    score: float
    coverage: float
    """The share of the query that it has, by weight, from 0 to 1."""
    wording: float
    """The same of its words alone: another number may be the very point."""
    terms: tuple[str, ...]
    """The terms it shares with the query, the heaviest first."""
    meaning: float | None = None
    """How near it is in meaning, at most 1; None where nobody looked."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, as an engine's entries know it."""

    weights: Mapping[str, int]
    """Of each term that some entry has."""
    words: Mapping[str, str]
    """Of each of those terms, the words of the query that it stands for."""
    unknown: Mapping[str, int]
    """What no entry has, with its weight; it can still look like something."""


def prepare(text: str, engine: Engine) -> Query:
    """Return a text as a query to an engine: its rarest terms, weighed by how rare they are there.

    A word that no entry has is replaced by its parts, if all are known ("tedcruz"), or by the known
    words that look most like it.
    """
    words: dict[str, str] = {}
    for found in find_terms(text[:_MOST_CHARACTERS]):
        words.setdefault(found.text, text[found.start : found.end])
    weights: dict[str, int] = {}
    unknown: dict[str, int] = {}
    for term, word in list(words.items()):
        known = engine.count(term)
        if known:
            weights[term] = weigh(known, engine.size)
            continue
        unknown[term] = weigh(0, engine.size)
        for other, share in _replace(term, engine):
            weight = round(weigh(engine.count(other), engine.size) * share)
            if weight > weights.get(other, 0) and other not in words:
                weights[other] = weight
                words.setdefault(other, word)
    weights = _keep_heaviest(weights)
    return Query(weights, {term: words[term] for term in weights}, _keep_heaviest(unknown))


def _keep_heaviest(weights: dict[str, int]) -> dict[str, int]:
    """Return the heaviest terms in order of weight, of the same weight in order of name."""
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_TERMS]
    return {term: weights[term] for term in heaviest}


def weigh(count: int, size: int) -> int:
    """Return what sharing a term weighs that ``count`` of ``size`` entries have, at least 1."""
    rarity: float = math.log(1 + (size - count + 0.5) / (count + 0.5))
    return max(1, round(_STEPS * math.pow(rarity, _RARITY_POWER)))


def rank(query: Query, engine: Engine, limit: int, wanted: Wanted) -> list[Ranked]:
    """Return the entries that answer a query best, best first; ties in order of key."""
    if not query.weights or limit < 1:
        return []
    strongest = engine.strongest(query.weights, max(CANDIDATES, 2 * limit), wanted)
    return score_entries(query, engine, strongest)[:limit]


def score_entries(
    query: Query, engine: Engine, entries: Iterable[tuple[str, tuple[str, ...]]]
) -> list[Ranked]:
    """Return entries, given by key and terms, with their scores; best first, ties in order of key.

    Those that share nothing with the query are among them.
    """
    scorer = _Scorer(query, engine.usual_length)
    total = sum(query.weights.values()) + sum(query.unknown.values()) or 1
    words = _weigh_words(query, engine)
    all_words = sum(words.values()) or 1
    found = []
    for key, terms in entries:
        counts = Counter(terms)
        shared = tuple(term for term in query.weights if term in counts)
        covered = sum(query.weights[term] for term in shared) / total
        worded = sum(words.get(term, 0) for term in shared) / all_words
        score = scorer.score(counts, len(terms))
        found.append(Ranked(key, round(score, 4), round(covered, 4), round(worded, 4), shared))
    found.sort(key=lambda ranked: (-ranked.score, ranked.key))
    return found


def _weigh_words(query: Query, engine: Engine) -> dict[str, int]:
    """Return the weights of a query's terms but for numbers, in a ledger that is not too small.

    Where there are three claims, every word of theirs is common, and one that they lack would weigh
    more than all of them together.
    """
    size = max(engine.size, _LEAST_SIZE)
    known = {term: weigh(engine.count(term), size) for term in query.weights}
    unknown = {term: weigh(0, size) for term in query.unknown}
    return {term: weight for term, weight in (known | unknown).items() if not is_number(term)}


class _Scorer:
    """Scores entries for one query; what it learns of a word's likeness it keeps."""

    def __init__(self, query: Query, usual_length: float) -> None:
        self._weights = query.weights
        self._usual_length = usual_length
        self._pieces = _weigh_pieces({**query.weights, **query.unknown})
        self._alike: dict[str, frozenset[str]] = {}

    def score(self, counts: Counter[str], size: int) -> float:
        """Return the score of an entry of ``size`` terms."""
        damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * size / self._usual_length)
        exact = 0.0
        for term, weight in self._weights.items():
            if times := counts.get(term):
                exact += weight * times * (1 + _SATURATION) / (times + damping)
        shared: set[str] = set().union(*map(self._share_pieces, counts))
        # The sum must not depend on the order of a set, or two engines might differ by a rounding.
        alike = math.fsum(self._pieces[piece] for piece in shared)
        alike *= _LIKENESS_WEIGHT * (1 + _SATURATION) / (1 + damping)
        return (exact + alike) / _STEPS

    def _share_pieces(self, term: str) -> frozenset[str]:
        shared = self._alike.get(term)
        if shared is None:
            shared = self._alike[term] = cut_pieces(term) & self._pieces.keys()
        return shared


def _weigh_pieces(weights: Mapping[str, int]) -> dict[str, float]:
    """Return the pieces of a query's terms; a long word has many, which share out its weight."""
    pieces: dict[str, float] = {}
    for term, weight in weights.items():
        cut = cut_pieces(term)
        for piece in cut:
            pieces[piece] = max(pieces.get(piece, 0.0), weight / math.sqrt(len(cut)))
    return pieces


def _replace(term: str, engine: Engine) -> Iterable[tuple[str, float]]:
    """Return known terms that may stand for an unknown one, each with its share of a full match."""
    if is_number(term) or not term.isalpha():
        return []
    if _SHORTEST_JOINED <= len(term) <= _LONGEST_JOINED:
        parts = _take_apart(term, engine)
        if parts:
            return [(part, 1.0) for part in parts]
    near = []
    if len(term) > _STAND_IN_PREFIX:
        for other in engine.terms_beginning(term[:_STAND_IN_PREFIX]):
            share = likeness(term, other)
            if share >= _STAND_IN_LIKENESS and engine.count(other):
                near.append((other, share))
    near.sort(key=lambda pair: (-pair[1], pair[0]))
    return near[:_STAND_INS]


def _take_apart(term: str, engine: Engine) -> tuple[str, ...]:
    """Return the two known terms that a word is joined from; of several pairs, the commonest."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for at in range(_SHORTEST_PART, len(term) - _SHORTEST_PART + 1):
        left, right = engine.count(term[:at]), 0
        if left > best[0]:
            right = engine.count(term[at:])
        if min(left, right) > best[0]:
            best = (min(left, right), (term[:at], term[at:]))
    return best[1]
