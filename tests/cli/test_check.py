"""`check`, as a user types it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, get_args

import pytest

from claimtrack.check.formats import FORMATS
from claimtrack.check.results import State
from claimtrack.cli.check import Format
from claimtrack.models.settings import StatementState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

RIGHT = "At least 31 of the crew are dismissed."
WRONG = "At most 12 of the crew are dismissed."
NOWHERE = "The brewery of Kelm sold 90 barrels to Dorn in 1998."
ESCAPES = "\x1b[31mred\x07 \x9b2J \u202e"


@pytest.fixture
def check(filled: Path, ct: Callable[..., Result]) -> Callable[..., Result]:
    """Run `check` by rules alone on the filled ledger: ``check("A sentence.", "--json")``."""
    assert filled.is_dir()
    return lambda *words: ct("check", *words, "--rules-only")


@pytest.fixture
def draft(filled: Path) -> Callable[..., Path]:
    """Write a draft beside the ledger."""

    def write(text: str, name: str = "draft.md") -> Path:
        path = filled.parent / name
        path.write_text(text, "utf-8")
        return path

    return write


def states(result: Result) -> list[str]:
    """Return the states of the statements that were printed as JSON."""
    return [each["state"] for each in json.loads(result.out)["statements"]]


def test_a_statement_that_is_typed_in(check: Callable[..., Result]) -> None:
    """It is shown with its state, its evidence and what was examined."""
    result = check(RIGHT)

    assert result.code == 0
    assert "SINGLE-ORIGIN" in result.out
    assert "wire/31-jobs" in result.out
    assert "1 statement examined" in result.out


def test_a_statement_longer_than_any_file_name(check: Callable[..., Result]) -> None:
    """It is read as what it is."""
    result = check(f"{RIGHT} " * 200, "--json")

    assert len(states(result)) == 200


@pytest.mark.parametrize(("text", "code"), [(RIGHT, 0), (WRONG, 1), (NOWHERE, 1), ("Why?", 0)])
def test_what_is_contradicted_or_unsourced_ends_with_1(
    check: Callable[..., Result], draft: Callable[..., Path], text: str, code: int
) -> None:
    """Support and questions do not."""
    assert check(draft(text)).code == code


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("contradicted", 0),
        ("unsourced", 1),
        ("Single-Origin , unsourced", 1),
        ("not checkable", 0),
        ("never", 0),
        ("", 0),
    ],
)
def test_what_fails_is_asked_for(check: Callable[..., Result], asked: str, code: int) -> None:
    """States are told apart by commas, however they are written."""
    assert check(NOWHERE, "--fail-on", asked).code == code


@pytest.mark.parametrize("option", ["--fail-on", "--only"])
def test_an_unknown_state_is_wrong_usage(check: Callable[..., Result], option: str) -> None:
    """The known ones are listed."""
    result = check(NOWHERE, option, "wrong")

    assert result.code == 2
    assert "no state" in result.err


def test_an_accepted_sentence_does_not_fail(
    check: Callable[..., Result], draft: Callable[..., Path]
) -> None:
    """Its state is shown with the reason."""
    path = draft(f"{WRONG} <!-- claimtrack: ok because the board corrected it on the phone -->\n")

    result = check(path)

    assert result.code == 0
    assert "CONTRADICTED" in result.out
    assert "corrected it on the phone" in result.out


def test_a_stale_acceptance_is_reported(
    check: Callable[..., Result], draft: Callable[..., Path]
) -> None:
    """No sentence needs it any more."""
    path = draft(f"{RIGHT} <!-- claimtrack: ok because we were there -->\n")

    result = check(path, "--min-origins", "1", "--json")

    assert len(json.loads(result.out)["stale_comments"]) == 1


def test_only_some_states_are_listed(
    check: Callable[..., Result], draft: Callable[..., Path]
) -> None:
    """All count for the exit code."""
    result = check(draft(f"{RIGHT} {WRONG}"), "--only", "single-origin")

    assert result.code == 1
    assert RIGHT in " ".join(result.out.split())
    assert WRONG not in " ".join(result.out.split())


@pytest.mark.parametrize(("asked", "state"), [("1", "supported"), ("2", "single-origin")])
def test_how_many_origins_are_asked_for(
    check: Callable[..., Result], asked: str, state: str
) -> None:
    """The team's minimum can be set for one run."""
    assert states(check(RIGHT, "--min-origins", asked, "--json")) == [state]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_printed(
    check: Callable[..., Result], draft: Callable[..., Path], name: str
) -> None:
    """Each can be read by what it is for."""
    result = check(draft(f"{RIGHT} {WRONG}"), "--format", name)

    assert result.code == 1
    assert result.out.endswith("\n")
    if name in {"json", "sarif"}:
        json.loads(result.out)
    if name == "junit":
        ET.fromstring(result.out)  # noqa: S314 - our own


