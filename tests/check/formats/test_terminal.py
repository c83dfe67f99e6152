from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from claimtrack.check.formats.options import Options
from claimtrack.check.formats.terminal import render
from claimtrack.check.results import Particular, ParticularKind, State, Trace
from claimtrack.values.printable import count_columns

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport
    from tests.check.formats.conftest import MakeReport, MakeStatement

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(story: CheckReport, columns: int) -> None:
    """All but a difference, whose carets must not move, is laid out for the width asked for."""
    lines = render([story], Options(columns=columns)).splitlines()
    carets = [line for line in lines if re.match(r" *(yours:|source:|nearest|[ ^]+$)", line)]

    assert max(count_columns(line) for line in lines if line not in carets) <= columns


def test_colour_changes_nothing_but_colour(story: CheckReport) -> None:
    """Without its escapes, the coloured text is the plain one."""
    plain, coloured = render([story]), render([story], Options(colour=True))

    assert "\x1b" not in plain
    assert "\x1b[1;7;31m✗ 3:1  CONTRADICTED" in coloured
    stripped = [line.rstrip() for line in ESCAPE.sub("", coloured).splitlines()]
    assert stripped == plain.splitlines()


def test_colour_lets_nothing_of_the_draft_through(hostile: CheckReport) -> None:
    """All escapes in coloured text are our own."""
    text = ESCAPE.sub("", render([hostile], Options(colour=True)))

    assert text.replace("\n", "").isprintable()


def test_no_line_is_a_command_to_a_runner(hostile: CheckReport) -> None:
    """In the log of a workflow, a sentence cannot begin a line with two colons."""
    lines = render([hostile]).splitlines()

    assert any("\\x3a:error" in line for line in lines)
    assert not any(line.lstrip().startswith("::") for line in lines)


def test_marks_stand_below_their_words(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """Wide characters, accents and escapes before a word move its mark along."""
    text = "港 e\u0301 \x07\n\n  280 dockers"
    start = text.index("280")
    number = Particular(ParticularKind.NUMBER, "280", start, start + 3, Trace.SIBLING, there="240")
    lines = render([make_report(make_statement(text=text, particulars=(number,)))]).splitlines()
    sentence = next(line for line in lines if "dockers" in line)
    marks = lines[lines.index(sentence) + 1]

    assert sentence == "    港 e\u0301 \\x07 280 dockers"
    assert marks == " " * 14 + "✗──"
    assert count_columns(sentence[: sentence.index("280")]) == 14


def test_what_is_supported_is_quiet(story: CheckReport) -> None:
    """A supported sentence takes a line for itself, one for its state and one a claim."""
    supported = replace(story, statements=(story.statements[4],), name="statement")

    assert render([supported]).split("\n\n")[0].splitlines() == [
        "✓ SUPPORTED (at most 2 origins)",
        "    In the same month, 280 dismissals were reported to the town council.",
        "    council-minutes/dismissals (Town of Port Varrow, 14 March 2019; fit not",
        "      confirmed)",
        "    selm-wire/dismissals (Selm Wire Service, no date; fit not confirmed)",
    ]


def test_support_with_something_missing_is_not_quiet(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """A number that no claim has is shown, also where the sentence is supported."""
    number = Particular(ParticularKind.NUMBER, "280", 28, 31, Trace.NOWHERE)
    text = render([make_report(make_statement(State.SUPPORTED, particulars=(number,)))])

    assert "? 280: in none of the claims" in text


def test_a_difference_too_wide_to_indent_keeps_its_carets(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """Lines of eighty columns stand at the margin, so that no terminal breaks them."""
    there = "differs:\n  " + "x" * 78 + "\n  ^"
    quotation = Particular(ParticularKind.QUOTATION, "x", 0, 3, Trace.SIBLING, "a/b", there)
    lines = render([make_report(make_statement(particulars=(quotation,)))]).splitlines()

    assert "  " + "x" * 78 in lines
    assert "  ^" in lines


def test_a_stream_has_places(make_report: MakeReport, make_statement: MakeStatement) -> None:
    """What came through a pipe has lines like a file."""
    lines = render([make_report(make_statement(), name="-")]).splitlines()

    assert lines[:3] == ["standard input", "", "✗ 3:1  CONTRADICTED"]


def test_an_empty_sentence_takes_no_line(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """Nothing is laid out of nothing."""
    assert "\n    a claim says" in render([make_report(make_statement(text=""))])
