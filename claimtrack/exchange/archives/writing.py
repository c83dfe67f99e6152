"""Writing a folder or a zip file of many files: there as a whole, or not at all.

The same files make the same zip file, byte for byte: they are dated by no clock. The files of a
folder are not waited for until the disk has them: should the power fail just then, their hashes,
which every archive lists, tell.
"""

from __future__ import annotations

import os
import stat
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from claimtrack.errors import PlaceTakenError
from claimtrack.store import atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The first day that a zip file can name.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_MODE: Final = (stat.S_IFREG | 0o644) << 16


class Sink(Protocol):
    """Takes the files of an archive."""

    def __call__(self, name: str, data: bytes) -> None:
        """Put a file into it; ``name`` has forward slashes."""
        ...


def is_zip(place: Path) -> bool:
    """Tell whether a zip file is meant, not a folder: its name says so."""
    return place.suffix.lower() == ".zip"


@contextmanager
def writing_archive(place: Path, top: str = "") -> Iterator[Sink]:
    """Give what takes the files of an archive, which gets its name once all of them are there.

    Args:
        place: where to; a zip file that is there is replaced, a folder must be empty.
        top: the folder in a zip file that holds all the rest, or "".

    Raises:
        PlaceTakenError: something is there that would be lost.
        OSError: the disk refused; nothing is left behind.
    """
    if place.is_dir() if is_zip(place) else os.path.lexists(place) and not _is_empty(place):
        raise PlaceTakenError(str(place))
    temporary = place.with_name(f".{place.name}.tmp")
    atomic.remove_tree(temporary)
    try:
        if is_zip(place):
            yield from _write_zip(temporary, f"{top}/" if top else "")
        else:
            yield from _write_folder(temporary)
            if place.is_dir():
                place.rmdir()
        temporary.replace(place)
    except BaseException:
        atomic.remove_tree(temporary)
        raise
    atomic.sync_folder(place.parent)


def _write_zip(path: Path, top: str) -> Iterator[Sink]:
    with path.open("xb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:

            def add(name: str, data: bytes) -> None:
                member = zipfile.ZipInfo(top + name, _EPOCH)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.create_system = _UNIX
                member.external_attr = _MODE
                archive.writestr(member, data)

            yield add
        stream.flush()
        os.fsync(stream.fileno())


def _write_folder(path: Path) -> Iterator[Sink]:
    path.mkdir()
    made: set[Path] = set()

    def add(name: str, data: bytes) -> None:
        file = path / name
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_bytes(data)

    yield add


def _is_empty(place: Path) -> bool:
    return place.is_dir() and not place.is_symlink() and not any(place.iterdir())
