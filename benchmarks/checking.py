"""What a `check` costs as a ledger grows, whole processes, and what is in it.

The index is made before anything is timed: a ledger is checked many times between two changes. What
making it takes is a row of its own.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from made_ledger import make_ledger, make_records
from measure import Result, compare_processes, run_process, time_call
from memory import peak_megabytes

from claimtrack.search.shelves import ClaimShelf
from claimtrack.search.sidecar import write_stamps
from claimtrack.stance.encoding import encode_pair
from claimtrack.stance.scorer import load_stance_model
from claimtrack.store.folder import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout

SMALL, MIDDLE, BIG, LARGE = 1_000, 10_000, 100_000, 1_000_000
SENTENCES = 100
RULES = "--rules-only"
SCORER = Path(__file__).parent / "peers" / "load_and_score.py"
#: Stamps younger than this are not believed, and their files are read again.
_SETTLING_SECONDS = 3


def measure() -> list[Result]:
    """Measure all rows but those of a million claims."""
    with tempfile.TemporaryDirectory() as folder:
        ledgers = [make_ledger(Path(folder) / str(size), size) for size in (SMALL, MIDDLE, BIG)]
        time.sleep(_SETTLING_SECONDS)
        return measure_on(*ledgers)


def measure_on(small: Layout, middle: Layout, big: Layout) -> list[Result]:
    """Measure on ledgers of a thousand, of ten and of a hundred thousand claims."""
    draft = middle.root / "draft.md"
    draft.write_text(" ".join(make_statements(SENTENCES)), "utf-8")
    first = measure_index(big, BIG)
    for layout in (small, middle):
        run_process(check(layout))
    return [
        first,
        compare_growth(big, BIG, small, "at most 1.5"),
        compare_processes(
            f"`check` of a statement on {MIDDLE:,} claims",
            "loading them and scoring with bm25s",
            check(middle),
            [sys.executable, str(SCORER), str(middle.root), make_statements(1)[0]],
            "at most 1",
            runs=25,
        ),
        compare_processes(
            f"`check` of a draft of {SENTENCES} sentences on {MIDDLE:,} claims",
            "of one statement",
            check(middle, str(draft)),
            check(middle),
            "at most 10",
            runs=5,
        ),
        compare_processes(
            f"that draft, the model asked for {count_asked(draft, middle)} pairs",
            f"the same with `{RULES}`: what is more is the model's share",
            check(middle, str(draft)),
            check(middle, str(draft), RULES),
            "at most 2",
            runs=5,
        ),
        measure_model(),
        compare_freshness(big, BIG),
    ]


def measure_large() -> list[Result]:
    """Measure the rows of a million claims; that takes five minutes and three gigabytes."""
    with tempfile.TemporaryDirectory() as folder:
        small = make_ledger(Path(folder) / "small", SMALL)
        large = make_ledger(Path(folder) / "large", LARGE)
        time.sleep(_SETTLING_SECONDS)
        made = measure_index(large, LARGE)
        run_process(check(small))
        return [
            made,
            compare_growth(large, LARGE, small, "at most 5"),
            compare_freshness(large, LARGE),
        ]


def make_statements(count: int, seed: int = 11) -> list[str]:
    """Return statements about the first claims that every made ledger has.

    Of three, one has another number, one another word, and one says what the claim says.
    """
    dice = random.Random(seed)
    texts = [
        str(claim["text"]) for _, _, claims in make_records(SMALL) for claim in claims.values()
    ]
    statements = []
    for number, text in enumerate(texts[:count]):
        words = text.split()
        if number % 3 == 0:
            words[6] = f"{dice.randint(2, 9999):,}"
        elif number % 3 == 1:
            words[3] = "newly"
        statements.append(" ".join(words))
    return statements


def check(layout: Layout, draft: str = "", *options: str) -> list[str]:
    """Return the command that checks a draft, or one statement that contradicts a claim."""
    command = [sys.executable, "-m", "claimtrack", "check", draft or make_statements(1)[0]]
    return [*command, "--ledger", str(layout.root), "--fail-on", "never", *options]


def compare_growth(big: Layout, size: int, small: Layout, target: str) -> Result:
    """Compare the check of one statement on two ledgers."""
    return compare_processes(
        f"`check` of a statement on {size:,} claims",
        f"on {SMALL:,}",
        check(big),
        check(small),
        target,
        runs=15,
    )


def measure_index(layout: Layout, size: int) -> Result:
    """Time the first check, which makes the index, against loading the ledger."""
    first = run_process(check(layout))
    index = layout.root / ".claimtrack" / "index"
    megabytes = sum(path.stat().st_size for path in index.rglob("*") if path.is_file()) / 1e6
    command = [sys.executable, "-m", "claimtrack", "claim", "list", "--ledger", str(layout.root)]
    listed = run_process(command)
    return Result(
        f"the first `check` on {size:,} claims, which makes an index of {megabytes:.0f} MB",
        "`claim list`, which loads them all",
        ours=first.seconds,
        theirs=listed.seconds,
        target="at most 10",
        ours_megabytes=first.megabytes,
        theirs_megabytes=listed.megabytes,
        runs=1,
    )


def compare_freshness(layout: Layout, size: int, runs: int = 15) -> Result:
    """Compare looking whether the index is up to date with looking at the files at all."""
    noted = (layout.root / ".claimtrack" / "index" / "claims" / "stamps").read_text("utf-8")
    shelf = ClaimShelf(layout)

    def look() -> bool:
        return noted.endswith(write_stamps(shelf.scan()))

    ours, theirs = time_in_turn(look, lambda: look_at_all(layout), runs)
    return Result(
        f"whether the index of {size:,} claims is up to date",
        f"bare `os.scandir` and `os.stat` of the same {len(shelf.scan()) * 2:,} files",
        ours=ours,
        theirs=theirs,
        target="at most 1.5",
        ours_megabytes=measure_allocation(look),
        theirs_megabytes=measure_allocation(lambda: look_at_all(layout)),
        runs=runs,
    )


def look_at_all(layout: Layout) -> int:
    """Look at time and size of every file of claims and every source."""
    total = 0
    for entry in os.scandir(layout.claims):
        status = entry.stat()
        total += status.st_mtime_ns + status.st_size
    for entry in os.scandir(layout.sources):
        status = os.stat(f"{entry.path}/source.json")  # noqa: PTH116 - the barest there is
        total += status.st_mtime_ns + status.st_size
    return total


def measure_model(pairs: int = 200, runs: int = 5) -> Result:
    """Time the stance model on pairs of a made ledger, on one core, against its bare network."""
    import numpy as np  # noqa: PLC0415 - only here
    import onnxruntime  # noqa: PLC0415 - only here

    model = load_stance_model()
    texts = make_statements(pairs + 1)
    asked = list(pairwise(texts))
    model.score(*asked[0])
    session, pieces = model._loaded  # noqa: SLF001 - the network itself is the peer
    assert isinstance(session, onnxruntime.InferenceSession)  # noqa: S101 - on one thread, as ours
    inputs = []
    for claim, evidence in asked:
        ids, types = encode_pair(pieces, claim, evidence)
        inputs.append({"ids": np.array([ids], np.int64), "types": np.array([types], np.int64)})
    ours, theirs = time_in_turn(
        lambda: [model.score(*pair) for pair in asked],
        lambda: [session.run(None, given) for given in inputs],
        runs,
    )
    return Result(
        f"the stance model on {pairs} pairs, {pairs / ours:.0f} a second on one core",
        "its bare network, words cut into pieces before",
        ours=ours,
        theirs=theirs,
        target="at most 1.5",
        ours_megabytes=peak_megabytes(),
        theirs_megabytes=peak_megabytes(),
        runs=runs,
    )


def count_asked(draft: Path, layout: Layout) -> int:
    """Return for how many pairs the model is asked in a check of a draft."""
    from claimtrack.check.checking import Checker  # noqa: PLC0415 - only here
    from claimtrack.extract.drafts import read_draft  # noqa: PLC0415 - only here
    from claimtrack.ledger.ledger import Ledger  # noqa: PLC0415 - only here

    counting = CountingModel()
    checker = Checker(Ledger(FolderStore(layout)), layout, model=counting)
    checker.check_draft(read_draft(draft.read_bytes(), name=draft.name))
    return counting.asked


class CountingModel:
    """A model that knows nothing, and counts how often it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked = 0

    def score(self, claim: str, evidence: str) -> tuple[float, float, float]:
        """Count one more, whatever it is."""
        self.asked += bool(claim) or bool(evidence)
        return 0.0, 0.0, 1.0


def measure_allocation(call: Callable[[], object]) -> float:
    """Return the megabytes that Python held at most for a call."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def time_in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], runs: int
) -> tuple[float, float]:
    """Return the median seconds of two calls, made in turn after a first one of each."""
    pairs = [(time_call(ours), time_call(theirs)) for _ in range(runs + 1)][1:]
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


if __name__ == "__main__":
    for row in measure_large() if "--large" in sys.argv else measure():
        print(
            f"{row.name}: {row.ratio:.2f} times {row.peer} (target: {row.target}); "
            f"{row.ours:.3f} s and {row.ours_megabytes:.0f} MB against "
            f"{row.theirs:.3f} s and {row.theirs_megabytes:.0f} MB"
        )
