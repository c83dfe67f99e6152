"""Files that a command is told to write: never in the ledger's own places, and whole or not at all.

What is written over keeps who may read it, and through a link it is the file behind that is meant.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator


def refuse_own_places(output: Path) -> None:
    """Refuse to write where a ledger, this one or another, keeps what is its own.

    Raises:
        BadParameter: records, settings or working files are kept there.
    """
    from claimtrack.errors import NoLedgerError
    from claimtrack.store.layout import find_layout

    place = _follow(output)
    try:
        layout = find_layout(place.parent)
    except NoLedgerError:
        return
    if layout.holds(place):
        raise typer.BadParameter(
            "the ledger itself is kept there; name another place", param_hint="-o"
        )


@contextmanager
def writing_file(path: Path) -> Iterator[IO[bytes]]:
    """Open what is to replace ``path`` once all of it is written; what is there stays until then.

    Raises:
        WriteFailedError: the disk refused; ``path`` is as it was.
    """
    from claimtrack.store.atomic import reporting_disk_faults

    with reporting_disk_faults(str(path)):
        if path.is_dir():
            raise IsADirectoryError(21, "Is a directory", str(path))
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe: there is nothing to keep
            with path.open("wb") as stream:
                yield stream
            return
        target = _follow(path)
        temporary = target.with_name(f".{target.name}.tmp")
        temporary.unlink(missing_ok=True)
        try:
            with temporary.open("xb") as stream:
                if target.exists():
                    temporary.chmod(stat.S_IMODE(target.stat().st_mode))
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def write_output(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, whose folder is made where there is none.

    Raises:
        WriteFailedError: the disk refused; ``path`` is as it was.
    """
    from claimtrack.store.atomic import make_folder, reporting_disk_faults

    with reporting_disk_faults(str(path)):
        make_folder(path.parent)
    with writing_file(path) as stream:
        stream.write(data)


def _follow(path: Path) -> Path:
    return Path(os.path.realpath(path))  # unlike Path.resolve, it takes a link to itself as it is
