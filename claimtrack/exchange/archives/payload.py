"""The files of a ledger in an archive, each held against its hash, and what is wrong with them.

An archive is taken as it was packed or not at all: one file that is missing, changed or not listed,
and nobody knows what else is.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from claimtrack.errors import DamagedArchiveError, UnreadableFormatError
from claimtrack.exchange.archives.container import show
from claimtrack.exchange.findings import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claimtrack.exchange.archives.container import Container
    from claimtrack.models.finding import Finding

#: How many files are hashed between two looks at the progress.
_STRIDE: Final = 64
_SHA256: Final = "sha256"

#: The digest that each algorithm gave, as hexadecimal digits, by the algorithm's name.
Digests = dict[str, str]


class Checker:
    """Holds the files of an archive against what is said of them.

    Args:
        container: the archive.
    """

    def __init__(self, container: Container) -> None:
        self.hashes: dict[str, str] = {}
        """The SHA-256 of each file that was looked at."""
        self._container = container
        self._faults: list[Finding] = []

    def check(
        self,
        expected: Mapping[str, Digests],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Hash files, and note which are missing or are not what is expected of them."""
        for number, (name, digests) in enumerate(expected.items()):
            if progress and number % _STRIDE == 0:
                progress(number, len(expected))
            if name not in self._container.sizes:
                self.note("MISSING", name, "it is not there", "the archive lists it")
                continue
            data = self._container.read(name)
            self.hashes[name] = hashlib.sha256(data).hexdigest()
            for algorithm, digest in digests.items():
                found = hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()
                if found != digest.lower():
                    message = f"it should begin {digest[:16]}…, and begins {found[:16]}…"
                    self.note("CHANGED", name, f"its {algorithm} is another", message)

    def note(self, code: str, name: str, message: str, why: str) -> None:
        """Note what is wrong with a file."""
        self._faults.append(refuse(code, show(name), message, why))

    def refuse_faults(self) -> None:
        """Refuse an archive that is not what it says it is.

        Raises:
            DamagedArchiveError: it names the files.
        """
        if self._faults:
            raise DamagedArchiveError(self._container.name, tuple(map(_describe, self._faults)))


class Payload:
    """The files of a ledger in an archive that was found sound.

    Args:
        container: the archive.
        hashes: the SHA-256 of its files, by their names.
        folder: what the names of those of the ledger begin with: "" or ``data/``.
    """

    def __init__(self, container: Container, hashes: Mapping[str, str], folder: str = "") -> None:
        self.archive = container.name
        self._container = container
        self._folder = folder
        self._hashes = {
            name[len(folder) :]: digest
            for name, digest in hashes.items()
            if name.startswith(folder)
        }
        self.names = sorted(self._hashes)

    def __contains__(self, name: str) -> bool:
        return name in self._hashes

    def read(self, name: str) -> bytes:
        """Return what is in a file.

        Raises:
            UnreadableFormatError: it is another one than the one that was hashed.
        """
        data = self._container.read(self._folder + name)
        if hashlib.sha256(data).hexdigest() != self._hashes[name]:
            reason = f"“{show(name)}” was changed while it was read"
            raise UnreadableFormatError(self.archive, reason)
        return data


def _describe(finding: Finding) -> str:
    return f"{finding} ({finding.why})"
