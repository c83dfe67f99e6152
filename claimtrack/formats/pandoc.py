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
from typing import TYPE_CHECKING, NamedTuple

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
        arguments: options, and the files that it may read besides its input; none of them may
            come from the user's data.
        data: what it reads on its input.
        seconds: after which it is stopped.
        megabytes: of memory, beyond which it stops itself.
        is_new: whether a pandoc that is too old refuses the input by itself, as it does a document
            that says for which version it is: then none is asked for its version beforehand.

    Raises:
        PandocMissingError: there is none, or none that is recent enough.
        PandocFailedError: it refused the input, or was stopped.
    """
    limits = ("+RTS", f"-M{megabytes}M", "--RTS", "--sandbox")
    options = [*limits, *arguments]
    program = next(_list_programs(), None) if is_new else None
    done = None
    if program is not None:
        with contextlib.suppress(OSError):  # it cannot be run: then it is none, and that is said
            done = _run(program, options, data, seconds)
    if done is None or (done.returncode and program != find_pandoc()):
        done = _run(find_pandoc(), options, data, seconds)
    messages = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode:
        raise PandocFailedError(messages or f"it ended with {done.returncode}", done.returncode)
    return Answer(done.stdout, messages)


def _run(
    program: Path, options: Sequence[str], data: bytes, seconds: float
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and the program is the one that was found
            [str(program), *options],
            input=data,
            capture_output=True,
            check=False,
            timeout=seconds,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise PandocFailedError(f"it was stopped after {seconds:g} seconds") from None


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
