"""Files that are read all at once: how much of one there may be before it fills the memory."""

from __future__ import annotations

from typing import IO, Final

from claimtrack.errors import UnreadableFormatError

#: Bytes. What is read takes some ten times as much memory.
MOST: Final = 1 << 29


def read_whole(stream: IO[bytes], name: str, most: int = MOST) -> bytes:
    """Return all that is in a file.

    Raises:
        UnreadableFormatError: it has more than ``most`` bytes, or no end.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        reason = f"it has more than {most:,} bytes, and its format is read all at once: divide it"
        raise UnreadableFormatError(name, reason)
    return data
