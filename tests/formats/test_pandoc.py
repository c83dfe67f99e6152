from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import PandocFailedError, PandocMissingError
from claimtrack.formats import pandoc
from claimtrack.formats.pandoc import (
    Pandoc,
    choose_program,
    find_pandoc,
    read_version,
    run_pandoc,
)

if TYPE_CHECKING:
    from pathlib import Path


def write_program(path: Path, says: str) -> Path:
    """Write a program that prints one line, whatever it is asked."""
    path.write_text(f"#!{shutil.which('sh')}\necho '{says}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_pandoc_answers_what_it_read_and_nothing_beside() -> None:
    """A good entry comes back as CSL-JSON, without a message."""
    answer = run_pandoc(("-f", "biblatex", "-t", "csljson"), b"@book{a, title={Ferry}}")
    assert json.loads(answer.output) == [{"id": "a", "title": "Ferry", "type": "book"}]
    assert answer.messages == ""


def test_what_pandoc_refuses_is_said_in_its_words() -> None:
    """A syntax error is an error with pandoc's own place in it."""
    with pytest.raises(PandocFailedError, match=r"line \d") as caught:
        run_pandoc(("-f", "biblatex", "-t", "csljson"), b"@book{a, title={Ferry}")
    assert caught.value.code


def test_pandoc_is_stopped_when_its_time_is_up() -> None:
    """No input can keep us waiting longer than we said."""
    with pytest.raises(PandocFailedError, match=r"stopped after 0\.001 seconds") as caught:
        run_pandoc(("-f", "markdown", "-t", "html"), b"word " * 100_000, seconds=0.001)
    assert caught.value.code is None


def test_pandoc_is_kept_from_the_files(tmp_path: Path) -> None:
    """A document that includes a file does not get it."""
    secret = tmp_path / "secret.tex"
    secret.write_text("hidden words", encoding="utf-8")
    answer = run_pandoc(("-f", "latex", "-t", "plain"), f"\\input{{{secret}}}".encode())
    assert b"hidden" not in answer.output


def test_pandoc_stops_itself_before_it_takes_all_memory() -> None:
    """More input than fits the memory it may have is an error of its own."""
    with pytest.raises(PandocFailedError, match=r"[Hh]eap"):
        run_pandoc(("-f", "markdown", "-t", "json"), b"*word* " * 100_000, megabytes=64)


def test_a_recent_pandoc_is_taken_and_an_old_one_passed_over(tmp_path: Path) -> None:
    """Of an old pandoc, a program that is none, and a recent one, the last is chosen."""
    old = write_program(tmp_path / "old", "pandoc 2.17.1.1")
    other = write_program(tmp_path / "other", "ledger 3.3")
    recent = write_program(tmp_path / "recent", "pandoc 3.1.2")
    assert choose_program([old, other, recent]) == recent
    assert read_version(old) == (2, 17)
    assert read_version(tmp_path / "nowhere") is None


def test_without_a_recent_pandoc_the_error_says_what_to_install(tmp_path: Path) -> None:
    """The version that was found, the one that is wanted, and the command."""
    old = write_program(tmp_path / "old", "pandoc 2.17.1.1")
    with pytest.raises(PandocMissingError, match=r"3\.0 or newer; .*old is 2\.17") as caught:
        choose_program([old])
    assert caught.value.hint == "Install it: pip install 'claimtrack[cite]'"
    with pytest.raises(PandocMissingError, match="there is none"):
        choose_program([])
    with pytest.raises(PandocMissingError, match="is none"):
        choose_program([write_program(tmp_path / "other", "ledger 3.3")])


def test_a_pandoc_is_found_here() -> None:
    """The extra `cite`, which the tests install, brings one."""
    assert read_version(find_pandoc())


def test_a_pandoc_that_refuses_old_input_is_not_asked_for_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an old pandoc fails by itself, the first is tried at once, and then another sought."""
    recent = find_pandoc()
    first = tmp_path / "pandoc"
    tree = b'{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"HorizontalRule"}]}'
    monkeypatch.setattr(pandoc, "_list_programs", lambda: iter([first]))
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: recent)
    for write in (lambda: first.write_text("", "utf-8"), lambda: write_failing(first)):
        write()
        with Pandoc((), on_trees=True) as started:
            assert b"HorizontalRule" in started.finish(tree).output
    write_program(first, "night")
    with Pandoc((), on_trees=True) as started:
        assert started.finish(tree).output == b"night\n"


def write_failing(path: Path) -> None:
    """Write a program that refuses whatever it gets."""
    path.write_text(f"#!{shutil.which('sh')}\nexit 1\n", encoding="utf-8")
    path.chmod(0o755)
