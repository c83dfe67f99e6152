from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from claimtrack.cli.ahead import begin, using_press

if TYPE_CHECKING:
    from pathlib import Path


def _is_begun() -> bool:
    with using_press() as press:
        return press.is_ready()


@pytest.mark.parametrize("words", [["cite"], ["cite", "draft.md", "--style", "apa"]], ids=" ".join)
def test_citing_begins_with_a_pandoc_that_gets_ready(words: list[str]) -> None:
    """It is started before the words are read, and gone when the command has ended."""
    with begin(words):
        assert _is_begun()
    assert not _is_begun()


@pytest.mark.parametrize(
    "words",
    [[], ["claim", "list"], ["cite", "--help"], ["cite", "-h"], ["cite", "--list-styles", "apa"]],
    ids=" ".join,
)
def test_nothing_begins_for_a_command_that_sets_no_citations(words: list[str]) -> None:
    """What only explains itself or lists names has no use for pandoc."""
    with begin(words):
        assert not _is_begun()


def test_a_command_that_fails_ends_what_was_begun() -> None:
    """Whatever a command raises, what was begun for it ends."""
    begun = []

    def fail() -> None:
        with begin(["cite"]):
            with using_press() as press:
                begun.append(press)
            assert press.is_ready()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not begun[0].is_ready()


def test_a_command_runs_where_nothing_can_be_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may cite nothing at all: whether a place for files is missing is said by what cites."""
    place = tmp_path / "none"
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with begin(["cite"]):
        place.mkdir()
        assert not _is_begun()
