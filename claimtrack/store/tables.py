"""TinyDB over a ledger's folders: a `Storage` and a `Table` that touch only the files they must.

TinyDB's own table reads and rewrites the whole database for each insert. Ours hands the updater a
table that reads a file when one of its documents is asked for, notes which documents were touched
and writes the files of those alone: an insert costs the same in a ledger of ten claims and of a
million.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from claimtrack.errors import BrokenFilesError, InvalidIdError
from claimtrack.models.ids import find_claim_id_fault, find_slug_fault, source_of
from claimtrack.store import atomic, json_files, plain
from claimtrack.store.layout import claims_name, source_name
from claimtrack.store.plain import list_names, printable

if TYPE_CHECKING:
    from pathlib import Path

    from claimtrack.store.layout import Layout

Documents = dict[str, dict[str, Any]]


class Shelf(Protocol):
    """How one table lies in files, one for each source."""

    def list_sources(self) -> list[str]:
        """The ids of the sources that may have a file, in order of the files' names.

        Raises:
            OSError: the folder cannot be listed.
        """
        ...

    def find_id_fault(self, doc_id: str) -> str | None:
        """What keeps a text from being the id of a document; None when nothing does."""
        ...

    def source_of(self, doc_id: str) -> str:
        """The source in whose file a document stands, whether it exists or not."""
        ...

    def name(self, source_id: str) -> str:
        """The ledger's own name for the file."""
        ...

    def unpack(self, source_id: str, content: Any) -> Documents:  # noqa: ANN401 - JSON
        """The documents in a file.

        Raises:
            ValueError: they cannot stand there.
        """
        ...

    def pack(self, documents: Documents) -> dict[str, Any]:
        """What to write for these documents of one file."""
        ...


class SourceShelf:
    """One folder a source, its document in ``source.json``."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def list_sources(self) -> list[str]:
        """Every folder; one without a source.json has no document."""
        return list_names(self._layout.sources)

    def find_id_fault(self, doc_id: str) -> str | None:
        """A document's id is a slug."""
        return find_slug_fault(doc_id)

    def source_of(self, doc_id: str) -> str:
        """The document's own id."""
        return doc_id

    def name(self, source_id: str) -> str:
        """Its source.json."""
        return source_name(source_id)

    def unpack(self, source_id: str, content: Any) -> Documents:  # noqa: ANN401 - JSON
        """The one document, its id being the folder's name."""
        return {source_id: _require_object(content)}

    def pack(self, documents: Documents) -> dict[str, Any]:
        """The one document."""
        return next(iter(documents.values()))


class ClaimShelf:
    """One file a source, an object of its claims keyed by id."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def list_sources(self) -> list[str]:
        """Every file of claims."""
        names = list_names(self._layout.claims)
        return [name.removesuffix(".json") for name in names if name.endswith(".json")]

    def find_id_fault(self, doc_id: str) -> str | None:
        """A document's id begins with that of its source."""
        return find_claim_id_fault(doc_id)

    def source_of(self, doc_id: str) -> str:
        """The source that makes the claim."""
        return source_of(doc_id)

    def name(self, source_id: str) -> str:
        """Its file of claims."""
        return claims_name(source_id)

    def unpack(self, source_id: str, content: Any) -> Documents:  # noqa: ANN401 - JSON
        """The file's own object."""
        documents = _require_object(content)
        for doc_id, document in documents.items():
            if source_of(doc_id) != source_id or not isinstance(document, dict):
                raise ValueError(f"“{doc_id}” cannot stand here")
        return documents

    def pack(self, documents: Documents) -> dict[str, Any]:
        """The documents as they are."""
        return documents


class FolderStorage(Storage):
    """A TinyDB storage whose tables ``sources`` and ``claims`` are a ledger's two folders."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.shelves: dict[str, Shelf] = {
            "sources": SourceShelf(layout),
            "claims": ClaimShelf(layout),
        }

    def open_table(self, name: str) -> LazyTable:
        """Return the documents of a table, to be looked at or changed.

        Raises:
            ValueError: a ledger has no such table.
        """
        if name not in self.shelves:
            raise ValueError(f"a ledger has the tables sources and claims, no “{name}”")
        return LazyTable(self.layout.root, self.shelves[name])

    def read(self) -> dict[str, Documents]:
        """Read every document of every table."""
        return {name: dict(self.open_table(name)) for name in self.shelves}

    def write(self, data: dict[str, Documents]) -> None:
        """Make the tables hold exactly ``data``, writing only the files that differ."""
        tables = {name: self.open_table(name) for name in self.shelves}
        for name, table in tables.items():
            wanted = data.get(name, {})
            for doc_id in [doc_id for doc_id in table if doc_id not in wanted]:
                del table[doc_id]
            table.update(wanted)
        self.write_files([file for table in tables.values() for file in table.list_changed()])

    def write_files(self, files: Sequence[ChangedFile]) -> None:
        """Write the files that changed; remove those left without documents.

        Removals go the other way round, claims before their source: wherever a crash comes between
        two files, no claim is left without its source.

        Raises:
            OSError: the disk refused; all files are as they were.
        """
        puts = [file for file in files if file.data is not None]
        removals = [file for file in reversed(files) if file.data is None]
        atomic.write_files([(self.layout.root / file.name, file.data) for file in puts + removals])


class ChangedFile(NamedTuple):
    """What a file is to hold."""

    source_id: str
    name: str
    """The ledger's own name for it."""
    data: bytes | None
    """None where no document is left."""


