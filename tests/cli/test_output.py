from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.cli.output import (
    announcing,
    clean,
    count,
    print_columns,
    print_findings,
    print_line,
    print_text,
    wrap,
)
from claimtrack.models.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Terminal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("날짜 “é”\tok", "날짜 “é”\tok"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\x9bb", "a\\x9bb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u00a0b", "a b"),
        ("a\x00b\x7f", "a\\x00b\\x7f"),
    ],
    ids=ascii,
)
def test_what_could_drive_a_terminal_is_made_visible(text: str, shown: str) -> None:
    """Letters of any script stay; controls and overrides are written out."""
    assert clean(text) == shown


def test_paragraphs_are_wrapped_with_their_indent() -> None:
    """Each line of the text is a paragraph; later lines hang."""
    wrapped = wrap("word " * 30 + "\nend", indent=2, hang=2)

    lines = wrapped.split("\n")
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].startswith("  word")
    assert lines[1].startswith("    word")
    assert lines[-1] == "  end"


def test_columns_are_as_wide_as_their_cells(capsys: pytest.CaptureFixture[str]) -> None:
    """The last column is wrapped under itself; no rows print nothing."""
    print_columns([])
    print_columns([("a", "1 " * 50), ("bbb", "2")], indent=2)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("  a    1 1")
    assert lines[1].startswith("       1 1")
    assert lines[-1] == "  bbb  2"


def test_a_line_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What programs read is never wrapped, whatever is in it; messages can go to stderr."""
    print_line("word " * 40 + "\nend")
    print_text("aside", err=True)

    printed = capsys.readouterr()
    assert printed.out.count("\n") == 1
    assert printed.err == "aside\n"


def test_counts_have_their_noun() -> None:
    """One claim, two claims, thousands with a comma."""
    assert count(1, "claim") == "1 claim"
    assert count(3000, "claim") == "3,000 claims"
    assert count(0, "copy", "copies") == "0 copies"


def test_off_a_terminal_progress_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe nothing is announced."""
    with announcing("reading"):
        pass

    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("desk")
def test_in_a_terminal_what_takes_longer_than_a_second_is_announced(
    terminal: Callable[..., Terminal],
) -> None:
    """While standard input is awaited, the terminal says what is being read."""
    screen = terminal("source", "add", "-", "--yes")
    screen.wait_for("reading - …")
    screen.interrupt()

    assert screen.finish() == 3


def test_in_a_pipe_each_line_of_a_reason_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What points at a letter in the line above it stays under that letter."""
    finding = Finding(
        code="ODD",
        severity=Severity.NOTE,
        where="a.json:1",
        message="odd",
        why="yours: 1\n       ^",
    )

    print_findings([finding])

    assert capsys.readouterr().out == "a.json:1: ODD odd\n    yours: 1\n           ^\n"
