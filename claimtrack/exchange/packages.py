"""What takes a ledger out as more than one file of records: folders and archives of all it holds.

Unlike a format, such a package is given the ledger itself, bytes of captures and all. To add one:
a file with a `Package`, and the full name of its module here; it may lie in a layer above this one,
so only its name is written here.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from claimtrack.errors import UnreadableFormatError
from claimtrack.store.layout import SETTINGS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from claimtrack.exchange.archives.container import Container
    from claimtrack.formats.contract import Entry, Selection
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.finding import Finding
    from claimtrack.models.settings import Settings


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known of a run and stands in no record."""

    day: dt.date
    """Which day it is; with the same one, the same ledger gives the same bytes."""
    settings: Settings
    """Of the ledger."""
    base_url: str = ""
    """Where it is to be published, or ""; only for what `Package.is_published`."""
    progress: Callable[[int, int], None] | None = None
    """Is told how many of how many steps are done."""


class PackageWriter(Protocol):
    """Writes a package."""

    def __call__(
        self, ledger: Ledger, selection: Selection, place: Path, occasion: Occasion
    ) -> Iterable[Finding] | None:
        """Write it at ``place``; return what could not be put into it, if anything.

        Raises:
            RefusedError: something is there already, or the disk refused.
        """
        ...


class PackageReader(Protocol):
    """Reads a package, once all that is in it is found to be what it says."""

    def __call__(
        self, container: Container, progress: Callable[[int, int], None] | None = None
    ) -> Iterable[Entry | Finding]:
        """Return what is in it; copies are read as long as the container is open.

        Args:
            container: the folder or the zip file.
            progress: is told how many of how many files are checked.

        Raises:
            UnreadableFormatError: it is no such package, or not as it was packed.
        """
        ...


@dataclass(frozen=True, slots=True)
class Package:
    """One sort of package that is written, or read as well."""

    name: str
    """As the command line calls it: ``crate``."""
    title: str
    """One line of help."""
    suffixes: tuple[str, ...]
    """How the names of its files end; none for what is only a folder."""
    write: PackageWriter
    read: PackageReader | None = None
    marker: str = ""
    """The file at its top by which it is known when it is read: ``bagit.txt``."""
    own: bool = False
    """As `Format.own`."""
    extra: str = ""
    """As `Format.extra`."""
    is_published: bool = False
    """Whether it has an address of its own, once it is where others read it."""


#: Each a module with a constant ``PACKAGES``, the tuple of packages that it knows; what has the
#: marks of several is read as the first.
MODULES: Final[tuple[str, ...]] = (
    "claimtrack.exchange.archives.bagit",
    "claimtrack.exchange.archives.ro_crate",
    "claimtrack.site.package",
)


@cache
def list_packages() -> dict[str, Package]:
    """Return every package by its name, in the order of the list."""
    modules = map(import_module, MODULES)
    return {each.name: each for module in modules for each in module.PACKAGES}


@contextmanager
def open_package(place: Path, packages: Sequence[Package]) -> Iterator[tuple[Package, Container]]:
    """Open a folder or a zip file and give which of ``packages`` it is.

    Raises:
        UnreadableInputError: it cannot be opened.
        UnreadableFormatError: it is none of them, is damaged, or holds what nobody should send.
    """
    from claimtrack.exchange.archives.container import open_container

    markers = [package.marker for package in packages]
    with open_container(place, markers) as container:
        for package in packages:
            if package.marker in container.sizes:
                yield package, container
                return
        if SETTINGS in container.sizes:
            reason = "it is a ledger itself: export it there, and import what comes of that"
        else:
            reason = f"there is no {' and no '.join(markers)} in it"
        raise UnreadableFormatError(container.name, reason)
