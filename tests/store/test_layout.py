from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import NoLedgerError
from claimtrack.store.layout import Layout, find_layout

if TYPE_CHECKING:
    from pathlib import Path


def test_each_record_has_its_file(layout: Layout) -> None:
    """A source has a folder, its claims have one file."""
    names = {record: layout.relative(layout.record_file(record)) for record in ("a", "a/one")}

    assert names == {"a": "sources/a/source.json", "a/one": "claims/a.json"}


def test_a_withheld_capture_lies_outside_what_is_committed(layout: Layout) -> None:
    """Under the folder that git ignores."""
    held = layout.capture_folder("a", 1, withheld=False)
    withheld = layout.capture_folder("a", 1, withheld=True)

    assert layout.relative(held) == "sources/a/1"
    assert layout.relative(withheld) == ".claimtrack/withheld/a/1"


def test_a_ledger_is_found_from_below(layout: Layout) -> None:
    """Any folder inside it will do, also one that is not there."""
    assert find_layout(layout.root) == layout
    assert find_layout(layout.sources / "a" / "1") == layout


def test_a_ledger_that_is_named_is_not_looked_for_above(layout: Layout) -> None:
    """A mistyped name must not lead to another ledger."""
    assert find_layout(layout.root, explicit=True) == layout
    with pytest.raises(NoLedgerError):
        find_layout(layout.sources, explicit=True)


@pytest.mark.parametrize("name", ["x", "x" * 5000, "\0", "claimtrack.toml"])
def test_where_no_ledger_can_be_there_is_none(tmp_path: Path, name: str) -> None:
    """A name no system takes is answered like any other."""
    (tmp_path / "claimtrack.toml").mkdir()

    with pytest.raises(NoLedgerError) as caught:
        find_layout(tmp_path / name, explicit=True)

    assert caught.value.exit_code == 4
    assert "init" in caught.value.hint


def test_a_link_to_a_ledger_keeps_its_name(layout: Layout, tmp_path: Path) -> None:
    """People see the name they gave."""
    (tmp_path / "link").symlink_to(layout.root)

    assert find_layout(tmp_path / "link").root == tmp_path / "link"


def test_what_is_the_ledgers_own_is_known(layout: Layout) -> None:
    """Records, settings and working files, and nothing beside them."""
    root = layout.root.resolve()

    assert all(layout.holds(root / name) for name in ("claimtrack.toml", "claims/a.json"))
    assert layout.holds(root / ".claimtrack" / "lock")
    assert not layout.holds(root / "claims-2025.jsonl")
    assert not layout.holds(root)
