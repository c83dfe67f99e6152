from __future__ import annotations

import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from claimtrack.formats.processes import Outcome, Process

PYTHON = Path(sys.executable)
BOTH = pytest.mark.parametrize("in_one_line", [False, True])


def _start(script: str) -> Process:
    return Process(PYTHON, ["-c", f"import sys, time\n{script}"])


@BOTH
def test_answers_what_it_made_of_its_input(*, in_one_line: bool) -> None:
    """What it wrote, what it said besides, and that it ended well."""
    script = "print(len(sys.stdin.read())); print('a remark', file=sys.stderr)"
    with _start(script) as process:
        outcome = process.finish(b"x" * 300_000, 60, in_one_line=in_one_line)
    if in_one_line:
        assert outcome._replace(messages="") == Outcome(0, b"300000\n", "")
    else:
        assert outcome == Outcome(0, b"300000\n", "a remark")


def test_a_line_is_taken_as_soon_as_it_is_there() -> None:
    """What was said before it is known; for its end nobody waits."""
    script = (
        "print('a remark', file=sys.stderr, flush=True)\n"
        "print(sys.stdin.read(), flush=True)\n"
        "time.sleep(600)"
    )
    with _start(script) as process:
        assert process.finish(b"word", 60, in_one_line=True) == Outcome(0, b"word\n", "a remark")
    assert not process.is_running()


@BOTH
def test_one_that_fails_says_why(*, in_one_line: bool) -> None:
    """Its code and its words, even if it never read its input."""
    with _start("sys.exit('no room')") as process:
        outcome = process.finish(b"x" * 300_000, 60, in_one_line=in_one_line)
    assert outcome == Outcome(1, b"", "no room")


@BOTH
def test_one_that_takes_too_long_is_stopped(*, in_one_line: bool) -> None:
    """Be it that it does not read, does not answer, or does not end."""
    for script in (
        "time.sleep(600)",
        "sys.stdin.read(); time.sleep(600)",
        "import os; os.close(1); time.sleep(600)",
    ):
        with _start(script) as process, pytest.raises(TimeoutError):
            process.finish(b"x" * 300_000, 0.2, in_one_line=in_one_line)
        assert not process.is_running()


@BOTH
def test_whoever_stops_us_need_not_wait_for_it(*, in_one_line: bool) -> None:
    """Ctrl-C ends the run even while a program that reads nothing is given its input."""
    began = time.monotonic()
    with _start("time.sleep(600)") as process:
        here = (threading.get_ident(), signal.SIGINT)
        threading.Timer(0.3, signal.pthread_kill, here).start()
        with pytest.raises(KeyboardInterrupt):
            process.finish(b"x" * 100_000, 60, in_one_line=in_one_line)
    assert not process.is_running()
    assert time.monotonic() - began < 30


@BOTH
def test_one_that_a_person_stops_stops_us(*, in_one_line: bool) -> None:
    """Ctrl-C goes to both: that the other one has heard it first is no failure of its own."""
    script = "import signal; signal.signal(2, signal.SIG_DFL); signal.raise_signal(2)"
    with _start(script) as process, pytest.raises(KeyboardInterrupt):
        process.finish(b"", 60, in_one_line=in_one_line)


def test_one_that_is_not_used_is_stopped() -> None:
    """Its context leaves no process behind."""
    began = time.monotonic()
    with _start("time.sleep(600)") as process:
        assert process.is_running()
    assert not process.is_running()
    assert time.monotonic() - began < 60


def test_what_is_no_program_cannot_be_started(tmp_path: Path) -> None:
    """That is an error at once."""
    with pytest.raises(OSError, match="nothing"):
        Process(tmp_path / "nothing", [])
