"""Runs pandoc, which reads BibLaTeX and sets citations, as a program apart from ours.

It is found where the extra `cite` puts it, else on the path. It gets its input on a pipe, answers
on another, and is kept from the files and from the network, from more than its share of memory and
from more than its share of time.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from claimtrack.errors import PandocFailedError, PandocMissingError
from claimtrack.formats.processes import Process

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.formats.processes import Outcome

#: Older ones sort, print and read citations otherwise.
OLDEST = (3, 0)
#: Long enough for ten thousand entries, short enough for a person who waits.
SECONDS = 120.0
MEGABYTES = 2048

_VERSION_SECONDS = 20.0
_VERSION = re.compile(rb"pandoc(?:\.exe)? (\d+)\.(\d+)(?:\.\d+)*")


class Answer(NamedTuple):
    """What pandoc wrote."""

    output: bytes
    messages: str
    """Its warnings, a line each; "" for none."""


def run_pandoc(
    arguments: Sequence[str],
    data: bytes,
    *,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Answer:
    """Run pandoc on ``data``.

    Args:
        arguments: as of `Pandoc`.
        data: what it reads on its input.
        seconds: after which it is stopped.
        megabytes: as of `Pandoc`.

    Raises:
        PandocMissingError: there is none, or none that is recent enough.
        PandocFailedError: it refused the input, or was stopped.
    """
    with Pandoc(arguments, megabytes=megabytes) as pandoc:
        return pandoc.finish(data, seconds)


class Pandoc:
    """A pandoc that is started at once, and waits for its input.

    It is a context: however that ends, no process is left behind.
    """

    def __init__(
        self, arguments: Sequence[str], *, megabytes: int = MEGABYTES, on_trees: bool = False
    ) -> None:
        """Start it.

        Args:
            arguments: options, and the files that it may read besides its input; none of them may
                come from the user's data.
            megabytes: of memory, beyond which it stops itself.
            on_trees: whether it reads its syntax tree and answers with one. A pandoc that is too
                old refuses such a document by itself, which says for which version it is: then
                none is asked for its version beforehand, and that there is none is said when it is
                to finish.

        Raises:
            PandocMissingError: there is none, or none that is recent enough.
        """
        limits = ("+RTS", f"-M{megabytes}M", "--RTS", "--sandbox")
        trees = ("--from=json", "--to=json") if on_trees else ()
        self._options = [*limits, *trees, *arguments]
        self._on_trees = on_trees
        self._context = contextlib.ExitStack()
        self._program = next(_list_programs(), None) if on_trees else find_pandoc()
        self._process: Process | None = None
        if self._program is not None:
            with contextlib.suppress(OSError):  # then it is none, which `finish` says
                self._process = self._start(self._program)

    def _start(self, program: Path) -> Process:
        return self._context.enter_context(Process(program, self._options))

    def _ask(self, process: Process, data: bytes, seconds: float) -> Outcome:
        return process.finish(data, seconds, in_one_line=self._on_trees)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()

    def is_running(self) -> bool:
        """Whether it has been started, and has not ended."""
        return self._process is not None and self._process.is_running()

    def finish(self, data: bytes, seconds: float = SECONDS) -> Answer:
        """Give it its input, and return what it makes of that.

        Args:
            data: what it reads on its input.
            seconds: after which it is stopped.

        Raises:
            PandocMissingError: there is none, or none that is recent enough.
            PandocFailedError: it refused the input, or was stopped.
        """
        try:
            done = self._ask(self._process, data, seconds) if self._process else None
            if done is None or (done.code and self._program != find_pandoc()):
                self._process = self._start(find_pandoc())
                done = self._ask(self._process, data, seconds)
        except TimeoutError:
            raise PandocFailedError(f"it was stopped after {seconds:g} seconds") from None
        if done.code:
            raise PandocFailedError(done.messages or f"it ended with {done.code}", done.code)
        return Answer(done.output, done.messages)


@cache
def find_pandoc() -> Path:
    """Return the program: the one that comes with the extra `cite`, else the one on the path.

    Raises:
        PandocMissingError: there is none, or none that is recent enough.
    """
    return choose_program(_list_programs())


def _list_programs() -> Iterator[Path]:
    """Yield what may be pandoc; the path is searched only where none came with the extra."""
    for find in (_find_bundled, _find_installed):
        if program := find():
            yield program


def choose_program(programs: Iterable[Path]) -> Path:
    """Return the first that is a pandoc and recent enough.

    Raises:
        PandocMissingError: none is.
    """
    found = ""
    for program in programs:
        version = read_version(program)
        if version and version >= OLDEST:
            return program
        found = f"{program} is {'.'.join(map(str, version))}" if version else f"{program} is none"
    raise PandocMissingError(found)


def read_version(program: Path) -> tuple[int, int] | None:
    """Return the first two numbers of a pandoc's version; None when it is no pandoc."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; it is asked for its version alone
            [str(program), "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=_VERSION_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = _VERSION.match(done.stdout)
    return (int(match[1]), int(match[2])) if match else None


def _find_bundled() -> Path | None:
    spec = find_spec("pypandoc")
    if spec is None or spec.origin is None:
        return None
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    program = Path(spec.origin).parent / "files" / name
    return program if program.is_file() else None


def _find_installed() -> Path | None:
    found = shutil.which("pandoc")
    return Path(found) if found else None
