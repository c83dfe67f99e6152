"""What commands print on the shipped ledger, as a person reads it at 80 columns.

After a change that is meant: ``pytest tests/cli/test_rendered.py --snapshot-update``, and read the
difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimtrack.cli.app import run

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

ROOT = Path(__file__).parents[2]
ARTICLE = "dailynk-2017-09-repatriation-fear"


@pytest.mark.parametrize(
    "command",
    [
        ["chain", "dailynk-2024-07-liaoning-warning/never-recognise"],
        ["chain", f"{ARTICLE}/92-persons", "--json"],
        ["conflicts", f"{ARTICLE}/92-persons", "--all"],
        ["conflicts", f"{ARTICLE}/kunming-listed", "--json"],
        ["report", "--limit", "1"],
        ["claim", "show", f"{ARTICLE}/92-persons"],
        ["claim", "list", "--source", ARTICLE, "--tag", "hrw"],
        ["source", "show", ARTICLE],
        ["source", "list", "--withheld"],
    ],
    ids=lambda command: " ".join(command).replace(ARTICLE, "…"),
)
def test_a_command_prints_what_was_looked_at(
    command: list[str], snapshot: SnapshotAssertion, capsys: pytest.CaptureFixture[str]
) -> None:
    """The output is the one that somebody read and found good."""
    code = run([*command, "--ledger", str(ROOT)])
    printed = capsys.readouterr()

    assert (code, printed.err) == (0, "")
    assert printed.out.replace(str(ROOT), "~") == snapshot
    assert max(map(len, printed.out.splitlines())) <= 80 or "--json" in command
