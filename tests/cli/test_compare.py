from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from claimtrack.cli.compare import Progress, register
from claimtrack.errors import BadLinesError, NoLedgerError, UnknownIdError, UnreadableInputError
from claimtrack.store.contract import Change

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source
    from claimtrack.store.layout import Layout

    Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the command with arguments and, if need be, input."""
    app = typer.Typer()
    register(app)
    runner = CliRunner()

    def run(*arguments: str, given: bytes = b"") -> Result:
        return runner.invoke(app, list(arguments), input=given)

    return run


def test_two_statements_are_compared(run: Run) -> None:
    """Verdict, scores and reasons are printed, a reason for a conflict with its mark."""
    result = run("41 people came.", "92 people came.")
    lines = result.stdout.splitlines()

    assert result.exit_code == 0
    assert lines[0].startswith("conflicts (")
    assert "supports 0." in lines[1]
    assert lines[2] == "  ! “41” and “92” cannot both be the number of people"
    assert any(line.startswith("  + ") for line in lines)


def test_json_is_one_record(run: Run) -> None:
    """With --json the comparison is an object with scores that add up to 1."""
    record = json.loads(run("41 people came.", "Over 20 people came.", "--json").stdout)

    assert record["verdict"] == "unclear"
    assert record["claim"] == "41 people came."
    assert sum(record["scores"].values()) == pytest.approx(1)
    assert {reason["cause"] for reason in record["reasons"]} == {None, "open-bound"}


def test_what_drives_a_terminal_is_shown(run: Run) -> None:
    """Control characters of a statement never reach the terminal raw."""
    result = run("Selm\x1b[31m sank 41 boats.", "Selm\x1b[31m sank 92 boats.")

    assert "\x1b" not in result.stdout


@pytest.mark.usefixtures("ledger")
def test_claims_are_compared_by_id(
    run: Run,
    ledger: Ledger,
    layout: Layout,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
) -> None:
    """Ids of claims stand for their texts, dates and credits."""
    one = make_claim("a-paper/one", "41 people were held.", about="2017")
    two = make_claim("a-paper/two", "92 people were held.", about="2018")
    source = make_source("a-paper", title="Held")
    ledger.apply(*(Change(record.id, None, record) for record in (source, one, two)))
    folder = str(layout.root)

    assert run("a-paper/one", "a-paper/two", "-C", folder).stdout.startswith("not-comparable")
    assert run("a-paper/one", "92 people were held.", "-C", folder).stdout.startswith("conflicts")
    missing = run("a-paper/three", "92 people were held.", "-C", folder)
    assert isinstance(missing.exception, UnknownIdError)


def test_an_id_needs_a_ledger(run: Run, tmp_path: Path) -> None:
    """An id without a ledger is refused; typed statements need none."""
    result = run("a-paper/one", "It sank.", "-C", str(tmp_path))

    assert isinstance(result.exception, NoLedgerError)


@pytest.mark.parametrize("arguments", [[], ["It sank."], ["It sank.", "--batch", "pairs.jsonl"]])
def test_wrong_usage_is_said(run: Run, arguments: list[str]) -> None:
    """Two statements or a file are needed, and not both."""
    result = run(*arguments)

    assert result.exit_code == 2
    assert "--batch" in result.stderr


PAIRS = [
    {"id": "one", "claim": "41 people came.", "evidence": "92 people came."},
    {"id": 2, "claim": "A boat sank.", "evidence": "A boat sank at night.", "label": "supports"},
]


def test_a_batch_is_answered_line_by_line(run: Run, tmp_path: Path) -> None:
    """Each pair of a file gives one line of JSON with its id; empty lines give none."""
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n\n".join(json.dumps(pair) for pair in PAIRS) + "\n", "utf-8")
    result = run("--batch", str(file))
    answers = [json.loads(line) for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert result.stderr == ""
    assert [(answer["id"], answer["verdict"]) for answer in answers] == [
        ("one", "conflicts"),
        (2, "supports"),
    ]
    assert set(answers[0]) == {"id", "verdict", "score", "scores", "reasons"}
    assert all(sum(answer["scores"].values()) == pytest.approx(1) for answer in answers)


def test_bad_lines_are_named_and_the_rest_is_done(run: Run) -> None:
    """A line that cannot be read is named with its number; the others are still answered."""
    good = json.dumps(PAIRS[0]).encode()
    bad = [
        b"not json",
        b"[1]",
        b'{"id": 1, "claim": "It sank."}',
        b'{"claim": "It sank.", "evidence": "It sank."}',
        b'{"id": "\xff"}',
        b"[" * 100_000,
        b'{"id": ' + b"1" * 10_000 + b"}",
        b'{"id": NaN, "claim": "It sank.", "evidence": "It sank."}',
        b'{"id": -1e999, "claim": "It sank.", "evidence": "It sank."}',
        b'{"id": true, "claim": "It sank.", "evidence": "It sank."}',
    ]
    result = run("--batch", "-", given=b"\n".join([good, *bad, good]))

    assert len(result.stdout.splitlines()) == 2
    assert isinstance(result.exception, BadLinesError)
    assert result.exception.exit_code == 3
    assert str(result.exception) == "10 of 12 lines of standard input could not be read"
    assert result.stderr.splitlines() == [
        "standard input:2: it is not JSON",
        "standard input:3: it is not a JSON object",
        "standard input:4: “evidence” is missing, or is no text",
        "standard input:5: “id” is missing, or is neither text nor a number",
        "standard input:6: it is not UTF-8",
        "standard input:7: it is not JSON",
        "standard input:8: it is not JSON",
        "standard input:9: it is not JSON",
        "standard input:10: “id” is missing, or is neither text nor a number",
        "standard input:11: “id” is missing, or is neither text nor a number",
    ]


def test_odd_characters_survive_a_batch(run: Run) -> None:
    """A lone surrogate in a statement does not end the run."""
    line = rb'{"id": "\ud800", "claim": "Selm \ud800 sank.", "evidence": "Selm sank."}'
    result = run("--batch", "-", given=line)

    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "\ud800"


def test_a_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    """A file that is not there is named."""
    result = run("--batch", str(tmp_path / "none.jsonl"))

    assert isinstance(result.exception, UnreadableInputError)


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_progress_is_shown_on_a_terminal() -> None:
    """Now and then the count is written over the last one; at the end the line is left."""
    terminal = Terminal()
    progress = Progress(terminal, step=2)
    for count in range(1, 6):
        progress.show(count)
    progress.finish(5)

    assert terminal.getvalue() == "\r2 compared\r4 compared\r5 compared\n"


def test_progress_is_for_terminals_only() -> None:
    """Nothing is written to a file or a pipe."""
    stream = io.StringIO()
    progress = Progress(stream, step=1)
    progress.show(1)
    progress.finish(1)

    assert stream.getvalue() == ""


def test_a_short_run_shows_no_progress() -> None:
    """A run over before the first note leaves the terminal as it was."""
    terminal = Terminal()
    Progress(terminal, step=10).finish(3)

    assert terminal.getvalue() == ""
