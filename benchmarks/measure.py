"""Whole processes, timed in turn: A B A B, so that a busy machine slows both alike."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One finished run."""

    seconds: float
    megabytes: float
    """Peak resident memory of the process."""


@dataclass(frozen=True)
class Result:
    """One row of the table: ours against a named peer."""

    name: str
    peer: str
    ours: float
    theirs: float
    """Median seconds of each."""
    target: str
    ours_megabytes: float = 0.0
    theirs_megabytes: float = 0.0
    runs: int = 0
    inverted: bool = False
    """Whether the ratio is theirs to ours: how many times faster we are."""

    @property
    def ratio(self) -> float:
        """What the target bounds."""
        return self.theirs / self.ours if self.inverted else self.ours / self.theirs


def run_process(command: Sequence[str], folder: Path | None = None) -> Run:
    """Run ``command`` and measure it; its output is thrown away.

    A small process of its own starts it and takes the time: what the system says of a child's
    memory includes the peak of whoever started it.

    Raises:
        RuntimeError: it failed.
    """
    done = subprocess.run(
        [sys.executable, __file__, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    code, seconds, megabytes = json.loads(done.stdout)
    if code != 0:
        raise RuntimeError(f"{' '.join(command)} exited with {code}")
    return Run(seconds, megabytes)


def _run_here(command: Sequence[str]) -> tuple[int, float, float]:
    """Run a command and return its exit code, its seconds and its peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, seconds, usage.ru_maxrss / 1024


def compare_processes(
    name: str,
    peer: str,
    ours: Sequence[str],
    theirs: Sequence[str],
    target: str,
    *,
    folder: Path | None = None,
    runs: int = 25,
) -> Result:
    """Run two commands in turn, once to warm up, then ``runs`` times each; return the medians."""
    run_process(ours, folder)
    run_process(theirs, folder)
    pairs = [(run_process(ours, folder), run_process(theirs, folder)) for _ in range(runs)]
    return Result(
        name,
        peer,
        ours=statistics.median(first.seconds for first, _ in pairs),
        theirs=statistics.median(second.seconds for _, second in pairs),
        target=target,
        ours_megabytes=statistics.median(first.megabytes for first, _ in pairs),
        theirs_megabytes=statistics.median(second.megabytes for _, second in pairs),
        runs=runs,
    )


def time_call(call: Callable[[], object]) -> float:
    """Return how many seconds one call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(_run_here(sys.argv[1:])))
