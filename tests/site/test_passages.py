from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.models.anchor import Anchor
from claimtrack.site.passages import AROUND, Standing, show_passage
from claimtrack.store.contract import CaptureText, Presence

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = " ".join(f"word{n}" for n in range(400))


def show(text: str, made: dict[str, object], presence: Presence = Presence.HELD) -> str:
    """Return a passage with its marks as brackets."""
    found = CaptureText(presence, text if presence is Presence.HELD else None, "")
    passage = show_passage(Anchor.model_validate(made), found)
    return "".join(f"[{p.text}]" if p.is_marked else p.text for p in passage.pieces)


def test_a_quote_is_shown_among_some_words(anchor: Callable[..., dict[str, object]]) -> None:
    """So many characters on each side, cut between words."""
    shown = show(LONG, anchor(LONG, "word200 word201"))

    before, _, rest = shown.partition("[word200 word201]")
    assert before.startswith("… word")
    assert rest.endswith(" …")
    assert AROUND - 30 <= len(before) <= AROUND + 2
    assert AROUND - 30 <= len(rest) <= AROUND + 2
    assert before[2:] in LONG
    assert f" {rest[1:-2]} " in LONG


def test_a_short_text_is_shown_to_its_ends(anchor: Callable[..., dict[str, object]]) -> None:
    """Without signs that something was left out."""
    assert show("At least 240 go.", anchor("At least 240 go.", "240")) == "At least [240] go."


def test_what_is_shown_ends_with_a_paragraph(anchor: Callable[..., dict[str, object]]) -> None:
    """If that leaves enough; blank lines are not shown."""
    near, far = "x" * 30, "y" * 90
    text = f"{LONG}\n\n{far}\n\n{near} Quote. {near}\n\n{far}\n\n{LONG}"

    assert show(text, anchor(text, "Quote.")) == (f"… {far}\n{near} [Quote.] {near}\n{far} …")


def test_a_text_without_spaces_is_cut_anyway(anchor: Callable[..., dict[str, object]]) -> None:
    """No more of it is shown than of any other."""
    text = "字" * 1000 + "选举" + "字" * 1000

    assert len(show(text, anchor(text, "选举"))) == 2 * AROUND + 4 + 4


def test_pieces_far_apart_are_shown_without_what_is_between(
    anchor: Callable[..., dict[str, object]],
) -> None:
    """A quote with an ellipsis may span an article."""
    shown = show(LONG, anchor(LONG, "word0 ", "word399"))

    assert shown.count("[…]") == 1
    assert "word200" not in shown


def test_a_quote_as_long_as_a_book_is_cut(anchor: Callable[..., dict[str, object]]) -> None:
    """A page is no place to reprint one."""
    text = LONG * 10

    assert len(show(text, anchor(text, text))) < 4_100


@pytest.mark.parametrize("presence", [each for each in Presence if each is not Presence.HELD])
def test_without_a_text_the_record_alone_is_shown(
    anchor: Callable[..., dict[str, object]], presence: Presence
) -> None:
    """And it is not said to have been checked."""
    made = anchor(LONG, "word200")

    shown = show(LONG, made, presence)

    assert shown == "… 197 word198 word199 [word200] word201 word202 wor …"
    found = CaptureText(presence, None, "")
    assert show_passage(Anchor.model_validate(made), found).standing is Standing.UNCHECKED


def test_a_quote_that_is_gone_is_said_to_be(anchor: Callable[..., dict[str, object]]) -> None:
    """What stands in its place is not shown as the quote."""
    made = Anchor.model_validate(anchor(LONG, "word200"))

    passage = show_passage(made, CaptureText(Presence.HELD, LONG.upper(), ""))

    assert passage.standing is Standing.GONE
    assert "word200" in {piece.text for piece in passage.pieces if piece.is_marked}


@pytest.mark.parametrize(
    ("quoted", "cut"),
    [("word201", "word200"), ("ord201", "ord201"), ("word200 … word300", "word200")],
)
def test_a_quote_that_its_anchor_does_not_carry_is_said_to_be_gone(
    anchor: Callable[..., dict[str, object]], quoted: str, cut: str
) -> None:
    """Another quote than its segments have, one that cuts a word, one with a piece missing."""
    made = Anchor.model_validate({**anchor(LONG, cut), "quote": quoted})

    passage = show_passage(made, CaptureText(Presence.HELD, LONG, ""))

    assert passage.standing is Standing.GONE
