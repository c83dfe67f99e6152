from __future__ import annotations

import pytest

from claimtrack.annotate.texts import show_words


@pytest.mark.parametrize(
    "text",
    ["240\u00a0workers", "می\u200cخواهم", "har\u00adbour", "👩\u200d🔧", "one\ntwo\tthree", "항구"],
)
def test_leaves_what_is_written(text: str) -> None:
    """Fixed spaces, joiners, soft hyphens, line feeds and tabs are part of what is written."""
    assert show_words(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x07b", "a\\x07b"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2066b", "\\u2066b"),
        ("\ud800", "\\ud800"),
    ],
)
def test_shows_what_acts(text: str, shown: str) -> None:
    """Controls, overrides and lone surrogates are shown as escapes."""
    assert show_words(text) == shown
