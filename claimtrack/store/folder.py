"""The store of a ledger in plain files: TinyDB tables over two folders, a lock, and hashes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimtrack.errors import BrokenFilesError, ClashError, LockedError, WriteFailedError
from claimtrack.models.finding import Finding, Severity
from claimtrack.store import atomic, captures, json_files, reading
from claimtrack.store.contract import CaptureText, Change, Snapshot
from claimtrack.store.tables import ClaimShelf, SourceShelf, list_names, open_database

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.layout import Layout

#: How long a writer waits for another, in seconds: far longer than any one write, far shorter than
#: a person's patience with a process that died holding nothing.
PATIENCE = 30.0


class FolderStore:
    """A ledger's folders as a `Store`."""

    def __init__(self, layout: Layout, *, patience: float = PATIENCE) -> None:
        self.layout = layout
        self._patience = patience
        self._database = open_database(layout)
        #: What each file was when it was read, to see whether somebody changed it since.
        self._digests: dict[Path, bytes] = {}

    def load(self) -> Snapshot:
        """Read everything; what cannot be read is a fault in the snapshot, never an exception."""
        sources: dict[str, Source] = {}
        claims: dict[str, Claim] = {}
        faults: list[Finding] = []
        self._digests.clear()
        with reading.paused_collector():
            for path in SourceShelf(self.layout).files():
                try:
                    source = reading.read_source(path, *self._read(path))
                except reading.UnreadableFileError as error:
                    faults.append(error.finding)
                else:
                    sources[source.id] = source
            for path in ClaimShelf(self.layout).files():
                try:
                    claims.update(reading.read_claims(path, *self._read(path)))
                except reading.UnreadableFileError as error:
                    faults.append(error.finding)
        return Snapshot(sources, claims, tuple(faults))

    def commit(self, changes: Sequence[Change]) -> None:
        """Make all changes durable under the lock, after looking at what stands there now."""
        with self._lock():
            for change in changes:
                self._refuse_a_clash(change)
            for name in ("sources", "claims"):
                ours = [change for change in changes if ("/" in change.id) is (name == "claims")]
                if ours:
                    self._apply(name, ours)

    def place_capture(self, source_id: str, capture: Capture, data: bytes, text: str) -> None:
        """Keep the bytes and the text of a capture, outside the ledger if it is withheld."""
        where = self.layout.capture_folder(source_id, capture.n, withheld=capture.withheld)
        with self._lock(), atomic.reporting_disk_faults(self.layout.relative(where)):
            captures.place(self.layout, source_id, capture, data, text)

    def discard_captures(self, source_id: str, numbers: Sequence[int]) -> None:
        """Remove the kept bytes and texts of these captures, and the source's folder if empty."""
        with self._lock(), atomic.reporting_disk_faults(f"sources/{source_id}"):
            for n in numbers:
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
            line, _ = json_files.position(file.read_bytes(), steps)
        except (OSError, ValueError):
            line = 1
        return f"{name}:{line}"

    def inspect(self) -> tuple[Finding, ...]:
        """Return what is wrong with the files themselves: keys that stand twice, lost captures."""
        found: list[Finding] = []
        for shelf in (SourceShelf(self.layout), ClaimShelf(self.layout)):
            for path in shelf.files():
                name = self.layout.relative(path)
                try:
                    duplicate = reading.find_duplicate_key(name, path.read_bytes())
                except OSError:
                    continue  # loading names it
                if duplicate:
                    found.append(duplicate)
        lost = (
            source_id
            for source_id in list_names(self.layout.sources)
            if not self.layout.source_file(source_id).is_file()
        )
        return (*found, *map(self._orphan, lost))

    def _orphan(self, source_id: str) -> Finding:
        return Finding(
            code="ORPHAN-FOLDER",
            severity=Severity.WARNING,
            where=f"{self.layout.relative(self.layout.sources / source_id)}:1",
            message="there is no source.json in it",
            why="an interrupted `source add` left its capture; add the source again or delete it",
        )

    def _read(self, path: Path) -> tuple[str, bytes]:
        name = self.layout.relative(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise reading.UnreadableFileError(reading.why_not(name, error)) from None
        self._digests[path] = reading.digest(data)
        return name, data

    def _refuse_a_clash(self, change: Change) -> None:
        """Refuse when a record is not what the caller saw.

        A file whose hash is what it was needs no second look. In one that changed meanwhile the
        record itself decides: two people who add claims to one source do not clash.
        """
        path = self.layout.record_file(change.id)
        name = self.layout.relative(path)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            now = None
        else:
            if duplicate := reading.find_duplicate_key(name, data):
                raise BrokenFilesError((str(duplicate),))
            if change.before and self._digests.get(path) == reading.digest(data):
                return
            now = self._reread(change.id, path, name, data)
        if now != change.before:
            raise ClashError(change.id, name)

    def _reread(self, record_id: str, path: Path, name: str, data: bytes) -> Source | Claim | None:
        try:
            if "/" in record_id:
                return reading.read_claims(path, name, data).get(record_id)
            return reading.read_source(path, name, data)
        except reading.UnreadableFileError as error:
            raise BrokenFilesError((str(error.finding),)) from None

    def _apply(self, name: str, changes: Sequence[Change]) -> None:
        puts = {change.id: change.after.to_document() for change in changes if change.after}
        removals = {change.id for change in changes if change.after is None}
        files = {self.layout.record_file(change.id) for change in changes}
        where = ", ".join(sorted(self.layout.relative(path) for path in files))
        try:
            with atomic.reporting_disk_faults(where):
                self._database.records(name).apply(puts, removals)
        except ValueError as error:
            raise WriteFailedError(where, f"it cannot be written as JSON ({error})") from error
        for path in files:
            self._digests[path] = reading.digest(path.read_bytes()) if path.exists() else b""

    @contextmanager
    def _lock(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.layout.lock)
        with atomic.reporting_disk_faults(self.layout.relative(self.layout.lock)):
            self.layout.lock.parent.mkdir(exist_ok=True)
            try:
                lock.acquire(timeout=self._patience)
            except Timeout:
                raise LockedError(self._patience) from None
        try:
            yield
        finally:
            lock.release()
