from __future__ import annotations

import pytest

from claimtrack.anchoring import describe
from claimtrack.values.text import normalise

TEXT = (
    "The Harbour Board said on Tuesday that it\u00a0would approve up to 240 MW of IT capacity here."
)


def test_anchor_holds_the_raw_text_and_its_surroundings() -> None:
    """A segment is the raw words, where they stand, and whole words of context."""
    start = TEXT.index("240")
    anchor = describe(TEXT, [(start, start + 6)], capture=2, quote="240 MW")
    segment = anchor.segments[0]

    assert (anchor.capture, anchor.quote) == (2, "240 MW")
    assert (segment.exact, segment.start, segment.end) == ("240 MW", start, start + 6)
    assert segment.prefix == " that it\u00a0would approve up to "
    assert segment.suffix == " of IT capacity here."


def test_quote_is_what_stands_there_unless_given() -> None:
    """Without a quote, the segments are the quote, with an ellipsis between."""
    anchor = describe(normalise(TEXT), [(4, 17), (18, 22)], capture=1)

    assert anchor.quote == "Harbour Board … said"


@pytest.mark.parametrize(
    ("text", "span", "prefix", "suffix"),
    [
        ("one two", (0, 3), "", " two"),
        ("one two", (4, 7), "one ", ""),
        ("aaaa bbbb cccc dddd", (10, 14), " bbbb ", " dddd"),
        ("aaaaaaaa bb cccccccc", (9, 11), "aaaaa ", " ccccc"),
        ("国国国国国国国国二国国国国国国国国", (8, 9), "国国国国国国", "国国国国国国"),
        ("xxxx e\u0301e\u0301e\u0301 b", (12, 13), "e\u0301e\u0301 ", ""),
    ],
)
def test_context_is_cut_at_words(
    text: str, span: tuple[int, int], prefix: str, suffix: str
) -> None:
    """Context begins and ends with a word where one fits, and is cut anywhere where none does."""
    segment = describe(text, [span], capture=1, context=6).segments[0]

    assert segment.prefix == prefix
    assert segment.suffix == suffix


def test_no_context_can_be_asked_for() -> None:
    """A context of nothing keeps nothing of the text around."""
    segment = describe("one two three", [(4, 7)], capture=1, context=0).segments[0]

    assert (segment.prefix, segment.suffix) == ("", "")


@pytest.mark.parametrize("spans", [[], [(3, 3)], [(5, 2)], [(-1, 2)], [(0, 99)], [(4, 7), (0, 3)]])
def test_spans_that_are_no_place_are_an_error(spans: list[tuple[int, int]]) -> None:
    """Nowhere, nothing, outside and backwards are mistakes of the caller."""
    with pytest.raises(ValueError, match=r"is empty, or not within|no span"):
        describe("one two three", spans, capture=1)


def test_context_gives_way_where_few_words_may_be_shown() -> None:
    """Of a text that may not be shown, quote and context together keep within the words allowed."""
    text = "One two three four five six seven eight nine ten eleven twelve thirteen."
    start = text.index("six")

    (segment,) = describe(text, [(start, start + len("six seven eight"))], 1, most_words=7).segments

    words = f"{segment.prefix} {segment.exact} {segment.suffix}".split()
    assert segment.exact == "six seven eight"
    assert 3 < len(words) <= 7


def test_a_quote_longer_than_the_words_allowed_keeps_its_words() -> None:
    """The quote itself is never cut, only its context."""
    text = "One two three four five six."

    (segment,) = describe(text, [(4, 23)], 1, most_words=2).segments

    assert (segment.exact, segment.prefix, segment.suffix) == ("two three four five", "", "")
