"""What the words of one language have to do with each other: opposites, alternatives, synonyms.

The number words, months and negations of a language are in its pack; this is the part that only a
comparison of two statements needs, read when the first one is made. It is data in the same folder.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NOTHING: frozenset[Any] = frozenset()

#: Shorter rests of a word ("un" + "it") are no words of their own.
_SHORTEST_REST = 4


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Relations between words; all are lower-case, and phrases are joined by a space.

    Attributes:
        sides: a word to the pairs of opposites it is in, each as (pair, side).
        members: a word to the sets of alternatives it is in, each as (set, member).
        overlapping: the sets of which one thing may be two members at once.
        kinds: a word to the names of the sets it is in: a flute is an "instrument".
        groups: a word to the groups of synonyms it is in.
        phrases: the first word of each phrase of several words to those phrases, longest first.
        conversions: the word for a unit to its dimension and its size in the basic unit.
        ordinals: "third" to 3.
        ordinal_endings: what stands behind the digits of an ordinal.
        time_bounds: a preposition before a date to the way it bounds the time.
        totals: words that tell a sum.
        bases: what introduces the number of cases that another number was found on.
        partial_before: words before a number that counts only what was added: "another five".
        partial_after: the same behind it: "five more".
        superlatives: words for the first of a kind, which a rank may stand before.
        prefixes: beginnings that turn a word into its opposite.
        prefix_exceptions: words that only seem to begin so.
        restricting: words that make a statement narrower ("only").
        hindering: words for what keeps an action from happening ("unable").
        negating: negations of several words: "at no time".
        denying: what turns round the whole statement that follows: "it is untrue that".
        reaching: words before a number that say how far it went: "as many as".
        universal: words for all there are: "both".
        partial: words for some of them: "several".
        acting: verbs that are no nouns as well, and past forms.
        weakening: words for what is not certain, or not done, to how they weaken: "possible".
        as_weak: each such way to those that are as weak or weaker, itself included.
        future: auxiliaries of the future: "will".
        past: auxiliaries of the past: "was".
        past_forms: verbs whose past form has no ending: "paid".
        approaching: words for what is not quite so: "nearly".
        causing: words for what makes something happen: "because".
        proving: verbs by which what is said is a fact: "proved".
        rates: words for a time that something is counted by ("a month"), to its name.
        rate_adverbs: the same in one word ("monthly").
        facing: prepositions to those that say the opposite: "for" and "against".
    """

    sides: Mapping[str, frozenset[tuple[int, int]]]
    members: Mapping[str, frozenset[tuple[int, int]]]
    overlapping: frozenset[int]
    kinds: Mapping[str, frozenset[str]]
    groups: Mapping[str, frozenset[int]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    conversions: Mapping[str, tuple[str, Decimal]]
    ordinals: Mapping[str, int]
    ordinal_endings: frozenset[str]
    time_bounds: Mapping[str, str]
    totals: frozenset[str]
    bases: frozenset[str]
    partial_before: frozenset[str]
    partial_after: frozenset[str]
    superlatives: frozenset[str]
    prefixes: tuple[str, ...]
    prefix_exceptions: frozenset[str]
    restricting: frozenset[str]
    hindering: frozenset[str]
    negating: frozenset[tuple[str, ...]]
    denying: tuple[str, ...]
    reaching: tuple[str, ...]
    universal: frozenset[str]
    partial: frozenset[str]
    acting: frozenset[str]
    weakening: Mapping[str, frozenset[str]]
    as_weak: Mapping[str, frozenset[str]]
    future: frozenset[str]
    past: frozenset[str]
    past_forms: frozenset[str]
    approaching: frozenset[str]
    causing: frozenset[str]
    proving: frozenset[str]
    rates: Mapping[str, str]
    rate_adverbs: Mapping[str, str]
    facing: Mapping[str, frozenset[str]]

    def are_opposites(self, one: str, other: str) -> bool:
        """Tell whether two words cannot both hold of one thing: "rise" and "fell"."""
        pairs = dict(self.sides.get(one, _NOTHING))
        if any(pairs.get(pair, side) != side for pair, side in self.sides.get(other, _NOTHING)):
            return not self.are_synonyms(one, other)
        short, long = sorted((one, other), key=len)
        return len(short) >= _SHORTEST_REST and any(
            len(long) == len(short) + len(prefix)
            and long.startswith(prefix)
            and long.endswith(short)
            and long not in self.prefix_exceptions
            for prefix in self.prefixes
        )

    def are_alternatives(self, one: str, other: str) -> bool:
        """Tell whether two words are different members of one set: "beer" and "gin"."""
        first, second = self.members.get(one), self.members.get(other)
        if not first or not second or not first.isdisjoint(second):
            return False
        if self.is_kind(one, other) or self.is_kind(other, one):
            return False
        return not {number for number, _ in first}.isdisjoint(number for number, _ in second)

    def exclude_each_other(self, one: str, other: str) -> bool:
        """Tell whether nothing is both: gin is no beer, but an actor may be a director."""
        first, second = self.members.get(one, _NOTHING), self.members.get(other, _NOTHING)
        shared = {number for number, _ in first} & {number for number, _ in second}
        return not shared <= self.overlapping and self.are_alternatives(one, other)

    def are_synonyms(self, one: str, other: str) -> bool:
        """Tell whether two words can stand for the same."""
        return one == other or not (
            self.groups.get(one, _NOTHING).isdisjoint(self.groups.get(other, _NOTHING))
            and self.members.get(one, _NOTHING).isdisjoint(self.members.get(other, _NOTHING))
        )

    def is_kind(self, word: str, kind: str) -> bool:
        """Tell whether `kind` names what `word` is one of: a flute is an instrument."""
        return kind in self.kinds.get(word, _NOTHING)


@cache
def load_lexicon(code: str = "en") -> Lexicon:
    """Return the relations between the words of a language; empty where there are none for it."""
    opposites = _read(code, "antonyms")
    exclusive = _read(code, "exclusive")
    sides: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(
        [
            *([words.split() for words in pair] for pair in opposites.get("opposites", ())),
            *([[phrase] for phrase in pair] for pair in opposites.get("opposite_phrases", ())),
        ]
    ):
        for side, words in enumerate(pair):
            for word in words:
                sides.setdefault(word, set()).add((number, side))
    members: dict[str, set[tuple[int, int]]] = {}
    kinds: dict[str, set[str]] = {}
    for number, group in enumerate(exclusive.get("sets", ())):
        for place, names in enumerate(group["members"]):
            for name in names.split("/"):
                members.setdefault(name, set()).add((number, place))
                kinds.setdefault(name, set()).update(group["kinds"])
    synonyms = _read(code, "synonyms").get("synonyms", ())
    groups: dict[str, set[int]] = {}
    for number, words in enumerate(synonyms):
        for word in words.split():
            groups.setdefault(word.replace("_", " "), set()).add(number)
    measures = _read(code, "conversions")
    verbs = _read(code, "verbs")
    acting = frozenset(verbs.get("verbs", ())) - frozenset(verbs.get("nouns", ()))
    certainty = _read(code, "certainty")
    return Lexicon(
        sides=_freeze(sides),
        members=_freeze(members),
        overlapping=frozenset(
            number
            for number, group in enumerate(exclusive.get("sets", ()))
            if group.get("overlapping")
        ),
        kinds=_freeze(kinds),
        groups=_freeze(groups),
        phrases=_index_phrases([*sides, *members, *kinds, *groups]),
        conversions=MappingProxyType(
            {
                word: (dimension, Decimal(size))
                for dimension, units in measures.get("conversions", {}).items()
                for words, size in units.items()
                for word in words.split()
            }
        ),
        ordinals=MappingProxyType(exclusive.get("ordinals", {})),
        ordinal_endings=frozenset(exclusive.get("ordinal_endings", ())),
        time_bounds=MappingProxyType(measures.get("time_bounds", {})),
        totals=frozenset(measures.get("totals", ())),
        bases=frozenset(measures.get("bases", ())),
        partial_before=frozenset(measures.get("partial_before", ())),
        partial_after=frozenset(measures.get("partial_after", ())),
        superlatives=frozenset(measures.get("superlatives", ())),
        prefixes=tuple(opposites.get("opposing_prefixes", ())),
        prefix_exceptions=frozenset(opposites.get("prefix_exceptions", ())),
        restricting=frozenset(opposites.get("restricting", ())),
        hindering=frozenset(opposites.get("hindering", ())),
        negating=frozenset(tuple(each.split()) for each in opposites.get("negating", ())),
        denying=tuple(opposites.get("denying", ())),
        reaching=tuple(measures.get("reaching", ())),
        universal=frozenset(opposites.get("universal", ())),
        partial=frozenset(opposites.get("partial", ())),
        acting=acting | frozenset(verbs.get("irregular", ())),
        weakening=_index_words(certainty.get("weak", {})),
        as_weak=_freeze(certainty.get("allowed", {})),
        future=frozenset(certainty.get("future", "").split()),
        past=frozenset(certainty.get("past", "").split()),
        past_forms=frozenset(verbs.get("irregular", ())) - {"said", "told"},
        approaching=frozenset(opposites.get("approaching", ())),
        causing=frozenset(opposites.get("causing", ())),
        proving=frozenset(opposites.get("proving", ())),
        rates=_name_each(measures.get("rates", {})),
        rate_adverbs=_name_each(measures.get("rate_adverbs", {})),
        facing=_freeze(opposites.get("facing", {})),
    )


def _read(code: str, name: str) -> dict[str, Any]:
    """Read one file; a language may lack it, and is then compared without."""
    file = files("claimtrack.language") / code / f"{name}.json"
    if not file.is_file():
        return {}
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content


def _index_words(table: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Index the words of named lists by word; in a phrase an underscore stands for a space."""
    found: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words.split():
            found.setdefault(word.replace("_", " "), set()).add(name)
    return _freeze(found)


def _name_each(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({word: name for name, words in table.items() for word in words.split()})


def _freeze(table: Mapping[str, Iterable[Any]]) -> Mapping[str, frozenset[Any]]:
    return MappingProxyType({word: frozenset(values) for word, values in table.items()})


def _index_phrases(words: Iterable[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    index: dict[str, set[tuple[str, ...]]] = {}
    for word in words:
        parts = tuple(word.split())
        if len(parts) > 1:
            index.setdefault(parts[0], set()).add(parts)
    return MappingProxyType(
        {first: tuple(sorted(found, key=len, reverse=True)) for first, found in index.items()}
    )
