"""Kill a process that writes to a ledger, again and again, and look at what is left each time.

A child adds claims, edits one, adds sources with captures, and changes many files at once, as an
import does; after each commit it says so. The parent kills it at a random moment. Then every file
must be whole JSON in the canonical form, the ledger must load without a fault, each change that was
acknowledged must be there, no source may be without the bytes and the text of its captures, and of
each change of many files all must be there or none.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from claimtrack.ledger import editing
from claimtrack.ledger.capturing import add_captured_source, describe_capture
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.models.claim import Claim
from claimtrack.models.source import Source
from claimtrack.store import json_files
from claimtrack.store.contract import Change, Presence, Snapshot
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import WORKING, Layout
from claimtrack.store.settings import NEW
from claimtrack.values.dates import Edtf

#: How long a child may write at most, in seconds: some ten changes, so that a kill can strike each
#: step of one and there is something to lose from those before it.
LONGEST_LIFE = 0.2

#: The sources, and the files of claims, of one change of many files: a few, and enough of them for
#: the disk to be told once to keep them all.
BATCHES = {"few": 3, "many": 25}


@dataclass(frozen=True)
class Page:
    """What was read from the bytes of a capture, in the words of a reader of documents."""

    text: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    extractor: str = "benchmark 1"


@dataclass
class Tally:
    """What was acknowledged so far, and what went wrong."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    """Record and the version of it that was acknowledged last."""
    changes: int = 0
    struck: int = 0
    """How many kills came in the middle of a write: it left a temporary file."""
    failures: list[str] = field(default_factory=list)


def main() -> int:
    """Run and print what came of it; return 1 when anything was lost or torn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        layout = start_ledger(Path(folder))
        tally = Tally()
        for cycle in range(arguments.kills):
            kill_one_writer(layout, cycle, dice, tally)
            check(layout, tally)
            if tally.failures:
                break
    seconds = time.perf_counter() - began
    for failure in tally.failures:
        print(f"FAILED (seed {arguments.seed}): {failure}")
    print(
        f"{cycle + 1} kills in {seconds:.1f} s, {tally.struck} of them in the middle of a write; "
        f"{tally.changes} changes acknowledged, {len(tally.failures)} failures"
    )
    return 1 if tally.failures else 0


def start_ledger(folder: Path) -> Layout:
    """Make a ledger with one source and one claim."""
    layout = Layout(folder)
    layout.settings.write_text(NEW, "utf-8")
    ledger = open_ledger(folder)
    editing.add_source(ledger, Source(id="gazette", csl={"type": "article-newspaper"}))
    editing.add_claim(ledger, Claim(id="gazette/edited", text="Version 0."))
    for name in BATCHES:
        change_batch(ledger, name, 0)
    return layout


def change_batch(ledger: Ledger, name: str, version: int) -> None:
    """Put a version of all records of a batch into the ledger, and one source more, at once."""
    records: list[Source | Claim] = []
    for number in range(BATCHES[name]):
        source_id = f"{name}-{number}"
        records.append(Source(id=source_id, csl={"type": "webpage"}, note=f"Version {version}."))
        records.append(Claim(id=f"{source_id}/one", text=f"Version {version}."))
    records.append(Source(id=f"{name}-more-{version}", csl={"type": "webpage"}))
    known: dict[str, Source | Claim] = {**ledger.sources, **ledger.claims}
    changes = [Change(record.id, known.get(record.id), record) for record in records]
    gone = known.get(f"{name}-more-{version - 1}")
    ledger.apply(*changes, *([Change(gone.id, gone, None)] if gone else []))


def kill_one_writer(layout: Layout, cycle: int, dice: random.Random, tally: Tally) -> None:
    """Let a child write for a random time; note what it acknowledged."""
    leftovers = list_leftovers(layout)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write_on_and_on(layout, cycle, writing)
        finally:
            os._exit(1)
    os.close(writing)
    os.read(reading, 1)  # it has opened the ledger
    time.sleep(dice.uniform(0, LONGEST_LIFE))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        tally.failures.append(f"the writer of cycle {cycle} stopped by itself")
    with open(reading, encoding="utf-8") as acknowledged:  # noqa: PTH123 - a pipe has no path
        for line in acknowledged:
            record_id, version = line.split()
            tally.acknowledged[record_id] = int(version)
            tally.changes += 1
    tally.struck += list_leftovers(layout) != leftovers


