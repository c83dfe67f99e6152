from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import os, sys
from claimtrack.cli.streams import fill_streams
fill_streams()
streams = (sys.stdin, sys.stdout, sys.stderr)
good = [stream.fileno() for stream in streams] == [0, 1, 2]
good &= os.open(os.devnull, os.O_RDONLY) > 2
print("a word", file=sys.stdout)
print("a word", file=sys.stderr)
sys.stdin.read()
sys.exit(0 if good else 7)
"""


@pytest.mark.parametrize("closed", ["", "<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_leads_nowhere(closed: str) -> None:
    """It is there, has its own number, and no file that is opened later gets that."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -W error -X dev -c "$1" {closed}', sys.executable, SCRIPT],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout == ("" if " >" in f" {closed}" else "a word\n")
    assert done.stderr == ("" if "2>" in closed else "a word\n")


def test_the_program_itself_runs_without_its_messages() -> None:
    """What it prints does not depend on whether anybody hears what it says besides."""
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -m claimtrack --version 2>&-', sys.executable],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("claimtrack ")
