"""Reports of several drafts: each is there whole, and what is a document stays one."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from claimtrack.check.formats import DEFAULTS, FORMATS, Options
from tests.check.formats.test_html import _Page

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport
    from tests.check.formats.conftest import MakeReport

SEVERAL = Options(several=True)


@pytest.fixture
def drafts(story: CheckReport) -> list[CheckReport]:
    """Two drafts that say the same."""
    return [story, replace(story, name="drafts/ferry & crane.md")]


@pytest.mark.parametrize("name", ["terminal", "markdown", "github"])
def test_lines_stand_one_after_the_other(name: str, drafts: list[CheckReport]) -> None:
    """What each draft has alone, it has beside others."""
    alone = [FORMATS[name]([draft], DEFAULTS) for draft in drafts]

    assert FORMATS[name](drafts, SEVERAL) == ("" if name == "github" else "\n").join(alone)


def test_json_is_an_array_where_several_were_asked_for(drafts: list[CheckReport]) -> None:
    """However many there are in the end; of one draft it is that draft's object."""
    alone = [json.loads(FORMATS["json"]([draft], DEFAULTS)) for draft in drafts]

    assert json.loads(FORMATS["json"](drafts, SEVERAL)) == alone
    assert json.loads(FORMATS["json"](drafts[:1], SEVERAL)) == alone[:1]
    assert json.loads(FORMATS["json"]([], SEVERAL)) == []


def test_sarif_is_one_run(drafts: list[CheckReport]) -> None:
    """Code hosts refuse two runs of one tool; each result says which draft it is about."""
    (alone,) = json.loads(FORMATS["sarif"](drafts[:1], DEFAULTS))["runs"]
    (run,) = json.loads(FORMATS["sarif"](drafts, SEVERAL))["runs"]

    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    uris = [place["artifactLocation"]["uri"] for place in places]
    half = len(alone["results"])
    expected = ["drafts/harbour.md"] * half + ["drafts/ferry%20%26%20crane.md"] * half
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert uris == expected
    assert run["properties"]["examined"] == 2 * alone["properties"]["examined"]
    assert run["properties"]["counts"]["disputed"] == 2
    assert {note["message"]["text"].partition(": ")[0] for note in notes} == {
        draft.name for draft in drafts
    }


def test_junit_has_a_suite_for_each_draft(drafts: list[CheckReport]) -> None:
    """The totals are those of all suites."""
    root = ET.fromstring(FORMATS["junit"](drafts, SEVERAL).encode())  # noqa: S314 - our own

    assert [suite.attrib["name"] for suite in root] == [draft.name for draft in drafts]
    assert root.attrib["tests"] == str(len(list(root.iter("testcase")))) == "12"
    assert root.attrib["failures"] == str(len(list(root.iter("failure")))) == "6"


def test_html_is_one_page(drafts: list[CheckReport]) -> None:
    """With one heading at its top, a heading for each draft, and names that are its own."""
    page = _Page(FORMATS["html"](drafts, SEVERAL))

    names, links = page.list_values("id"), page.list_values("href")
    levels = [int(tag[1]) for tag, _ in page.elements if tag in {"h1", "h2", "h3", "h4"}]
    assert len(set(names)) == len(names) == sum(len(draft.statements) for draft in drafts)
    assert {link.removeprefix("#") for link in links} <= set(names)
    assert (levels.count(1), levels.count(2)) == (1, 2)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len([tag for tag, _ in page.elements if tag == "main"]) == 1
    labels = page.list_values("aria-label")
    assert len(set(labels)) == len(labels) == 2
    assert "Check of 2 drafts" in page.texts


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_drafts_do_no_more_harm_together(name: str, hostile: CheckReport) -> None:
    """The names of drafts are escaped wherever they stand."""
    text = FORMATS[name]([hostile, hostile], SEVERAL)

    assert text.replace("\n", "").isprintable()
    assert name != "html" or "<script" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_a_draft_that_could_not_be_read_is_not_called_fine(
    name: str, story: CheckReport, make_report: MakeReport
) -> None:
    """It stands among the others, with the reason."""
    lost = make_report(name="lost.md", remarks=("it could not be read: it is damaged",))

    text = FORMATS[name]([story, lost], SEVERAL)

    assert "it could not be read: it is damaged" in text
