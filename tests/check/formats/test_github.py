from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.check.formats.github import render

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport
    from tests.check.formats.conftest import MakeReport, MakeStatement

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^:,]*)(?:,[a-z]+=[^:,]*)*)::(.*)")


def test_each_line_is_one_command(hostile: CheckReport) -> None:
    """Nothing in a draft ends a command, begins another or adds a property to one."""
    lines = render([hostile]).splitlines()
    found = [COMMAND.fullmatch(line) for line in lines]

    assert all(found)
    for each in filter(None, found):
        names = [pair.partition("=")[0] for pair in each[2].split(",")]
        assert names in (["title"], ["file", "line", "col", "title"], ["file", "line", "title"])
        assert re.search(r"%(?!25|0A|0D)", each[3]) is None
        assert re.search(r"%(?!25|0A|0D|3A|2C)", each[2]) is None


def test_the_counts_come_first(story: CheckReport) -> None:
    """As only some annotations are shown, the first one says how many there are."""
    first, second = render([story]).splitlines()[:2]

    assert first.startswith("::notice title=claimtrack%3A drafts/harbour.md::6 statements examined")
    assert second.startswith(
        "::error file=drafts/harbour.md,line=3,col=1,title=CONTRADICTED%3A source says 240::"
    )


def test_what_is_fine_has_no_annotation(story: CheckReport) -> None:
    """Supported statements and opinions are counted only; one that was accepted is a notice."""
    text = render([story])

    assert "town council.%0A" not in text
    assert "saddest" not in text
    assert "::notice file=drafts/harbour.md,line=14,col=1" in text


def test_what_is_in_no_file_has_no_line(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """An annotation without a file has no line either."""
    report = make_report(make_statement(), name="-", stale_comments=((4, "ok"),))

    assert [
        line.partition("::")[2].partition("::")[0] for line in render([report]).splitlines()
    ] == [
        "notice title=claimtrack%3A standard input",
        "error title=CONTRADICTED",
        "notice title=stale comment",
    ]
