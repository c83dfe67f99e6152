from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import NoRevisionError
from claimtrack.extract.revisions import find_changed_lines

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft of five lines, committed."""
    path = tmp_path / "- draft é.md"
    path.write_text("one\ntwo\nthree\nfour\nfive\n", encoding="utf-8")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@orm.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    return path


def test_tells_the_lines_that_changed(draft: Path) -> None:
    """Changed and new lines are told as ranges; deletions leave no line."""
    draft.write_text("one\nTWO\nthree\nfive\nsix\n@@ -1 +1 @@\n", encoding="utf-8")
    found = find_changed_lines(draft, "HEAD")
    assert found.ranges == ((2, 2), (5, 6))
    assert found.touch(1, 2)
    assert not found.touch(3, 4)


def test_an_unchanged_file_has_no_changed_lines(draft: Path) -> None:
    """Nothing changed is an answer, not an error."""
    assert find_changed_lines(draft, "HEAD").ranges == ()


def test_a_file_unknown_to_git_is_new_as_a_whole(draft: Path) -> None:
    """Of a file that was never added, every line is new."""
    other = draft.with_name("other.md")
    other.write_text("x\n", encoding="utf-8")
    assert find_changed_lines(other, "HEAD").touch(1, 1)


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "HEAD; rm -rf ."])
def test_refuses_an_unknown_revision(draft: Path, revision: str) -> None:
    """A revision that git does not know, or that looks like an option, is refused."""
    with pytest.raises(NoRevisionError, match="no revision"):
        find_changed_lines(draft, revision)
    assert not draft.with_name("x").exists()


def test_refuses_files_without_history(
    draft: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A missing file, one outside of any repository, and one that is not text are refused."""
    with pytest.raises(NoRevisionError, match="no file"):
        find_changed_lines(draft.with_name("missing.md"), "HEAD")
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text("x", encoding="utf-8")
    with pytest.raises(NoRevisionError, match="no git repository"):
        find_changed_lines(outside, "HEAD")
    draft.write_bytes(b"\x00\x01")
    with pytest.raises(NoRevisionError, match="no text file"):
        find_changed_lines(draft, "HEAD")


def test_says_when_git_is_missing(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git the message names it."""
    monkeypatch.setenv("PATH", str(draft.parent))
    with pytest.raises(NoRevisionError, match="not installed"):
        find_changed_lines(draft, "HEAD")
