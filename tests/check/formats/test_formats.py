"""What all formats have in common."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from claimtrack import __version__
from claimtrack.check.formats import DEFAULTS, FORMATS, Options
from claimtrack.check.results import Particular, ParticularKind, State, Trace

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from claimtrack.check.results import CheckReport
    from tests.check.formats.conftest import MakeReport, MakeStatement

EVERY_FORMAT = pytest.mark.parametrize("name", FORMATS)


@EVERY_FORMAT
def test_a_format_shows_what_was_looked_at(
    name: str, story: CheckReport, snapshot: SnapshotAssertion
) -> None:
    """The output is the one that somebody read and found good."""
    assert FORMATS[name]([story], DEFAULTS).replace(__version__, "<version>") == snapshot


@EVERY_FORMAT
def test_nothing_that_acts_comes_out(name: str, hostile: CheckReport) -> None:
    """Whatever a draft, a claim or a file name holds, the output is printable and encodable."""
    text = FORMATS[name]([hostile], DEFAULTS)

    assert text.replace("\n", "").isprintable()
    assert text.encode()


@EVERY_FORMAT
def test_an_empty_draft_is_not_called_fine(name: str, make_report: MakeReport) -> None:
    """That nothing was examined is said."""
    text = FORMATS[name]([make_report()], DEFAULTS)

    assert "No statement was examined." in text or json.loads(text)["examined"] == 0
    assert text.endswith("\n")


@EVERY_FORMAT
def test_only_lists_the_states_asked_for(name: str, story: CheckReport) -> None:
    """Statements in other states are left out, and that they are is said."""
    text = FORMATS[name]([story], Options(only=frozenset({State.DISPUTED})))

    assert "We lost" in text
    assert "3.2 million marks" not in text
    said = "Shown: disputed; 6 other statements left out." in text
    assert said or json.loads(text)["only"] == ["disputed"]


@EVERY_FORMAT
def test_nothing_listed_is_still_counted(name: str, story: CheckReport) -> None:
    """With no state asked for, the counts are all that is shown."""
    text = FORMATS[name]([story], Options(only=frozenset()))

    assert "We lost" not in text
    assert "Shown: none; 7 other statements left out." in text or '"examined": 6' in text


@EVERY_FORMAT
def test_a_statement_typed_in_has_no_place(
    name: str, make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """A statement that is in no file is not said to stand on a line of one."""
    text = FORMATS[name]([make_report(make_statement(line=77), name="statement")], DEFAULTS)

    assert "dismissed 280 dockers" in text
    assert '"line": 77' in text if name == "json" else "line=" not in text
    assert "file=" not in text


@EVERY_FORMAT
def test_an_endless_sentence_is_cut_in_time(
    name: str, make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """A megabyte without a full stop, full of numbers, is shown shortened; JSON has it all."""
    text = "1 crane, " * 111_111
    numbers = tuple(
        Particular(ParticularKind.NUMBER, "1", at, at + 1, Trace.NOWHERE)
        for at in range(0, 90_000, 9)
    )
    shown = FORMATS[name]([make_report(make_statement(text=text, particulars=numbers))], DEFAULTS)

    if name == "json":
        assert json.loads(shown)["statements"][0]["text"] == text
    else:
        assert "[…" in shown
        assert len(shown) < 40_000


@EVERY_FORMAT
def test_particulars_out_of_place_break_nothing(
    name: str, make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """Places beyond the sentence, empty ones and crossing ones are borne."""
    places = [(-4, 2), (5, 5), (9, 4), (0, 9), (4, 14), (12, 5_000), (900, 901)]
    particulars = tuple(
        Particular(ParticularKind.NAME, "Board", start, end, trace)
        for start, end in places
        for trace in Trace
    )
    report = make_report(make_statement(particulars=particulars, evidence=()))

    assert "Board" in FORMATS[name]([report], DEFAULTS)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json", "sarif"}))
def test_both_sides_and_the_cited_claim_are_shown(name: str, story: CheckReport) -> None:
    """Where there are more claims than are shown, the opposing one is among those that are."""
    disputed = story.statements[1]
    text = FORMATS[name]([replace(story, statements=(disputed,))], DEFAULTS)

    assert "union-letter/240-jobs" in text
    assert "courier/report-2" not in text
    assert "and 1 more claim" in text
