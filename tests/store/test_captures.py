"""What the folder store does with the files of captures, beyond the contract of all stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import BrokenFilesError, IdTakenError, WriteFailedError
from claimtrack.store.contract import Change, Presence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.models.source import Capture, Source
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import Layout


def _folder(layout: Layout, *, withheld: bool = False) -> Path:
    return layout.capture_folder("a", 1, withheld=withheld)


def test_a_capture_lies_where_the_format_says(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture]
) -> None:
    """Bytes and text in a folder of the capture's number; nothing else."""
    store.place_capture("a", make_capture(1, b"\xffT", "T"), b"\xffT", "T")

    files = {path.name: path.read_bytes() for path in _folder(layout).iterdir()}
    assert files == {"original.txt": b"\xffT", "text.txt": b"T"}
    assert store.read_text("a", make_capture(1, b"\xffT", "T")).where == "sources/a/1/text.txt"


def test_a_withheld_capture_stays_out_of_the_sources(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture]
) -> None:
    """Nothing of it lies where it would be committed."""
    store.place_capture("a", make_capture(withheld=True), b"Text.", "Text.")

    assert (_folder(layout, withheld=True) / "text.txt").is_file()
    assert list(layout.sources.iterdir()) == []


def test_a_placed_capture_is_not_written_again(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture]
) -> None:
    """The temporary folder of a crash is in nobody's way, nor is a link in its place."""
    elsewhere = layout.root / "elsewhere"
    elsewhere.mkdir()
    staging = _folder(layout).with_name(".1.tmp")
    staging.parent.mkdir()
    staging.symlink_to(elsewhere)

    store.place_capture("a", make_capture(), b"Text.", "Text.")

    assert list(elsewhere.iterdir()) == []
    assert [path.name for path in staging.parent.iterdir()] == ["1"]
    assert not _folder(layout).is_symlink()


@pytest.mark.parametrize("lost", ["original.txt", "text.txt"])
def test_a_lost_half_is_made_good(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture], lost: str
) -> None:
    """Bytes or text that somebody deleted come back with the same call."""
    store.place_capture("a", make_capture(), b"Text.", "Text.")
    (_folder(layout) / lost).unlink()

    store.place_capture("a", make_capture(), b"Text.", "Text.")

    assert (_folder(layout) / lost).read_bytes() == b"Text."


def test_bytes_that_cannot_be_read_are_not_written_over(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture]
) -> None:
    """They might be others."""
    (_folder(layout) / "original.txt").mkdir(parents=True)

    with pytest.raises(IdTakenError, match="sources/a/1"):
        store.place_capture("a", make_capture(), b"Text.", "Text.")


def test_a_file_where_the_folder_should_be_is_refused(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture]
) -> None:
    """And stays."""
    _folder(layout).parent.mkdir()
    _folder(layout).write_bytes(b"precious")

    with pytest.raises((IdTakenError, WriteFailedError)):
        store.place_capture("a", make_capture(), b"Text.", "Text.")

    assert _folder(layout).read_bytes() == b"precious"


def test_a_source_that_cannot_be_made_is_refused(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture]
) -> None:
    """A file stands where its folder should; it stays."""
    (layout.sources / "a").write_bytes(b"precious")

    with pytest.raises(WriteFailedError):
        store.place_capture("a", make_capture(), b"Text.", "Text.")

    assert (layout.sources / "a").read_bytes() == b"precious"
    assert store.read_text("a", make_capture()).presence is Presence.UNREADABLE


@pytest.mark.parametrize("sort", ["folder", "loop"])
def test_what_cannot_be_read_is_called_so(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture], sort: str
) -> None:
    """It is there: not missing, and not changed."""
    path = _folder(layout) / "text.txt"
    path.parent.mkdir(parents=True)
    if sort == "folder":
        path.mkdir()
    else:
        path.symlink_to("text.txt")

    kept = store.read_text("a", make_capture())

    assert (kept.presence, kept.text) == (Presence.UNREADABLE, None)
    assert kept.detail


