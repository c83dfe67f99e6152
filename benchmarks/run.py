"""Run every benchmark and write benchmarks/README.md: what `make bench` does.

A figure is a ratio against a named peer, both measured in turn in the same run; the seconds beside
it are those of one machine on one day. The scripts can be run by themselves too.
"""

from __future__ import annotations

import importlib
import platform
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from measure import Result

#: The scripts with a `measure()` that returns results, in the order of the table.
SCRIPTS = ("startup", "load", "insert", "checking", "citing", "importing")

#: What the rows have that are measured on request alone.
LARGE = " 1,000,000 claims"

HEAD = """# Benchmarks

`make bench` writes this page: {machine}. Medians of several runs, ours and the peer in turn.
Compare ratios; the times are of a shared machine and only show the order of magnitude.
{extra}
| what | against | ratio | target | met | ours | peer | runs |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""
EXTRA = """
The rows of a million claims are measured by `python benchmarks/run.py --large` alone; otherwise
they stay as they were.

`python benchmarks/crash_safety.py` and `python benchmarks/concurrency.py` are no races against a
peer: they kill a writing process at random points and let several write at once, and fail if an
acknowledged write is lost or a file is not whole.
"""


def main() -> int:
    """Measure, print and write the table; return 1 when a target was missed."""
    file = Path(__file__).parent / "README.md"
    rows: list[Result] = []
    for script in SCRIPTS:
        print(f"{script} …", file=sys.stderr, flush=True)
        rows.extend(importlib.import_module(script).measure())
    table = "".join(map(show, rows))
    if "--large" in sys.argv:
        large = importlib.import_module("checking").measure_large()
        rows.extend(large)
        table += "".join(map(show, large))
    else:
        table += "".join(line for line in file.open(encoding="utf-8") if LARGE in line)
    machine = f"Python {platform.python_version()} on {platform.system()}, {platform.machine()}"
    page = HEAD.format(machine=machine, extra=EXTRA) + table
    file.write_text(page, "utf-8")
    print(page)
    return 0 if all(map(is_met, rows)) else 1


def is_met(row: Result) -> bool:
    """Whether a row keeps its target ("at most 3", "at least 200 times faster")."""
    bound = float(re.findall(r"\d+(?:\.\d+)?", row.target)[0])
    return row.ratio >= bound if "at least" in row.target else row.ratio <= bound


def show(row: Result) -> str:
    """Return a row of the table."""
    cells = (
        row.name,
        row.peer,
        f"{row.ratio:.2f}" if row.ratio < 100 else f"{row.ratio:.0f}",  # noqa: PLR2004 - digits
        row.target,
        "yes" if is_met(row) else "**no**",
        f"{show_seconds(row.ours)}, {row.ours_megabytes:.0f} MB",
        f"{show_seconds(row.theirs)}, {row.theirs_megabytes:.0f} MB",
        str(row.runs),
    )
    return f"| {' | '.join(cells)} |\n"


def show_seconds(seconds: float) -> str:
    """Return a time in the unit that suits it."""
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"


if __name__ == "__main__":
    sys.exit(main())
