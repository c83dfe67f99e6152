"""What there is to search in a ledger's folders, file by file: claims, and passages of texts.

Files are read as records, as strictly as when a ledger is loaded: so an index also knows which of
them cannot be read.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from claimtrack.graph.names import list_aliases
from claimtrack.search.entries import Entry, bound
from claimtrack.search.passages import cut_passages
from claimtrack.search.records import load_claims, load_source
from claimtrack.search.terms import list_terms
from claimtrack.store import plain
from claimtrack.store.captures import TEXT
from claimtrack.store.reading import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source
    from claimtrack.store.layout import Layout

_NUMBER = re.compile("[1-9][0-9]{0,8}")
#: The stamp of a file that is not there, and of one that is, but cannot be looked at.
_MISSING, _HIDDEN = "0:0", "1:0"

Stamps = dict[str, str]
"""For each part of a shelf, the times and sizes of the files that it is made from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a part of a shelf holds."""

    entries: list[Entry]
    digest: str
    """Of the bytes it was made from."""
    fault: str = ""
    """Why not all of it could be read."""
    aliases: tuple[tuple[str, str], ...] = ()
    """Further names of whoever stands behind its source, as `list_aliases` returns them."""


class Shelf(Protocol):
    """A kind of entries, and the files that they come from."""

    def scan(self) -> Stamps:
        """Return the stamps of all parts, in order of name; only folders are read.

        Raises:
            OSError: a folder cannot be listed.
        """
        ...

    def read(self, name: str) -> Reading:
        """Return what a part holds."""
        ...


def is_young(stamp: str, since: int) -> bool:
    """Tell whether a file behind a stamp was written after ``since``, in nanoseconds."""
    return any(part.isdigit() and int(part) > since for part in stamp.split(":")[::2])


def total_size(stamps: Stamps) -> int:
    """Return the size in bytes of the first file behind each stamp."""
    return sum(int(stamp.split(":", 2)[1]) for stamp in stamps.values())


def list_sources(stamps: Stamps) -> list[str]:
    """Return the ids of the sources that have a record, from the stamps of claims."""
    return [name for name, stamp in stamps.items() if not stamp.endswith(f":{_MISSING}")]


class ClaimShelf:
    """The claims and their sources, a part for each source; claims are found by its title, too."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def scan(self) -> Stamps:
        """Return the stamps of the files of claims, each with that of its source."""
        files = plain.list_names(self._layout.claims)
        named = [name.removesuffix(".json") for name in files if name.endswith(".json")]
        # In this order they are nearly sorted already.
        names = sorted(dict.fromkeys([*plain.list_names(self._layout.sources), *named]))
        stamps = {}
        look = os.stat
        with _opening(self._layout.claims) as claims, _opening(self._layout.sources) as sources:
            for name in names:
                file, record = f"{claims.path}{name}.json", f"{sources.path}{name}/source.json"
                try:
                    one, two = look(file, dir_fd=claims.number), look(record, dir_fd=sources.number)
                except OSError:
                    stamp = f"{_stamp(file, claims.number)}:{_stamp(record, sources.number)}"
                    if stamp != f"{_MISSING}:{_MISSING}":
                        stamps[name] = stamp
                else:
                    stamps[name] = (
                        f"{one.st_mtime_ns}:{one.st_size}:{two.st_mtime_ns}:{two.st_size}"
                    )
        return stamps

    def read(self, name: str) -> Reading:
        """Return the claims of one source."""
        faults = []
        source, own = None, b""
        claims: dict[str, Claim] = {}
        data = b""
        try:
            source, own = load_source(self._layout, name)
        except UnreadableFileError as error:
            faults.append(_describe(error))
        try:
            claims, data = load_claims(self._layout, name)
        except UnreadableFileError as error:
            faults.append(_describe(error))
        return Reading(
            [make_entry(claim, source) for claim in claims.values()],
            f"{_digest(data)}{_digest(own)}",
            "; ".join(faults),
            tuple(list_aliases(source)) if source else (),
        )


class PassageShelf:
    """The passages of all captures that are here, withheld ones too, a part a capture."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def scan(self) -> Stamps:
        """Return the stamps of the texts, each with that of its source."""
        stamps = {}
        for withheld in (False, True):
            top = self._layout.capture_folder("x", 1, withheld=withheld).parent.parent
            for source in _list_entries(top):
                own = str(self._layout.source_file(source.name))
                for capture in _list_entries(source.path):
                    text = f"{capture.path}{os.sep}{TEXT}"
                    stamp = _stamp(text)
                    if stamp != _MISSING and _NUMBER.fullmatch(capture.name):
                        mark = "withheld" if withheld else "held"
                        stamps[f"{source.name}#{capture.name}#{mark}"] = f"{stamp}:{_stamp(own)}"
        return dict(sorted(stamps.items()))

    def read(self, name: str) -> Reading:
        """Return the passages of one text."""
        source_id, number, mark = name.split("#")
        source, own = None, b""
        with suppress(UnreadableFileError):  # the text can be searched all the same
            source, own = load_source(self._layout, source_id)
        first, last = bound(source.issued if source else None)
        folder = self._layout.capture_folder(source_id, int(number), withheld=mark == "withheld")
        try:
            data = plain.read_file(folder / TEXT)
            digest = f"{_digest(data)}{_digest(own)}"
        except OSError as error:
            return Reading([], "", error.strerror or str(error))
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return Reading([], digest, "it is not UTF-8")
        entries = [
            Entry(
                f"{name}#{start}-{end}",
                source_id,
                tuple(list_terms(text[start:end])),
                first=first,
                last=last,
            )
            for start, end in cut_passages(text)
        ]
        return Reading(entries, digest)


def make_entry(claim: Claim, source: Source | None) -> Entry:
    """Return a claim as what is searched, its source's title included."""
    title = str(source.csl.get("title") or "") if source else ""
    parts = (claim.text, claim.quote, claim.attribution, claim.about_words, *claim.tags, title)
    return Entry(
        claim.id,
        claim.source_id,
        tuple(list_terms("\n".join(part for part in parts if part))),
        claim.tags,
        *bound(claim.about),
        tuple((str(link.kind), link.target) for link in claim.links),
    )


def _describe(error: UnreadableFileError) -> str:
    return f"{error.finding.where}: {error.finding.message}"


def _list_entries(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return


class _Folder(NamedTuple):
    """A folder, as the paths of what is in it begin."""

    path: str
    number: int | None


@contextmanager
def _opening(folder: Path) -> Iterator[_Folder]:
    """Open a folder, where the system lets us: what is in it is then found in less time."""
    try:
        number = os.open(folder, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    except OSError:  # it is not there: nothing is found in it either way
        number = None
    try:
        yield _Folder(f"{folder}{os.sep}" if number is None else "", number)
    finally:
        if number is not None:
            os.close(number)


def _stamp(path: str, folder: int | None = None) -> str:
    try:
        status = os.stat(path, dir_fd=folder)
    except (FileNotFoundError, NotADirectoryError):
        return _MISSING if _is_nothing(path, folder) else _HIDDEN
    except OSError:
        return _HIDDEN
    return f"{status.st_mtime_ns}:{status.st_size}"


def _is_nothing(path: str, folder: int | None) -> bool:
    """Tell a file that is not there from a link that leads nowhere."""
    try:
        os.lstat(path, dir_fd=folder)
    except OSError:
        return True
    return False


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


__all__ = [
    "ClaimShelf",
    "PassageShelf",
    "Reading",
    "Shelf",
    "Stamps",
    "is_young",
    "list_sources",
    "make_entry",
    "total_size",
]
