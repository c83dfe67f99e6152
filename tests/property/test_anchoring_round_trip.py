"""Laws of anchors: what is described is found again, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.anchoring import describe, locate, resolve
from claimtrack.errors import RefusedError
from claimtrack.values.text import normalise

if TYPE_CHECKING:
    from claimtrack.models.anchor import Anchor

#: The first text with accents reads the character database, once.
unhurried = settings(deadline=None)

_WORDS = [
    "the",
    "Board",
    "not",
    "was",
    "41",
    "1,240",
    "2.5%",
    "“paid”",
    "weren’t",
    "ﬁnal",
    "e\u0301te",
]
_SPACES = [" ", " ", "\n\n", "\u00a0", "  ", " \u200b"]


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    """Draw words and spaces in turn, beginning and ending with a word."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=6, max_size=25))
    spaces = draw(st.lists(st.sampled_from(_SPACES), min_size=len(words), max_size=len(words)))
    return [piece for pair in zip(words, spaces, strict=True) for piece in pair][:-1]


@st.composite
def anchored_texts(draw: st.DrawFn) -> tuple[str, Anchor]:
    """Draw a text and the anchor of one to three stretches of whole words in it."""
    pieces = draw(texts())
    count = (len(pieces) + 1) // 2
    edges = sorted(draw(st.sets(st.integers(0, count), min_size=2, max_size=6)))
    spans = [
        (len("".join(pieces[: 2 * first])), len("".join(pieces[: 2 * last - 1])))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    ]
    text = "".join(pieces)
    return text, describe(text, spans, capture=1)


@unhurried
@given(anchored_texts())
def test_what_is_described_resolves_to_itself(drawn: tuple[str, Anchor]) -> None:
    """In its own text an anchor leads back to the very place it was made from."""
    text, anchor = drawn
    found = resolve(anchor, text)

    assert describe(text, found.spans, 1, anchor.quote) == anchor
    assert not found.moved


@unhurried
@given(anchored_texts(), st.text("Zz \n\u00ad", max_size=20))
def test_what_resolves_elsewhere_reads_as_the_quote(drawn: tuple[str, Anchor], before: str) -> None:
    """In a text that has grown, an anchor leads to its own words or is refused."""
    text, anchor = drawn
    grown = f"{before} {text}"
    try:
        found = resolve(anchor, grown)
    except RefusedError:
        return

    for (start, end), segment in zip(found.spans, anchor.segments, strict=True):
        assert normalise(grown[start:end]).norm == normalise(segment.exact).norm


@unhurried
@given(anchored_texts(), st.data())
def test_a_changed_digit_is_always_caught(drawn: tuple[str, Anchor], data: st.DataObject) -> None:
    """When a digit that is quoted changes in the source, its place no longer resolves."""
    text, anchor = drawn
    digits = [
        at
        for segment in anchor.segments
        for at in range(segment.start, segment.end)
        if text[at].isdigit()
    ]
    if not digits:
        return
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[at]]))
    changed = text[:at] + other + text[at + 1 :]
    try:
        found = resolve(anchor, changed)
    except RefusedError:
        return

    # The same words stand elsewhere too: then they are found there, and said to have moved.
    assert found.moved
    assert all(not start <= at < end for start, end in found.spans)


@unhurried
@given(anchored_texts(), st.sampled_from("0123456789"), st.data())
def test_a_digit_put_beside_a_number_is_always_caught(
    drawn: tuple[str, Anchor], digit: str, data: st.DataObject
) -> None:
    """A digit that makes a quoted number longer, at its edge too, is caught."""
    text, anchor = drawn
    segment = data.draw(st.sampled_from(anchor.segments))
    at = data.draw(st.sampled_from([segment.start, segment.end]))
    if not text[segment.start if at == segment.start else at - 1].isdigit():
        return
    changed = text[:at] + digit + text[at:]
    try:
        found = resolve(anchor, changed)
    except RefusedError:
        return

    assert all(not start <= at <= end for start, end in found.spans)


@unhurried
@given(anchored_texts())
def test_what_is_located_stands_there(drawn: tuple[str, Anchor]) -> None:
    """A quote is located where it reads the same, or refused."""
    text, anchor = drawn
    quote = normalise(anchor.segments[0].exact).norm
    try:
        spans = locate(quote, text, short=True)
    except RefusedError:
        return

    assert [normalise(text[start:end]).norm for start, end in spans] == [quote]


@pytest.mark.parametrize("digit", "0123456789")
def test_every_digit_counts(digit: str) -> None:
    """No digit is taken for another."""
    text = f"They counted {digit}7 of the boats"
    anchor = describe(text, [(0, len(text))], capture=1)

    for other in set("0123456789") - {digit}:
        with pytest.raises(RefusedError):
            resolve(anchor, f"They counted {other}7 of the boats")
