"""What the folder store does beyond the contract of all stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from claimtrack.errors import LockedError, WriteFailedError
from claimtrack.store import json_files
from claimtrack.store.contract import Change
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source


def test_records_are_written_in_one_way(
    layout: Layout,
    store: FolderStore,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
) -> None:
    """One file a source for its claims, keyed by id."""
    store.commit(
        [
            Change("a", None, make_source("a")),
            Change("a/two", None, make_claim("a/two", "T")),
            Change("a/one", None, make_claim("a/one", "T")),
        ]
    )

    assert layout.claims_file("a").read_text() == (
        '{\n  "a/one": {\n    "text": "T"\n  },\n  "a/two": {\n    "text": "T"\n  }\n}\n'
    )
    assert json_files.load(layout.source_file("a").read_bytes()) == {
        "csl": {"type": "article-newspaper"}
    }


def test_only_the_file_of_a_changed_record_is_written(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """All others keep inode and time."""
    store.commit([Change(f"{name}/x", None, make_claim(f"{name}/x")) for name in "abc"])
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in _files(layout)}

    store.commit([Change("b/y", None, make_claim("b/y"))])

    changed = [
        path.name
        for path in _files(layout)
        if before[path] != (path.stat().st_ino, path.stat().st_mtime_ns)
    ]
    assert changed == ["b.json"]


def test_unknown_keys_of_neighbours_survive(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """Great numbers, fractions and the order of lists too."""
    extra = {"big": 10**40, "small": -1e-9, "one": 1.0, "list": [3, 1, None, True, {"é": ""}]}
    layout.claims_file("a").write_bytes(json_files.dump({"a/one": {"text": "T", "extra": extra}}))

    store.commit([Change("a/two", None, make_claim("a/two"))])

    document = json_files.load(layout.claims_file("a").read_bytes())
    assert document["a/one"]["extra"] == extra
    assert json_files.dump(document["a/one"]["extra"]) == json_files.dump(extra)


def test_a_commit_that_changes_nothing_keeps_the_layout_made_by_hand(
    layout: Layout, store: FolderStore
) -> None:
    """The file is not touched."""
    hand = b'{"a/one":{"text":"T"}}'
    layout.claims_file("a").write_bytes(hand)
    claim = store.load().claims["a/one"]

    store.commit([Change("a/one", claim, claim)])

    assert layout.claims_file("a").read_bytes() == hand


def test_a_file_changed_by_hand_clashes_only_where_the_record_changed(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """Laid out anew, or with a neighbour more, the record is the same."""
    store.commit([Change("a/one", None, make_claim("a/one", "T"))])
    layout.claims_file("a").write_bytes(b'{"a/new": {"text": "N"}, "a/one": {"text": "T"}}')

    store.commit([Change("a/one", make_claim("a/one", "T"), make_claim("a/one", "U"))])

    assert {claim.text for claim in store.load().claims.values()} == {"N", "U"}


def test_a_source_with_five_thousand_claims_goes_in_one_commit(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """Its file is looked at once, not once for each claim."""
    claims = {f"a/{number}": make_claim(f"a/{number}", "T") for number in range(5000)}
    layout.claims_file("a").write_bytes(
        json_files.dump({claim.id: claim.to_document() for claim in claims.values()})
    )

    store.commit([Change(claim.id, claim, None) for claim in claims.values()])

    assert not layout.claims_file("a").exists()


def test_a_writer_waits_and_then_gives_up(layout: Layout, make_claim: Callable[..., Claim]) -> None:
    """With exit code 3; nothing was written."""
    layout.lock.parent.mkdir()
    with FileLock(layout.lock), pytest.raises(LockedError, match=r"0\.05 seconds") as caught:
        FolderStore(layout, patience=0.05).commit([Change("a/x", None, make_claim("a/x"))])

    assert caught.value.exit_code == 3
    assert list(layout.claims.iterdir()) == []


def test_reading_waits_for_nobody(layout: Layout, store: FolderStore) -> None:
    """Files are whole at any moment."""
    layout.lock.parent.mkdir()
    with FileLock(layout.lock):
        assert store.load().faults == ()
        assert store.inspect() == ()


@pytest.mark.parametrize("broken", [".claimtrack", ".claimtrack/lock"])
def test_a_lock_that_cannot_be_made_is_a_refusal(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim], broken: str
) -> None:
    """Such as in a ledger that may only be read; its name and the reason are said."""
    path = layout.root / broken
    path.parent.mkdir(exist_ok=True)
    if broken.endswith("lock"):
        path.mkdir()
    else:
        path.touch()

    with pytest.raises(WriteFailedError, match=r"cannot write \.claimtrack/lock: ") as caught:
        store.commit([Change("a/x", None, make_claim("a/x"))])

    assert caught.value.exit_code == 3


def test_a_ledger_that_is_gone_is_a_refusal(
    tmp_path: Path, make_claim: Callable[..., Claim]
) -> None:
    """Its folder was moved away while we worked."""
    with pytest.raises(WriteFailedError):
        FolderStore(Layout(tmp_path / "gone")).commit([Change("a/x", None, make_claim("a/x"))])


def test_a_place_is_named_by_file_and_line(
    layout: Layout, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """Also in a file that somebody laid out by hand, or broke."""
    store.commit([Change("a/one", None, make_claim("a/one", tags=("x", "y")))])

    assert store.locate("a/one") == "claims/a.json:2"
    assert store.locate("a/one", "tags", 1) == "claims/a.json:5"
    assert store.locate("a") == "sources/a/source.json:1"
    layout.claims_file("a").write_bytes(b'\n\n{"a/one": {')
    assert store.locate("a/one") == "claims/a.json:3"
    layout.claims_file("a").write_bytes(b"\xff")
    assert store.locate("a/one") == "claims/a.json:1"
    layout.claims_file("a").write_bytes(b'\n{"a/x": ' + b"[" * 100_000)
    assert store.locate("a/one") == "claims/a.json:1"


def _files(layout: Layout) -> list[Path]:
    return sorted(layout.claims.iterdir())
