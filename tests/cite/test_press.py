from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.cite.documents import make_document
from claimtrack.cite.press import Press
from claimtrack.cite.results import Cite, Cluster
from claimtrack.cite.styles import find_style
from claimtrack.errors import PandocFailedError, PandocMissingError, TemporaryFileError
from claimtrack.formats import pandoc
from claimtrack.formats.pandoc import find_pandoc

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = [
    {"id": "s0", "type": "book", "title": "Örebro", "author": [{"family": "Örn"}]},
    {"id": "s1", "type": "book", "title": "Zebra", "author": [{"family": "Ost"}]},
    {"id": "s2", "type": "book", "title": "Apple", "author": [{"family": "Ørsted"}]},
]
DOCUMENT = make_document(
    [Cluster((Cite(name, name, "p. 3"),)) for name in ("s1", "s0")],
    {name: name for name in ("s0", "s1", "s2")},
    ["s2"],
)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are put."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _set(press: Press, style: str = "chicago-author-date") -> tuple[list[Any], str]:
    tree, messages = press.run(find_style(style).text, ITEMS, DOCUMENT, 60)
    return tree["blocks"], messages


def test_one_that_got_ready_prints(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script waits for the document, and hands it on with its style and its sources."""
    find_pandoc()
    with Press(early=True) as press:
        monkeypatch.setattr(pandoc, "_list_programs", lambda: iter(()))  # no second is found
        blocks, messages = _set(press)
    assert len(blocks[-1]["c"][1]) == len(ITEMS)
    assert "Zebra" in str(blocks)
    assert messages == ""
    assert list(places.iterdir()) == []


@pytest.mark.parametrize("style", ["newsroom", "chicago-notes-bibliography"])
def test_prints_the_same_whether_it_got_ready_or_not(style: str) -> None:
    """Getting ready changes when the work is done, and nothing of what comes out."""
    with Press(early=True) as ready, Press() as plain:
        assert _set(ready, style) == _set(plain, style)


def test_may_be_used_again() -> None:
    """The second time it is a pandoc that was not started beforehand."""
    with Press(early=True) as press:
        assert _set(press) == _set(press)


def test_leaves_nothing_behind_when_it_is_not_used(places: Path) -> None:
    """A command that fails before it cites leaves neither a process nor a file."""
    with Press(early=True) as press:
        assert press.is_ready()
    assert not press.is_ready()
    assert list(places.iterdir()) == []


def test_a_style_that_is_none_is_refused_in_the_same_words() -> None:
    """Pandoc says what is wrong with it, be it ready or not."""
    said = []
    for early in (True, False):
        with Press(early=early) as press, pytest.raises(PandocFailedError) as caught:
            press.run("<style/>", ITEMS, DOCUMENT, 60)
        said.append((str(caught.value), caught.value.code))
    assert said[0] == said[1]


def test_a_pandoc_without_scripts_is_run_the_plain_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was built without Lua says so and ends; the citations are set all the same."""
    without = tmp_path / "pandoc"
    without.write_text(
        f"#!{shutil.which('sh')}\n"
        'case "$*" in *--lua-filter*) exit 89;; esac\n'
        f'exec "{find_pandoc()}" "$@"\n',
        "utf-8",
    )
    without.chmod(0o755)
    with Press() as press:
        expected = _set(press)
    find_pandoc.cache_clear()
    monkeypatch.setattr(pandoc, "_find_bundled", lambda: without)
    try:
        with Press(early=True) as press:
            assert _set(press) == expected
    finally:
        find_pandoc.cache_clear()


def test_without_a_pandoc_that_is_said_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Getting ready fails silently: only whoever cites needs to know."""
    monkeypatch.setattr(pandoc, "_list_programs", lambda: iter(()))
    find_pandoc.cache_clear()
    try:
        with Press(early=True) as press, pytest.raises(PandocMissingError):
            _set(press)
    finally:
        find_pandoc.cache_clear()


def test_a_place_for_files_that_is_none_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is shown a trace for a disk that is full or locked."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(TemporaryFileError, match="No such file"):
        Press(early=True)


def test_files_that_cannot_be_written_are_named_as_such(places: Path) -> None:
    """Somebody has cleared the place meanwhile."""
    with Press() as press:
        shutil.rmtree(next(places.iterdir()))
        with pytest.raises(TemporaryFileError, match="No such file"):
            _set(press)
