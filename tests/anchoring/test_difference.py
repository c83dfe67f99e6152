from __future__ import annotations

import random
import time

import pytest

from claimtrack.anchoring import DifferenceKind, locate, nearest
from claimtrack.errors import QuoteNotFoundError

TEXT = (
    "The Harbour Board of Norvik said on Tuesday that it would approve up to 240 MW of IT "
    "capacity. Some thirty workers had not been paid since March, Ilse Maran told the council. "
    "Officials said it was unlikely, and Norvik agreed with Maran. Maran denied it. Nobody at the "
    "Board of Osmark had asked for the 1,200 tons of grain ."
)
NUMBER, NEGATION, NAME, WORDS, PUNCTUATION, SPACING = DifferenceKind


@pytest.mark.parametrize(
    ("quote", "kinds", "passage"),
    [
        ("up to 280 MW of IT capacity", (NUMBER,), "up to 240 MW of IT capacity"),
        ("approve up to 240 MW of IT capacities", (WORDS,), None),
        (
            "Some forty workers had not been paid",
            (NUMBER,),
            "Some thirty workers had not been paid",
        ),
        ("Some thirty workers had been paid since", (NEGATION,), None),
        ("officials had said it was likely, and", (NEGATION, WORDS), None),
        ("Maran said it. Nobody at the Board", (NEGATION,), "Maran denied it. Nobody at the Board"),
        ("paid since May, Ilse Maran told", (NAME,), "paid since March, Ilse Maran told"),
        ("paid since March, Karl Maran told", (NAME,), "paid since March, Ilse Maran told"),
        ("Osmark denied it. Nobody at the Board", (NAME,), "Maran denied it. Nobody at the Board"),
        ("Villagers said it was unlikely, and", (WORDS,), "Officials said it was unlikely, and"),
        ("norvik agreed with Maran. Maran denied", (WORDS,), None),
        ("asked for the 1200 tons of grain", (NUMBER,), "asked for the 1,200 tons of grain"),
        ("asked for the -1,200 tons of grain", (NUMBER,), None),
        ("the 1,200 tons of grain.", (SPACING,), "the 1,200 tons of grain ."),
        (
            "Some 31 workers had been paid since May, Ilse Maran informed",
            (NUMBER, NEGATION, NAME, WORDS),
            "Some thirty workers had not been paid since March, Ilse Maran told",
        ),
        ("Norvik thought on Tuesday that it would", (WORDS,), None),
        ("Maran denied it, Nobody at the Board", (PUNCTUATION,), None),
    ],
)
def test_difference_is_named_by_its_gravest_kind(
    quote: str, kinds: tuple[DifferenceKind, ...], passage: str | None
) -> None:
    """All that differs is named, numbers before negations before names before words."""
    found = nearest(quote, TEXT)

    assert found is not None
    assert found.kinds == kinds
    assert found.kind is kinds[0]
    assert TEXT[found.start : found.end] == found.passage
    assert passage in (None, found.passage)


def test_ever_worse_quotes_score_ever_lower() -> None:
    """The more a quote departs from the source, the less it is said to resemble it."""
    quotes = [
        "it would approve up to 241 MW of IT capacity",
        "it would approve up to 380 MW of IT capacity",
        "he would approve up to 380 kW of IT capacity",
        "he would permit up to 380 kW of IT capacity",
        "he would permit up to 380 kW of AI capacities",
    ]
    scores = [found.score for quote in quotes if (found := nearest(quote, TEXT))]

    assert len(scores) == len(quotes)
    assert scores == sorted(set(scores), reverse=True)


@pytest.mark.parametrize(
    "quote", ["penguins of the far south", "", "\u200b", "zzzzzzzzzzzzzzz", "…"]
)
def test_nothing_is_near_to_what_is_foreign(quote: str) -> None:
    """A quote that resembles nothing in the text has no nearest passage."""
    assert nearest(quote, TEXT) is None


def test_quote_that_stands_there_has_no_difference() -> None:
    """What is there exactly does not differ."""
    assert nearest("up to 240 MW of IT capacity", TEXT) is None
    assert nearest("anything of this kind", "") is None


