"""Reports as JUnit XML, which every CI service shows: one test case an examined statement.

It fails where `check` itself would, so that a red build and a red test mean the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from claimtrack import __version__
from claimtrack.check.formats.options import DEFAULTS
from claimtrack.check.formats.wording import (
    is_file,
    say_footer,
    say_headline,
    say_message,
    say_name,
    shorten,
)
from claimtrack.check.results import State
from claimtrack.values.printable import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.check.formats.options import Options
    from claimtrack.check.results import CheckedStatement, CheckReport

#: Characters of a statement that name its test case: about a line of a test report.
_LONGEST_NAME = 100


def render(reports: Sequence[CheckReport], options: Options = DEFAULTS) -> str:
    """Return the reports as XML 1.0, a suite each: what that forbids stands in it as an escape."""
    root = ET.Element("testsuites", {"name": "claimtrack check"})
    for report in reports:
        _add_suite(root, report, options)
    for total in ("tests", "failures", "errors"):
        root.set(total, str(sum(int(suite.attrib[total]) for suite in root)))
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _add_suite(root: ET.Element, report: CheckReport, options: Options) -> None:
    shown = [each for each in options.select(report) if each.state is not State.NOT_CHECKABLE]
    failing = [each for each in shown if _fails(each, options)]
    totals = {"tests": str(len(shown)), "failures": str(len(failing)), "errors": "0"}
    suite = ET.SubElement(root, "testsuite", {"name": say_name(report), **totals, "skipped": "0"})
    properties = ET.SubElement(suite, "properties")
    values = {
        "claimtrack.version": __version__,
        **{f"claimtrack.{state.value}": str(report.count(state)) for state in State},
    }
    for name, value in values.items():
        ET.SubElement(properties, "property", {"name": name, "value": value})
    for statement in shown:
        _add_case(suite, report, statement, fails=_fails(statement, options))
    ET.SubElement(suite, "system-out").text = clean("\n".join(say_footer(report, options)))


def _fails(statement: CheckedStatement, options: Options) -> bool:
    return statement.state in options.fail_on and not statement.accepted


def _add_case(
    suite: ET.Element, report: CheckReport, statement: CheckedStatement, *, fails: bool
) -> None:
    name = say_name(report)
    place = {"file": name, "line": str(statement.line)} if is_file(report) else {}
    # The place is part of the name: two sentences may be the same, and two cases may not.
    title = f"{statement.line}:{statement.column} {shorten(statement.text, _LONGEST_NAME)}"
    case = ET.SubElement(suite, "testcase", {"classname": name, "name": title, **place})
    message = clean(say_message(statement))
    if fails:
        summary = {"type": statement.state.value, "message": say_headline(statement)}
        ET.SubElement(case, "failure", summary).text = message
    else:
        ET.SubElement(case, "system-out").text = message
