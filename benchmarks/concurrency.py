"""Several processes add claims to one ledger at once; none may be lost, nobody may see an error.

Each opens the ledger before any of the others writes, so each goes on from a state that is no
longer true: half of the claims go into one file that all share, half into a file of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from claimtrack.ledger import editing
from claimtrack.ledger.ledger import open_ledger
from claimtrack.models.claim import Claim
from claimtrack.models.source import Source
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout
from claimtrack.store.settings import NEW

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

#: How long all may take together, in seconds.
LONGEST = 300


def main() -> int:
    """Run and print what came of it; return 1 when a claim was lost or an error seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--claims", type=int, default=50, help="by each process")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder))
        layout.settings.write_text(NEW, "utf-8")
        began = time.perf_counter()
        failed = run_writers(layout, arguments.processes, arguments.claims)
        seconds = time.perf_counter() - began
        snapshot = FolderStore(layout).load()
    expected = arguments.processes * arguments.claims
    lost = expected - len(snapshot.claims)
    print(
        f"{arguments.processes} processes added {len(snapshot.claims)} of {expected} claims in "
        f"{seconds:.1f} s: {lost} lost, {failed} processes saw an error, "
        f"{len(snapshot.faults)} files cannot be read"
    )
    return 1 if lost or failed or snapshot.faults else 0


def run_writers(layout: Layout, processes: int, claims: int) -> int:
    """Start the writers together and return how many failed."""
    ledger = open_ledger(layout.root)
    for name in ("shared", *(f"own-{number}" for number in range(processes))):
        editing.add_source(ledger, Source(id=name, csl={"type": "webpage"}))
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(processes)
    writers = [
        context.Process(target=write, args=(layout.root, barrier, number, claims))
        for number in range(processes)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(LONGEST)
    return sum(writer.exitcode != 0 for writer in writers)


def write(root: Path, barrier: Barrier, number: int, claims: int) -> None:
    """Add claims, in turn to the file that all share and to one of its own."""
    ledger = open_ledger(root)
    barrier.wait()
    for step in range(claims):
        source_id = f"own-{number}" if step % 2 else "shared"
        editing.add_claim(ledger, Claim(id=f"{source_id}/p{number}-{step}", text="It is shut."))


if __name__ == "__main__":
    sys.exit(main())
