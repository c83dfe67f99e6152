"""Folders and zip files that somebody sent, looked into with suspicion and never unpacked.

No name in them is used as a path of ours, links are not followed, and how much there is to read is
known before any of it is read. Names that begin with a dot at the top of a folder are passed over:
they are git's, the system's, or our own index.
"""

from __future__ import annotations

import io
import os
import stat
import unicodedata
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from claimtrack.errors import UnreadableFormatError, UnreadableInputError
from claimtrack.store import plain
from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

#: The files of a container; a ledger of a hundred thousand sources has some four hundred thousand.
MOST_MEMBERS: Final = 1_000_000
#: The bytes of one file, which is read as a whole.
LARGEST_MEMBER: Final = 1_000_000_000
#: How much larger than the zip file all that is in it may be, once it is more than `FREE` bytes.
#: Text shrinks to a tenth, the files of a large ledger to a fortieth.
GREATEST_RATIO: Final = 100
FREE: Final = 200_000_000
#: The bytes of a zip file's own directory, which is read at once.
LARGEST_DIRECTORY: Final = 500_000_000
#: How deep folders may nest; those of a bag with a ledger are four deep.
_DEEPEST: Final = 50

#: What macOS puts beside the files that somebody zips there.
_APPLE: Final = "__MACOSX/"
_PIECE: Final = 1 << 20
_SHOWN: Final = 120
_ENCRYPTED: Final = 0x1
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


class Container(Protocol):
    """An open folder or zip file."""

    @property
    def name(self) -> str:
        """What it is called in messages."""
        ...

    @property
    def sizes(self) -> Mapping[str, int]:
        """The bytes of each file, by its name with forward slashes, in order of the names."""
        ...

    def read(self, name: str) -> bytes:
        """Return what is in a file that `sizes` has.

        Raises:
            UnreadableFormatError: it cannot be read.
        """
        ...


@contextmanager
def open_container(place: Path, markers: Iterable[str] = ()) -> Iterator[Container]:
    """Open a folder or a zip file.

    Args:
        place: where it is.
        markers: names of files one of which stands at its top; where none does, and all there is
            lies in one folder, that folder is the top.

    Raises:
        UnreadableInputError: there is nothing, or the system would not let us.
        UnreadableFormatError: it is no zip file, is damaged, or holds what nobody should send.
    """
    name = place.name or str(place)
    try:
        if place.is_dir():
            yield _Folder(place, name)
            return
        with place.open("rb", buffering=0) as raw, _Bounded(raw) as stream:
            yield _Archive(stream, name, markers)
    except OSError as error:
        raise UnreadableInputError(str(place), error.strerror or str(error)) from None


class _Names:
    """The names in a container, each looked at before it is taken."""

    def __init__(self, container: str) -> None:
        self.sizes: dict[str, int] = {}
        self._container = container
        self._seen: dict[str, str] = {}

    def add(self, name: str, size: int) -> None:
        """Take the name of a file.

        Raises:
            UnreadableFormatError: it leads elsewhere, or cannot be told from another.
        """
        if fault := find_name_fault(name):
            raise self.refuse(f"“{show(name)}” in it {fault}")
        even = unicodedata.normalize("NFC", name).casefold()
        if even in self._seen:
            other = self._seen[even]
            twice = "stands in it twice" if other == name else f"and “{show(other)}” are one name"
            raise self.refuse(f"“{show(name)}” {twice}")
        if size > LARGEST_MEMBER:
            raise self.refuse(f"“{show(name)}” has {size:,} bytes, above {LARGEST_MEMBER:,}")
        self._seen[even] = name
        self.sizes[name] = size
        if len(self.sizes) > MOST_MEMBERS:
            raise self.refuse(f"it has more than {MOST_MEMBERS:,} files")

    def refuse(self, reason: str) -> UnreadableFormatError:
        """Return the error that says why this container is not read."""
        return UnreadableFormatError(self._container, reason)


def find_name_fault(name: str) -> str:
    """Say what keeps a name in a container from being that of a file in it; "" for nothing."""
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ".." in parts or ":" in name:
        return "points outside of it"
    if "" in parts or "." in parts or not name.isprintable():
        return "is no name of a file"
    return ""


def show(name: str) -> str:
    """Return a name from a container so that it can be shown on one line."""
    return clean_line(name if len(name) <= _SHOWN else f"{name[:_SHOWN]} …")


