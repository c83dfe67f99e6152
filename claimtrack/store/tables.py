"""TinyDB over a ledger's folders: a `Storage` and a `Table` that touch only the files they must.

TinyDB's own table reads and rewrites the whole database for each insert. Ours hands the updater a
table that reads a file when one of its documents is asked for, notes which documents were touched
and writes the files of those alone: an insert costs the same in a ledger of ten claims and of a
million.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, Protocol

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from claimtrack.models.ids import source_of
from claimtrack.store import atomic, json_files

if TYPE_CHECKING:
    from pathlib import Path

    from claimtrack.store.layout import Layout

Documents = dict[str, dict[str, Any]]


class Shelf(Protocol):
    """How one table lies in files."""

    def files(self) -> Iterator[Path]:
        """Every file of the table, in order of name."""
        ...

    def file_of(self, doc_id: str) -> Path:
        """The file that holds a document, whether it exists or not."""
        ...

    def unpack(self, path: Path, content: Any) -> Documents:  # noqa: ANN401 - JSON
        """The documents in a file."""
        ...

    def pack(self, documents: Documents) -> Any:  # noqa: ANN401 - JSON
        """What to write for these documents of one file."""
        ...


class SourceShelf:
    """One folder a source, its document in ``source.json``."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def files(self) -> Iterator[Path]:
        """Every source.json."""
        for name in list_names(self._layout.sources):
            path = self._layout.source_file(name)
            if path.is_file():
                yield path

    def file_of(self, doc_id: str) -> Path:
        """Its source.json."""
        return self._layout.source_file(doc_id)

    def unpack(self, path: Path, content: Any) -> Documents:  # noqa: ANN401 - JSON
        """The one document, its id being the folder's name."""
        return {path.parent.name: content}

    def pack(self, documents: Documents) -> Any:  # noqa: ANN401 - JSON
        """The one document."""
        return next(iter(documents.values()))


class ClaimShelf:
    """One file a source, an object of its claims keyed by id."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def files(self) -> Iterator[Path]:
        """Every file of claims."""
        for name in list_names(self._layout.claims):
            if name.endswith(".json"):
                yield self._layout.claims / name

    def file_of(self, doc_id: str) -> Path:
        """The file of the source that makes the claim."""
        return self._layout.claims_file(source_of(doc_id))

    def unpack(self, path: Path, content: Any) -> Documents:  # noqa: ANN401, ARG002 - a Shelf
        """The file's own object."""
        return dict(content)

    def pack(self, documents: Documents) -> Any:  # noqa: ANN401 - JSON
        """The documents as they are."""
        return documents


class FolderStorage(Storage):
    """A TinyDB storage whose tables ``sources`` and ``claims`` are a ledger's two folders."""

    def __init__(self, layout: Layout) -> None:
        self.shelves: dict[str, Shelf] = {
            "sources": SourceShelf(layout),
            "claims": ClaimShelf(layout),
        }

    def read(self) -> dict[str, Documents]:
        """Read every document of every table."""
        return {name: dict(LazyTable(shelf)) for name, shelf in self.shelves.items()}

    def write(self, data: dict[str, Documents]) -> None:
        """Make the tables hold exactly ``data``, writing only the files that differ."""
        for name, shelf in self.shelves.items():
            table = LazyTable(shelf)
            wanted = data.get(name, {})
            for doc_id in [doc_id for doc_id in table if doc_id not in wanted]:
                del table[doc_id]
            table.update(wanted)
            table.flush()


class LazyTable(MutableMapping[str, dict[str, Any]]):
    """The documents of a shelf, read file by file as they are asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._read: dict[Path, tuple[bytes | None, Documents]] = {}
        self._touched: set[Path] = set()

    def flush(self) -> None:
        """Write the files whose documents are no longer what was read; remove those left empty.

        Raises:
            OSError: the disk refused; what was written before stays.
            ValueError: a document cannot be written as JSON.
        """
        pending = []
        for path in sorted(self._touched):
            old, documents = self._read[path]
            new = json_files.dump(self._shelf.pack(documents)) if documents else None
            if new != old and not _say_the_same(old, new):
                pending.append((path, new))
        for path, new in pending:
            if new is None:
                path.unlink(missing_ok=True)
                atomic.sync_folder(path.parent)
            else:
                atomic.write_file(path, new)
        self._touched.clear()

    def _documents(self, path: Path) -> Documents:
        if path not in self._read:
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                self._read[path] = (None, {})
            else:
                self._read[path] = (data, self._shelf.unpack(path, json_files.load(data)))
        return self._read[path][1]

    def _touch(self, doc_id: str) -> Documents:
        path = self._shelf.file_of(doc_id)
        documents = self._documents(path)
        self._touched.add(path)
        return documents

    def __getitem__(self, doc_id: str) -> dict[str, Any]:
        # TinyDB updates the document it gets in place, so a look counts as a touch.
        return self._touch(doc_id)[doc_id]

    def __setitem__(self, doc_id: str, document: dict[str, Any]) -> None:
        self._touch(doc_id)[doc_id] = document

    def __delitem__(self, doc_id: str) -> None:
        del self._touch(doc_id)[doc_id]

    def __contains__(self, doc_id: object) -> bool:
        return isinstance(doc_id, str) and doc_id in self._documents(self._shelf.file_of(doc_id))

    def __iter__(self) -> Iterator[str]:
        for path in self._shelf.files():
            self._documents(path)
        # A copy: TinyDB removes while it goes through the keys.
        return iter([doc_id for _, documents in self._read.values() for doc_id in documents])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _say_the_same(old: bytes | None, new: bytes | None) -> bool:
    """Whether only the layout differs: one made by hand stays until the content changes."""
    return None not in (old, new) and json_files.dump(json_files.load(old or b"")) == new


class RecordTable(Table):
    """A TinyDB table with text ids, whose updates touch only the files concerned."""

    document_id_class = str  # type: ignore[assignment] # TinyDB declares int, and takes any class
    #: Other processes write too, so no answer may be remembered.
    default_query_cache_capacity = 0

    def apply(self, puts: Mapping[str, dict[str, Any]], removals: set[str]) -> None:
        """Put and remove several documents, each file written once.

        Raises:
            OSError: the disk refused.
        """

        def updater(table: MutableMapping[str, dict[str, Any]]) -> None:
            for doc_id in removals:
                table.pop(doc_id, None)
            table.update(puts)

        self._update_table(updater)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        storage: Any = self._storage
        table = LazyTable(storage.shelves[self.name])
        updater(table)
        table.flush()

    def _get_next_id(self) -> Any:  # noqa: ANN401 - as TinyDB declares it
        msg = "records have ids of their own: pass a tinydb.table.Document with its doc_id"
        raise TypeError(msg)


class LedgerDB(TinyDB):
    """TinyDB with our table."""

    table_class = RecordTable

    def records(self, name: str) -> RecordTable:
        """Return the table ``sources`` or ``claims``."""
        table = self.table(name, cache_size=0)
        assert isinstance(table, RecordTable)  # noqa: S101 - table_class above
        return table


def open_database(layout: Layout) -> LedgerDB:
    """Open the folders of a ledger as a TinyDB database."""
    return LedgerDB(layout, storage=FolderStorage)


def list_names(folder: Path) -> list[str]:
    """Return the names in ``folder`` in order, no hidden ones; none when it is not there."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except FileNotFoundError:
        return []


__all__ = ["Document", "FolderStorage", "LedgerDB", "RecordTable", "list_names", "open_database"]
