"""Replacing files so that a crash at any point leaves each one whole: old or new."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from claimtrack.errors import WriteFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` durably: temporary file, ``fsync``, ``os.replace``, folder ``fsync``.

    The temporary name is fixed, for writers hold the ledger's lock: what a crash leaves behind is
    overwritten by the next write of the same file, and nobody reads names that begin with a dot.

    Raises:
        OSError: the disk refused; ``path`` is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable, where the system can."""
    if os.name == "nt":  # pragma: no cover - Windows cannot open folders
        return
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
