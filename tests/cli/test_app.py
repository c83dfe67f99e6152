from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from claimtrack import __version__
from claimtrack.cli.app import make_app
from claimtrack.cli.commands import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Result


def walk(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - Click's class is private to Typer
    """Yield the path of every command that does something."""
    children = getattr(command, "commands", {})
    if not children:
        yield path
    for name, child in children.items():
        yield from walk(child, (*path, name))


PATHS = sorted(walk(typer.main.get_command(make_app())))


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_the_help_of_every_command_has_an_example(
    path: tuple[str, ...], ct: Callable[..., Result]
) -> None:
    """Every command explains itself with one to five real calls, each of which fits a terminal."""
    shown = ct(*path, "--help")

    _, _, examples = shown.out.partition("Examples:\n")
    calls = [line for line in examples.splitlines() if f"claimtrack {' '.join(path)}" in line]
    assert shown.code == 0
    assert 1 <= len(calls) <= 5
    assert all(len(line) <= 80 for line in examples.splitlines())


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_command_prints_json(path: tuple[str, ...], ct: Callable[..., Result]) -> None:
    """No command lacks --json."""
    assert "--json" in ct(*path, "--help").out


@pytest.mark.parametrize("words", [[], ["source"], ["claim"]], ids=["top", "source", "claim"])
def test_the_overview_is_the_same_whether_commands_are_read_or_not(
    words: list[str], ct: Callable[..., Result], capsys: pytest.CaptureFixture[str]
) -> None:
    """The stand-ins of commands that do not run show what the commands themselves would."""
    light = ct(*words, "--help").out
    with pytest.raises(SystemExit):
        make_app()(args=[*words, "--help"], prog_name="claimtrack")

    assert capsys.readouterr().out == light
    assert "..." not in light.partition("Commands:")[2]


def test_the_list_of_commands_names_what_each_file_holds() -> None:
    """A file registers exactly the commands that the list names."""
    for part in PARTS:
        group = typer.Typer()
        import_module(f"claimtrack.cli.{part.module}").register(group)
        names = {command.name for command in group.registered_commands}
        assert names == set(part.commands), part.module


def test_the_version_is_shown(ct: Callable[..., Result]) -> None:
    """--version prints name and version."""
    assert ct("--version").out == f"claimtrack {__version__}\n"


def test_without_words_the_help_is_shown(ct: Callable[..., Result]) -> None:
    """The bare command explains itself and counts as wrong usage."""
    result = ct()

    assert result.code == 2
    assert "Commands:" in result.out + result.err


@pytest.mark.parametrize(
    "words",
    [
        ["lnik"],
        ["claim", "lsit"],
        ["claim", "show"],
        ["claim", "list", "--no-such-option"],
        ["claim", "list", "--state", "true"],
        ["claim", "list", "--about", "2025", "--since", "2024"],
        ["link", "a/b", "resembles", "c/d", "--because", "x"],
        ["link", "a/b", "cites", "c/d"],
        ["link", "a/b", "cites", "c/d", "--because", " "],
        ["link", "a/b", "conflicts", "c/d", "--because", "x", "--judgement", "rejected"],
        ["unlink", "a/b", "resembles", "c/d"],
        ["unlink", "a/b", "cites"],
        ["source", "add"],
        ["source", "add", "x.txt", "--stub"],
        ["source", "add", "--stub", "--withhold"],
        ["source", "add", "--stub"],
        ["source", "add", "x.txt", "--discard"],
        ["source", "add", "x.txt", "--to", "wire", "--title", "T"],
        ["source", "add", "x.txt", "--to", "wire", "--captured", "2025", "--issued", "2025"],
        ["source", "add", "--stub", "--id", "seen", "--captured", "2025"],
        ["source", "add", "x.txt", "--grade", "G"],
        ["source", "edit", "wire"],
        ["source", "edit", "wire", "--set", "genre"],
        ["claim", "add", "Text."],
        ["claim", "add", " ", "--source", "wire"],
        ["claim", "add", "Text.", "--source", "wire", "--grade", "7"],
        ["claim", "add", "Text.", "--source", "wire", "--cites", "board"],
        ["claim", "add", "Text.", "--source", "wire", "--fit"],
        ["claim", "add", "Text.", "--source", "wire", "--id", "courier/x"],
        ["claim", "edit", "wire/31-jobs"],
        ["claim", "add", "Text.", "--source", "wire", "--because", "it says so"],
        ["claim", "add", "Text.", "--source", "wire", "--nth", "2"],
        ["claim", "edit", "wire/31-jobs", "--why", "read"],
        ["claim", "edit", "wire/31-jobs", "--text", " "],
        ["claim", "edit", "wire/31-jobs", "--quote", "", "--prefix", "Published"],
        ["claim", "edit", "wire/31-jobs", "--quote", "", "--fit", "confirmed"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_changes_nothing(
    words: list[str],
    filled: Path,
    ct: Callable[..., Result],
    fingerprint: Callable[[Path], str],
) -> None:
    """What cannot be meant is said to be wrong usage, on stderr."""
    before = fingerprint(filled)

    result = ct(*words)

    assert result.code == 2
    assert result.out == ""
    assert "Error" in result.err
    assert "Value error" not in result.err
    assert fingerprint(filled) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["source", "show", "nothing"], "there is no source “nothing”"),
        (["source", "show", "wirr"], "Did you mean wire?"),
        (["source", "show", "WIRE"], "Did you mean wire?"),
        (["source", "edit", "wire", "--references", "wire"], "linked to itself"),
        (["claim", "show", "wire/32-jobs"], "there is no claim “wire/32-jobs”"),
        (["claim", "list", "--since", "2025-02-30"], "“2025-02-30” is not a date"),
        (["claim", "list", "--since", "2025", "--until", "2024"], "not a date"),
        (["claim", "edit", "wire/31-jobs", "--about", "soon"], "“soon” is not a date"),
        (["claim", "edit", "wire/31-jobs", "--quote", "at most 31 of the crew"], "nearest"),
        (["link", "wire/31-jobs", "cites", "nothing", "--because", "x"], "there is no"),
        (["link", "wire/31-jobs", "updates", "board", "--because", "x"], "only a claim"),
        (["link", "wire/31", "conflicts", "wire/31", "--because", "x"], "linked to itself"),
        (["link", "wire/31", "cites", "board", "--because", "x"], "is there already"),
        (["unlink", "wire/31-jobs", "conflicts", "courier/31-jobs"], "there is no link"),
        (["source", "remove", "board"], "cannot be removed"),
        (["claim", "remove", "wire/31-jobs"], "cannot be removed"),
        (["source", "edit", "wire", "--set", "Genre=news"], "Did you mean genre"),
        (["source", "edit", "wire", "--set", "id=other"], "stays"),
        (["source", "edit", "wire", "--set", "custom=1"], "Edit it in source.json"),
        (["source", "edit", "wire", "--type", "newspaper"], "mean 'article-newspaper'?"),
        (["source", "edit", "wire", "--issued", "2025-13"], "there is no month 13"),
        (["source", "edit", "wire", "--references", "nothing"], "there is no source"),
        (["source", "add", "../wire.txt", "--id", "wire"], "wire exists already"),
        (["source", "add", "../wire.txt", "--id", "../wire"], "cannot be an id"),
        (["source", "add", "../wire.txt", "--id", "a/b"], "cannot be an id"),
        (["source", "add", "../wire.txt", "--id", "con"], "keeps that name for a device"),
        (["source", "add", "../wire.txt", "--id", "A B"], "cannot be an id"),
        (["source", "add", "../wire.txt", "--to", "wire"], "has these bytes already"),
        (["source", "add", "../wire.txt", "--to", "nothing"], "there is no source"),
        (["source", "add", "../wire.txt", "--issued", "2025-02-30"], "is not a date"),
        (["source", "add", "../wire.txt", "--type", "x"], "which CSL does not have"),
        (["source", "add", "nothing.txt"], "cannot read nothing.txt"),
        (["source", "add", "."], "cannot read"),
        (["source", "attach", "wire", "../courier.txt"], "not the file that was captured"),
        (["source", "attach", "wire", "../wire.txt", "--capture", "2"], "wire has no capture 2"),
        (["source", "attach", "board", "../wire.txt"], "is a stub"),
        (
            ["claim", "add", "Text.", "--source", "board", "--quote", "the night ferry"],
            "it is a stub",
        ),
        (
            ["claim", "add", "T.", "--source", "wire", "--quote", "the night ferry will sail"],
            "nearest",
        ),
        (["claim", "add", "T.", "--source", "wire", "--quote", "1 April"], "too short"),
        (["claim", "add", "T.", "--source", "wire", "--id", "31-jobs"], "exists already"),
        (["claim", "add", "T.", "--source", "wire", "--id", "wire/../x"], "cannot be an id"),
        (["claim", "add", "T.", "--source", "wire", "--about", "2025-02-30"], "not a date"),
        (
            ["claim", "add", "T.", "--source", "wire", "--cites", "x", "--because", "y"],
            "there is no",
        ),
        (
            [
                *("claim", "add", "T.", "--source", "wire", "--quote", "the night ferry"),
                *("--capture", "2"),
            ],
            "wire has no capture 2",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_refused_exits_with_3_and_changes_nothing(
    words: list[str],
    said: str,
    filled: Path,
    ct: Callable[..., Result],
    fingerprint: Callable[[Path], str],
) -> None:
    """Bad input is refused on stderr, with what to do next, and the ledger stays as it was."""
    before = fingerprint(filled)

    result = ct(*words)

    assert result.code == 3, result
    assert result.out == ""
    assert said in result.err
    assert result.err.splitlines()[-1].startswith("  ")
    assert "Traceback" not in result.err
    assert fingerprint(filled) == before


def test_no_ledger_exits_with_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ct: Callable[..., Result]
) -> None:
    """Outside a ledger each command says so, and how to start one."""
    monkeypatch.chdir(tmp_path)

    result = ct("claim", "list")

    assert result.code == 4
    assert "claimtrack init" in result.err


@pytest.mark.parametrize(
    "broken",
    ['{"wire/31-jobs": {"text": "Cut o', '{"wire/31-jobs": {"text": 31}}', "[]"],
    ids=["missing brace", "wrong type", "no object"],
)
def test_a_broken_file_is_named_and_keeps_every_change_out(
    broken: str,
    filled: Path,
    ct: Callable[..., Result],
    fingerprint: Callable[[Path], str],
) -> None:
    """What can be read is shown; every command exits with 4 and names the line."""
    (filled / "claims" / "wire.json").write_text(broken, "utf-8")
    before = fingerprint(filled)

    listed = ct("claim", "list")
    changed = [
        ct("claim", "add", "A claim.", "--source", "courier"),
        ct("claim", "edit", "courier/31-jobs", "--note", "x"),
        ct("source", "add", "../page.html", "--yes"),
        ct("source", "add", "../page.html", "--to", "courier"),
        ct("source", "edit", "wire", "--note", "x"),
        ct("source", "remove", "wire", "--force"),
        ct("unlink", "courier/31-jobs", "wire/31-jobs"),
    ]

    assert listed.code == 4
    assert "courier/31-jobs" in listed.out
    assert "claims/wire.json:1" in listed.err
    assert [result.code for result in changed] == [4] * len(changed)
    assert all("claims/wire.json:1" in result.err for result in changed)
    assert fingerprint(filled) == before


def test_a_ledger_of_which_nothing_could_be_read_is_not_called_empty(
    filled: Path, ct: Callable[..., Result]
) -> None:
    """There are claims and sources in it, as far as anybody knows."""
    for file in [*filled.glob("claims/*.json"), *filled.glob("sources/*/source.json")]:
        file.write_text("{", "utf-8")

    claims, sources = ct("claim", "list"), ct("source", "list")

    assert "no claim could be read" in claims.err
    assert "no source could be read" in sources.err
    assert [claims.code, sources.code] == [4, 4]


def test_settings_that_cannot_be_read_exit_with_4(filled: Path, ct: Callable[..., Result]) -> None:
    """Settings with a fault are named, and no limit is guessed."""
    (filled / "claimtrack.toml").write_text("format = ", "utf-8")

    result = ct("source", "add", "../page.html")

    assert result.code == 4
    assert "claimtrack.toml" in result.err


def test_a_disk_that_refuses_is_reported_and_nothing_is_half_written(
    filled: Path, ct: Callable[..., Result], fingerprint: Callable[[Path], str]
) -> None:
    """When the lock cannot be made, as on a read-only disk, each change is refused whole."""
    shutil.rmtree(filled / ".claimtrack")
    (filled / ".claimtrack").write_text("a file where the folder should be", "utf-8")
    before = fingerprint(filled)

    results = [
        ct("source", "add", "../page.html", "--yes"),
        ct("claim", "add", "A claim.", "--source", "wire"),
        ct("link", "wire/31", "corroborates", "courier/31", "--because", "same number"),
        ct("source", "edit", "wire", "--note", "x"),
    ]

    assert [result.code for result in results] == [3] * len(results)
    assert all("cannot write" in result.err for result in results)
    assert fingerprint(filled) == before


@pytest.mark.usefixtures("filled")
def test_escapes_in_the_data_never_reach_the_terminal(ct: Callable[..., Result]) -> None:
    """A title that would drive the terminal is shown as what it is, in every command and error."""
    ct("source", "edit", "wire", "--title", "\x1b]0;owned\x07Ferry\u202e")
    ct("claim", "edit", "wire/31-jobs", "--text", "a\x1b[2Jb", "--note", "\x9b31m")

    shown = [
        ct("source", "list"),
        ct("source", "show", "wire"),
        ct("claim", "list"),
        ct("claim", "show", "wire/31"),
        ct("claim", "show", "\x1b[31m"),
    ]

    for result in shown:
        for sign in ("\x1b", "\x07", "\x9b", "\u202e"):
            assert sign not in result.out + result.err
    assert "\\x1b[2J" in shown[2].out


def test_the_ledger_is_named_by_option_or_environment(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ct: Callable[..., Result]
) -> None:
    """Both work from anywhere; the option outweighs the environment."""
    monkeypatch.chdir(tmp_path)

    assert "wire" in ct("source", "list", "-C", filled).out
    monkeypatch.setenv("CLAIMTRACK_LEDGER", str(filled))
    assert "wire" in ct("source", "list").out
    assert ct("source", "list", "--ledger", tmp_path / "nowhere").code == 4


def test_a_reader_that_goes_away_is_no_fault(
    desk: Path, ct: Callable[..., Result], spawn: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """`| head` ends the command quietly."""
    ct("source", "add", "--stub", "--id", "a", "--title", "A")
    claims = {f"a/c-{number}": {"text": "A claim. " * 20} for number in range(1000)}
    (desk / "claims" / "a.json").write_text(json.dumps(claims), "utf-8")
    process = spawn("claim", "list", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None

    first = process.stdout.readline()
    process.stdout.close()

    assert first.startswith(b"a/c-0")
    assert process.stderr.read() == b""
    assert process.wait(20) == 0
    process.stderr.close()


def test_ctrl_c_while_a_source_is_read_leaves_the_ledger_as_it_was(
    filled: Path,
    spawn: Callable[..., subprocess.Popen[bytes]],
    fingerprint: Callable[[Path], str],
) -> None:
    """Stopped while standard input is still coming, nothing has been stored."""
    before = fingerprint(filled)
    process = spawn("source", "add", "-", "--yes", stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b"The first half of an article")
    process.stdin.flush()
    time.sleep(1.5)

    process.send_signal(signal.SIGINT)

    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert b"stopped" in err
    assert fingerprint(filled) == before


def test_ctrl_c_at_any_moment_leaves_the_source_whole_or_not_there(
    filled: Path,
    ct: Callable[..., Result],
    spawn: Callable[..., subprocess.Popen[bytes]],
    fingerprint: Callable[[Path], str],
) -> None:
    """Wherever `source add` is stopped, the ledger is the old one or the complete new one."""
    before = fingerprint(filled)
    for twentieths in range(8, 20, 2):
        process = spawn(
            *("source", "add", "../page.html", "--yes", "--id", "page"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(twentieths / 20)
        process.send_signal(signal.SIGINT)
        process.wait(20)

        if (filled / "sources" / "page" / "source.json").exists():
            assert ct("verify").code == 0
            assert ct("source", "remove", "page").code == 0
        assert fingerprint(filled) == before


@pytest.mark.usefixtures("filled")
def test_a_shell_is_offered_commands_and_ids(
    spawn: Callable[..., subprocess.Popen[bytes]],
) -> None:
    """Tab completes commands, sources and claims."""

    def complete(line: str) -> str:
        environment = {
            **os.environ,
            "_CLAIMTRACK_COMPLETE": "complete_zsh",
            "_TYPER_COMPLETE_ARGS": line,
        }
        process = spawn(stdout=subprocess.PIPE, env=environment)
        return process.communicate(timeout=60)[0].decode()

    assert "unlink" in complete("claimtrack unl")
    assert "courier" in complete("claimtrack source show cou")
    assert "wire/31-jobs" in complete("claimtrack claim show wire/")


def test_an_empty_grade_takes_the_grade_off(filled: Path, ct: Callable[..., Result]) -> None:
    """Of a source and of a claim, as an empty value does with all that can be left out."""
    given = [
        ct("source", "edit", "wire", "--grade", "B", "--json").json,
        ct("claim", "edit", "wire/31-jobs", "--grade", "2", "--json").json,
    ]
    taken = [
        ct("source", "edit", "wire", "--grade", "", "--json").json,
        ct("claim", "edit", "wire/31-jobs", "--grade", "", "--json").json,
    ]

    assert [record["grade"] for record in given] == ["B", 2]
    assert not any("grade" in record for record in taken)
    assert ct("claim", "edit", "wire/31-jobs", "--grade", "7").code == 2
    assert '"grade"' not in (filled / "claims" / "wire.json").read_text("utf-8")
