from __future__ import annotations

import time

import pytest

from claimtrack.compare import compare, prepare_statement
from claimtrack.compare.stems import is_same_family, stem_word


def _words(text: str) -> list[str]:
    return [piece.word or piece.key for piece in prepare_statement(text).pieces]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board's boat", ["board", "boat"]),
        ("The board 's boat", ["board", "boat"]),
        ("New Zealand’s harbour", ["new zealand", "harbour"]),
        ("an innocent-looking man", ["innocent-looking", "man"]),
        ("a half-empty glass", ["half", "empty", "glass"]),
        ("1,200 boats", ["#1200:1200", "boats"]),
        ("the 4th boat", ["#4:4", "boat"]),
        ("the fourth boat", ["#4:4", "boat"]),
        ("zero boats", ["#0:0", "boats"]),
        ("a score of 3-1", ["score", "of", "#3:3", "#1:1"]),
        ("flat 1,20 and 3.5x", ["flat", "#1:1", "#20:20", "and", "#3.5:3.5", "x"]),
        ("in May 2012", ["in", "@2012-05"]),
        ("on 29 February in 2023", ["on", "@2-29", "in", "@2023"]),
        ("9" * 30, ["9" * 30]),
    ],
)
def test_a_text_is_cut_into_pieces(text: str, words: list[str]) -> None:
    """Articles and possessives are left out; phrases, figures and dates are one piece each."""
    assert _words(text) == words


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("It did not sink.", {"sink"}),
        ("It didn't sink, it burned.", {"sink"}),
        ("He refused to pay but sang.", {"pay"}),
        ("He never refused to pay.", set()),
        ("It was not J. Varro who sank it.", {"j", "varro"}),
        ("No boat sank 12 boats", {"boat", "sank", "boats"}),
    ],
)
def test_a_negation_reaches_its_clause(text: str, negated: set[str]) -> None:
    """A negation reaches the words after it until the clause ends; two cancel each other."""
    pieces = prepare_statement(text).pieces

    assert {piece.word for piece in pieces if piece.negated and piece.is_content} == negated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cases", "case"),
        ("arrested", "arrest"),
        ("cities", "city"),
        ("stopping", "stopped"),
        ("café", "cafe"),
        ("filling", "filled"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    """Inflected forms and accents make no difference."""
    assert stem_word(one) == stem_word(other)


@pytest.mark.parametrize("word", ["bus", "his", "us", "sing", "red", "12b"])
def test_what_is_no_ending_stays(word: str) -> None:
    """A word that only seems to have an ending keeps it."""
    assert stem_word(word) == word


def test_a_family_begins_alike() -> None:
    """Compounds and derivations of a word are told by their beginning, other words are not."""
    assert is_same_family("repatriat", "repatriation")
    assert not is_same_family("generic", "genetic")
    assert not is_same_family("car", "carpet")
    assert not is_same_family(stem_word("county"), stem_word("country"))
    assert not is_same_family(stem_word("ministers"), stem_word("ministry"))
    assert not is_same_family(stem_word("police"), stem_word("policy"))
    assert not is_same_family(stem_word("employers"), stem_word("employees"))


@pytest.mark.parametrize(
    "piece",
    ["a", "1,", "not ", "5 ", "Al Bo ", "41 people ", "1 May 2012 ", "\x00", "(", "n't ", "ab\n\n"],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    """Hostile text of 50,000 characters is read and compared in a moment."""
    text = piece * (50_000 // len(piece))
    begun = time.process_time()
    statement = prepare_statement(text)
    compare(statement, statement)

    assert time.process_time() - begun < 4


def test_spaces_in_an_attribution_do_not_count() -> None:
    """An attribution is kept with single spaces."""
    assert prepare_statement("It sank.", attribution=" the \n board ").attribution == "the board"