def write_on_and_on(layout: Layout, cycle: int, acknowledge: int) -> None:
    """Change the ledger without end, and say each change that is done."""
    ledger = open_ledger(layout.root)
    os.write(acknowledge, b"!")
    step = 0
    while True:
        step += 1
        claim_id = f"gazette/c{cycle}-{step}"
        editing.add_claim(ledger, Claim(id=claim_id, text="The bridge is shut. " * (step % 40 + 1)))
        os.write(acknowledge, f"{claim_id} 0\n".encode())
        version = read_version(ledger.claims["gazette/edited"]) + 1
        editing.edit_claim(ledger, "gazette/edited", text=f"Version {version}.")
        os.write(acknowledge, f"gazette/edited {version}\n".encode())
        source_id = f"page-{cycle}-{step}"
        data = f"Page {cycle}-{step}. ".encode() * 500
        page = Page(data.decode())
        capture = describe_capture(page, data, n=1, captured=Edtf.parse("2025-03-12"))  # type: ignore[arg-type] # it has what is read of one
        source = Source(id=source_id, csl={"type": "webpage"}, captures=(capture,))
        add_captured_source(ledger, source, data, page.text)
        os.write(acknowledge, f"{source_id} 0\n".encode())
        for name in BATCHES:
            version = read_version(ledger.claims[f"{name}-0/one"]) + 1
            change_batch(ledger, name, version)
            os.write(acknowledge, f"{name}-0/one {version}\n".encode())


def list_leftovers(layout: Layout) -> set[tuple[str, int]]:
    """Return the temporary files that interrupted writes left, and when each was made."""
    working = layout.root / WORKING
    paths = [*layout.root.rglob(".*.tmp"), working / "staged", working / "journal"]
    return {(str(path), path.stat().st_mtime_ns) for path in paths if path.exists()}


def read_version(claim: Claim) -> int:
    """Return how often the claim was edited, as its text says."""
    return int(claim.text.strip("Version ."))


def check(layout: Layout, tally: Tally) -> None:
    """Note whatever is torn or lost."""
    for path in layout.root.rglob("*.json"):
        data = path.read_bytes()
        try:
            whole = json_files.dump(json_files.load(data)) == data
        except ValueError:
            whole = False
        if not whole:
            tally.failures.append(f"{layout.relative(path)} is torn")
    store = FolderStore(layout)
    snapshot = store.load()
    tally.failures.extend(map(str, snapshot.faults))
    tally.failures.extend(
        f"{record_id} was acknowledged and is lost"
        for record_id in tally.acknowledged
        if record_id not in snapshot.claims and record_id not in snapshot.sources
    )
    for claim_id in ("gazette/edited", *(f"{name}-0/one" for name in BATCHES)):
        edited = snapshot.claims.get(claim_id)
        if edited and read_version(edited) < tally.acknowledged.get(claim_id, 0):
            tally.failures.append(f"an acknowledged edit is lost: {edited.text}")
    tally.failures.extend(find_torn_batches(snapshot))
    for source in snapshot.sources.values():
        for capture in source.captures:
            kept = (store.read_text(source.id, capture), store.check_original(source.id, capture))
            if any(one.presence is not Presence.HELD for one in kept):
                tally.failures.append(f"{source.id} is there without its capture")


def find_torn_batches(snapshot: Snapshot) -> list[str]:
    """Return the batches of which a part is of one version and a part of another."""
    torn = []
    for name, size in BATCHES.items():
        claims = [snapshot.claims.get(f"{name}-{number}/one") for number in range(size)]
        sources = [snapshot.sources.get(f"{name}-{number}") for number in range(size)]
        versions = {claim.text if claim else None for claim in claims}
        versions |= {source.note if source else None for source in sources}
        more = [each for each in snapshot.sources if each.startswith(f"{name}-more-")]
        versions |= {f"Version {each.rpartition('-')[2]}." for each in more}
        if len(versions) > 1 or len(more) > 1:
            torn.append(f"the batch “{name}” is torn: {sorted(map(str, versions))}, {more}")
    return torn


if __name__ == "__main__":
    sys.exit(main())
