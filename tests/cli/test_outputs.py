"""Where a command may write, and what becomes of what is there."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Result


@pytest.mark.parametrize(
    "words",
    [
        ("export", "jsonl", "-o", "claims/wire.json"),
        ("export", "csv", "-o", "claimtrack.toml"),
        ("export", "csv", "-o", "link.csv"),
        ("export", "ro-crate", "-o", ".claimtrack/ledger.zip"),
        ("export", "site", "-o", "sources/public"),
        ("cite", "--all", "-o", "sources/list.txt"),
        ("check", "draft.md", "-o", "claims/check.json"),
        ("annotate", "draft.md", "-o", "sources/draft.md"),
        ("annotate", "sources/wire/1/original.txt", "--in-place"),
    ],
    ids=" ".join,
)
def test_nothing_is_written_over_the_ledger(
    filled: Path,
    ct: Callable[..., Result],
    fingerprint: Callable[[Path], str],
    words: tuple[str, ...],
) -> None:
    """A slip of the hand costs no record."""
    (filled / "draft.md").write_text("The end of the ferry costs 31 jobs.\n", "utf-8")
    (filled / "link.csv").symlink_to("claims/wire.json")
    before = fingerprint(filled)

    result = ct(*words)

    assert result.code == 2
    assert "the ledger itself is kept there" in result.err
    assert fingerprint(filled) == before


def test_another_ledger_is_not_written_over_either(
    filled: Path, tmp_path: Path, ct: Callable[..., Result]
) -> None:
    """Whichever it is that stands at the place."""
    assert ct("init", tmp_path / "other").code == 0

    assert ct("export", "jsonl", "-o", tmp_path / "other/claims/wire.json").code == 2
    assert ct("export", "jsonl", "-C", tmp_path / "other", "-o", filled / "x.jsonl").code == 0


@pytest.mark.parametrize("words", [("export", "jsonl"), ("cite", "--all", "--json")], ids=" ".join)
def test_what_is_written_over_keeps_its_link_and_who_may_read_it(
    filled: Path, ct: Callable[..., Result], words: tuple[str, ...]
) -> None:
    """A private file stays private, and a link a link."""
    real, link = filled / "real.out", filled / "link.out"
    real.write_text("before", "utf-8")
    real.chmod(0o600)
    link.symlink_to(real.name)

    assert ct(*words, "-o", "link.out").code == 0

    assert link.is_symlink()
    assert "wire" in real.read_text("utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_a_link_to_itself_is_replaced(filled: Path, ct: Callable[..., Result]) -> None:
    """There is no file behind it."""
    (filled / "loop.csv").symlink_to("loop.csv")

    assert ct("export", "csv", "-o", "loop.csv").code == 0
    assert not (filled / "loop.csv").is_symlink()


def test_a_device_is_written_to_and_not_replaced(filled: Path, ct: Callable[..., Result]) -> None:
    """Also where the whole is written at once."""
    device = filled / "device.txt"
    device.symlink_to(os.devnull)

    assert ct("cite", "--all", "--json", "-o", "device.txt").code == 0
    assert device.is_char_device()


@pytest.mark.parametrize(
    "words", [("report",), ("export", "jsonl"), ("export", "graphml"), ("--help",)], ids=" ".join
)
def test_a_full_disk_behind_the_output_is_said(
    filled: Path, spawn: Callable[..., subprocess.Popen[bytes]], words: tuple[str, ...]
) -> None:
    """Without a traceback, and not with the exit code of findings."""
    with Path("/dev/full").open("wb") as full:
        process = spawn(*words, cwd=filled, stdout=full, stderr=subprocess.PIPE)
        _, said = process.communicate(timeout=60)

    assert process.returncode == 3
    assert said.startswith(b"claimtrack: cannot write the output: ")
    assert b"Traceback" not in said