class _Folder:
    """A folder on the disk."""

    def __init__(self, root: Path, name: str) -> None:
        self.name = name
        self._root = root
        self._names = _Names(name)
        for path, size in sorted(self._list_files(root, "", 0)):
            self._names.add(path, size)
        self.sizes: Mapping[str, int] = self._names.sizes

    def _list_files(self, folder: Path, beginning: str, depth: int) -> Iterator[tuple[str, int]]:
        if depth > _DEEPEST:
            raise self._names.refuse(f"its folders are nested more than {_DEEPEST} deep")
        with os.scandir(folder) as entries:
            for entry in entries:
                path = beginning + plain.printable(entry.name)
                if not depth and entry.name.startswith("."):
                    continue
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    yield from self._list_files(folder / entry.name, f"{path}/", depth + 1)
                elif stat.S_ISREG(status.st_mode):
                    yield path, status.st_size
                else:
                    what = "a link" if stat.S_ISLNK(status.st_mode) else "no plain file"
                    raise self._names.refuse(f"“{show(path)}” in it is {what}")

    def read(self, name: str) -> bytes:
        """Return what is in a file; see `Container.read`."""
        try:
            return plain.read_file(self._root / name)
        except OSError as error:
            reason = error.strerror or str(error)
            raise self._names.refuse(f"“{show(name)}” cannot be read: {reason}") from None


class _Archive:
    """A zip file."""

    def __init__(self, stream: _Bounded, name: str, markers: Iterable[str]) -> None:
        self.name = name
        self._names = _Names(name)
        try:
            packed = stream.seek(0, os.SEEK_END)
            self._zip = zipfile.ZipFile(stream)
        except (*_DAMAGE, NotImplementedError) as error:
            reason = "it is no zip file, or it is cut short"
            raise self._names.refuse(str(error) if stream.refused else reason) from None
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in self._zip.infolist():
            self._add(member)
        whole = sum(self._names.sizes.values())
        if whole > max(FREE, GREATEST_RATIO * packed):
            raise self._names.refuse(
                f"it has {packed:,} bytes and would unpack to {whole:,}; no ledger shrinks so much"
            )
        top = _find_top(self._names.sizes, markers)
        self._members = {path[len(top) :]: self._members[path] for path in sorted(self._members)}
        self.sizes: Mapping[str, int] = {
            path: member.file_size for path, member in self._members.items()
        }

    def _add(self, member: zipfile.ZipInfo) -> None:
        path = member.orig_filename  # as it is written, before the library mends it
        if path.endswith("/"):
            if fault := find_name_fault(path.removesuffix("/")):
                raise self._names.refuse(f"“{show(path)}” in it {fault}")
            return
        if path.startswith(_APPLE):
            return
        self._names.add(path, member.file_size)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            what = "a link" if kind == stat.S_IFLNK else "no plain file"
            raise self._names.refuse(f"“{show(path)}” in it is {what}")
        if member.flag_bits & _ENCRYPTED:
            raise self._names.refuse("it is protected by a password")
        if member.compress_type not in _PACKED:
            raise self._names.refuse(f"“{show(path)}” is packed in a way that is not read")
        self._members[path] = member

    def read(self, name: str) -> bytes:
        """Return what is in a file; see `Container.read`."""
        member = self._members[name]
        try:
            with self._zip.open(member) as stream:
                return b"".join(iter(lambda: stream.read(_PIECE), b""))
        except (*_DAMAGE, NotImplementedError) as error:
            reason = clean_line(str(error))
            raise self._names.refuse(f"“{show(name)}” is damaged: {reason}") from None


def _find_top(names: Mapping[str, int], markers: Iterable[str]) -> str:
    """Return what all names begin with, where no marker is at the top: "" or "folder/"."""
    if not names or any(marker in names for marker in markers):
        return ""
    first = next(iter(names)).partition("/")[0] + "/"
    return first if all(name.startswith(first) for name in names) else ""


class _Bounded(io.BufferedReader):
    """A file of which never more is read at once than `LARGEST_DIRECTORY`.

    A zip file's directory is read as a whole, and says itself how long it is.
    """

    refused = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any file does.

        Raises:
            zipfile.BadZipFile: too much is asked for.
        """
        if size is not None and size > LARGEST_DIRECTORY:
            self.refused = True
            raise zipfile.BadZipFile(f"its directory has {size:,} bytes")
        return super().read(size)
