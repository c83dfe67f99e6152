from __future__ import annotations

import time

import pytest

from claimtrack.anchoring import locate
from claimtrack.errors import (
    AmbiguousQuoteError,
    CutWordError,
    NoSuchOccurrenceError,
    QuoteNotFoundError,
    QuoteOrderError,
    QuoteTooShortError,
    RefusedError,
)
from claimtrack.values.text import normalise

ARTICLE = (
    "The Harbour Board of Norvik said on Tuesday that it would approve up to 240\u00a0MW of it.\n\n"
    "“We weren’t asked,” said Ilse Maran. The Board had not answered her letters. At least 1,240 "
    "workers were moved, and 41 were not paid, Mr Oren said. The plan, which the council had "
    "formally opposed, was dropped in 2017. It is illegal to build there. The Board had not "
    "answered her let\u00adters. That is “final”, she said [in Norse]."
)


def stands(quote: str, **choice: object) -> list[str]:
    """Return what the source says where a quote is located."""
    return [ARTICLE[start:end] for start, end in locate(quote, ARTICLE, **choice)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "passages"),
    [
        ("up to 240 MW of it", ["up to 240\u00a0MW of it"]),
        ('"We weren\'t asked," said Ilse', ["“We weren’t asked,” said Ilse"]),
        ("of it. “We weren’t", ["of it.\n\n“We weren’t"]),
        ("The plan … was dropped in 2017", ["The plan", "was dropped in 2017"]),
        ("Mr [Karl] said. The plan", ["Mr", "said. The plan"]),
        ("she said [in Norse].", ["she said [in Norse]."]),
        ("“final”, she said [to us]", ["“final”, she said"]),
    ],
)
def test_quote_stands_where_it_reads_the_same(quote: str, passages: list[str]) -> None:
    """White space and quotation marks may differ; what was left out or put in is not looked for."""
    assert stands(quote) == passages


@pytest.mark.parametrize(
    ("quote", "error", "message"),
    [
        ("up to 280 MW of it", QuoteNotFoundError, "differs in a number"),
        ("41 were paid, Mr Oren", QuoteNotFoundError, "differs in a negation"),
        ("said Ilsa Maran. The", QuoteNotFoundError, "differs in a name"),
        ("The plan … was dropped in 2018", QuoteNotFoundError, "was dropped in 2018"),
        ("'We weren't asked,' said Ilse", QuoteNotFoundError, "differs in punctuation"),
        ("penguins of the far south", QuoteNotFoundError, "nothing in it is near"),
        ("240 workers were moved", CutWordError, "only as a piece of “1,240”"),
        ("legal to build there", CutWordError, "only as a piece of “illegal”"),
        ("The plan … 240 workers", CutWordError, "“240 workers”"),
        ("was dropped in 2017 … The plan", QuoteOrderError, "not in this order"),
        ("a … b in the town", QuoteTooShortError, "“a” in it could stand anywhere"),
        ("[all of this]", QuoteTooShortError, "nothing in it is a word"),
        ("[this and] no way", QuoteTooShortError, "6 characters"),
        ("b c … " * 60, QuoteTooShortError, "more than 50 pieces"),
        ("  \u200b ", QuoteTooShortError, "nothing in it"),
        ("41 were", QuoteTooShortError, "7 characters of"),
        (".", QuoteTooShortError, "1 character of"),
        ("The Board had not answered", AmbiguousQuoteError, "2 times"),
    ],
)
def test_quote_that_is_not_there_is_refused(
    quote: str, error: type[RefusedError], message: str
) -> None:
    """Each way not to stand in the source has its own refusal, with a hint."""
    with pytest.raises(error, match=message) as caught:
        stands(quote)

    assert caught.value.exit_code == 3
    assert caught.value.hint


def test_short_quote_is_taken_when_meant() -> None:
    """Under twelve characters need to be asked for."""
    assert stands("in 2017", short=True) == ["in 2017"]


