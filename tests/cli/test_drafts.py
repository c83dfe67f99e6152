"""`check` of several drafts, as a user, a hook or a shell pattern names them."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

RIGHT = "At least 31 of the crew are dismissed."
WRONG = "At most 12 of the crew are dismissed."


@pytest.fixture
def drafts(filled: Path) -> list[Path]:
    """Two drafts beside the ledger, the second one contradicted."""
    paths = [filled.parent / name for name in ("right.md", "wrong.md")]
    for path, text in zip(paths, (RIGHT, WRONG), strict=True):
        path.write_text(text, "utf-8")
    return paths


@pytest.fixture
def check(drafts: list[Path], ct: Callable[..., Result]) -> Callable[..., Result]:
    """Run `check` by rules alone: ``check(path, "--json")``."""
    assert drafts
    return lambda *words: ct("check", *words, "--rules-only")


def test_each_draft_has_its_report(check: Callable[..., Result], drafts: list[Path]) -> None:
    """In the order in which they were given; the exit code is the highest."""
    result = check(*drafts)

    alone = [check(draft) for draft in drafts]
    assert result.out == "\n".join(each.out for each in alone)
    assert [each.code for each in alone] == [0, 1]
    assert result.code == 1


def test_json_of_several_is_an_array(check: Callable[..., Result], drafts: list[Path]) -> None:
    """Of the objects that each has alone; the same draft twice is checked once."""
    alone = [check(draft, "--json").json for draft in drafts]

    assert check(*drafts, "--json").json == alone
    assert check(drafts[0], drafts[0], "--json").json == alone[:1]


def test_a_draft_that_cannot_be_read_keeps_none_of_the_others(
    check: Callable[..., Result], drafts: list[Path]
) -> None:
    """It is said on stderr and among the reports, and the exit code is that of a refusal."""
    gone = drafts[0].with_name("gone.docx")

    shown = check(*drafts, gone)
    suites = ET.fromstring(check(gone, *drafts, "--format", "junit").out.encode())  # noqa: S314

    assert shown.code == 3
    assert "gone.docx" in shown.err
    assert "Note: it could not be read" in shown.out
    assert "CONTRADICTED" in shown.out
    assert [suite.attrib["tests"] for suite in suites] == ["0", "1", "1"]


def test_words_without_quotation_marks_are_no_drafts(check: Callable[..., Result]) -> None:
    """It is said what to do."""
    result = check(*RIGHT.split())

    assert result.code == 2
    assert "quotation marks" in " ".join(result.err.split())


def test_files_statements_and_standard_input_together(
    check: Callable[..., Result], drafts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is called what it is."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))

    names = [report["name"] for report in check(drafts[0], "-", RIGHT, "--json").json]

    assert names == [drafts[0].as_posix(), "-", "statement"]


@pytest.mark.parametrize(("option", "value"), [("--since", ["HEAD"]), ("--watch", [])])
def test_what_only_a_file_has_is_not_asked_of_others(
    check: Callable[..., Result], drafts: list[Path], option: str, value: list[str]
) -> None:
    """Neither a statement nor standard input has a history, or changes."""
    for given in (RIGHT, "-"):
        result = check(drafts[0], given, option, *value)

        assert result.code == 2
        assert f"{option}: only a file" in " ".join(result.err.split())


def test_a_report_is_not_written_over_its_draft(
    check: Callable[..., Result], drafts: list[Path]
) -> None:
    """Under whatever name."""
    link = drafts[0].with_name("link.md")
    link.symlink_to(drafts[1])

    result = check(*drafts, "--output", link)

    assert result.code == 2
    assert "over the draft" in result.err
    assert drafts[1].read_text("utf-8") == WRONG


def test_a_statement_in_another_encoding_is_refused(check: Callable[..., Result]) -> None:
    """Whatever the shell passes on, nothing breaks."""
    result = check("The crew of the ferry \udcff was 31.")

    assert result.code in {0, 1, 3}
    assert "Traceback" not in result.err


def test_many_drafts_are_one_document_of_results(
    check: Callable[..., Result], drafts: list[Path]
) -> None:
    """SARIF has one run, which names both files."""
    (run,) = json.loads(check(*drafts, "--format", "sarif").out)["runs"]

    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    uris = [place["artifactLocation"]["uri"] for place in places]
    assert [uri.rpartition("/")[2] for uri in uris] == ["right.md", "wrong.md"]


@pytest.mark.parametrize("given", ["", "   "])
def test_an_empty_name_is_wrong_usage(check: Callable[..., Result], given: str) -> None:
    """A shell variable that is not set is no draft, and no statement either."""
    result = check(given)

    assert result.code == 2
    assert "it is empty" in result.err


@pytest.mark.parametrize("folder", [".", ".."])
def test_a_folder_is_not_written_over(
    check: Callable[..., Result], drafts: list[Path], folder: str
) -> None:
    """A folder in the place of the output file is refused, and nothing is left in it."""
    result = check(drafts[0], "--output", folder)

    assert result.code == 3
    assert f"cannot write {folder}" in result.err
