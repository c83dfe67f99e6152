from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from claimtrack.store.plain import list_names, printable, read_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("data", [b"", b"x", b"a\r\nb\x1a\x00", b"x" * 100_000])
def test_a_file_is_read_as_it_is(tmp_path: Path, data: bytes) -> None:
    """Byte for byte."""
    (tmp_path / "x").write_bytes(data)

    assert read_file(tmp_path / "x") == data
    assert read_file(str(tmp_path / "x")) == data


def test_a_file_whose_size_is_not_known_is_read_to_its_end() -> None:
    """Some systems say 0 for what is longer."""
    assert b"VmPeak" in read_file("/proc/self/status")


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    """Whoever keeps a ledger's files elsewhere may."""
    (tmp_path / "x").write_bytes(b"x")
    (tmp_path / "y").symlink_to("x")

    assert read_file(tmp_path / "y") == b"x"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="not a plain file"):
        read_file(tmp_path / "pipe")


def test_a_device_is_not_read(tmp_path: Path) -> None:
    """It might never end."""
    (tmp_path / "zero").symlink_to("/dev/zero")

    with pytest.raises(OSError, match="not a plain file"):
        read_file(tmp_path / "zero")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """And is called one."""
    with pytest.raises(IsADirectoryError):
        read_file(tmp_path)


def test_names_are_listed_in_order_without_hidden_ones(tmp_path: Path) -> None:
    """What begins with a dot is nobody's record."""
    for name in ("b", "a", ".c"):
        (tmp_path / name).touch()

    assert list_names(tmp_path) == ["a", "b"]


def test_a_folder_that_is_not_there_has_no_names(tmp_path: Path) -> None:
    """Git keeps no empty folder."""
    assert list_names(tmp_path / "x") == []


def test_a_broken_link_to_a_folder_is_a_fault(tmp_path: Path) -> None:
    """A folder that was meant to be there is not an empty one."""
    (tmp_path / "x").symlink_to("gone")

    with pytest.raises(FileNotFoundError):
        list_names(tmp_path / "x")


def test_a_name_that_is_no_text_can_be_shown() -> None:
    """Old disks hold names in old encodings."""
    assert printable(os.fsdecode(b"\xff.json")) == "\\xff.json"
    assert printable("é.json") == "é.json"
