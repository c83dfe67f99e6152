from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from claimtrack import __version__
from claimtrack.check.formats.sarif import render
from claimtrack.check.results import State

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport
    from tests.check.formats.conftest import MakeReport, MakeStatement

LEVELS = {"error", "warning", "note", "none"}


def _read_run(report: CheckReport) -> dict[str, Any]:
    log = json.loads(render([report]))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    return dict(run)


def _assert_complete(run: dict[str, Any]) -> None:
    """Assert what SARIF 2.1.0 requires of the objects that we write."""
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("claimtrack", __version__)
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] in LEVELS
        assert rule["help"]["text"]
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["name"].isalpha()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        for location in result.get("locations", ()):
            place = location["physicalLocation"]
            assert place["artifactLocation"]["uri"].isascii()
            assert place["region"]["startLine"] >= 1
            assert place["region"].get("startColumn", 1) >= 1
    for invocation in run["invocations"]:
        assert invocation["executionSuccessful"] is True
        assert all(each["message"]["text"] for each in invocation["toolExecutionNotifications"])
    assert run["columnKind"] == "unicodeCodePoints"


def test_the_log_has_what_the_standard_requires(story: CheckReport) -> None:
    """Every result names its rule, its level, a message and a place that exists."""
    run = _read_run(story)

    _assert_complete(run)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [*State, "stale-acceptance"]
    assert [(each["ruleId"], each["level"]) for each in run["results"]] == [
        ("contradicted", "error"),
        ("disputed", "warning"),
        ("unsourced", "warning"),
        ("single-origin", "note"),
        ("unsourced", "note"),
        ("stale-acceptance", "note"),
    ]
    region = run["results"][3]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (8, 39)


def test_an_acceptance_is_a_suppression(story: CheckReport) -> None:
    """Why a person accepts a sentence stands where viewers look for it."""
    results = _read_run(story)["results"]

    assert [each["suppressions"] for each in results if "suppressions" in each] == [
        [{"kind": "inSource", "justification": "our own reporter called, three times"}]
    ]


def test_a_hostile_report_is_complete_too(hostile: CheckReport) -> None:
    """Nothing in a draft breaks the log, or leaves a surrogate in it that no reader takes."""
    run = _read_run(hostile)

    _assert_complete(run)
    assert json.dumps(run, ensure_ascii=False).encode()


def test_a_sentence_is_known_again_when_it_moves(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """The fingerprint depends on the words; a second sentence with the same words has its own."""
    first = make_statement()
    moved = make_statement(text=first.text.replace(" ", "\n"), line=70)
    prints = [
        result["partialFingerprints"]["claimtrackSentence/v1"]
        for result in _read_run(make_report(first, moved))["results"]
    ]

    assert prints[0].endswith(":1")
    assert prints[1] == prints[0].replace(":1", ":2")


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("drafts/harbour.md", "drafts/harbour.md"),
        ("my draft: 1%.md", "my%20draft%3A%201%25.md"),
        ("/srv/desk/harbour.md", "file:///srv/desk/harbour.md"),
        ("C:\\desk\\a b.md", "file:///C:/desk/a%20b.md"),
    ],
)
def test_a_file_name_becomes_a_uri(
    make_report: MakeReport, make_statement: MakeStatement, name: str, uri: str
) -> None:
    """Names with spaces, colons or a drive are addresses that viewers can follow."""
    (result,) = _read_run(make_report(make_statement(), name=name))["results"]
    found = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert found == uri
    assert unquote(found).endswith(name.replace("\\", "/"))


def test_what_is_in_no_file_has_no_location(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """A statement typed in is a result without a place."""
    (result,) = _read_run(make_report(make_statement(), name="statement"))["results"]

    assert "locations" not in result
