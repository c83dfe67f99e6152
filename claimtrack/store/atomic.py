"""Replacing files so that a crash at any point leaves each one whole: old or new."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from claimtrack.errors import WriteFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` durably.

    Raises:
        OSError: the disk refused; ``path`` is as it was.
    """
    write_files([(path, data)])


def write_files(changes: Sequence[tuple[Path, bytes | None]]) -> None:
    """Put data at several paths durably, or remove them where it is None.

    All the data is written and synced under temporary names before the first file is replaced: a
    full disk leaves every one of them as it was. The replacing itself goes file by file, in order.

    The temporary names are fixed, for writers hold the ledger's lock: what a crash leaves behind
    is replaced by the next write of the same file, and nobody reads names that begin with a dot.

    Raises:
        OSError: the disk refused.
    """
    staged: list[Path] = []
    made: list[Path] = []
    try:
        for path, data in changes:
            if data is not None:
                made.extend(make_folder(path.parent))
                staged.append(_temporary(path))
                _write_durably(staged[-1], data)
        for path, data in changes:
            if data is None:
                path.unlink(missing_ok=True)
            else:
                _temporary(path).replace(path)
    except BaseException:
        with suppress(OSError):
            for temporary in staged:
                temporary.unlink(missing_ok=True)
            for folder in reversed(made):
                folder.rmdir()
        raise
    for folder in dict.fromkeys(path.parent for path, _ in changes):
        sync_folder(folder)


def make_folder(folder: Path) -> list[Path]:
    """Make ``folder`` and those above it durably; return the ones that were not there, top first.

    Raises:
        OSError: the disk refused.
    """
    if folder.is_dir():
        return []
    made = make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)
    return [*made, folder]


def remove_tree(path: Path) -> None:
    """Remove a folder with all that is in it; of a link, the link alone. What resists, stays."""
    if path.is_symlink() or path.is_file():
        with suppress(OSError):
            path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable, where the system can."""
    if os.name == "nt":  # pragma: no cover - Windows cannot open folders
        return
    with suppress(FileNotFoundError):  # the last of its files is gone, and so may it be
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def reporting_disk_faults(where: str) -> Iterator[None]:
    """Turn what the disk refuses into an error that says where and why.

    Raises:
        WriteFailedError: instead of `OSError`.
    """
    try:
        yield
    except OSError as error:
        raise WriteFailedError(where, error.strerror or str(error)) from error


def _temporary(path: Path) -> Path:
    return path.parent / f".{path.name}.tmp"  # "." has no name to replace, and is then refused


def _write_durably(path: Path, data: bytes) -> None:
    # Made anew: through a link that somebody left under this name we would write elsewhere.
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
