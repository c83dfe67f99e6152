"""The peak memory of a process of its own.

What `getrusage` says of a child includes the peak of the process that started it, for the one
becomes the other; so a child says itself what it used.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path


def peak_megabytes() -> float:
    """Return the peak resident memory of this process, since it became this program."""
    status = Path("/proc/self/status")
    if status.exists():
        match = re.search(r"^VmHWM:\s*(\d+) kB", status.read_text("ascii"), re.MULTILINE)
        if match:
            return int(match[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_peak(script: str, *arguments: str) -> float:
    """Run a Python script that prints `peak_megabytes` and return what it printed."""
    done = subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, check=True
    )
    return float(done.stdout)
