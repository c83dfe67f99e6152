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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    is_new: bool = False,
) -> Answer:
    """Run pandoc on ``data``.

    Args:
        arguments: as of `Pandoc`.
        data: what it reads on its input.
        seconds: after which it is stopped.
        megabytes: as of `Pandoc`.
        is_new: as of `Pandoc`.

    Raises:
        PandocMissingError: there is none, or none that is recent enough.
        PandocFailedError: it refused the input, or was stopped.
    """
    with Pandoc(arguments, megabytes=megabytes, is_new=is_new) as pandoc:
        return pandoc.finish(data, seconds)


class Pandoc:
    """A pandoc that is started at once, and waits for its input.

    It is a context: however that ends, no process is left behind.
    """

    def __init__(
        self, arguments: Sequence[str], *, megabytes: int = MEGABYTES, is_new: bool = False
    ) -> None:
        """Start it.

        Args:
            arguments: options, and the files that it may read besides its input; none of them may
                come from the user's data.
            megabytes: of memory, beyond which it stops itself.
            is_new: whether a pandoc that is too old refuses the input by itself, as it does a
                document that says for which version it is: then none is asked for its version
                beforehand, and that there is none is said when it is to finish.

        Raises:
            PandocMissingError: there is none, or none that is recent enough.
        """
        limits = ("+RTS", f"-M{megabytes}M", "--RTS", "--sandbox")
        self._options = [*limits, *arguments]
        self._program = next(_list_programs(), None) if is_new else find_pandoc()
        self._process: subprocess.Popen[bytes] | None = None
        if self._program is not None:
            with contextlib.suppress(OSError):  # then it is none, which `finish` says
                self._process = _start(self._program, self._options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            with self._process:
                self._process.kill()

    def finish(self, data: bytes, seconds: float = SECONDS) -> Answer:
        """Give it its input, and return what it makes of that.

        Args:
            data: what it reads on its input.
            seconds: after which it is stopped.

        Raises:
            PandocMissingError: there is none, or none that is recent enough.
            PandocFailedError: it refused the input, or was stopped.
        """
        done = _finish(self._process, data, seconds) if self._process is not None else None
        if done is None or (done.returncode and self._program != find_pandoc()):
            self._process = _start(find_pandoc(), self._options)
            done = _finish(self._process, data, seconds)
        messages = done.stderr.decode("utf-8", "replace").strip()
        if done.returncode:
            raise PandocFailedError(messages or f"it ended with {done.returncode}", done.returncode)
        return Answer(done.stdout, messages)


def _start(program: Path, options: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - no shell, and the program is the one that was found
        [str(program), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


def _finish(
    process: subprocess.Popen[bytes], data: bytes, seconds: float
) -> subprocess.CompletedProcess[bytes]:
    with process:
        try:
            output, messages = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise PandocFailedError(f"it was stopped after {seconds:g} seconds") from None
        finally:
            process.kill()  # which means nothing to one that has ended
    return subprocess.CompletedProcess(process.args, process.returncode, output, messages)


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
