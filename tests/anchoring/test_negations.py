from __future__ import annotations

import time
from contextlib import suppress

import pytest

from claimtrack.anchoring import locate
from claimtrack.errors import AddedNegationError, DroppedNegationError, RefusedError

ARTICLE = (
    "He did not say that the yard was for sale. The mill will not close before 2026. "
    "Mr Bell denied that the yard was sold. No one was hurt. She had never lied to us about the "
    "money. The police arrested none of them. It refused to pay the men. The owners didn't answer "
    "the letter. The fence is painted without a permit, the clerk wrote. Rain fell on the quay. "
    "Nobody in Norvik had expected it. The quay was closed for a week. The vote went to Prof. Lind "
    "and not to Mr. Aker. The count took an hour. He is, no, was the owner of the ferry."
)


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("He did (...) say that the yard", "not"),
        ("He did [...] say that the yard", "not"),
        ("He did … say that the yard", "not"),
        ("He did [clearly] say that the yard", "not"),
        ("The mill will … close before 2026", "not"),
        ("The mill will", "not"),
        ("close before 2026", "not"),
        ("one was hurt", "No"),
        ("[Every]one was hurt", "No"),
        ("[Someone] was hurt", "No"),
        ("… one was hurt", "No"),
        ("lied to us about the money", "never"),
        ("The police arrested", "none"),
        ("The police [then] arrested", "none"),
        ("The police arrested [all of] them", "none"),
        ("The police arrested [them]", "none"),
        ("the yard was sold", "denied that"),
        ("that the yard was sold", "denied"),
        ("Mr Bell … the yard was sold", "denied"),
        ("[A sale:] the yard was sold", "denied"),
        ("pay the men", "refused to"),
        ("answer the letter", "didn't"),
        ("The fence is painted", "without"),
        ("The vote went to … Mr. Aker", "not"),
        ("Rain fell … in Norvik had expected it", "Nobody"),
    ],
)
def test_quote_that_leaves_a_negation_out_is_refused(quote: str, word: str) -> None:
    """A negation in a gap or right beside a quote is named, and the source shown around it."""
    with pytest.raises(DroppedNegationError) as caught:
        locate(quote, ARTICLE, short=True)

    assert caught.value.word == word
    assert word in caught.value.hint
    assert word in caught.value.passage


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("Mr Bell [did not deny] that the yard", "not"),
        ("Mr Bell [not] denied that the yard", "not"),
        ("Mr Bell [rejected] that the yard", "rejected"),
        ("The quay was[n't] closed for a week", "wasn't"),
        ("[Never] Rain fell on the quay", "Never"),
        ("Rain fell on the quay [not]", "not"),
    ],
)
def test_bracket_that_holds_a_negation_is_refused(quote: str, word: str) -> None:
    """What is put into a quote must not turn it round."""
    with pytest.raises(AddedNegationError) as caught:
        locate(quote, ARTICLE, short=True)

    assert caught.value.word == word
    assert word in caught.value.hint


@pytest.mark.parametrize(
    "quote",
    [
        "He did not say that the yard",
        "He did … not say that the yard",
        "No one was hurt",
        "Mr Bell denied that the yard was sold",
        "never lied to us about the money",
        "The police arrested none",
        "refused to pay the men",
        "Rain fell … The quay was closed",
        "Rain fell on the quay. … The quay was closed",
        "Rain fell … quay was closed for a week",
        "was the owner of the ferry",
        "The count took [about] an hour",
        "The fence is painted without a permit",
        "the clerk wrote",
    ],
)
def test_quote_that_keeps_the_sense_is_taken(quote: str) -> None:
    """A negation that is quoted, in another clause, or in a sentence wholly left out is no harm."""
    assert locate(quote, ARTICLE, short=True)


def test_brackets_of_the_source_are_no_edit() -> None:
    """A negation in brackets that stands in the source itself is quoted, not put in."""
    assert locate("It was [not] so then", "It was [not] so then.") == ((0, 20),)


def test_many_gaps_of_a_long_text_take_little_time() -> None:
    """Time grows with the length of what is left out."""
    source = "Tom met Ann" + " x" * 900 + " met Bob." + " No" * 600 + " end of it" + "\n" * 9
    began = time.perf_counter()
    for quote in ("Tom met Ann … met Bob", "met Bob. … end of it") * 50:
        with suppress(RefusedError):
            locate(quote, source)

    assert time.perf_counter() - began < 5


def test_a_word_of_denial_that_governs_nothing_is_no_denial() -> None:
    """A decline in sales, or a failed test, may be quoted from its middle."""
    text = "There was a steep decline in sales of boats, and it failed the test of time."

    assert locate("in sales of boats", text)
    assert locate("the test of time", text)
