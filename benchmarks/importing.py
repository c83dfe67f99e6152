"""What it costs to take in a feed of 100,000 ClaimReviews, against a bare parse of the same file.

The peer, the standard library's `json.load`, has read the feed and kept nothing. A dry run has also
made records of it and found which of them the ledger has; an import has written them, each source a
folder and its claims a file of their own, as one change that is there as a whole or not at all.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from made_reviews import write_feed
from measure import Result, Run, run_process

REVIEWS = 100_000


def measure(runs: int = 2, reviews: int = REVIEWS) -> list[Result]:
    """Measure a bare parse, a dry run and an import in turn."""
    sides = ("parse", "plan", "store")
    found: dict[str, list[Run]] = {side: [] for side in sides}
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.json"
        write_feed(feed, reviews)
        for _ in range(runs):
            for side in sides:
                root = Path(folder) / "ledger"
                command = (sys.executable, __file__, side, str(feed), str(root))
                found[side].append(run_process(command))
                shutil.rmtree(root, ignore_errors=True)
    seconds = {side: statistics.median(run.seconds for run in found[side]) for side in sides}
    memory = {side: statistics.median(run.megabytes for run in found[side]) for side in sides}
    return [
        Result(
            f"{name} of {reviews:,} ClaimReviews",
            "`json.load` of the same file",
            ours=seconds[side],
            theirs=seconds["parse"],
            target=target,
            ours_megabytes=memory[side],
            theirs_megabytes=memory["parse"],
            runs=runs,
        )
        for side, name, target in (
            ("plan", "a dry run of an import", "at most 40"),
            ("store", "an import", "at most 150"),
        )
    ]


def run_side(side: str, feed: Path, root: Path) -> None:
    """Do what is measured."""
    if side == "parse":
        with feed.open(encoding="utf-8") as stream:
            json.load(stream)
        return
    from claimtrack.cli.app import run  # noqa: PLC0415 - the peer's process is to be without it

    run(["init", str(root)])
    dry = ["--dry-run"] if side == "plan" else []
    if run(["import", str(feed), "--ledger", str(root), *dry]):
        raise SystemExit(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("side", nargs="?", choices=("parse", "plan", "store"))
    parser.add_argument("feed", nargs="?", type=Path)
    parser.add_argument("root", nargs="?", type=Path)
    given = parser.parse_args()
    if given.side:
        run_side(given.side, given.feed, given.root)
    else:
        for row in measure():
            print(f"{row.name}: {row.ours:.1f} s, {row.ratio:.1f} times {row.peer}")
