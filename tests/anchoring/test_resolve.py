from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.anchoring import Selector, describe, locate, resolve
from claimtrack.errors import (
    AmbiguousQuoteError,
    BrokenAnchorError,
    CutWordError,
    QuoteNotFoundError,
    QuoteOrderError,
)
from claimtrack.values.text import normalise

if TYPE_CHECKING:
    from claimtrack.models.anchor import Anchor

TEXT = (
    "The Harbour Board said on Tuesday that it would approve up to 240 MW of it. The Board had not "
    "answered. “We weren’t asked,” said Ilse Maran, who leads the council of Norvik. She waited. "
    "The Board had not answered. In July it dropped the plan."
)
QUOTE = "would approve up to 240 MW"


def anchored(quote: str, text: str = TEXT, nth: int | None = None) -> Anchor:
    """Return the anchor of a quote in a text."""
    return describe(text, locate(quote, text, nth=nth), capture=1, quote=quote)


def test_unchanged_text_is_resolved_by_position() -> None:
    """Where the text has not changed, the position holds."""
    found = resolve(anchored(QUOTE), TEXT)

    assert found.how is Selector.POSITION
    assert not found.moved
    assert [TEXT[start:end] for start, end in found.spans] == [QUOTE]
    assert found.gaps == ()


def test_position_holds_where_only_the_form_changed() -> None:
    """Another kind of space or quotation mark in place does not move a quote."""
    changed = TEXT.replace("240 MW", "240\u00a0MW").replace("’", "'")

    assert resolve(anchored(QUOTE), changed).how is Selector.POSITION


def test_moved_quote_is_found_by_its_words() -> None:
    """A quote that stands elsewhere is found, and said to have moved."""
    changed = "Updated.\n\n" + TEXT.replace(" approve up", "  approve\nup")
    found = resolve(anchored(QUOTE), normalise(changed))

    assert found.how is Selector.QUOTE
    assert found.moved
    assert changed[slice(*found.spans[0])] == "would  approve\nup to 240 MW"


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("240", "280", QuoteNotFoundError),
        ("240", "1240", QuoteNotFoundError),
        ("240 MW", "240 kW", QuoteNotFoundError),
        ("would approve", "would not approve", QuoteNotFoundError),
        (TEXT, "", QuoteNotFoundError),
        ("240 MW of", "240 MW-of", CutWordError),
        ("it would", "it-would", CutWordError),
    ],
)
def test_changed_quote_is_not_found(old: str, new: str, error: type[Exception]) -> None:
    """A changed word, digit or unit, or one that grew at the edge, is refused."""
    with pytest.raises(error):
        resolve(anchored(QUOTE), TEXT.replace(old, new))


def test_number_that_grows_in_front_of_its_place_is_refused() -> None:
    """The words at the old position are not enough: they may be part of a longer number now."""
    text = "They said so: 240 workers left."

    with pytest.raises(CutWordError):
        resolve(anchored("240 workers left", text), text.replace(": 240", ":1240"))


@pytest.mark.parametrize("nth", [1, 2])
def test_context_tells_repeated_quotes_apart(nth: int) -> None:
    """Of two places with the same words, the one with the old surroundings is taken."""
    changed = "Updated. " + TEXT
    found = resolve(anchored("The Board had not answered", nth=nth), changed)

    assert found.spans == (normalise(changed).find_all("The Board had not answered")[nth - 1],)


def test_repeated_quote_without_its_context_is_ambiguous() -> None:
    """Where the surroundings are gone, none of several places is chosen."""
    changed = "Updated: The Board had not answered. Twice over: The Board had not answered. So."

    with pytest.raises(AmbiguousQuoteError, match="2 times"):
        resolve(anchored("The Board had not answered", nth=2), changed)


def test_what_a_quote_leaves_out_is_told() -> None:
    """The words under an ellipsis are in the answer, a negation too, which is not refused here."""
    spans = [TEXT.index(part) for part in ("The Board had", "said Ilse Maran")]
    anchor = describe(TEXT, [(spans[0], spans[0] + 13), (spans[1], spans[1] + 15)], capture=1)
    found = resolve(anchor, TEXT)

    assert found.gaps == (" not answered. “We weren’t asked,” ",)


def test_segments_move_together() -> None:
    """All segments of a moved quote are found, in order."""
    anchor = anchored("said Ilse Maran … the council [there]. She waited")
    changed = "Updated. " + TEXT.replace("who leads", "who has long led")
    found = resolve(anchor, changed)

    assert [changed[start:end] for start, end in found.spans] == [
        "said Ilse Maran",
        "the council",
        ". She waited",
    ]


def test_segments_out_of_order_are_refused() -> None:
    """Segments that stand in another order make another quote."""
    anchor = anchored("said on Tuesday … dropped the plan")
    changed = "In July it dropped the plan, as was said on Tuesday."

    with pytest.raises(QuoteOrderError):
        resolve(anchor, changed)


def test_segments_of_a_given_place_need_no_quote() -> None:
    """An anchor described without a quote resolves, though its parts are joined otherwise."""
    text = "One [two] three. Then came four and five. Then six."
    anchor = describe(text, [(0, 15), (27, 40)], capture=1)

    assert resolve(anchor, "So: " + text).spans == ((4, 19), (31, 44))


def test_context_at_the_edge_of_the_text_is_empty() -> None:
    """A quote that is the whole text has no context and is found where it stands once."""
    anchor = anchored(QUOTE, QUOTE)

    assert resolve(anchor, f"So it {QUOTE} now.").moved
    with pytest.raises(AmbiguousQuoteError):
        resolve(anchor, f"So it {QUOTE} now. So it {QUOTE} then.")


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "would approve up to 280 MW"},
        {"quote": "would not approve up to 240 MW"},
        {"quote": "would approve … to 240 MW"},
    ],
)
def test_anchor_that_contradicts_its_quote_is_refused(change: dict[str, str]) -> None:
    """An anchor edited by hand so that quote and segments differ is not believed."""
    anchor = anchored(QUOTE).with_changes(**change)

    with pytest.raises(BrokenAnchorError):
        resolve(anchor, TEXT)


@pytest.mark.parametrize("span", [(0, 5), (7, 3), (200, 999), (0, 0)])
def test_position_that_is_wrong_is_not_believed(span: tuple[int, int]) -> None:
    """A position outside the text, or of other words, leads to the words."""
    anchor = anchored(QUOTE)
    segment = anchor.segments[0].with_changes(start=span[0], end=span[1])
    wrong = anchor.with_changes(segments=(segment,))
    found = resolve(wrong, TEXT)

    assert found.how is Selector.QUOTE
    assert TEXT[slice(*found.spans[0])] == QUOTE


def test_segment_of_nothing_is_broken() -> None:
    """An anchor on white space alone says nothing."""
    with pytest.raises(BrokenAnchorError):
        resolve(describe("one  two three", [(3, 5), (9, 14)], capture=1), "one  two three")
