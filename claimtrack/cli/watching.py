"""`--watch`: run again whenever a draft or the ledger changes, until Ctrl-C.

Files are looked at a few times a second instead of waiting for the system to tell: that needs no
library, works on every disk, and takes milliseconds even for a ledger of thousands of files.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final

import typer

from claimtrack.cli.options import PARTIAL
from claimtrack.cli.output import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from claimtrack.errors import ClaimtrackError
    from claimtrack.store.layout import Layout

#: Seconds between two looks: short enough to seem at once, long enough for an editor to save in.
PAUSE: Final = 0.3
#: A look never takes more than one part in so many of the time.
_SHARE: Final = 20
#: Empties the screen, and leaves what scrolled off it.
_CLEAR: Final = "\x1b[2J\x1b[H"

#: When each file was changed, how long it is, and which it is; None for one that is not there.
Look = dict[str, tuple[int, int, int] | None]


def watch(
    run: Callable[[], int],
    look: Callable[[], Look],
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Run now, and again after each change, until Ctrl-C; errors of ours are said and waited out.

    Args:
        run: what to do; returns an exit code.
        look: returns how the files are now.
        sleep: waits for some seconds.
        clock: tells seconds.

    Returns:
        The exit code of the last run that came to its end.

    Raises:
        KeyboardInterrupt: stopped before any run came to its end.
    """
    code: int | None = None
    try:
        while True:
            seen = look()
            code = _run_once(run)
            now = time.strftime("%H:%M:%S")
            typer.echo(f"claimtrack: {now}, waiting for a change; Ctrl-C ends", err=True)
            _wait_for_change(look, seen, sleep, clock)
    except KeyboardInterrupt:
        if code is None:
            raise
        typer.echo(err=True)
        return code


def _run_once(run: Callable[[], int]) -> int:
    from claimtrack.errors import ClaimtrackError

    PARTIAL.set(False)
    if sys.stdout.isatty():
        typer.echo(_CLEAR, nl=False)
    try:
        return run()
    except ClaimtrackError as error:
        print_error(error)
        return error.exit_code


def _wait_for_change(
    look: Callable[[], Look],
    seen: Look,
    sleep: Callable[[float], None],
    clock: Callable[[], float],
) -> None:
    """Wait until the files are others than were seen, and then stayed as they are for a moment."""
    before = seen
    while True:
        began = clock()
        now = look()
        if now == before != seen:
            return
        before = now
        sleep(max(PAUSE, _SHARE * (clock() - began)))


def look_at(drafts: Sequence[Path], layout: Layout) -> Look:
    """Return how drafts and the files of a ledger are now; captures never change."""
    files = {str(draft): _stamp(draft) for draft in drafts}
    files[str(layout.settings)] = _stamp(layout.settings)
    for entry in _list_folder(layout.claims):
        files[entry.path] = _stamp(entry)
    for entry in _list_folder(layout.sources):
        path = layout.source_file(entry.name)
        files[str(path)] = _stamp(path)
    return files


def print_error(error: ClaimtrackError) -> None:
    """Say on stderr what went wrong, and what to do next."""
    typer.echo(f"claimtrack: {clean(str(error))}", err=True)
    if error.hint:
        typer.echo(f"  {clean(error.hint)}", err=True)


def _list_folder(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield what is in a folder, but for hidden files; nothing where it is not there."""
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except OSError:  # gone for the moment: the run will say so
        return


def _stamp(file: Path | os.DirEntry[str]) -> tuple[int, int, int] | None:
    try:
        status = os.stat(file)  # noqa: PTH116 - for entries too
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
