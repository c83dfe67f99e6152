"""A desk to work at: a ledger, articles about an invented harbour, and the real command."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WIRE = """Port Varrow to lose its night ferry

Published: 4 February 2025
Selm Wire Service

PORT VARROW - The night ferry to Ostrel Island will stop on 1 April, the Harbour Board said.
It carried 1,240 passengers in January. At least 31 of the crew of 52 will be dismissed.

“We have asked the island council for help since last June,” the board said.
"""

COURIER = """Night boat sails for the last time

Published: 6 February 2025
by The Varrow Courier

The night ferry to Ostrel will stop on 1 April with the loss of 31 jobs, the Selm Wire Service
reported. The Courier counted nine passengers on Tuesday. Nine of the crew live on the island.
"""

PAGE = """<!doctype html>
<html lang="en"><head><title>Ferry will stop, union counts 45 jobs | Ostrel Voice</title>
<meta property="og:site_name" content="Ostrel Voice">
<meta property="article:published_time" content="2025-02-07T05:30:00+00:00"></head>
<body><article><h1>Ferry will stop, union counts 45 jobs</h1>
<p>The end of the night ferry will cost 45 jobs, the Seafarers’ Union of Varrow said on Thursday,
because fourteen people on land work for nothing else.</p>
<p>The board has not answered questions about them. It will speak to the island council next week,
a spokeswoman told the Voice.</p></article></body></html>
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is of any type
        """What it printed, read as JSON."""
        return json.loads(self.out)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles, an empty ledger and a filled one, made once and copied for each test.

    The filled one holds a wire report, a paper that copies it, a stub, and a claim of each.
    """
    folder = tmp_path_factory.mktemp("made")
    for name, text in (("wire.txt", WIRE), ("courier.txt", COURIER), ("page.html", PAGE)):
        (folder / name).write_text(text, "utf-8")
    for name in ("empty", "filled"):
        assert run(["init", str(folder / name)]) == 0
    filled = ["--by", "fact desk", "--ledger", str(folder / "filled")]
    wire = ["source", "add", str(folder / "wire.txt"), "--id", "wire"]
    for words in (
        [*wire, "--publisher", "Selm Wire Service"],
        ["source", "add", str(folder / "courier.txt"), "--id", "courier"],
        ["source", "add", "--stub", "--id", "board", "--title", "Notice on the night ferry"],
        [
            *("claim", "add", "At least 31 of the crew are dismissed.", "--source", "wire"),
            *("--quote", "At least 31 of the crew of 52 will be dismissed", "--id", "31-jobs"),
            *("--cites", "board", "--because", "it reports the notice", "--tag", "jobs", "--fit"),
        ],
        [
            *("claim", "add", "The end of the ferry costs 31 jobs.", "--source", "courier"),
            *("--quote", "with the loss of 31 jobs", "--id", "31-jobs", "--about", "2025-04"),
            *("--attribution", "the Selm Wire Service", "--cites", "wire/31-jobs"),
        ],
    ):
        assert run([*words, *filled]) == 0, words
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty ledger that is the working directory, with three articles beside it."""
    return _set_up(made, "empty", tmp_path, monkeypatch)


@pytest.fixture
def filled(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with three sources and two claims that is the working directory."""
    return _set_up(made, "filled", tmp_path, monkeypatch)


def _set_up(made: Path, ledger: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("wire.txt", "courier.txt", "page.html"):
        shutil.copy(made / name, folder)
    desk = folder / "desk"
    shutil.copytree(made / ledger, desk)
    monkeypatch.delenv("CLAIMTRACK_LEDGER", raising=False)
    monkeypatch.setenv("CLAIMTRACK_BY", "fact desk")
    monkeypatch.chdir(desk)
    return desk


@pytest.fixture
def ct(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run a command in this process and return what came of it."""

    def call(*words: str | Path) -> Result:
        capsys.readouterr()
        code = run([str(word) for word in words])
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call


@pytest.fixture
def fingerprint() -> Callable[[Path], str]:
    """Return a hash over every name and byte of a folder, but for the lock."""
    return take_fingerprint


def take_fingerprint(folder: Path) -> str:
    """Return a hash over every name and byte of a folder, but for the lock."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.name == "lock" or (path.name == ".claimtrack" and path.is_dir()):
            continue
        digest.update(str(path.relative_to(folder)).encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


@pytest.fixture
def spawn() -> Callable[..., subprocess.Popen[bytes]]:
    """Start the command as a process of its own."""

    def start(*words: str, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - Popen's own
        return subprocess.Popen([sys.executable, "-m", "claimtrack", *words], **options)

    return start


class Terminal:
    """The command in a terminal, and somebody who answers it."""

    def __init__(self, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "claimtrack", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            close_fds=True,
        )
        os.close(theirs)
        self.shown = ""
        self._seen = 0
        self._interrupted = False

    def wait_for(self, words: str, seconds: float = 30.0) -> None:
        """Read until ``words`` are shown after what was waited for before."""
        end = time.monotonic() + seconds
        while words not in self.shown[self._seen :]:
            assert self._read(end), f"no “{words}” in: {self.shown}"
        self._seen = self.shown.index(words, self._seen) + len(words)

    def _read(self, end: float) -> bool:
        """Read what is shown before ``end``; return whether anything was."""
        ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
        try:
            read = os.read(self._ours, 65536) if ready else b""
        except OSError:  # so Linux says that the other side is closed
            read = b""
        self.shown += read.decode(errors="replace")
        return bool(read)

    def answer(self, prompt: str, line: str = "") -> None:
        """Wait for a prompt and type a line."""
        self.wait_for(prompt)
        os.write(self._ours, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Do what a terminal does at Ctrl-C."""
        self._interrupted = True
        self._process.send_signal(signal.SIGINT)

    def finish(self, seconds: float = 60.0) -> int:
        """Read to the end and return the exit code.

        A signal that comes in the instant before a prompt begins to wait is noticed only after the
        wait; a person presses the keys again, and so do we.
        """
        end = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < end:
            if not self._read(time.monotonic() + 1.0) and self._interrupted:
                self._process.send_signal(signal.SIGINT)
        while self._read(time.monotonic() + 0.1):
            pass
        return self._process.wait(timeout=10)

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Start a command in a real terminal."""
    opened: list[Terminal] = []

    def start(*words: str) -> Terminal:
        opened.append(Terminal(*words))
        return opened[-1]

    yield start
    for each in opened:
        each.close()
