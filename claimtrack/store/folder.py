"""The store of a ledger in plain files: TinyDB tables over two folders, a lock, and hashes."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from claimtrack.errors import (
    BrokenFilesError,
    ClaimtrackError,
    ClashError,
    IdTakenError,
    InvalidRecordError,
    LockedError,
)
from claimtrack.models.finding import Finding, Severity
from claimtrack.models.ids import source_of
from claimtrack.store import atomic, captures, json_files, plain, reading
from claimtrack.store.contract import CaptureText, Change, PlacedCopy, Snapshot
from claimtrack.store.journal import JOURNAL, Journal
from claimtrack.store.layout import SOURCES, claims_name, source_name
from claimtrack.store.tables import ChangedFile, FolderStorage
from claimtrack.values.collector import paused_collector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.layout import Layout

#: How long a writer waits for another, in seconds: far longer than any one write, far shorter than
#: a person's patience with a process that died holding nothing.
PATIENCE = 30.0

#: How often it looks whether it is its turn, in seconds: about as long as one write takes.
_POLL = 0.005

#: How often a ledger is read anew while others change it from under the reader.
_LOOKS = 5

#: How many files a message names before it only counts.
_NAMED = 3


class FolderStore:
    """A ledger's folders as a `Store`."""

    def __init__(self, layout: Layout, *, patience: float = PATIENCE) -> None:
        self.layout = layout
        self._patience = patience
        self._storage = FolderStorage(layout)
        self._journal = Journal(layout)
        #: The file that was asked about last: findings come in runs about one file.
        self._places: json_files.Places | None = None

    def load(self) -> Snapshot:
        """Read everything; what cannot be read is a fault in the snapshot, never an exception.

        A change of many files that another process makes meanwhile is seen whole or not at all.
        """
        for _ in range(_LOOKS):
            if fault := self._settle():
                return Snapshot({}, {}, (fault,))
            stamp = self._journal.read_stamp()
            snapshot = self._load_once()
            if not self._journal.is_pending() and self._journal.read_stamp() == stamp:
                return snapshot
        return Snapshot({}, {}, (_BUSY,))

    def _settle(self) -> Finding | None:
        """Finish a change that was decided; return why it cannot be, if that is so."""
        if not self._journal.is_pending():
            return None
        try:
            with self._lock():
                return None
        except ClaimtrackError as error:
            return _describe_unfinished(str(error))

    def _load_once(self) -> Snapshot:
        sources: dict[str, Source] = {}
        claims: dict[str, Claim] = {}
        faults: list[Finding] = []
        with paused_collector():
            for source_id, name, data in self._read_all("sources", faults):
                try:
                    sources[source_id] = reading.read_source(source_id, name, data)
                except reading.UnreadableFileError as error:
                    faults.append(error.finding)
            for source_id, name, data in self._read_all("claims", faults):
                try:
                    claims.update(reading.read_claims(source_id, name, data))
                except reading.UnreadableFileError as error:
                    faults.append(error.finding)
        return Snapshot(sources, claims, tuple(faults))

    def commit(self, changes: Sequence[Change], copies: Sequence[PlacedCopy] = ()) -> None:
        """Make all changes durable under the lock, after looking at what stands there now.

        The record decides, not its file: two people who add claims to one source do not clash.
        """
        groups: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            groups[_name_file(change.id)].append(change)
        with self._lock(), atomic.reporting_disk_faults(_name_some(list(groups))):
            if len(groups) == 1 and not copies:
                self._storage.write_files(list(self._prepare_file(changes)))
            else:
                self._journal.commit(self._list_files(groups, copies))

    def _list_files(
        self, groups: Mapping[str, Sequence[Change]], copies: Sequence[PlacedCopy]
    ) -> Iterator[tuple[str, bytes | None]]:
        """Yield what each file is to hold, one after another: there may be very many."""
        for changes in groups.values():
            for file in self._prepare_file(changes):
                yield file.name, file.data
        for copy in copies:
            yield from captures.list_missing(self.layout, copy)

    def _prepare_file(self, changes: Sequence[Change]) -> Iterator[ChangedFile]:
        """Yield what the file of all these changes is to hold; nothing where it holds it.

        Raises:
            ClashError, BrokenFilesError, InvalidRecordError: as `_refuse_clashes` and `_prepare`.
        """
        self._refuse_clashes(changes)
        yield from self._prepare(changes)

    def place_capture(self, source_id: str, capture: Capture, data: bytes, text: str) -> None:
        """Keep the bytes and the text of a capture, outside the ledger if it is withheld."""
        where = self.layout.capture_folder(source_id, capture.n, withheld=capture.withheld)
        with self._lock(), atomic.reporting_disk_faults(self.layout.relative(where)):
            stored = self._find_stored_capture(source_id, capture.n)
            if stored and (stored.original.sha256, stored.text.sha256) != (
                capture.original.sha256,
                capture.text.sha256,
            ):
                raise IdTakenError(self.layout.relative(where))
            captures.place(self.layout, source_id, capture, data, text)

    def discard_captures(self, source_id: str, numbers: Sequence[int]) -> None:
        """Remove what is kept of captures that no record lists; then the folder if it is empty."""
        with self._lock(), atomic.reporting_disk_faults(f"{SOURCES}/{source_id}"):
            for n in numbers:
                if self._find_stored_capture(source_id, n) is None:
                    captures.discard(self.layout, source_id, n)
            captures.remove_if_empty(self.layout.sources / source_id)

    def read_text(self, source_id: str, capture: Capture) -> CaptureText:
        """Return the text of a capture, its hash checked."""
        return captures.read_text(self.layout, source_id, capture)

    def check_original(self, source_id: str, capture: Capture) -> CaptureText:
        """Say what became of the bytes as received, their hash checked."""
        return captures.check_original(self.layout, source_id, capture)

    def locate(self, record_id: str, *path: str | int) -> str:
        """Return ``file:line`` of a record, or of a value inside it."""
        file = self.layout.record_file(record_id)
        name = self.layout.relative(file)
        steps = (record_id, *path) if "/" in record_id else path
        try:
            data = plain.read_file(file)
            if self._places is None or self._places.data != data:
                self._places = json_files.Places(data)
            line, _ = self._places.find(steps)
        except (OSError, ValueError):
            line = 1
        return f"{name}:{line}"

    def inspect(self) -> tuple[Finding, ...]:
        """Return what is wrong with the files themselves: keys that stand twice, lost captures."""
        found: list[Finding] = []
        for table in ("sources", "claims"):
            for source_id, name, data in self._read_all(table, []):  # loading says what it cannot
                if hidden := reading.find_hidden_fault(name, data):
                    found.append(hidden)
                if table == "sources":
                    strays = captures.find_strays(self.layout, source_id, data)
                    found.extend(_describe_stray(source_id, stray) for stray in strays)
        for source_id in self._list_sources("sources", []):
            file = self.layout.source_file(source_id)
            if file.parent.is_dir() and not os.path.lexists(file):
                found.append(_describe_orphan(source_id))
        return tuple(found)

    def _list_sources(self, table: str, faults: list[Finding]) -> list[str]:
        try:
            return self._storage.shelves[table].list_sources()
        except OSError as error:
            faults.append(reading.why_not(table, error))
            return []

    def _read_all(self, table: str, faults: list[Finding]) -> Iterator[tuple[str, str, bytes]]:
        """Yield source, name and content of each file of a table; those unreadable are faults."""
        shelf = self._storage.shelves[table]
        root = str(self.layout.root)
        for source_id in self._list_sources(table, faults):
            name = shelf.name(source_id)
            path = f"{root}/{name}"
            try:
                yield source_id, name, plain.read_file(path)
            except (FileNotFoundError, NotADirectoryError) as error:
                # No file: removed this moment, or a folder without a record. A link is a file.
                if os.path.islink(path):  # noqa: PTH114 - a Path for each file costs more than this
                    faults.append(reading.why_not(name, error))
            except OSError as error:
                faults.append(reading.why_not(name, error))

    def _refuse_clashes(self, changes: Sequence[Change]) -> None:
        """Refuse when a record is not what the caller saw; each file is read once.

        Raises:
            ClashError: that is so.
            BrokenFilesError: a file cannot be read, or holds what reading passes over.
        """
        files: dict[str, dict[str, Any]] = {}
        for change in changes:
            name = _name_file(change.id)
            if name not in files:
                files[name] = self._read_now(change.id, name)
            if not _are_same(files[name].get(change.id), change.before):
                raise ClashError(change.id, name)

    def _read_now(self, record_id: str, name: str) -> dict[str, Any]:
        """Return the records that stand in a file at this moment."""
        source_id = source_of(record_id)
        try:
            data = plain.read_file(self.layout.root / name)
            if hidden := reading.find_hidden_fault(name, data):
                raise BrokenFilesError((str(hidden),))
            if "/" in record_id:
                return dict(reading.read_claims(source_id, name, data))
            return {source_id: reading.read_source(source_id, name, data)}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            raise BrokenFilesError((str(reading.why_not(name, error)),)) from None
        except reading.UnreadableFileError as error:
            raise BrokenFilesError((str(error.finding),)) from None

    def _prepare(self, changes: Sequence[Change]) -> list[ChangedFile]:
        """Return what the files will hold.

        Raises:
            InvalidRecordError: it could not be written, or once written not be read again.
        """
        tables = {name: self._storage.open_table(name) for name in ("sources", "claims")}
        for change in changes:
            table = tables["claims" if "/" in change.id else "sources"]
            try:
                if change.after is None:
                    table.pop(change.id, None)
                else:
                    table[change.id] = change.after.to_document()
            except ValueError as error:
                raise InvalidRecordError(change.id, (str(error),)) from error
        files = []
        for name, table in tables.items():
            read: Callable[[str, str, bytes], object]
            read = reading.read_claims if name == "claims" else reading.read_source
            try:
                changed = table.list_changed()
            except ValueError as error:
                ids = ", ".join(change.id for change in changes)
                raise InvalidRecordError(ids, (f"it cannot be written: {error}",)) from error
            for file in changed:
                if file.data is not None:
                    try:
                        read(file.source_id, file.name, file.data)
                    except reading.UnreadableFileError as error:
                        raise InvalidRecordError(file.source_id, (str(error),)) from error
            files.extend(changed)
        return files

    def _find_stored_capture(self, source_id: str, n: int) -> Capture | None:
        """Return the capture as the record on disk has it, not as this process remembers it."""
        source = self._read_now(source_id, source_name(source_id)).get(source_id)
        return source.capture(n) if source else None

    @contextmanager
    def _lock(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.layout.lock, poll_interval=_POLL)
        with atomic.reporting_disk_faults(self.layout.relative(self.layout.lock)):
            self.layout.lock.parent.mkdir(exist_ok=True)
            try:
                lock.acquire(timeout=self._patience)
            except Timeout:
                raise LockedError(self._patience) from None
        try:
            self._journal.settle()
            yield
        finally:
            lock.release()


