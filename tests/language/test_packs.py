from __future__ import annotations

import json
from dataclasses import fields
from importlib.resources import files

import pytest

from claimtrack.errors import RefusedError, UnknownLanguageError
from claimtrack.language.packs import (
    ComparatorWords,
    NumberWords,
    QuantityWords,
    list_languages,
    load_pack,
)
from claimtrack.values.quantity import Comparator

CODES = list_languages()


def test_english_is_there() -> None:
    """English is among the languages, and what `load_pack` gives by default."""
    assert "en" in CODES
    assert load_pack().code == "en"


def test_a_pack_is_read_once() -> None:
    """The default and the named language are the same object."""
    assert load_pack() is load_pack("en")


@pytest.mark.parametrize("code", ["xx", "", "EN", "../en", "en/..", "__pycache__", "packs.py"])
def test_an_unknown_language_is_refused(code: str) -> None:
    """A code without word lists is refused, and the message lists those there are."""
    with pytest.raises(UnknownLanguageError, match="en") as caught:
        load_pack(code)

    assert isinstance(caught.value, RefusedError)
    assert caught.value.code == code
    assert caught.value.available == CODES


@pytest.mark.parametrize("code", CODES)
def test_each_language_has_every_list(code: str) -> None:
    """Each folder of data loads whole: months, negation, numbers and the rest."""
    pack = load_pack(code)

    assert set(pack.months.values()) == set(range(1, 13))
    assert set(pack.weekdays.values()) == set(range(1, 8))
    assert set(pack.seasons.values()) == {21, 22, 23, 24}
    assert pack.negation
    assert pack.reporting_verbs
    assert pack.numbers.units


@pytest.mark.parametrize("code", CODES)
def test_each_comparator_of_a_language_is_one_of_ours(code: str) -> None:
    """The words of a language name only comparators that exist."""
    words = load_pack(code).comparators
    named = {*words.before.values(), *words.after.values(), *words.after_joined.values()}

    assert named <= {comparator.value for comparator in Comparator}


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_language_are_lower_case(code: str) -> None:
    """Words that are looked up in lower case are stored so."""
    pack = load_pack(code)
    words = {*pack.months, *pack.negation, *pack.name_stopwords, *pack.numbers.units}

    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize("code", CODES)
def test_the_files_of_a_language_are_in_canonical_form(code: str) -> None:
    """Each file is sorted, indented and ends with a line feed, so that it diffs by the line."""
    for item in (files("claimtrack.language") / code).iterdir():
        text = item.read_text(encoding="utf-8")
        canonical = json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True)

        assert text == canonical + "\n", item.name


@pytest.mark.parametrize(
    ("word", "month"),
    [("january", 1), ("feb", 2), ("may", 5), ("sept", 9), ("sep", 9)],
)
def test_months_are_known_by_name_and_abbreviation(word: str, month: int) -> None:
    """A month is found by its name and by its abbreviation without the dot."""
    assert load_pack().months[word] == month


@pytest.mark.parametrize("word", ["not", "no", "never", "nobody", "without", "cannot", "n't"])
def test_negation_holds_words_and_contractions(word: str) -> None:
    """Negation lists whole words and the contracted ending."""
    assert word in load_pack().negation


def test_reporting_verbs_lead_to_their_plain_form() -> None:
    """An inflected verb gives the verb."""
    assert load_pack().reporting_verbs["said"] == "say"


def test_stopwords_hold_words_that_are_no_names() -> None:
    """Function words that begin sentences are stopwords for names; names are not."""
    stopwords = load_pack().name_stopwords

    assert {"the", "however", "in", "please"} <= stopwords
    assert "oslo" not in stopwords


def test_a_pack_cannot_be_changed() -> None:
    """The tables are read-only, since every caller shares them."""
    with pytest.raises(TypeError):
        load_pack().months["smarch"] = 13  # type: ignore[index]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("name", "part"),
    [("numbers", NumberWords), ("comparators", ComparatorWords), ("quantities", QuantityWords)],
)
def test_no_list_of_a_language_goes_unread(code: str, name: str, part: type) -> None:
    """A file holds exactly the lists that are read, so that a misspelt key is noticed."""
    text = (files("claimtrack.language") / code / f"{name}.json").read_text(encoding="utf-8")

    assert set(json.loads(text)) == {field.name for field in fields(part)}
