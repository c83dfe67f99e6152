"""Reading a ledger's files: plain files only, for a ledger may come from anywhere.

A folder that somebody sent can hold a link to a device, or a pipe, that never ends when read.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# A pipe is opened without waiting for its other end; on Windows, line ends stay as they are.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_PIECE = 1 << 20


def read_file(path: Path | str) -> bytes:
    """Return what is in a file.

    Raises:
        OSError: it cannot be read, or is not a plain file.
    """
    handle = os.open(path, _FLAGS)
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not a plain file", str(path))
        data = os.read(handle, status.st_size + 1)
        while len(data) != status.st_size:  # it grows or shrinks under our eyes
            piece = os.read(handle, _PIECE)
            if not piece:
                break
            data += piece
    finally:
        os.close(handle)
    return data


def list_names(folder: Path) -> list[str]:
    """Return the names in ``folder`` in order, no hidden ones; none when it is not there.

    Raises:
        OSError: it is there and cannot be listed.
    """
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except FileNotFoundError:
        if folder.is_symlink():
            raise
        return []


def printable(name: str) -> str:
    """Return a file's name with what is no UTF-8 in it written out, so that it can be shown."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
