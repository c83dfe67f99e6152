from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import (
    BrokenFilesError,
    ClashError,
    IdTakenError,
    UnfinishedChangeError,
    WriteFailedError,
)
from claimtrack.models.claim import Claim
from claimtrack.models.source import Source
from claimtrack.store.contract import Change, PlacedCopy, Presence
from claimtrack.store.folder import FolderStore
from claimtrack.store.journal import JOURNAL, STAGED, Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from claimtrack.models.source import Capture
    from claimtrack.store.layout import Layout

Files = list[tuple[str, bytes | None]]
FILES: Files = [
    ("sources/a/source.json", b"source"),
    ("claims/a.json", b"claims"),
    ("sources/a/1/text.txt", b"text"),
]
SOURCE = b'{"csl": {"type": "book"}}'


@pytest.fixture
def journal(layout: Layout) -> Journal:
    """The journal of an empty ledger."""
    return Journal(layout)


def _decide(layout: Layout, files: Files) -> None:
    """Leave a ledger as a crash right after the decision does: all staged, nothing moved."""
    journal = Journal(layout)
    journal._decide(journal._stage(files))


def journal_of(layout: Layout) -> Journal:
    """Return the journal as another process sees it."""
    return Journal(layout)


def _read(layout: Layout, files: Files) -> list[bytes | None]:
    places = [layout.root / name for name, _ in files]
    return [place.read_bytes() if place.exists() else None for place in places]


def _is_clean(layout: Layout) -> bool:
    return not (layout.root / JOURNAL).exists() and not (layout.root / STAGED).exists()


@pytest.mark.parametrize("more", [0, 60], ids=["few", "many"])
def test_files_are_written_and_removed_as_one(journal: Journal, layout: Layout, more: int) -> None:
    """Folders are made, and nothing is left of the way there; few files or many."""
    files = [*FILES, *((f"sources/b{n}/source.json", b"x") for n in range(more))]
    journal.commit(files)
    stamp = journal.read_stamp()
    journal.commit([("claims/a.json", None), ("sources/a/source.json", b"newer")])

    assert _read(layout, FILES) == [b"newer", None, b"text"]
    assert _is_clean(layout)
    assert journal.read_stamp() != stamp


def test_nothing_to_do_leaves_nothing(journal: Journal, layout: Layout) -> None:
    """A change of no file is none."""
    journal.commit([])

    assert _is_clean(layout)
    assert journal.read_stamp() == 0


def test_what_is_decided_is_finished_by_whoever_reads_next(layout: Layout) -> None:
    """A reader finds all of it, though the writer is dead."""
    (layout.claims / "a.json").write_bytes(b"{}")
    _decide(layout, [("sources/a/source.json", SOURCE), ("claims/a.json", None)])

    snapshot = FolderStore(layout).load()

    assert list(snapshot.sources) == ["a"]
    assert snapshot.faults == ()
    assert not (layout.claims / "a.json").exists()
    assert _is_clean(layout)


def test_what_is_decided_is_finished_by_whoever_writes_next(layout: Layout) -> None:
    """The next change comes on top of it."""
    _decide(layout, [("sources/a/source.json", SOURCE)])

    with pytest.raises(ClashError):
        FolderStore(layout).commit([Change("a", None, Source(id="a", csl={"type": "book"}))])


def test_finishing_goes_on_where_it_stopped(layout: Layout) -> None:
    """What was moved before the crash stays where it is."""
    _decide(layout, FILES)
    (layout.sources / "a").mkdir()
    (layout.root / STAGED / "0").rename(layout.sources / "a" / "source.json")

    journal_of(layout).settle()

    assert _read(layout, FILES) == [b"source", b"claims", b"text"]


class _InterruptedJournal(Journal):
    """A journal at whose work somebody presses Ctrl-C, once, before or after the decision."""

    early = False
    _left = 1

    def _decide(self, steps: Sequence[tuple[str, int | None]]) -> None:
        if self.early:
            raise KeyboardInterrupt
        super()._decide(steps)
        raise KeyboardInterrupt

    def _move(self, number: int, name: str) -> None:
        super()._move(number, name)
        if self._left:
            self._left -= 1
            raise KeyboardInterrupt


def test_an_interrupt_after_the_decision_comes_too_late(layout: Layout) -> None:
    """The change is made, so nobody is told that it was stopped."""
    _InterruptedJournal(layout).commit(FILES)

    assert _read(layout, FILES) == [b"source", b"claims", b"text"]
    assert _is_clean(layout)


def test_an_interrupt_before_the_decision_stops_all_of_it(layout: Layout) -> None:
    """And it is told as one."""
    journal = _InterruptedJournal(layout)
    journal.early = True

    with pytest.raises(KeyboardInterrupt):
        journal.commit(FILES)

    assert _read(layout, FILES) == [None, None, None]
    assert _is_clean(layout)


def test_what_was_not_decided_is_cleared_away(journal: Journal, layout: Layout) -> None:
    """Staged files without a journal are nobody's."""
    (layout.root / STAGED).mkdir(parents=True)
    (layout.root / STAGED / "0").write_bytes(b"half")

    assert FolderStore(layout).load().faults == ()
    journal.settle()

    assert _is_clean(layout)


def test_a_file_that_cannot_be_made_leaves_all_as_it_was(layout: Layout) -> None:
    """The files before it and after it too."""

    def list_files() -> Files:
        return [*FILES, _fail()]

    def _fail() -> tuple[str, bytes]:
        raise WriteFailedError("x", "no room")

    with pytest.raises(WriteFailedError):
        journal_of(layout).commit(file for step in (list_files,) for file in step())

    assert _read(layout, FILES) == [None, None, None]
    assert _is_clean(layout)


