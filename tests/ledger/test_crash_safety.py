"""The two benchmarks of safety, small: the same programs, run as anybody can run them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.parametrize(
    "command",
    [
        ("crash_safety.py", "--kills", "15"),
        ("concurrency.py", "--processes", "4", "--claims", "10"),
    ],
    ids=["killed", "at once"],
)
def test_nothing_acknowledged_is_lost(command: tuple[str, ...]) -> None:
    """Writers that are killed, and writers that write at the same time, tear and lose nothing."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / command[0]), *command[1:]],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 failures" in done.stdout or "0 lost" in done.stdout
