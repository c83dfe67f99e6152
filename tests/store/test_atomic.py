from __future__ import annotations

import datetime as dt
import os
import resource
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import WriteFailedError
from claimtrack.ledger import editing
from claimtrack.ledger.capturing import add_captured_source
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind
from claimtrack.store import atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.layout import Layout


def _listing(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """Folders that are not there are made; nothing else is left."""
    for data in (b"old", b"new"):
        atomic.write_file(tmp_path / "a" / "b" / "x", data)

    assert _listing(tmp_path) == {"a/b/x": b"new"}


def test_files_are_written_and_removed_together(tmp_path: Path) -> None:
    """None removes; what is not there need not be removed."""
    atomic.write_file(tmp_path / "x", b"old")

    atomic.write_files([(tmp_path / "y", b"new"), (tmp_path / "x", None), (tmp_path / "z", None)])

    assert _listing(tmp_path) == {"y": b"new"}


def test_what_a_crash_left_is_replaced(tmp_path: Path) -> None:
    """A half-written temporary file is in nobody's way."""
    (tmp_path / ".x.tmp").write_bytes(b"half")

    atomic.write_file(tmp_path / "x", b"whole")

    assert _listing(tmp_path) == {"x": b"whole"}


def test_a_link_under_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    """A ledger that somebody sent cannot make us write elsewhere."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    folder = tmp_path / "ledger"
    folder.mkdir()
    (folder / ".x.tmp").symlink_to(victim)

    atomic.write_file(folder / "x", b"whole")

    assert victim.read_bytes() == b"precious"
    assert not (folder / "x").is_symlink()


def test_a_failure_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    """What comes after the failure, and what came before it, is not written."""
    atomic.write_file(tmp_path / "x", b"old")
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(OSError, match="File exists"):
        atomic.write_files(
            [
                (tmp_path / "x", b"new"),
                (tmp_path / "new folder" / "y", b"new"),
                (tmp_path / "file" / "z", b"new"),
            ]
        )

    assert _listing(tmp_path) == {"x": b"old", "file": b""}
    assert not (tmp_path / "new folder").exists()


def test_a_target_that_cannot_be_replaced_leaves_no_litter(tmp_path: Path) -> None:
    """A folder stands where the file should."""
    (tmp_path / "x").mkdir()

    with pytest.raises(OSError, match=r"."):
        atomic.write_file(tmp_path / "x", b"new")

    assert os.listdir(tmp_path) == ["x"]  # noqa: PTH208


def test_a_tree_is_removed_but_a_link_is_not_followed(tmp_path: Path) -> None:
    """What a link leads to belongs to somebody else."""
    atomic.write_file(tmp_path / "kept" / "x", b"x")
    atomic.write_file(tmp_path / "tree" / "y" / "z", b"z")
    (tmp_path / "link").symlink_to("kept")

    for name in ("tree", "link", "nothing"):
        atomic.remove_tree(tmp_path / name)

    assert _listing(tmp_path) == {"kept/x": b"x"}
    assert not (tmp_path / "link").is_symlink()


def test_a_folder_that_is_gone_need_not_be_synced(tmp_path: Path) -> None:
    """Its last file was removed, and so was it."""
    atomic.sync_folder(tmp_path / "gone")


def test_a_fault_of_the_disk_says_where_and_why() -> None:
    """As a refusal, exit code 3."""
    with (
        pytest.raises(WriteFailedError, match=r"cannot write claims/a\.json: Is a dir") as caught,
        atomic.reporting_disk_faults("claims/a.json"),
    ):
        raise IsADirectoryError(21, "Is a directory")

    assert caught.value.exit_code == 3


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Let no file grow beyond 4 KB: what a full disk does, without one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


LONG = "x" * 5000


@pytest.mark.parametrize(
    "attempt",
    [
        lambda ledger, _source, claim: editing.add_claim(ledger, claim),
        lambda ledger, _source, _claim: editing.edit_claim(ledger, "a-paper/one", text=LONG),
        lambda ledger, source, _claim: editing.add_source(ledger, source),
        lambda ledger, source, _claim: add_captured_source(ledger, source, LONG.encode(), "x"),
        lambda ledger, source, _claim: add_captured_source(ledger, source, b"x", LONG),
        lambda ledger, _source, _claim: editing.link(
            ledger,
            "a-paper/one",
            Kind.CITES,
            "b-paper",
            because=LONG,
            judgement=editing.judge(State.UNSURE, "desk", dt.date(2025, 3, 13)),
        ),
    ],
    ids=["add claim", "edit claim", "add source", "bytes", "text", "link"],
)
@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_leaves_the_old_state_whole(
    ledger: Ledger,
    layout: Layout,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_capture: Callable[..., Capture],
    attempt: Callable[[Ledger, Source, Claim], object],
) -> None:
    """The write is refused with exit code 3; files and memory are as they were."""
    for source_id in ("a-paper", "b-paper"):
        editing.add_source(ledger, make_source(source_id))
    editing.add_claim(ledger, make_claim("a-paper/one", "x"))
    before = _listing(layout.root), dict(ledger.sources), dict(ledger.claims)
    source = make_source("c-paper", captures=(make_capture(),), note=LONG)

    with pytest.raises(WriteFailedError, match="File too large; the old state") as caught:
        attempt(ledger, source, make_claim("a-paper/two", LONG))

    assert caught.value.exit_code == 3
    assert (_listing(layout.root), ledger.sources, ledger.claims) == before
    assert sorted(path.name for path in layout.sources.iterdir()) == ["a-paper", "b-paper"]