def test_the_formats_that_are_offered_are_those_there_are() -> None:
    """The help lists them without loading them."""
    assert set(get_args(Format)) == set(FORMATS)
    assert set(get_args(StatementState)) == set(State)


def test_output_goes_to_a_file(check: Callable[..., Result], draft: Callable[..., Path]) -> None:
    """Nothing is printed; the exit code is the same."""
    path = draft(WRONG)
    target = path.parent / "checked.html"

    result = check(path, "--format", "html", "--output", target)

    assert (result.code, result.out) == (1, "")
    assert target.read_text("utf-8").lstrip().lower().startswith("<!doctype html>")


def test_a_file_that_cannot_be_written_is_refused(
    check: Callable[..., Result], filled: Path
) -> None:
    """Where a folder should be stands a file."""
    result = check(RIGHT, "--output", filled.parent / "wire.txt" / "out.html")

    assert result.code == 3
    assert "out.html" in result.err


def test_standard_input(check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen reads it as Markdown."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"# Crew\n\n{RIGHT}".encode())))

    result = check("-", "--json")

    assert "single-origin" in states(result)


def test_a_file_that_is_not_there_is_refused(check: Callable[..., Result]) -> None:
    """What is one word is a file's name, never a statement."""
    result = check("drafft.md")

    assert result.code == 3
    assert "drafft.md" in result.err


def test_a_ledger_with_a_broken_file_is_not_answered_from(
    check: Callable[..., Result], filled: Path
) -> None:
    """What is in it might say otherwise."""
    (filled / "claims" / "wire.json").write_text("{", "utf-8")

    result = check(RIGHT)

    assert result.code == 4
    assert "claims/wire.json" in result.err


def test_no_ledger_at_all(
    tmp_path: Path, ct: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what is missing."""
    monkeypatch.delenv("CLAIMTRACK_LEDGER", raising=False)

    assert ct("check", RIGHT, "--ledger", tmp_path).code != 0


def git(folder: Path, *words: str) -> None:
    """Run git for an invented desk."""
    who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_only_what_changed_since_a_revision(
    check: Callable[..., Result], draft: Callable[..., Path]
) -> None:
    """Sentences on other lines are counted, and do not fail."""
    path = draft(f"{NOWHERE}\n\n{RIGHT}\n")
    git(path.parent, "init", "-q")
    git(path.parent, "add", path.name)
    git(path.parent, "commit", "-q", "-m", "First")
    path.write_text(f"{NOWHERE}\n\n{WRONG}\n", "utf-8")

    result = check(path, "--since", "HEAD", "--json")

    report = json.loads(result.out)
    assert [each["text"] for each in report["statements"]] == [WRONG]
    assert "not changed since the revision" in result.out


def test_a_statement_has_no_history(check: Callable[..., Result]) -> None:
    """Only a file can have changed."""
    result = check(RIGHT, "--since", "HEAD")

    assert result.code == 2
    assert "only a file has a history" in " ".join(result.err.split())


def test_an_unknown_revision_is_refused(
    check: Callable[..., Result], draft: Callable[..., Path]
) -> None:
    """A draft outside git has no revisions."""
    assert check(draft(RIGHT), "--since", "HEAD").code == 3


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- nothing -->"])
def test_an_empty_draft_has_nothing_to_find(
    check: Callable[..., Result], draft: Callable[..., Path], text: str
) -> None:
    """It says that nothing was examined."""
    result = check(draft(text))

    assert result.code == 0
    assert "No statement was examined" in result.out


def test_a_line_of_ten_megabytes_ends(
    check: Callable[..., Result], draft: Callable[..., Path]
) -> None:
    """One endless word takes seconds, not hours."""
    path = draft("x1" * 5_000_000, "draft.txt")
    began = time.monotonic()

    result = check(path, "--json")

    assert result.code == 0
    assert "longer than a sentence" in result.out
    assert time.monotonic() - began < 60


def test_a_draft_in_korean_is_remarked_on(
    check: Callable[..., Result], draft: Callable[..., Path]
) -> None:
    """There are no word lists for it: what can be read is read."""
    result = check(draft("항구는 2019년에 문을 닫았다. 배는 떠났다."))

    assert "no word lists" in " ".join(result.out.split())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_control_characters_are_never_printed_raw(
    check: Callable[..., Result], draft: Callable[..., Path], filled: Path, name: str
) -> None:
    """Neither those of the draft nor those of the ledger reach the terminal."""
    claims = filled / "claims" / "wire.json"
    document = json.loads(claims.read_text("utf-8"))
    document["wire/31-jobs"]["text"] += f" {ESCAPES}"
    claims.write_text(json.dumps(document), "utf-8")

    result = check(draft(f"{RIGHT[:-1]} {ESCAPES}.", f"a{ESCAPES[:4]}.md"), "--format", name)

    assert not set(result.out) & set("\x1b\x07\x9b\u202e")


def test_a_citation_that_does_not_carry_is_said(
    check: Callable[..., Result], draft: Callable[..., Path]
) -> None:
    """And so is one that does not exist; one that carries is not."""
    path = draft(
        f"{RIGHT[:-1]} [@wire/31-jobs].\n\n{NOWHERE[:-1]} [@wire/31-jobs].\n\n"
        f"{RIGHT[:-1]} [@gone].\n"
    )

    result = check(path, "--json")

    warnings = [each["warnings"] for each in json.loads(result.out)["statements"]]
    assert warnings == [
        [],
        ["it cites wire/31-jobs, which does not carry it: worse than no citation"],
        ["it cites “gone”, which the ledger does not have"],
    ]


def test_a_team_keeps_its_choices_in_the_settings(
    check: Callable[..., Result], filled: Path
) -> None:
    """What fails, what is listed and how many origins are asked for; an option outweighs it."""
    settings = filled / "claimtrack.toml"
    kept = '[check]\nminimum-origins = 1\nfail-on = ["supported"]\nonly = ["unsourced"]\n'
    settings.write_text(settings.read_text("utf-8") + kept, "utf-8")

    kept_to = check(RIGHT)
    overruled = check(RIGHT, "--min-origins", "2", "--fail-on", "never", "--only", "single-origin")

    assert kept_to.code == 1
    assert RIGHT not in kept_to.out
    assert overruled.code == 0
    assert RIGHT in overruled.out


def test_the_ledgers_own_minimum_counts_where_check_has_none(
    check: Callable[..., Result], filled: Path
) -> None:
    """One number is enough for both."""
    settings = filled / "claimtrack.toml"
    settings.write_text(settings.read_text("utf-8") + "minimum-origins = 1\n", "utf-8")

    assert states(check(RIGHT, "--json")) == ["supported"]
    assert check(RIGHT, "--fail-on", "supported").code == 1


def test_an_unknown_state_in_the_settings_is_said(
    check: Callable[..., Result], filled: Path
) -> None:
    """With the key that has it."""
    settings = filled / "claimtrack.toml"
    settings.write_text(settings.read_text("utf-8") + '[check]\nonly = ["wrong"]\n', "utf-8")

    result = check(RIGHT)

    assert result.code == 4
    assert "check.only" in result.err


def test_the_model_that_comes_with_it_is_named(filled: Path, ct: Callable[..., Result]) -> None:
    """What decided is said, with its version."""
    assert filled.is_dir()

    report = json.loads(ct("check", RIGHT, "--json").out)

    assert report["methods"][0].startswith("rules")
    assert len(report["methods"]) == 2


@pytest.mark.parametrize("words", [("check", RIGHT, "--rules-only"), ("claim", "list")])
def test_a_setting_that_means_nothing_is_said_once(
    filled: Path, ct: Callable[..., Result], words: tuple[str, ...]
) -> None:
    """On stderr, with the nearest known key and nothing that drives a terminal."""
    settings = filled / "claimtrack.toml"
    settings.write_text('format = 1\nfail_on = []\n"\\u001b[31m" = 1\n', "utf-8")

    result = ct(*words)

    assert result.code == 0
    assert result.err.count("means nothing") == 2
    assert "“fail_on” means nothing; did you mean “check.fail-on”?" in result.err
    assert "\x1b" not in result.err


def test_verify_finds_a_setting_that_means_nothing(filled: Path, ct: Callable[..., Result]) -> None:
    """As a finding, and not once more on stderr."""
    (filled / "claimtrack.toml").write_text("format = 1\nchek = 3\n", "utf-8")

    result = ct("verify", "--fail-on", "warning")

    assert result.code == 1
    assert "claimtrack.toml:1: SETTING-UNKNOWN “chek” means nothing" in result.out
    assert result.err == ""
