"""Taking in the bytes of a file or a stream, never more of them than the ledger allows."""

from __future__ import annotations

import stat
from typing import IO, TYPE_CHECKING

from claimtrack.errors import TooLargeError, UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

#: What "largest-file-mb" counts in.
MEGABYTE = 1_000_000


def read_file(path: Path, limit: int) -> bytes:
    """Read a file whole; its size is looked at first, and again while it is read.

    Raises:
        UnreadableInputError: it is not there, is no file, or the system would not let us.
        TooLargeError: it has more than ``limit`` bytes.
    """
    try:
        with path.open("rb") as file:
            status = path.stat()
            if stat.S_ISREG(status.st_mode) and status.st_size > limit:
                raise TooLargeError(status.st_size, limit)
            return read_stream(file, limit)
    except OSError as error:
        raise UnreadableInputError(str(path), error.strerror or str(error)) from None


def read_stream(stream: IO[bytes], limit: int) -> bytes:
    """Read a stream to its end.

    Raises:
        TooLargeError: it has more than ``limit`` bytes; the rest is not read.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(len(data), limit)
    return data