@pytest.mark.parametrize(
    ("choice", "number"),
    [
        ({"nth": 1}, 0),
        ({"nth": 2}, 1),
        ({"prefix": "said Ilse Maran."}, 0),
        ({"prefix": "to\n build there. "}, 1),
        ({"suffix": "her letters. At least"}, 0),
        ({"prefix": ".", "nth": 2}, 1),
        ({"suffix": "her letters. That", "prefix": "there."}, 1),
    ],
)
def test_one_of_several_is_chosen(choice: dict[str, object], number: int) -> None:
    """A number, or the words before or after, choose between several places."""
    places = normalise(ARTICLE).find_all("The Board had not answered")

    assert locate("The Board had not answered", ARTICLE, **choice) == (places[number],)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"nth": 3}, "a time number 3"),
        ({"nth": 0}, "a time number 0"),
        ({"nth": -1}, "a time number -1"),
        ({"prefix": "nowhere"}, "after “nowhere”"),
        ({"suffix": "at all"}, "before “at all”"),
        ({"prefix": "there.", "nth": 2}, "after “there.” and a time number 2"),
    ],
)
def test_choice_that_no_place_meets_is_refused(choice: dict[str, object], said: str) -> None:
    """What was asked for and what there is are both shown."""
    with pytest.raises(NoSuchOccurrenceError, match=said) as caught:
        stands("The Board had not answered", **choice)

    assert len(caught.value.places) == 2


def test_choice_applies_to_a_single_place_too() -> None:
    """A prefix that does not fit is refused even where there is only one place."""
    with pytest.raises(NoSuchOccurrenceError, match="once, but not after"):
        stands("was dropped in 2017", prefix="never")


def test_each_place_is_listed_with_its_surroundings() -> None:
    """The places are numbered for --nth and shown with the words around them."""
    with pytest.raises(AmbiguousQuoteError) as caught:
        stands("The Board had not answered")

    assert "\n  1. at 124-150: " in str(caught.value)
    assert ">>The Board had not answered<< her letters. At least" in caught.value.places[0]
    assert "build there. >>The Board had not answered<<" in caught.value.places[1]
    assert "--prefix" in caught.value.hint
    assert "--nth" in caught.value.hint


def test_only_the_first_places_are_listed() -> None:
    """A long list is cut, and says so; a long passage is shown by its ends."""
    quote = "so it was said again and again, " * 3
    with pytest.raises(AmbiguousQuoteError, match="and 8 more") as caught:
        locate(quote, quote * 10)

    assert " … " in caught.value.places[0]


def test_the_tightest_passage_is_taken() -> None:
    """A first part that stands twice before the second is taken where it is nearer."""
    source = "It said so. Then it changed. It said so. In the end it was dropped."

    assert locate("It said so … was dropped", source) == ((29, 39), (55, 66))


def test_parts_must_be_within_reach() -> None:
    """Two ends of a long article make no quote."""
    source = "The plan was made. " + "Nothing came of it for years. " * 100 + "It was dropped."

    with pytest.raises(QuoteOrderError):
        locate("plan was made … It was dropped", source)


def test_bracket_stands_for_few_words() -> None:
    """An edit does not reach over more than a few lines."""
    source = "The plan was made. " + "Nothing came of it. " * 10 + "It was dropped."

    with pytest.raises(QuoteOrderError):
        locate("plan was made. [It] was dropped", source)


@pytest.mark.parametrize("source", ["", "a", "\x00\ud800", "word"])
def test_source_with_nothing_in_it_has_no_quote(source: str) -> None:
    """An empty or tiny source is not near to anything."""
    with pytest.raises(QuoteNotFoundError):
        locate("up to 240 MW of it", source)


@pytest.mark.parametrize(
    "quote",
    ["a" * 100_000, "a " * 5_000, "a" * 40 + "b", "ab … " * 20, "x\u0302" * 20_000 + "x"],
)
@pytest.mark.parametrize("source", ["a" * 200_000, "a " * 100_000, "x\u0302" * 50_000])
def test_hostile_source_takes_little_time(quote: str, source: str) -> None:
    """A source of one repeated letter answers, whatever is quoted from it."""
    began = time.perf_counter()
    with pytest.raises(RefusedError):
        locate(quote, source)

    assert time.perf_counter() - began < 5
