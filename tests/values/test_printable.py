from __future__ import annotations

import json

import pytest

from claimtrack.values.printable import clean, clean_line, count_columns, dump_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Port Varrow", "Port Varrow"),
        ("“Zoë” naïve 港", "“Zoë” naïve 港"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\x9b2Jb\x00\r", "a\\x9b2Jb\\x00\\x0d"),
        ("a\u202eb\u2066c\ufeff", "a\\u202eb\\u2066c\\ufeff"),
        ("lone \ud800", "lone \\ud800"),
        ("tag \U000e0041", "tag \\U000e0041"),
        ("a\u00a0b\u3000c", "a b c"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("é\x1b\n", "é\\x1b\n"),
    ],
)
def test_what_could_act_is_shown_as_an_escape(text: str, shown: str) -> None:
    """Controls, overrides and surrogates are written out; letters and line breaks stay."""
    assert clean(text) == shown
    assert clean(text).encode()


def test_a_line_has_no_breaks() -> None:
    """Line breaks, tabs and runs of spaces become one space each."""
    assert clean_line("  a\n\n b\t c\u00a0 \x07 ") == "a b c \\x07"


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("港口", 4), ("e\u0301t", 2), ("é—”", 3)]
)
def test_columns_are_what_a_terminal_fills(text: str, columns: int) -> None:
    """Wide characters fill two columns, combining accents none."""
    assert count_columns(text) == columns


def test_json_says_the_same_and_prints_nothing_that_acts() -> None:
    """What is not printable stands as JSON's own escapes, and reads back as it was."""
    document = {"key\x9b": "a\x1b[31m \x7f \x9b \u202e \ud800 \U000e0041 é 港 “x”", "n": [1, None]}
    text = dump_json(document)

    assert json.loads(text) == document
    assert text.replace("\n", "").isprintable()
    assert "é 港 “x”" in text
    assert text.encode()
