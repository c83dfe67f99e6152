"""What there is to search in a ledger's folders, file by file: claims, and passages of texts.

Files are read as plain JSON, not as records: an index needs five fields of a claim, and records
cost four times as much. Nothing found this way is shown before its record has been read.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from claimtrack.models import csl
from claimtrack.search.entries import EARLIEST, LATEST, Entry, bound
from claimtrack.search.passages import cut_passages
from claimtrack.search.terms import list_terms
from claimtrack.store import json_files, plain
from claimtrack.store.captures import TEXT
from claimtrack.values.dates import Edtf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claimtrack.store.layout import Layout

_NUMBER = re.compile("[1-9][0-9]{0,8}")
#: The stamp of a file that is not there.
_MISSING = "0:0"

Stamps = dict[str, str]
"""For each part of a shelf, the times and sizes of the files that it is made from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a part of a shelf holds."""

    entries: list[Entry]
    digest: str
    """Of the bytes it was made from."""
    fault: str = ""
    """Why it could not be read; it then has no entries."""


class Shelf(Protocol):
    """A kind of entries, and the files that they come from."""

    def scan(self) -> Stamps:
        """Return the stamps of all parts, in order of name; only folders are read."""
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


class ClaimShelf:
    """The claims, a part a file; each is found by its source's title, too."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def scan(self) -> Stamps:
        """Return the stamps of the files of claims, each with that of its source."""
        sources = str(self._layout.sources)
        stamps = {}
        for entry in _list_entries(self._layout.claims):
            if entry.name.endswith(".json"):
                source_id = entry.name.removesuffix(".json")
                source = f"{sources}{os.sep}{source_id}{os.sep}source.json"
                stamps[source_id] = f"{_stamp(entry.path)}:{_stamp(source)}"
        return dict(sorted(stamps.items()))

    def read(self, name: str) -> Reading:
        """Return the claims of one file."""
        title, _, source_digest = _read_source(self._layout, name)
        try:
            data = plain.read_file(self._layout.claims_file(name))
            digest = f"{_digest(data)}{source_digest}"
        except OSError as error:
            return Reading([], "", error.strerror or str(error))
        try:
            claims = json.loads(json_files.strip_mark(data))
            entries = [
                _make_entry(name, claim_id, claim, title)
                for claim_id, claim in claims.items()
                if claim_id.startswith(f"{name}/") and claim_id.isascii()
            ]
        except (ValueError, AttributeError, TypeError, RecursionError):
            return Reading([], digest, "it is not a file of claims")
        return Reading(entries, digest)


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
        _, issued, source_digest = _read_source(self._layout, source_id)
        first, last = bound(issued)
        folder = self._layout.capture_folder(source_id, int(number), withheld=mark == "withheld")
        try:
            data = plain.read_file(folder / TEXT)
            digest = f"{_digest(data)}{source_digest}"
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


def make_claim_terms(*parts: str) -> tuple[str, ...]:
    """Return the terms of a claim from its texts."""
    return tuple(list_terms("\n".join(part for part in parts if part)))


def _make_entry(source_id: str, claim_id: str, claim: dict[str, Any], title: str) -> Entry:
    anchor = claim.get("anchor") or {}
    tags = tuple(tag for tag in map(str, claim.get("tags") or ()) if tag.isprintable())
    first, last = _bound_words(claim.get("about"))
    terms = make_claim_terms(
        str(claim.get("text") or ""),
        str(anchor.get("quote", "")),
        str(claim.get("attribution") or ""),
        str(claim.get("about_words") or ""),
        *tags,
        title,
    )
    return Entry(claim_id, source_id, terms, tags, first, last)


@lru_cache(maxsize=4096)
def _bound_words(written: str | None) -> tuple[int, int]:
    if not written:
        return EARLIEST, LATEST
    return bound(Edtf.parse(written))


def _read_source(layout: Layout, source_id: str) -> tuple[str, Edtf | None, str]:
    """Return title, date and digest of a source; nothing where it cannot be read."""
    try:
        data = plain.read_file(layout.source_file(source_id))
    except OSError:
        return "", None, ""
    try:
        item = json.loads(json_files.strip_mark(data))["csl"]
        return str(item.get("title") or ""), csl.read_date(item.get("issued")), _digest(data)
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
        return "", None, _digest(data)


def _list_entries(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return


def _stamp(path: str) -> str:
    try:
        status = os.stat(path)  # noqa: PTH116 - a Path costs as much as the look at the disk
    except OSError:
        return _MISSING
    return f"{status.st_mtime_ns}:{status.st_size}"


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


__all__ = [
    "ClaimShelf",
    "PassageShelf",
    "Reading",
    "Shelf",
    "Stamps",
    "is_young",
    "make_claim_terms",
    "total_size",
]