def test_a_text_that_is_no_text_is_called_unreadable(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture]
) -> None:
    """A record can hold the hash of anything."""
    capture = make_capture(1, b"T\xff", "T")
    capture = capture.with_changes(text=capture.text.with_changes(sha256=capture.original.sha256))
    _folder(layout).mkdir(parents=True)
    (_folder(layout) / "text.txt").write_bytes(b"T\xff")

    kept = store.read_text("a", capture)

    assert (kept.presence, kept.detail) == (Presence.UNREADABLE, "not UTF-8 at byte 1")


def test_discarding_follows_no_link(
    layout: Layout, store: FolderStore, make_capture: Callable[..., Capture]
) -> None:
    """What a link leads to belongs to somebody else."""
    precious = layout.root / "precious"
    precious.mkdir()
    (precious / "x").touch()
    _folder(layout).parent.mkdir()
    _folder(layout).symlink_to(precious)

    store.discard_captures("a", [make_capture().n])

    assert (precious / "x").exists()
    assert list(layout.sources.iterdir()) == []


def test_nothing_is_discarded_beside_a_record_that_cannot_be_read(
    layout: Layout,
    store: FolderStore,
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
) -> None:
    """It may list what was to go."""
    store.place_capture("a", make_capture(), b"Text.", "Text.")
    store.commit([Change("a", None, make_source("a", captures=(make_capture(),)))])
    layout.source_file("a").write_bytes(b"{")

    with pytest.raises(BrokenFilesError):
        store.discard_captures("a", [1])

    assert store.read_text("a", make_capture()).presence is Presence.HELD


@pytest.mark.parametrize(
    ("captured", "kept", "said"),
    [
        (b"One.\nTwo.\n", b"One.\r\nTwo.\r\n", "its line ends alone"),
        (b"One.\r\nTwo.\r\n", b"One.\nTwo.\n", "“sources/** -text”"),
        (b"One.\nTwo.\n", b"One.\r\nTwa.\r\n", "SHA-256 should be"),
    ],
    ids=["to Windows", "from Windows", "a letter too"],
)
def test_line_ends_that_git_altered_are_told_from_other_changes(
    layout: Layout,
    store: FolderStore,
    make_capture: Callable[..., Capture],
    captured: bytes,
    kept: bytes,
    said: str,
) -> None:
    """They are a change all the same, and the way to keep git from it is named."""
    capture = make_capture(1, captured, captured.decode())
    store.place_capture("a", capture, captured, captured.decode())
    (_folder(layout) / "text.txt").write_bytes(kept)

    answer = store.read_text("a", capture)

    assert answer.presence is Presence.CHANGED
    assert said in answer.detail


def test_a_folder_of_a_capture_that_its_source_does_not_list_is_named(
    layout: Layout,
    store: FolderStore,
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
) -> None:
    """A merge can take a record from one side, and leave the files of the other."""
    capture = make_capture(1, b"T", "T")
    store.place_capture("a", capture, b"T", "T")
    store.commit([Change("a", None, make_source("a", captures=(capture,)))])
    (layout.source_file("a").parent / "12").mkdir()
    (layout.source_file("a").parent / "notes").mkdir()

    (finding,) = store.inspect()

    assert str(finding) == "sources/a/12:1: ORPHAN-CAPTURE the source.json of a lists no capture 12"
    assert "remove the folder" in finding.why


@pytest.mark.parametrize("source", [b"{", b"[]", b'{"captures": 3}', b'{"captures": [{}]}'])
def test_a_source_that_cannot_be_read_has_no_folders_too_many(
    layout: Layout, store: FolderStore, source: bytes
) -> None:
    """What it lists is not known; that it cannot be read is said elsewhere."""
    _folder(layout).mkdir(parents=True)
    layout.source_file("a").write_bytes(source)

    assert store.inspect() == ()