def test_difference_is_rendered_with_carets() -> None:
    """The two texts stand under each other, and carets point at the differing characters."""
    found = nearest("up to 280 MW of IT capacity", TEXT)

    assert found is not None
    assert found.render().splitlines() == [
        "nearest, at 66-93, differs in a number:",
        "  yours:  up to 280 MW of IT capacity",
        "                 ^",
        "  source: up to 240 MW of IT capacity",
        "                 ^",
    ]


def test_place_is_counted_in_the_raw_text() -> None:
    """The place of the nearest passage is that of the source as it was given."""
    raw = "So\u00ad it \n\n was: up\u00a0to  240 MW of it."
    found = nearest("up to 280 MW of", raw)

    assert found is not None
    assert raw[found.start : found.end] == "up\u00a0to  240 MW of"


def test_long_quote_is_compared_where_it_departs() -> None:
    """Of a quote of many pages only the piece around the first departure is shown."""
    source = " ".join(f"In year {year} there were {year * 7} of them." for year in range(1000))
    found = nearest(source.replace("were 4907 of", "were 4908 of"), source)

    assert found is not None
    assert found.kinds == (NUMBER,)
    assert "4908" in found.quote
    assert "4907" in found.passage
    assert len(found.quote) < 1300


def test_quote_longer_than_the_source_is_compared() -> None:
    """A quote that contains all of the source shows what is more in it."""
    found = nearest("The plan was dropped in May", "The plan was dropped")

    assert found is not None
    assert found.passage == "The plan was dropped"


@pytest.mark.parametrize("source", ["a" * 300_000, "1 " * 150_000, "! " * 150_000, "国" * 200_000])
def test_hostile_text_takes_little_time(source: str) -> None:
    """A text of one repeated character is compared in a moment."""
    began = time.perf_counter()
    for quote in ("a b " * 200, "1 2 " * 40, "a" * 5_000 + "b", "国" * 300 + "民"):
        nearest(quote, source)

    assert time.perf_counter() - began < 5


_NAMES = (
    "Maran",
    "Oren",
    "Ilvik",
    "Tessen",
    "Brandal",
    "Kirsk",
    "Odvar",
    "Lunde",
    "Hamre",
    "Solvi",
)
_VERBS = ("opened", "closed", "moved", "paid", "counted", "shipped", "stored", "searched", "built")
_NOUNS = ("boxes", "letters", "workers", "houses", "tons", "boats", "schools", "bridges", "trucks")
_PLACES = ("harbour", "valley", "market", "quarry", "station", "mill", "border", "forest", "lake")


def _write_sentence(choose: random.Random) -> list[str]:
    """Return the words of a sentence with a number, a negation and a name in it."""
    words = [choose.choice((*_VERBS, *_NOUNS, *_PLACES)) for _ in range(4)]
    return [
        *("In", "the", choose.choice(_PLACES), "near", words[0], str(choose.randint(100, 9999))),
        *(choose.choice(_NOUNS), "were", "not", choose.choice(_VERBS), "by", choose.choice(_NAMES)),
        *("after", words[1], words[2], "and", words[3], "left"),
    ]


def _alter(words: list[str], kind: DifferenceKind, choose: random.Random) -> list[str]:
    """Return the words with one of them changed."""
    altered = list(words)
    if kind is NUMBER:
        at = choose.randrange(len(words[5]))
        digit = choose.choice([each for each in "123456789" if each != words[5][at]])
        altered[5] = words[5][:at] + digit + words[5][at + 1 :]
    elif kind is NEGATION:
        del altered[8]
    elif kind is NAME:
        altered[11] = choose.choice([each for each in _NAMES if each != words[11]])
    else:
        altered[9] = choose.choice([each for each in _VERBS if each != words[9]])
    return altered


def test_a_hundred_altered_quotes_are_refused_and_explained() -> None:
    """In a long text, one changed digit, word, name or dropped negation is found and named."""
    choose = random.Random(7)  # noqa: S311 - test data
    sentences = [_write_sentence(choose) for _ in range(1_050)]
    text = "\n".join(" ".join(words) + "." for words in sentences)
    assert len(text) > 100_000

    for number in range(100):
        kind = (NUMBER, NEGATION, NAME, WORDS)[number % 4]
        words = sentences[choose.randrange(len(sentences))]
        quote = " ".join(_alter(words, kind, choose))
        with pytest.raises(QuoteNotFoundError):
            locate(quote, text)
        found = nearest(quote, text)

        assert found is not None
        assert (found.passage, found.kinds) == (" ".join(words), (kind,))
