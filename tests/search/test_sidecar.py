"""The index beside a ledger: kept up to date, rebuilt when damaged, never trusted blindly."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from claimtrack.errors import LockedError
from claimtrack.search import sidecar
from claimtrack.search.searcher import Searcher
from claimtrack.search.shelves import ClaimShelf, Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.store.layout import Layout


@pytest.fixture
def folder(layout: Layout, write_claims: Callable[..., None]) -> Path:
    """Make an index of two claims, and return its folder."""
    write_claims("courier", {"one": "The Kelm dam broke."})
    write_claims("gazette", {"two": "The dam of Kelm held."})
    assert search(layout)[0] == ["courier/one", "gazette/two"]
    return layout.root / ".claimtrack" / "index" / "claims"


def search(
    layout: Layout, query: str = "Kelm dam", *, rehash: bool = False
) -> tuple[list[str], list[str]]:
    """Search through the index; return claim ids and notes."""
    searcher = Searcher.open(layout, sidecar_from=0, rehash=rehash)
    ids = sorted(hit.claim_id for hit in searcher.find(query))
    return ids, searcher.notes


class CountingShelf(ClaimShelf):
    """Claims, and which of their files were read."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self.were_read: list[str] = []

    def read(self, name: str) -> Reading:
        """Read a file and remember it."""
        self.were_read.append(name)
        return super().read(name)


def test_reads_only_what_changed(
    layout: Layout, folder: Path, write_claims: Callable[..., None]
) -> None:
    """An index that is up to date reads no file; after an edit, that one."""
    shelf = CountingShelf(layout)
    sidecar.open_sidecar(folder, shelf, shelf.scan(), tell=print)
    assert shelf.were_read == []

    write_claims("gazette", {"two": "The dam was mended."}, at=1_700_000_500)
    engine = sidecar.open_sidecar(folder, shelf, shelf.scan(), tell=print)

    assert shelf.were_read == ["gazette"]
    assert (engine.size, engine.count("kelm"), engine.count("mend")) == (2, 1, 1)


def test_a_young_stamp_is_not_trusted(layout: Layout, folder: Path) -> None:
    """A file written just now is read again, for it may change within the same tick."""
    path = layout.claims_file("courier")
    path.write_bytes(path.read_bytes().replace(b"Kelm", b"Selm"))
    assert search(layout, "Selm")[0] == ["courier/one"]
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Selm", b"Orrn"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert search(layout, "Orrn")[0] == ["courier/one"]
    assert folder.is_dir()


def test_rehash_finds_what_the_stamp_hides(layout: Layout, folder: Path) -> None:
    """A change that leaves time and size as they were is found when every file is looked into."""
    path = layout.claims_file("courier")
    path.write_bytes(path.read_bytes().replace(b"Kelm", b"Selm"))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert search(layout, "Selm")[0] == []

    assert search(layout, "Selm", rehash=True)[0] == ["courier/one"]
    assert search(layout, "Selm")[0] == ["courier/one"]
    assert folder.is_dir()


@pytest.mark.parametrize(
    "damage", ["cut", "emptied", "overwritten", "removed", "meta", "scrambled"]
)
def test_a_damaged_index_is_made_anew(layout: Layout, folder: Path, damage: str) -> None:
    """Whatever happened to the index, the answer is right, and the user hears of it."""
    for path in sorted((folder / "index").iterdir()):
        if (path.name == "meta.json") is not (damage == "meta") or path.name.startswith("."):
            continue
        data = path.read_bytes()
        match damage:
            case "cut":
                path.write_bytes(data[: len(data) // 2])
            case "emptied":
                path.write_bytes(b"")
            case "overwritten" | "meta":
                path.write_bytes(b"\xff" * len(data))
            case "scrambled":
                path.write_bytes(bytes(reversed(data)))
            case _:
                path.unlink()

    ids, notes = search(layout)

    assert ids == ["courier/one", "gazette/two"]
    assert any("made anew" in note for note in notes)
    assert search(layout) == (["courier/one", "gazette/two"], [])


@pytest.mark.parametrize("kind", ["store", "idx", "term", "fast"])
def test_damage_found_while_searching(layout: Layout, folder: Path, kind: str) -> None:
    """Damage that opening does not notice leads to the right answer, too."""
    for path in (folder / "index").glob(f"*.{kind}"):
        data = path.read_bytes()
        spoilt = len(data) * 3 // 10
        path.write_bytes(b"\xff" * spoilt + data[spoilt:])

    assert search(layout)[0] == ["courier/one", "gazette/two"]
    assert search(layout) == (["courier/one", "gazette/two"], [])


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"version": 0}', b"null\n"])
@pytest.mark.parametrize("name", ["stamps", "made-from.json"])
def test_damaged_notes(layout: Layout, folder: Path, name: str, content: bytes) -> None:
    """Notes that cannot be read, or are another version's, lead to the right answer, too."""
    (folder / name).write_bytes(content)
    if name == "made-from.json":
        (folder / "stamps").unlink()

    assert search(layout)[0] == ["courier/one", "gazette/two"]
    assert search(layout) == (["courier/one", "gazette/two"], [])


def test_removed_index_is_made_again(layout: Layout, folder: Path) -> None:
    """Anybody may delete the index; it comes back without a word."""
    for path in (folder / "stamps", folder / "made-from.json"):
        path.unlink()

    assert search(layout) == (["courier/one", "gazette/two"], [])


def test_where_no_index_can_be_kept(layout: Layout, write_claims: Callable[..., None]) -> None:
    """A folder that cannot be written to is searched without an index, and that is said."""
    write_claims("courier", {"one": "The Kelm dam broke."})
    (layout.root / ".claimtrack").write_text("in the way", "utf-8")

    ids, notes = search(layout)

    assert ids == ["courier/one"]
    assert "no search index can be kept" in notes[0]


def test_waits_for_another_process(
    layout: Layout, folder: Path, write_claims: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes do not write one index at once."""
    monkeypatch.setattr(sidecar, "_PATIENCE", 0.05)
    write_claims("courier", {"one": "New."}, at=1_700_000_900)

    with FileLock(folder / "lock"), pytest.raises(LockedError):
        search(layout)
