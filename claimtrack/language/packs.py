"""The word lists of one language, read once and frozen.

A language is a folder of JSON files beside this module and nothing else: copy `en`, translate the
lists, and `load_pack` finds it. The files are data, so nobody has to read code to correct a word.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from claimtrack.errors import UnknownLanguageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True, eq=False)
class NumberWords:
    """How numbers are written: digits' marks, number words, magnitudes, vague plurals."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    hundred: Mapping[str, int]
    magnitudes: Mapping[str, int]
    magnitude_abbreviations: Mapping[str, int]
    round_words: Mapping[str, int]
    round_words_with_of: frozenset[str]
    vague: Mapping[str, int]
    vague_with_of: frozenset[str]
    vague_multipliers: frozenset[str]
    vague_suffixes: frozenset[str]
    fraction_singular: Mapping[str, int]
    fraction_plural: Mapping[str, int]
    half: frozenset[str]
    half_blocked_before: frozenset[str]
    one: frozenset[str]
    zero: frozenset[str]
    article: frozenset[str]
    minus: frozenset[str]
    of: frozenset[str]
    of_determiners: frozenset[str]
    ratio_in: frozenset[str]
    ratio_of: frozenset[str]
    whole_of: frozenset[str]
    decimal_mark: str
    group_mark: str
    and_words: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class ComparatorWords:
    """Words that turn a number into a bound, an estimate or a range."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    after_joined: Mapping[str, str]
    between: frozenset[str]
    between_and: frozenset[str]
    change_words: frozenset[str]
    range_from: frozenset[str]
    range_joiners: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class QuantityWords:
    """Units, currencies, and the company kept by numbers that are no quantity."""

    acronyms: frozenset[str]
    age_persons: frozenset[str]
    ages_after: frozenset[str]
    ages_before: frozenset[str]
    capital_references: frozenset[str]
    clock: frozenset[str]
    clock_before: frozenset[str]
    compound_units: frozenset[str]
    countable_nouns: frozenset[str]
    currency_codes: frozenset[str]
    currency_symbols: Mapping[str, str]
    currency_words: Mapping[str, str]
    degree_scales: frozenset[str]
    degree_words: frozenset[str]
    group_names: frozenset[str]
    irregular_plurals: frozenset[str]
    length_adjectives: frozenset[str]
    measures: frozenset[str]
    one_blocked_after: frozenset[str]
    one_blocked_before: frozenset[str]
    participle_endings: frozenset[str]
    percent: frozenset[str]
    percentage_points: frozenset[str]
    plural_endings: frozenset[str]
    plural_references: frozenset[str]
    possessive_endings: frozenset[str]
    references: frozenset[str]
    singular_endings: frozenset[str]
    singular_in_s: frozenset[str]
    time_prepositions: frozenset[str]
    time_units: frozenset[str]
    unit_openers: frozenset[str]
    unit_stops: frozenset[str]
    unit_symbols: frozenset[str]
    year_determiners: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class LanguagePack:
    """The word lists of one language; all words are lower-case unless said otherwise.

    Compared by identity, so that a pack can be the key of a cache.

    Attributes:
        code: the folder's name, an ISO 639 code such as `en`.
        months: names and abbreviations without their dot, to 1..12.
        weekdays: names and abbreviations, to 1 (Monday) .. 7.
        seasons: names, to the EDTF season 21..24.
        negation: words that turn a statement round, contracted forms included.
        denial: inflected verbs and nouns that deny, refuse or reject.
        reporting_verbs: each inflected form, to its plain form (`said` to `say`).
        source_phrases: what introduces a source without a verb (`according to`).
        function_words: words that carry grammar, not content.
        name_stopwords: words that begin a sentence with a capital and are no name.
        numbers: how numbers are written.
        comparators: words that bound a number.
        quantities: units, currencies, and what only looks like a quantity.
    """

    code: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    negation: frozenset[str]
    denial: frozenset[str]
    reporting_verbs: Mapping[str, str]
    source_phrases: frozenset[str]
    function_words: frozenset[str]
    name_stopwords: frozenset[str]
    numbers: NumberWords
    comparators: ComparatorWords
    quantities: QuantityWords


def list_languages() -> tuple[str, ...]:
    """Return the codes of the languages there are word lists for, sorted."""
    here = files("claimtrack.language")
    return tuple(
        sorted(item.name for item in here.iterdir() if (item / "numbers.json").is_file()),
    )


def load_pack(code: str = "en") -> LanguagePack:
    """Return the word lists of a language, read once for each process.

    Args:
        code: one of `list_languages`.

    Raises:
        UnknownLanguageError: when there is no such folder; the message lists those there are.
    """
    # Cached one step down: `load_pack()` and `load_pack("en")` must be the same object.
    return _read_pack(code)


@cache
def _read_pack(code: str) -> LanguagePack:
    available = list_languages()
    if code not in available:
        raise UnknownLanguageError(code, available)
    folder = files("claimtrack.language") / code
    calendar = _read_lists(folder, "months")
    negation = _read_lists(folder, "negation")
    reporting = _read_lists(folder, "reporting")
    functions = _read_lists(folder, "function_words")
    forms = {form: verb for verb, forms in reporting["verbs"].items() for form in forms}
    return LanguagePack(
        code=code,
        months=calendar["months"],
        weekdays=calendar["weekdays"],
        seasons=calendar["seasons"],
        negation=negation["negation"],
        denial=negation["denial"],
        reporting_verbs=MappingProxyType(forms),
        source_phrases=reporting["source_phrases"],
        function_words=functions["function_words"],
        name_stopwords=functions["name_stopwords"],
        numbers=_read_part(NumberWords, folder, "numbers"),
        comparators=_read_part(ComparatorWords, folder, "comparators"),
        quantities=_read_part(QuantityWords, folder, "quantities"),
    )


def _read_part(part: type[_Part], folder: Traversable, name: str) -> _Part:
    lists = _read_lists(folder, name)
    names = [field.name for field in fields(part)]  # type: ignore[arg-type]
    return part(**{name: lists[name] for name in names})


def _read_lists(folder: Traversable, name: str) -> dict[str, Any]:
    """Read one file: its lists become frozen sets, its tables read-only mappings."""
    raw = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return {key: _freeze(value) for key, value in raw.items()}


def _freeze(value: object) -> object:
    if isinstance(value, list):
        return frozenset(value)
    return MappingProxyType(value) if isinstance(value, dict) else value