class LazyTable(MutableMapping[str, dict[str, Any]]):
    """The documents of a shelf, read file by file as they are asked for."""

    def __init__(self, root: Path, shelf: Shelf) -> None:
        self._root = root
        self._shelf = shelf
        self._read: dict[str, tuple[bytes | None, Documents]] = {}
        self._touched: set[str] = set()

    def list_changed(self) -> list[ChangedFile]:
        """Return the files whose documents are no longer what was read.

        Where only the layout would change, it stays: one made by hand is rewritten when its content
        changes.

        Raises:
            ValueError: a document cannot be written as JSON.
        """
        changed = []
        for source_id in sorted(self._touched):
            old, documents = self._read[source_id]
            new = json_files.dump(self._shelf.pack(documents)) if documents else None
            if new != old and not _say_the_same(old, new):
                changed.append(ChangedFile(source_id, self._shelf.name(source_id), new))
        return changed

    def clear(self) -> None:
        """Remove every document."""
        for doc_id in self:
            del self[doc_id]

    def _documents(self, source_id: str) -> Documents:
        if source_id not in self._read:
            name = self._shelf.name(source_id)
            if fault := find_slug_fault(source_id):
                raise BrokenFilesError((f"{printable(name)}: {fault}",))
            self._read[source_id] = self._read_documents(source_id, name)
        return self._read[source_id][1]

    def _read_documents(self, source_id: str, name: str) -> tuple[bytes | None, Documents]:
        try:
            data = plain.read_file(self._root / name)
            return data, self._shelf.unpack(source_id, json_files.load(data))
        except (FileNotFoundError, NotADirectoryError):
            return None, {}
        except OSError as error:
            raise BrokenFilesError((f"{name}: {error.strerror or error}",)) from None
        except ValueError as error:
            raise BrokenFilesError((f"{name}: {error}",)) from None

    def _touch(self, doc_id: str) -> Documents:
        source_id = self._shelf.source_of(doc_id)
        documents = self._documents(source_id)
        self._touched.add(source_id)
        return documents

    def __getitem__(self, doc_id: str) -> dict[str, Any]:
        if doc_id not in self:
            raise KeyError(doc_id)
        # TinyDB updates the document it gets in place, so a look counts as a touch.
        return self._touch(doc_id)[doc_id]

    def __setitem__(self, doc_id: str, document: dict[str, Any]) -> None:
        if fault := self._shelf.find_id_fault(doc_id):
            raise InvalidIdError(doc_id, fault)
        self._touch(doc_id)[doc_id] = document

    def __delitem__(self, doc_id: str) -> None:
        del self._touch(doc_id)[doc_id]

    def __contains__(self, doc_id: object) -> bool:
        if not isinstance(doc_id, str) or self._shelf.find_id_fault(doc_id):
            return False
        return doc_id in self._documents(self._shelf.source_of(doc_id))

    def __iter__(self) -> Iterator[str]:
        for source_id in self._shelf.list_sources():
            self._documents(source_id)
        # A copy: TinyDB removes while it goes through the keys.
        return iter([doc_id for _, documents in self._read.values() for doc_id in documents])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _require_object(content: Any) -> Documents:  # noqa: ANN401 - JSON
    if not isinstance(content, dict):
        raise ValueError("it must be an object")  # noqa: TRY004 - a fault of the data
    return content


def _say_the_same(old: bytes | None, new: bytes | None) -> bool:
    """Whether only the layout differs."""
    return None not in (old, new) and json_files.dump(json_files.load(old or b"")) == new


class RecordTable(Table):
    """A TinyDB table with text ids, whose updates touch only the files concerned."""

    document_id_class = str  # type: ignore[assignment] # TinyDB declares int, and takes any class

    def _read_table(self) -> Any:  # noqa: ANN401 - as TinyDB declares it, but lazy
        storage: Any = self._storage
        return storage.open_table(self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        storage: Any = self._storage
        table = storage.open_table(self.name)
        updater(table)
        storage.write_files(table.list_changed())

    def _get_next_id(self) -> Any:  # noqa: ANN401 - as TinyDB declares it
        msg = "records have ids of their own: pass a tinydb.table.Document with its doc_id"
        raise TypeError(msg)


class LedgerDB(TinyDB):
    """TinyDB with our table."""

    table_class = RecordTable

    def table(self, name: str, **kwargs: object) -> Table:
        """Return a table that remembers no answer: other processes write too."""
        return super().table(name, **{"cache_size": 0, **kwargs})


def open_database(layout: Layout) -> LedgerDB:
    """Open the folders of a ledger as a TinyDB database."""
    return LedgerDB(layout, storage=FolderStorage)


__all__ = ["ChangedFile", "Document", "FolderStorage", "LazyTable", "LedgerDB", "open_database"]
