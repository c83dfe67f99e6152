from __future__ import annotations

import json
from importlib.resources import files
from itertools import combinations

import pytest

from claimtrack.language.rating_words import list_rating_languages, load_rating_words

CODES = list_rating_languages()
LISTS = {"agreeing", "degrees", "disagreeing", "introductions"}


def read(code: str) -> dict[str, list[str]]:
    """Return the lists of a language."""
    file = files("claimtrack.language") / code / "ratings.json"
    lists: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return lists


@pytest.mark.parametrize("code", CODES)
def test_the_lists_of_a_language_are_whole_and_canonical(code: str) -> None:
    """All four are there, in lower case, sorted, and the file diffs by the line."""
    file = files("claimtrack.language") / code / "ratings.json"
    text = file.read_text(encoding="utf-8")
    lists = read(code)

    assert set(lists) == LISTS
    assert all(words == sorted(set(words)) for words in lists.values())
    assert all(word == word.lower() for words in lists.values() for word in words)
    assert text == json.dumps(lists, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_no_word_agrees_in_one_language_and_disagrees_in_another() -> None:
    """A review seldom says its language, so such a word would say nothing."""
    for one, other in combinations(CODES, 2):
        assert not set(read(one)["agreeing"]) & set(read(other)["disagreeing"])
        assert not set(read(one)["disagreeing"]) & set(read(other)["agreeing"])


def test_the_words_of_all_languages_are_read_once() -> None:
    """They are looked up together."""
    words = load_rating_words()

    assert words is load_rating_words()
    assert {"true", "vrai"} <= words.agreeing
    assert {"false", "falsch"} <= words.disagreeing