def _name_file(record_id: str) -> str:
    if "/" in record_id:
        return claims_name(source_of(record_id))
    return source_name(record_id)


def _name_some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more files" if more > 0 else "")


def _are_same(now: Source | Claim | None, before: Source | Claim | None) -> bool:
    """Compare as written: `==` would take 1 for true and 1.0."""
    if now is None or before is None:
        return now is before
    return json_files.dump(now.to_document()) == json_files.dump(before.to_document())


def _describe_unfinished(message: str) -> Finding:
    return Finding(
        code="UNREADABLE",
        severity=Severity.ERROR,
        where=f"{JOURNAL}:1",
        message=message,
        why="a part of it would be shown for the whole, so nothing is shown",
    )


_BUSY = _describe_unfinished("others keep changing the ledger while it is read; try again")


def _describe_orphan(source_id: str) -> Finding:
    return Finding(
        code="ORPHAN-FOLDER",
        severity=Severity.WARNING,
        where=f"{plain.printable(f'{SOURCES}/{source_id}')}:1",
        message="there is no source.json in it",
        why="it was removed, or `source add` was stopped half-way: restore it, or add the source",
    )


def _describe_stray(source_id: str, folder: str) -> Finding:
    return Finding(
        code="ORPHAN-CAPTURE",
        severity=Severity.WARNING,
        where=f"{SOURCES}/{source_id}/{folder}:1",
        message=f"the source.json of {source_id} lists no capture {folder}",
        why="a merge or an edit by hand left it out: list it again, or remove the folder",
    )
