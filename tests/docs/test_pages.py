"""What the pages show is what the program does."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_reference_of_commands_is_what_help_prints() -> None:
    """docs/cli.md is what `make docs` would write now."""
    make_page = runpy.run_path(str(ROOT / "docs" / "make_cli.py"))["make_page"]

    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == make_page()


def test_the_sessions_of_the_readme_still_run_as_shown() -> None:
    """Each command in README.md prints what stands under it."""
    rerun = runpy.run_path(str(ROOT / "docs" / "session.py"))["rerun"]
    page = (ROOT / "README.md").read_text("utf-8")

    assert rerun(page) == page


def test_the_project_says_nothing_of_the_machine_it_was_made_on() -> None:
    """No tracked text file names a home folder, and none pins a download address."""
    for path in ROOT.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(ROOT).parts)
        if hidden or path.suffix not in {".md", ".toml", ".txt", ".json", ".py"}:
            continue
        text = path.read_text("utf-8")
        assert "/home" + "/" not in text, path
        assert "index" + "-url" not in text, path
