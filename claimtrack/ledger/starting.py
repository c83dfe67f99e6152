"""Starting a ledger: the few files that make a folder one, and nothing written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.errors import LedgerExistsError
from claimtrack.store import atomic
from claimtrack.store.layout import CLAIMS, SETTINGS, SOURCES, WORKING, Layout
from claimtrack.store.settings import NEW

if TYPE_CHECKING:
    from pathlib import Path

#: git keeps no empty folder, and a ledger without its two folders looks like a broken one.
_KEEP = ".gitkeep"

#: What git must not do to a ledger: commit locks and withheld texts or half-written files, or
#: rewrite line ends, for the hashes of captures count every byte.
_GIT_LINES = {
    ".gitignore": (f"{WORKING}/", ".*.tmp"),
    ".gitattributes": (f"{SOURCES}/** -text",),
}


def start_ledger(folder: Path) -> list[str]:
    """Make ``folder`` a ledger and return the names of what was created or added to.

    The settings file comes last: started again after an interruption, it goes on where it stopped.

    Raises:
        LedgerExistsError: it is one already.
        WriteFailedError: the disk refused.
    """
    layout = Layout(folder)
    if layout.settings.exists():
        raise LedgerExistsError(str(folder))
    done: list[str] = []
    with atomic.reporting_disk_faults(str(folder)):
        for name in (SOURCES, CLAIMS):
            (folder / name).mkdir(parents=True, exist_ok=True)
            if not any((folder / name).iterdir()):
                (folder / name / _KEEP).touch()
                done.append(f"{name}/{_KEEP}")
        for name, lines in _GIT_LINES.items():
            if _add_lines(folder / name, lines):
                done.append(name)
        atomic.write_file(layout.settings, NEW.encode())
    return [*done, SETTINGS]


def _add_lines(path: Path, lines: tuple[str, ...]) -> bool:
    """Append to a file the lines that it lacks, in its own way of ending lines."""
    old = path.read_bytes() if path.exists() else b""
    present = {line.strip() for line in old.splitlines()}
    missing = [line.encode() for line in lines if line.encode() not in present]
    if not missing:
        return False
    end = b"\r\n" if b"\r\n" in old else b"\n"
    start = b"" if not old or old.endswith(b"\n") else end
    with path.open("ab") as file:
        file.write(start + b"".join(line + end for line in missing))
    return True
