from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Result


def test_init_makes_an_empty_ledger_that_verifies(
    tmp_path: Path, ct: Callable[..., Result]
) -> None:
    """A new ledger has its settings and its two folders, and nothing wrong with it."""
    folder = tmp_path / "new" / "ledger"

    result = ct("init", folder)

    assert result.code == 0
    assert str(folder) in result.out.replace("\n", "")
    assert (folder / "claimtrack.toml").read_text("utf-8").endswith("format = 1\n")
    assert (folder / "sources").is_dir()
    assert (folder / "claims").is_dir()
    assert ct("verify", "--ledger", folder).code == 0


def test_init_without_a_folder_starts_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ct: Callable[..., Result]
) -> None:
    """Without an argument the working directory becomes a ledger; JSON names what was written."""
    monkeypatch.chdir(tmp_path)

    made = ct("init", "--json").json

    assert made["ledger"] == str(tmp_path)
    assert set(made["created"]) >= {"claimtrack.toml", ".gitignore", ".gitattributes"}


def test_init_refuses_a_ledger_and_changes_nothing(
    desk: Path, ct: Callable[..., Result], fingerprint: Callable[[Path], str]
) -> None:
    """A ledger that is there is never started over."""
    (desk / "claimtrack.toml").write_text("format = 1\n# ours\n", "utf-8")
    before = fingerprint(desk)

    result = ct("init", desk)

    assert result.code == 3
    assert "already" in result.err
    assert fingerprint(desk) == before


def test_init_adds_its_lines_to_the_git_files_that_are_there(tmp_path: Path) -> None:
    """What somebody wrote stays, in its way of ending lines, and no line is added twice."""
    (tmp_path / ".gitignore").write_bytes(b"*.pdf\r\n.claimtrack/\r\nlast")
    (tmp_path / ".gitattributes").write_bytes(b"sources/** -text\n")

    assert run(["init", str(tmp_path)]) == 0

    assert (tmp_path / ".gitignore").read_bytes() == b"*.pdf\r\n.claimtrack/\r\nlast\r\n.*.tmp\r\n"
    assert (tmp_path / ".gitattributes").read_bytes() == b"sources/** -text\n"


def test_init_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    """Folders that are there, with or without something in them, are taken as they are."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "notes.txt").write_text("ours", "utf-8")

    assert run(["init", str(tmp_path)]) == 0

    assert (tmp_path / "sources" / ".gitkeep").exists()
    assert not (tmp_path / "claims" / ".gitkeep").exists()
    assert (tmp_path / "claims" / "notes.txt").read_text("utf-8") == "ours"


def test_init_says_what_keeps_it_from_writing(tmp_path: Path, ct: Callable[..., Result]) -> None:
    """A file where a folder must be is refused in one sentence, and no ledger is made."""
    (tmp_path / "sources").write_text("a file", "utf-8")

    result = ct("init", tmp_path)

    assert result.code == 3
    assert "cannot write" in result.err
    assert not (tmp_path / "claimtrack.toml").exists()