@pytest.mark.parametrize(
    ("hinder", "expected"),
    [
        (lambda root: (root / "claims" / "a.json").mkdir(), IsADirectoryError),
        (lambda root: (root / "sources" / "a").write_bytes(b""), NotADirectoryError),
    ],
    ids=["a folder in its place", "a file for a folder"],
)
def test_what_could_not_be_moved_later_is_refused_now(
    layout: Layout, hinder: Callable[[Path], object], expected: type[OSError]
) -> None:
    """Before anything is decided."""
    hinder(layout.root)

    with pytest.raises(expected):
        journal_of(layout).commit(FILES)

    assert _is_clean(layout)


def _write_steps(layout: Layout, text: str) -> None:
    (layout.root / ".claimtrack").mkdir(exist_ok=True)
    (layout.root / JOURNAL).write_text(text, "utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"files": 3}',
        '{"files": [["sources/a/source.json", "0"]]}',
        json.dumps({"files": [["../outside", 0]]}),
        json.dumps({"files": [["sources/../../x/source.json", 0]]}),
        json.dumps({"files": [["claimtrack.toml", None]]}),
        "[" * 100_000,
    ],
)
def test_a_journal_that_we_did_not_write_is_a_fault(layout: Layout, text: str) -> None:
    """It moves nothing, least of all out of the ledger; nothing is shown and nothing written."""
    _write_steps(layout, text)
    store = FolderStore(layout)
    (layout.claims / "a.json").write_text('{"a/one": {"text": "One."}}', "utf-8")

    snapshot = store.load()

    assert snapshot.claims == {}
    assert [fault.where for fault in snapshot.faults] == [f"{JOURNAL}:1"]
    with pytest.raises(UnfinishedChangeError):
        store.commit([Change("a/two", None, Claim(id="a/two", text="Two."))])
    assert layout.settings.exists()


def test_a_link_among_the_staged_files_is_not_moved(layout: Layout) -> None:
    """A ledger that somebody sent does not get our files into its own."""
    _decide(layout, [("sources/a/source.json", SOURCE)])
    (layout.root / STAGED / "0").unlink()
    (layout.root / STAGED / "0").symlink_to(layout.settings)

    (fault,) = FolderStore(layout).load().faults

    assert "not a plain file" in fault.message


def test_what_cannot_be_finished_is_not_shown_half(layout: Layout) -> None:
    """A folder stands in the way since; once it is gone, the next reader finishes."""
    _decide(layout, [("sources/a/source.json", SOURCE), ("claims/a.json", b'{"a/x":{"text":"X"}}')])
    (layout.claims / "a.json").mkdir()

    snapshot = FolderStore(layout).load()

    assert (snapshot.sources, snapshot.claims) == ({}, {})
    assert "claims/a.json" in snapshot.faults[0].message
    (layout.claims / "a.json").rmdir()
    assert list(FolderStore(layout).load().claims) == ["a/x"]


def test_a_reader_sees_a_change_of_many_files_whole(layout: Layout) -> None:
    """However it falls between the reads, each look shows one version of all records."""
    store = FolderStore(layout)
    count = 12

    def make(version: int) -> list[Source | Claim]:
        records: list[Source | Claim] = []
        for number in range(count):
            note = f"{version}"
            records.append(Source(id=f"s{number}", csl={"type": "book"}, note=note))
            records.append(Claim(id=f"s{number}/one", text=note))
        return records

    before = make(0)
    store.commit([Change(record.id, None, record) for record in before])
    stop = threading.Event()

    def write_on() -> None:
        old = before
        version = 0
        while not stop.is_set():
            version += 1
            new = make(version)
            pairs = zip(old, new, strict=True)
            FolderStore(layout).commit([Change(one.id, one, other) for one, other in pairs])
            old = new
            time.sleep(0.01)

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        looks = 0
        end = time.monotonic() + 1
        while time.monotonic() < end:
            snapshot = FolderStore(layout).load()
            if not snapshot.faults:
                looks += 1
                versions = {source.note for source in snapshot.sources.values()}
                assert versions == {claim.text for claim in snapshot.claims.values()}
                assert len(versions) == 1
    finally:
        stop.set()
        writer.join()
    assert looks > 0


def test_copies_are_kept_with_the_record(
    store: FolderStore, layout: Layout, make_capture: Callable[..., Capture]
) -> None:
    """Bytes and text land in their folder; those that are there already are let be."""
    captures = (make_capture(1), make_capture(2, b"Other.", "Other.", withheld=True))
    source = Source(id="a", csl={"type": "book"}, captures=captures)
    copies = [
        PlacedCopy("a", captures[0], lambda: b"Text.", lambda: "Text."),
        PlacedCopy("a", captures[1], lambda: b"Other.", lambda: "Other."),
    ]

    store.commit([Change("a", None, source)], copies)
    store.commit([], copies)

    for capture in captures:
        assert store.read_text("a", capture).presence is Presence.HELD
        assert store.check_original("a", capture).presence is Presence.HELD
    assert not (layout.sources / "a" / "2").exists()
    other = PlacedCopy("a", make_capture(1, b"x", "x"), lambda: b"x", lambda: "x")
    with pytest.raises(IdTakenError):
        store.commit([], [other])


def test_one_record_that_cannot_be_written_keeps_all_others_out(
    store: FolderStore, layout: Layout
) -> None:
    """The file of another is broken: nothing of the change is there, and nothing is left."""
    (layout.claims / "b.json").write_text("{", "utf-8")
    claims = [Claim(id=f"{source}/one", text="One.") for source in ("a", "b")]

    with pytest.raises(BrokenFilesError):
        store.commit([Change(claim.id, None, claim) for claim in claims])

    assert not (layout.claims / "a.json").exists()
    assert _is_clean(layout)
