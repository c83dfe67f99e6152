"""Laws of the normal form and of its way back to the raw text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.values.text import MappedText, is_mark, normalise

#: The first text with accents reads the character database, once.
unhurried = settings(deadline=None)

#: What the normal form has a rule for, and its neighbours, dense enough to meet each other.
_ODD = (
    "ae1 \n\r\t\u00a0\u2009\u3000\u00ad\u200b\u200c\u200d\u2060\ufeff\u202e"
    "“”‘’«'\"ﬁﬃﬅ\u0301\u0323\u0308\u0344\u0340\u212b\u0958\u093c\ud55c\u1112\u1161\u11ab\u2011−²½"
    "\u09c7\u09be\U0001d15e\U0001d165\U00011099\U000110ba\ud800\x00👩"
)
odd_texts = st.text(st.sampled_from(_ODD), max_size=40)
any_texts = st.one_of(odd_texts, st.text(st.characters(exclude_categories=()), max_size=40))


@st.composite
def stretches(draw: st.DrawFn) -> tuple[MappedText, int, int]:
    """Draw a text and a stretch of its normal form."""
    text = normalise(draw(any_texts))
    start = draw(st.integers(0, len(text.norm)))
    return text, start, draw(st.integers(start, len(text.norm)))


@unhurried
@given(any_texts)
def test_normalising_twice_is_normalising_once(raw: str) -> None:
    """The normal form is its own normal form, and its map changes nothing."""
    norm = normalise(raw).norm
    again = normalise(norm)

    assert again.norm == norm
    assert again.raw_span(0, len(norm)) == (0, len(norm))


@unhurried
@given(st.text(max_size=30))
def test_normal_form_is_composed(raw: str) -> None:
    """The normal form is in Unicode's NFC."""
    assert unicodedata.is_normalized("NFC", normalise(raw).norm)


@unhurried
@given(stretches())
def test_raw_stretch_reads_as_the_normal_one(drawn: tuple[MappedText, int, int]) -> None:
    """The raw stretch of a normal one, normalised on its own, is the normal one made whole."""
    text, start, end = drawn
    raw_start, raw_end = text.raw_span(start, end)
    first, last = text.whole(start, end)

    assert 0 <= raw_start <= raw_end <= len(text.raw)
    assert normalise(text.raw[raw_start:raw_end]).norm == text.norm[first:last]
    assert first <= start <= end <= last


@unhurried
@given(stretches())
def test_raw_stretch_cuts_no_combining_sequence(drawn: tuple[MappedText, int, int]) -> None:
    """Neither edge of a raw stretch stands before a mark."""
    text, start, end = drawn
    raw_start, raw_end = text.raw_span(start, end)

    if raw_start < raw_end:
        assert raw_start == 0 or not is_mark(text.raw[raw_start])
        assert raw_end == len(text.raw) or not is_mark(text.raw[raw_end])


@unhurried
@given(stretches())
def test_a_whole_stretch_stays_as_it_is(drawn: tuple[MappedText, int, int]) -> None:
    """To make a stretch whole once more changes nothing."""
    text, start, end = drawn

    assert text.whole(*text.whole(start, end)) == text.whole(start, end)


@unhurried
@given(any_texts)
def test_raw_positions_never_run_backwards(raw: str) -> None:
    """Adjacent characters of the normal form lie in order in the raw text, none on another."""
    text = normalise(raw)
    starts = [text.raw_span(at, at + 1)[0] for at in range(len(text.norm))]

    assert starts == sorted(starts)


@unhurried
@given(stretches())
def test_what_stands_in_the_text_is_found(drawn: tuple[MappedText, int, int]) -> None:
    """Every whole stretch is found at its own place, and what is found reads as what was sought."""
    text, start, end = drawn
    first, last = text.whole(start, end)
    needle = text.norm[first:last]
    found = text.find_all(needle)

    assert (text.raw_span(first, last) in found) == (needle != "")
    assert all(normalise(text.raw[begin:stop]).norm == needle for begin, stop in found)


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３", "¹²³", "½⅓", "𝟘𝟙"])
def test_digits_of_every_script_stay(digits: str) -> None:
    """A digit is never turned into another character."""
    assert normalise(digits).norm == digits
