from __future__ import annotations

from claimtrack.anchoring.marking import render_marked, show_plain


def test_carets_stand_below_what_is_marked() -> None:
    """Marked characters have a caret below them, others nothing."""
    assert render_marked("yours", "up to 280", {7}) == [
        "  yours:  up to 280",
        "                 ^",
    ]


def test_line_without_marks_has_no_carets() -> None:
    """Nothing is put under a line in which nothing differs."""
    assert render_marked("source", "up to 280", ()) == ["  source: up to 280"]


def test_long_text_is_wrapped_between_words() -> None:
    """Lines are at most 80 columns and break after a space, carets with them."""
    text = "word " * 30 + "x" * 100
    lines = render_marked("source", text, {145, 250 - 1})
    shown = [line.strip() for line in lines if "^" not in line]

    assert all(len(line) <= 80 for line in lines)
    assert "".join(shown).removeprefix("source:").replace(" ", "") == text.replace(" ", "")
    assert sum("^" in line for line in lines) == 2


def test_wide_and_combining_characters_keep_carets_in_place() -> None:
    """An ideograph takes two columns and an accent none."""
    assert render_marked("yours", "国x\u0302国", {3}) == [
        "  yours:  国x\u0302国",
        "             ^^",
    ]


def test_unseen_characters_are_written_out() -> None:
    """A terminal is sent no control characters, and a reader sees what differs."""
    assert show_plain("a\x1b[0m\u200cb\ud800 c\u00a0") == "a\\x1b[0m\\u200cb\\ud800 c\\xa0"
    assert render_marked("yours", "\x1bb", {0}) == ["  yours:  \\x1bb", "          ^^^^"]
