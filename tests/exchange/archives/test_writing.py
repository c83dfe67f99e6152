from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import PlaceTakenError
from claimtrack.exchange.archives.writing import writing_archive
from claimtrack.exchange.exporting import select_records
from claimtrack.exchange.packages import Occasion, list_packages
from claimtrack.models.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.ledger.ledger import Ledger


@pytest.mark.parametrize("name", ["ro-crate", "bagit"])
def test_the_same_ledger_makes_the_same_zip_file(
    packed: Ledger, pack: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    """Byte for byte; one that is there is replaced."""
    place = tmp_path / "it.zip"
    pack(packed, name, place)
    first = place.read_bytes()
    place.write_bytes(b"old")

    pack(packed, name, place)

    assert place.read_bytes() == first


@pytest.mark.parametrize("name", ["it", "it.zip"])
def test_what_would_be_lost_is_not_written_over(tmp_path: Path, name: str) -> None:
    """A folder with something in it, for a zip file any folder; nor a file by a folder."""
    place = tmp_path / name
    place.mkdir()
    (place / "notes").touch()

    with pytest.raises(PlaceTakenError), writing_archive(place):
        pass
    (tmp_path / "file").touch()
    with pytest.raises(PlaceTakenError), writing_archive(tmp_path / "file"):
        pass
    assert (place / "notes").exists()


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """Nothing in it is lost."""
    (tmp_path / "it").mkdir()

    with writing_archive(tmp_path / "it") as add:
        add("a/b", b"b")

    assert (tmp_path / "it" / "a" / "b").read_bytes() == b"b"


@pytest.mark.parametrize("name", ["it", "it.zip"])
def test_what_is_stopped_half_way_leaves_nothing(tmp_path: Path, name: str) -> None:
    """By Ctrl-C or by a full disk; what was left of an earlier crash is cleared away."""
    (tmp_path / f".{name}.tmp").mkdir()

    def stop(add: Callable[[str, bytes], None]) -> None:
        add("a", b"b")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), writing_archive(tmp_path / name) as add:
        stop(add)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["ro-crate", "bagit"])
def test_progress_is_told(packed: Ledger, tmp_path: Path, name: str) -> None:
    """File by file."""
    told: list[tuple[int, int]] = []
    occasion = Occasion(
        day=dt.date(2025, 3, 13),
        settings=Settings(),
        progress=lambda done, total: told.append((done, total)),
    )

    list_packages()[name].write(packed, select_records(packed), tmp_path / "it", occasion)

    assert told == [(done, 8) for done in range(8)]
