from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.language.packs import load_pack
from claimtrack.values.quantities import Comparator, find_quantities

_UNITS = {value: word for word, value in load_pack().numbers.units.items()}
_TENS = {value: word for word, value in load_pack().numbers.tens.items() if word != "fourty"}
_SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1_000, "thousand")]

#: Pieces that readers treat in some special way, strung together in any order.
_WORDS = """
    at least more than between and to from of the in out a half third one two twenty hundred
    thousand million dozens tens several couple nineteen zero 1 20 2,000 1.5 2017 5km ½ 1/2
    % per cent $ US$ USD dollars - – . , : ( ) + ' ° ^ @ boats days people July Article aged
    year-old or rose
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n\n", "\u00a0"])
_TEXTS = st.one_of(
    st.text(),
    st.lists(_PIECES, max_size=12).map(" ".join),
    st.lists(_PIECES, max_size=12).map("".join),
)


def _spell(number: int, joint: str) -> str:
    """Write a number in words: 34 as thirty-four, 150 as one hundred and fifty."""
    for scale, word in _SCALES:
        if number >= scale:
            rest = number % scale
            head = f"{_spell(number // scale, joint)} {word}"
            between = joint if rest < 100 else " "
            return head + (between + _spell(rest, joint) if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{_UNITS[number // 100]} hundred" + (joint + _spell(rest, joint) if rest else "")
    if number < 20:
        return _UNITS[number]
    return _TENS[number - number % 10] + (f"-{_UNITS[number % 10]}" if number % 10 else "")


@given(_TEXTS)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Each span is inside the text, equals its slice, and begins after the one before it."""
    found = find_quantities(text)

    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(q.text == text[q.start : q.end] for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(_TEXTS)
def test_bounds_are_in_order_and_agree_with_the_comparator(text: str) -> None:
    """The low bound is not above the high one, and an end is open only where the comparator is."""
    for quantity in find_quantities(text):
        low, high = quantity.interval
        open_low = quantity.comparator in (Comparator.AT_MOST, Comparator.LESS)
        open_high = quantity.comparator in (Comparator.AT_LEAST, Comparator.MORE)

        assert (low is None) is open_low
        assert (high is None) is open_high
        assert low is None or high is None or low <= high


@given(_TEXTS, _TEXTS)
def test_overlapping_is_mutual(one: str, other: str) -> None:
    """Whichever of two quantities is asked, the answer is the same; each overlaps itself."""
    for first in find_quantities(one):
        assert first.overlaps(first)
        for second in find_quantities(other):
            assert first.overlaps(second) is second.overlaps(first)


@given(st.integers(0, 10**15 - 1), st.sampled_from([",", "\u00a0", "\u2009", "\u202f", ""]))
def test_an_integer_with_separators_reads_back(number: int, separator: str) -> None:
    """Digits with any group mark are the number they were written from."""
    (quantity,) = find_quantities(f"exactly {number:,} people".replace(",", separator))

    assert quantity.interval == (number, number)


@given(st.integers(2, 10**15 - 1), st.sampled_from([" ", " and "]))
def test_an_integer_in_words_reads_back(number: int, joint: str) -> None:
    """A number spelt out, with or without "and", is the number it was written from."""
    words = _spell(number, joint)
    (quantity,) = find_quantities(f"{words} people")

    assert (quantity.text, quantity.low, quantity.high) == (words, number, number)


@given(st.decimals(0, 10**6, places=3))
def test_decimals_keep_their_value(number: object) -> None:
    """A decimal is read exactly, never through binary floating point."""
    (quantity,) = find_quantities(f"{number:f} tonnes")

    assert quantity.low == number


@given(st.text(alphabet="0123456789,.-/: \u00a0", max_size=200))
def test_strings_of_digits_and_marks_are_read_without_fault(text: str) -> None:
    """Any mixture of digits and marks is read or left out, never raised upon."""
    assert all(q.low is not None for q in find_quantities(text))
