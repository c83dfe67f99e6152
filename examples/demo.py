"""What `make demo` runs: the main job on the ledger that comes with the project."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from claimtrack.cli.app import run

LEDGER = str(Path(__file__).parents[1])
COMMANDS = (
    "report",
    "chain dailynk-2024-07-liaoning-warning/never-recognise",
    "conflicts dailynk-2017-09-repatriation-fear/92-persons",
)


def main() -> int:
    """Run the commands one after another and return the worst exit code."""
    worst = 0
    for command in COMMANDS:
        print(f"$ claimtrack {command}\n", flush=True)
        worst = max(worst, run([*shlex.split(command), "--ledger", LEDGER]))
        print(flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main())
