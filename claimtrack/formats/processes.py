"""A program apart from ours: started, given its input, and listened to until it has answered."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: What is read at once, in bytes.
_BLOCK = 1 << 16


class Outcome(NamedTuple):
    """What came of a run."""

    code: int
    """What it ended with: 0 where it did what it was asked."""
    output: bytes
    messages: str
    """What it said besides, in lines; "" for nothing."""


class Process:
    """A run of a program, without a shell, in a plain locale.

    It is a context: however that ends, the program has ended too.
    """

    def __init__(self, program: Path, arguments: Sequence[str]) -> None:
        """Start it.

        Raises:
            OSError: it cannot be run.
        """
        self._messages = TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self._process = subprocess.Popen(  # noqa: S603 - no shell; callers name the program
                [str(program), *arguments],
                bufsize=_BLOCK,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._messages,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        except OSError:
            self._messages.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()  # which means nothing to one that has ended
        with self._process, self._messages:
            pass

    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def finish(self, data: bytes, seconds: float, *, in_one_line: bool = False) -> Outcome:
        """Give it its input, and return what it makes of that.

        Args:
            data: what it reads on its input.
            seconds: after which it is stopped.
            in_one_line: whether it reads all its input before it answers in one line. Then that is
                taken as soon as it is there, and the program is stopped: to give its memory back
                takes one by itself much longer than it takes the system.

        Raises:
            TimeoutError: it was stopped.
            KeyboardInterrupt: a person stopped it, and us: Ctrl-C is meant for both.
        """
        if in_one_line:
            code, output = self._read_line(data, seconds)
        else:
            code, output = self._read_all(data, seconds)
        if code == -signal.SIGINT:
            raise KeyboardInterrupt
        self._messages.seek(0)
        return Outcome(code, output, self._messages.read().decode("utf-8", "replace").strip())

    def _read_all(self, data: bytes, seconds: float) -> tuple[int, bytes]:
        try:
            output, _ = self._process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        return self._process.returncode, output

    def _read_line(self, data: bytes, seconds: float) -> tuple[int, bytes]:
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        watch = _Watch(seconds, self._process)
        try:
            with contextlib.suppress(OSError), self._process.stdin as pipe:
                pipe.write(data)  # where it has ended, its code says why
            output = self._process.stdout.readline()
            if output.endswith(b"\n"):
                self._process.kill()
                code = 0
            else:
                code = self._process.wait()
        finally:
            watch.cancel()
        if watch.has_stopped_it:
            raise TimeoutError
        return code, output


class _Watch(threading.Timer):
    """Stops a process when its time is up."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        super().__init__(seconds, self._stop)
        self._process = process
        self.has_stopped_it = False
        self.daemon = True
        self.start()

    def _stop(self) -> None:
        self.has_stopped_it = True
        self._process.kill()
