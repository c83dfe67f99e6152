"""Many files as one change: staged apart, decided by one journal, then moved into place.

Whatever a crash interrupts, it is all there or none of it. Before the journal has its name, what
was staged counts for nothing and the next writer clears it away. From then on the change is made:
whoever opens the ledger next moves what is left to be moved. Every step of that can be repeated.

Nothing is written a second time, so what the disk could refuse, it refuses while nothing is decided
yet.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import sys
import time
from typing import TYPE_CHECKING, Final

from claimtrack.errors import UnfinishedChangeError
from claimtrack.models.ids import SLUG
from claimtrack.store import atomic, plain
from claimtrack.store.layout import CLAIMS, SOURCES, WORKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from claimtrack.store.layout import Layout

JOURNAL: Final = f"{WORKING}/journal"
STAGED: Final = f"{WORKING}/staged"
FINISHED: Final = f"{WORKING}/finished"

#: From so many files on, the disk is told once to write everything it still holds back, and not
#: once for each file: that costs as much as some ten files and then no more.
_MANY: Final = 32

#: What may be moved into place: a ledger may come from anywhere, its journal with it.
_NAME: Final = re.compile(
    rf"{SOURCES}/{SLUG}/source\.json|{CLAIMS}/{SLUG}\.json"
    rf"|(?:{SOURCES}|{WORKING}/withheld)/{SLUG}/[1-9][0-9]*/(?:original\.[a-z0-9]{{1,20}}|text\.txt)"
)

#: A file by the ledger's own name for it, and the number it is staged under; None removes it.
_Step = tuple[str, int | None]


class Journal:
    """The journal of one ledger; all but the looking at it is for whoever holds the lock."""

    def __init__(self, layout: Layout) -> None:
        self._root = layout.root
        self._journal = layout.root / JOURNAL
        self._staged = layout.root / STAGED
        self._finished = layout.root / FINISHED

    def is_pending(self) -> bool:
        """Whether a change is decided and not yet finished."""
        return os.path.lexists(self._journal)

    def read_stamp(self) -> int:
        """Return a number that is another one after each change that went through here."""
        try:
            return self._finished.stat().st_mtime_ns
        except OSError:
            return 0

    def settle(self) -> None:
        """Finish what was decided, or clear away what was not.

        Raises:
            UnfinishedChangeError: it cannot be finished.
        """
        if self.is_pending():
            self._finish(self._read())
        elif os.path.lexists(self._staged):
            atomic.remove_tree(self._staged)

    def commit(self, files: Iterable[tuple[str, bytes | None]]) -> None:
        """Put data at several places, or remove what is there where it is None, all or nothing.

        Args:
            files: the ledger's own name of each, and what it is to hold; taken one by one, so that
                they need not be in memory together.

        Raises:
            OSError: the disk refused; nothing changed.
            UnfinishedChangeError: the change is made, and could not be finished.
        """
        steps: list[_Step] = []
        try:
            steps = self._stage(files)
            if steps:
                self._decide(steps)
        except BaseException:
            if not self.is_pending():
                atomic.remove_tree(self._staged)
                raise
        if not steps:
            atomic.remove_tree(self._staged)
            return
        # It is decided: an interrupt comes too late to be told as one, a second one does not.
        try:
            self._finish(steps)
        except KeyboardInterrupt:
            self._finish(steps)

    def _stage(self, files: Iterable[tuple[str, bytes | None]]) -> list[_Step]:
        atomic.remove_tree(self._staged)
        atomic.make_folder(self._staged)
        steps: list[_Step] = []
        unsynced: list[int] = []
        top = str(self._staged)
        for number, (name, data) in enumerate(files):
            self._refuse_place(name)
            steps.append((name, None if data is None else number))
            if data is None:
                continue
            handle = os.open(f"{top}/{number}", _FLAGS, 0o666)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            unsynced.append(number)
        if len(unsynced) < _MANY or not _sync_all(self._staged):
            for number in unsynced:
                _sync_file(f"{top}/{number}")
            atomic.sync_folder(self._staged)
        return steps

    def _refuse_place(self, name: str) -> None:
        """Refuse now what could not be moved into place later.

        Raises:
            OSError: a folder stands there, or the folder it is to go into cannot be written.
        """
        path = f"{self._root}/{name}"
        if os.path.isdir(path):  # noqa: PTH112 - a Path for each of many files costs more than this
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        folder = os.path.dirname(path)  # noqa: PTH120 - likewise
        while not os.path.lexists(folder):
            folder = os.path.dirname(folder)  # noqa: PTH120 - likewise
        if not os.path.isdir(folder):  # noqa: PTH112 - likewise
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)

    def _decide(self, steps: Sequence[_Step]) -> None:
        data = json.dumps({"format": 1, "files": steps}, separators=(",", ":")).encode()
        atomic.write_file(self._journal, data)

    def _read(self) -> list[_Step]:
        try:
            document = json.loads(plain.read_file(self._journal))
            steps = [(str(name), number) for name, number in document["files"]]
        except OSError as error:
            raise UnfinishedChangeError(JOURNAL, error.strerror or str(error)) from None
        except (ValueError, TypeError, KeyError, RecursionError):
            raise UnfinishedChangeError(JOURNAL, "it is not what claimtrack writes") from None
        for name, number in steps:
            if not _NAME.fullmatch(name) or not (number is None or isinstance(number, int)):
                reason = f"“{plain.printable(name[:80])}” is no file of a ledger"
                raise UnfinishedChangeError(JOURNAL, reason)
        return steps

    def _finish(self, steps: Sequence[_Step]) -> None:
        name = JOURNAL
        try:
            for name, number in steps:
                if number is None:
                    (self._root / name).unlink(missing_ok=True)
                else:
                    self._move(number, name)
            name = JOURNAL
            self._sync_places(steps)
            _stamp(self._finished)
            self._journal.unlink(missing_ok=True)
            atomic.sync_folder(self._journal.parent)
        except OSError as error:
            raise UnfinishedChangeError(name, error.strerror or str(error)) from None
        atomic.remove_tree(self._staged)

    def _move(self, number: int, name: str) -> None:
        staged, place = f"{self._staged}/{number}", f"{self._root}/{name}"
        try:
            status = os.lstat(staged)
        except FileNotFoundError:
            return  # moved already, before an interruption
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not a plain file", staged)
        try:
            os.replace(staged, place)  # noqa: PTH105 - a Path for each costs more than this
        except FileNotFoundError:
            (self._root / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, place)  # noqa: PTH105 - likewise
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # The two folders are on two disks. The staged one goes last: until then, all is there.
            atomic.write_file(self._root / name, plain.read_file(staged))
            os.unlink(staged)  # noqa: PTH108 - likewise

    def _sync_places(self, steps: Sequence[_Step]) -> None:
        if len(steps) >= _MANY and _sync_all(self._root):
            return
        folders = {folder: None for name, _ in steps for folder in (self._root / name).parents}
        for folder in folders:
            if folder.is_relative_to(self._root):
                atomic.sync_folder(folder)


_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _stamp(path: Path) -> None:
    path.touch()
    now = time.time_ns()
    os.utime(path, ns=(now, now))


def _sync_file(path: str) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_all(folder: Path) -> bool:
    """Make durable all that was written to the disk of ``folder``; False where there is no way.

    Raises:
        OSError: the disk refused.
    """
    if not sys.platform.startswith("linux"):  # pragma: no cover - elsewhere, file by file
        return False
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:  # pragma: no cover - a C library older than 2011
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        if call(handle) != 0:  # pragma: no cover - a disk that fails
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)
    return True
