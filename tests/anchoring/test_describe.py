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
