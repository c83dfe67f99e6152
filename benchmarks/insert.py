"""What one durable insert costs as a ledger grows, and against TinyDB's stock storage.

TinyDB's `JSONStorage` reads and rewrites one file for each insert, so its cost grows with the
ledger; ours reads and rewrites the file of one source. Ours waits for the disk (`fsync` of the file
and of its folder), stock TinyDB waits for its file only.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from made_ledger import make_ledger, make_records
from measure import Result, time_call
from memory import measure_peak, peak_megabytes

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL, LARGE = 1_000, 100_000


def measure(runs: int = 31, stock_runs: int = 5) -> list[Result]:
    """Measure inserts at both sizes in turn, then those of stock TinyDB at the larger."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        stock = Path(folder) / "stock.json"
        make_ledger(small, SMALL)
        make_ledger(large, LARGE)
        make_stock(stock, LARGE)
        insert_small, insert_large = open_ours(small), open_ours(large)
        pairs = [(time_call(insert_small), time_call(insert_large)) for _ in range(runs + 1)][1:]
        at_small = statistics.median(first for first, _ in pairs)
        at_large = statistics.median(second for _, second in pairs)
        insert_stock = open_stock(stock)
        at_stock = statistics.median(time_call(insert_stock) for _ in range(stock_runs))
        memory = {
            name: measure_peak(__file__, "--side", name, "--path", str(path))
            for name, path in (("small", small), ("large", large), ("stock", stock))
        }
    return [
        Result(
            f"one durable insert among {LARGE:,} claims",
            f"one among {SMALL:,}",
            ours=at_large,
            theirs=at_small,
            target="at most 3",
            ours_megabytes=memory["large"],
            theirs_megabytes=memory["small"],
            runs=runs,
        ),
        Result(
            f"one durable insert among {LARGE:,} claims",
            "TinyDB's `JSONStorage`",
            ours=at_large,
            theirs=at_stock,
            target="at least 200 times faster",
            ours_megabytes=memory["large"],
            theirs_megabytes=memory["stock"],
            runs=stock_runs,
            inverted=True,
        ),
    ]


def open_ours(root: Path) -> Callable[[], object]:
    """Open a ledger and return a call that adds one claim, each time to another source."""
    from claimtrack.ledger import editing  # noqa: PLC0415 - the peer's process is to be without it
    from claimtrack.ledger.ledger import open_ledger  # noqa: PLC0415
    from claimtrack.models.claim import Claim  # noqa: PLC0415

    ledger = open_ledger(root)
    source_ids = itertools.cycle(sorted(ledger.sources))
    numbers = itertools.count()
    assert ledger.links_to("nowhere") == []  # noqa: S101 - the indexes are made here

    def insert() -> None:
        claim_id = f"{next(source_ids)}/new-{os.getpid()}-{next(numbers)}"
        editing.add_claim(ledger, Claim(id=claim_id, text="The bridge is shut."))

    return insert


def make_stock(path: Path, claims: int) -> None:
    """Write the same claims as one file of stock TinyDB."""
    import orjson  # noqa: PLC0415

    documents = [claim for _, _, some in make_records(claims) for claim in some.values()]
    table = {str(number): document for number, document in enumerate(documents, start=1)}
    path.write_bytes(orjson.dumps({"claims": table}))


def open_stock(path: Path) -> Callable[[], object]:
    """Open stock TinyDB and return a call that adds one claim."""
    from tinydb import TinyDB  # noqa: PLC0415

    table = TinyDB(path).table("claims")
    return lambda: table.insert({"text": "The bridge is shut."})


def main() -> None:
    """Print the ratios and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--stock-runs", type=int, default=5)
    parser.add_argument("--side", choices=("small", "large", "stock"), help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        opener = open_stock if arguments.side == "stock" else open_ours
        opener(arguments.path)()
        print(peak_megabytes())
        return
    for row in measure(arguments.runs, arguments.stock_runs):
        print(
            f"{row.name}: {row.ratio:.2f} against {row.peer} (target: {row.target}); "
            f"{row.ours * 1000:.2f} ms and {row.ours_megabytes:.0f} MB against "
            f"{row.theirs * 1000:.2f} ms and {row.theirs_megabytes:.0f} MB, {row.runs} runs"
        )


if __name__ == "__main__":
    main()
