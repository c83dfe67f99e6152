"""How long a command takes before it does anything: `--help` and `claim list`, whole processes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import Result, compare_processes
from peers.make_argparse import make_program

ROOT = Path(__file__).parents[1]
PEERS = Path(__file__).parent / "peers"


def measure() -> list[Result]:
    """Measure both commands against their peers."""
    claimtrack = [sys.executable, "-m", "claimtrack"]
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "argparse_program.py"
        program.write_text(make_program(), "utf-8")
        shown = compare_processes(
            "`claimtrack --help`",
            "`--help` of an argparse program with the same commands and options",
            [*claimtrack, "--help"],
            [sys.executable, str(program), "--help"],
            "at most 3",
        )
    listed = compare_processes(
        "`claimtrack claim list` on the shipped ledger",
        "a bare Typer program that parses and prints the same files",
        [*claimtrack, "claim", "list", "--ledger", str(ROOT)],
        [sys.executable, str(PEERS / "bare_typer.py"), "--folder", str(ROOT)],
        "at most 1.3",
    )
    return [shown, listed]


if __name__ == "__main__":
    for row in measure():
        print(f"{row.name}: {row.ratio:.2f} times {row.peer} (target: {row.target})")
