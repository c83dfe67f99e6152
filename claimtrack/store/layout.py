"""Which file of a ledger holds what."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from claimtrack.errors import NoLedgerError
from claimtrack.models.ids import source_of

SETTINGS = "claimtrack.toml"
SOURCES = "sources"
CLAIMS = "claims"
#: Lock, index and withheld texts: never committed.
WORKING = ".claimtrack"


class Layout(NamedTuple):
    """The paths of one ledger."""

    root: Path

    @property
    def settings(self) -> Path:
        """The settings file, which also marks the root."""
        return self.root / SETTINGS

    @property
    def sources(self) -> Path:
        """The folder of source folders."""
        return self.root / SOURCES

    @property
    def claims(self) -> Path:
        """The folder of claim files."""
        return self.root / CLAIMS

    @property
    def lock(self) -> Path:
        """The file every writer locks."""
        return self.root / WORKING / "lock"

    def source_file(self, source_id: str) -> Path:
        """The metadata of a source."""
        return self.root / source_name(source_id)

    def claims_file(self, source_id: str) -> Path:
        """The claims of a source."""
        return self.root / claims_name(source_id)

    def record_file(self, record_id: str) -> Path:
        """The file that holds a source or a claim."""
        if "/" in record_id:
            return self.claims_file(source_of(record_id))
        return self.source_file(record_id)

    def capture_folder(self, source_id: str, n: int, *, withheld: bool) -> Path:
        """The folder with the bytes and the text of a capture."""
        top = self.root / WORKING / "withheld" if withheld else self.sources
        return top / source_id / str(n)

    def holds(self, path: Path) -> bool:
        """Whether a real path, all links followed, is where the ledger keeps what is its own."""
        own = (self.settings, self.sources, self.claims, self.root / WORKING)
        return any(path.is_relative_to(os.path.realpath(each)) for each in own)

    def relative(self, path: Path) -> str:
        """Return ``path`` as the ledger's own name for it, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def source_name(source_id: str) -> str:
    """Return the ledger's own name for the metadata of a source."""
    return f"{SOURCES}/{source_id}/source.json"


def claims_name(source_id: str) -> str:
    """Return the ledger's own name for the claims of a source."""
    return f"{CLAIMS}/{source_id}.json"


def find_layout(start: Path, *, explicit: bool = False) -> Layout:
    """Return the ledger at ``start`` or, unless ``explicit``, the nearest one above it.

    Raises:
        NoLedgerError: there is none.
    """
    folder = Path(os.path.abspath(start))  # noqa: PTH100 - a link to a ledger keeps its own name
    places = [folder] if explicit else [folder, *folder.parents]
    for place in places:
        if os.path.isfile(place / SETTINGS):  # noqa: PTH113 - also answers for names no system takes
            return Layout(place)
    raise NoLedgerError(str(folder))
