"""How long a ledger of 100,000 claims takes to load, against bare `orjson.loads` of its bytes.

The peer has the bytes of all files in memory and keeps plain dictionaries; ours lists folders,
opens 10,000 files, and returns validated records. Both run with the garbage collector paused.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from pathlib import Path

from made_ledger import make_ledger
from measure import Result
from memory import measure_peak, peak_megabytes

from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout

NAME = "loading {claims:,} claims from {files:,} files into checked records"
PEER = "`orjson.loads` of the same bytes, already in memory"


def measure(claims: int = 100_000, runs: int = 7) -> list[Result]:
    """Measure both in turn, and the memory of each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        layout = make_ledger(Path(folder), claims)
        blobs = read_all(layout)
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(runs + 1):  # the first warms up
            theirs.append(load_bare(blobs))
            ours.append(load_records(layout))
        return [
            Result(
                NAME.format(claims=claims, files=len(blobs)),
                PEER,
                ours=statistics.median(ours[1:]),
                theirs=statistics.median(theirs[1:]),
                target="at most 6",
                ours_megabytes=measure_peak(__file__, "--folder", folder, "--side", "ours"),
                theirs_megabytes=measure_peak(__file__, "--folder", folder, "--side", "theirs"),
                runs=runs,
            )
        ]


def read_all(layout: Layout) -> list[bytes]:
    """Return the bytes of every file of the ledger."""
    return [path.read_bytes() for path in sorted(layout.root.rglob("*.json"))]


def load_bare(blobs: list[bytes]) -> float:
    """Return the seconds that bare parsing takes."""
    import orjson  # noqa: PLC0415 - the process that measures ours is to be without it

    gc.disable()
    try:
        began = time.perf_counter()
        documents = [orjson.loads(blob) for blob in blobs]
        seconds = time.perf_counter() - began
    finally:
        gc.enable()
    assert len(documents) == len(blobs)  # noqa: S101 - and kept until here
    return seconds


def load_records(layout: Layout) -> float:
    """Return the seconds that our store takes."""
    store = FolderStore(layout)
    began = time.perf_counter()
    snapshot = store.load()
    seconds = time.perf_counter() - began
    if snapshot.faults:
        raise RuntimeError(str(snapshot.faults[0]))
    return seconds


def load_once(folder: Path, side: str) -> float:
    """Load one side and return this process's peak memory in MB."""
    layout = Layout(folder)
    if side == "ours":
        load_records(layout)
    else:
        load_bare(read_all(layout))
    return peak_megabytes()


def main() -> None:
    """Print the ratio and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--side", choices=("ours", "theirs"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        print(load_once(arguments.folder, arguments.side))
        return
    for row in measure(arguments.claims, arguments.runs):
        print(
            f"{row.name}: {row.ratio:.2f} times {row.peer} (target: {row.target}); "
            f"{row.ours:.3f} s and {row.ours_megabytes:.0f} MB against "
            f"{row.theirs:.3f} s and {row.theirs_megabytes:.0f} MB, {row.runs} runs"
        )


if __name__ == "__main__":
    main()
