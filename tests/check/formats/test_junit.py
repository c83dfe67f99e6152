from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from claimtrack.check.formats.junit import render
from claimtrack.check.formats.options import Options
from claimtrack.check.results import State

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport
    from tests.check.formats.conftest import MakeReport, MakeStatement


def _parse(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314 - we have just written it


def test_the_totals_are_those_of_the_cases(story: CheckReport) -> None:
    """As many tests and failures are announced as there are, and opinions are none."""
    root = _parse(render([story]))
    suite = root[0]

    assert root.tag == "testsuites"
    assert len(suite.findall("testcase")) == int(suite.attrib["tests"]) == story.examined
    assert len(suite.findall("testcase/failure")) == int(suite.attrib["failures"]) == 3
    assert root.attrib["failures"] == suite.attrib["failures"]


def test_the_states_to_fail_on_are_the_callers(story: CheckReport) -> None:
    """A state that the caller does not fail on is no failure; an accepted statement never is."""
    every = _parse(render([story], Options(fail_on=frozenset(State))))
    contradicted = _parse(render([story], Options(fail_on=frozenset({State.CONTRADICTED}))))

    kinds = [failure.attrib["type"] for failure in every.iter("failure")]
    assert kinds == ["contradicted", "disputed", "unsourced", "single-origin", "supported"]
    assert [failure.attrib["type"] for failure in contradicted.iter("failure")] == ["contradicted"]


def test_hostile_text_is_text(hostile: CheckReport) -> None:
    """The XML parses, and what it holds is what was shown."""
    root = _parse(render([hostile]))
    case = next(root.iter("testcase"))

    assert {each.tag for each in root.iter()} == {
        "testsuites",
        "testsuite",
        "properties",
        "property",
        "testcase",
        "failure",
        "system-out",
    }
    assert "<script>alert(1)</script> ]]> -->" in (case[0].text or "")
    assert "\\x00" in (case[0].text or "")


def test_cases_of_equal_sentences_differ(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """The same sentence twice makes two cases with two names."""
    root = _parse(render([make_report(make_statement(), make_statement(line=9))]))

    assert len({case.attrib["name"] for case in root.iter("testcase")}) == 2


def test_a_statement_typed_in_has_no_file(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """A case that is in no file names none."""
    root = _parse(render([make_report(make_statement(), name="statement")]))

    assert "file" not in next(root.iter("testcase")).attrib
