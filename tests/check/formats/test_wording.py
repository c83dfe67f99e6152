from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from claimtrack.check.formats.levels import Level, rate
from claimtrack.check.formats.wording import (
    say_counts,
    say_fit,
    say_headline,
    say_message,
    say_name,
    say_particular,
    say_source,
    say_unexamined,
    shorten,
)
from claimtrack.check.results import Evidence, Particular, ParticularKind, State, Trace

if TYPE_CHECKING:
    from tests.check.formats.conftest import MakeReport, MakeStatement

CLAIM = Evidence("letter/a", "supports", 1.0, "A claim.", "A quote.", "", "", "", (), "")


@pytest.mark.parametrize(
    ("kind", "trace", "there", "said"),
    [
        (ParticularKind.NUMBER, Trace.FOUND, "", "280: found, in letter/a"),
        (ParticularKind.QUOTATION, Trace.FOUND, "", "280: quoted exactly, in letter/a"),
        (ParticularKind.DATE, Trace.NOWHERE, "", "280: in none of the claims"),
        (ParticularKind.NUMBER, Trace.SIBLING, "240", "280: 240 stands there, in letter/a"),
        (ParticularKind.NUMBER, Trace.SIBLING, "", "280: another value stands there, in letter/a"),
        (
            ParticularKind.QUOTATION,
            Trace.SIBLING,
            "a\nb",
            "280: differs from its source, in letter/a",
        ),
    ],
)
def test_each_particular_has_a_sentence(
    kind: ParticularKind, trace: Trace, there: str, said: str
) -> None:
    """What became of it is said, and where."""
    assert say_particular(Particular(kind, "280", 0, 3, trace, "letter/a", there)) == said


def test_who_confirmed_the_fit_is_never_left_open() -> None:
    """Each judgement of the fit, and that there is none, has words of its own."""
    said = {
        say_fit(replace(CLAIM, fit=fit))
        for fit in ("confirmed", "suggested", "rejected", "unsure", "")
    }

    assert len(said) == 5
    assert say_fit(replace(CLAIM, quote="", fit="confirmed")) == "the claim has no quote"


def test_a_source_without_a_date_is_said_to_have_none() -> None:
    """What is not known is said, and what is missing leaves no gap."""
    assert say_source(CLAIM) == "no date"
    assert say_source(replace(CLAIM, publisher="Selm Wire", date="2019")) == "Selm Wire, 2019"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("statement", "a statement"),
        ("-", "standard input"),
        ("", "a statement"),
        ("harbour\x1b.md", "harbour\\x1b.md"),
    ],
)
def test_what_was_checked_has_a_name(make_report: MakeReport, name: str, said: str) -> None:
    """A report that is not of a file says of what it is."""
    assert say_name(make_report(name=name)) == said


def test_a_statement_without_a_headline_has_its_state(make_statement: MakeStatement) -> None:
    """There is always a headline."""
    assert say_headline(make_statement(State.NOT_CHECKABLE, headline="")) == "NOT CHECKABLE"


def test_counts_leave_out_what_is_none(
    make_report: MakeReport, make_statement: MakeStatement
) -> None:
    """Only states that occur are counted, and what is not checkable was not examined."""
    report = make_report(
        make_statement(State.UNSOURCED),
        make_statement(State.NOT_CHECKABLE),
        not_examined=(("x", 1),),
    )

    assert say_counts(report) == "1 statement examined: 1 unsourced."
    assert say_unexamined(report) == ["1 sentence not examined: x (1)."]


def test_a_plain_statement_has_a_short_message(make_statement: MakeStatement) -> None:
    """Nothing is said about what there is not."""
    statement = make_statement(State.UNSOURCED, why="", text="It rained.")

    assert say_message(statement) == "UNSOURCED\nIt rained."


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("short  and\nplain", "short and plain"),
        ("one two three four five", "one two three […]"),
        ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnop […]"),
        ("x" * 10_000, "x" * 16 + " […]"),
        (" " * 10_000 + "x", " […]"),
    ],
)
def test_long_text_is_cut_at_a_space(text: str, cut: str) -> None:
    """It says that something is missing, and no word is broken that need not be."""
    assert shorten(text, 16) == cut


@pytest.mark.parametrize(
    ("state", "changes", "level"),
    [
        (State.CONTRADICTED, {}, Level.ERROR),
        (State.DISPUTED, {}, Level.WARNING),
        (State.UNSOURCED, {}, Level.WARNING),
        (State.SINGLE_ORIGIN, {}, Level.NOTE),
        (State.SUPPORTED, {}, Level.NONE),
        (State.NOT_CHECKABLE, {}, Level.NONE),
        (State.SUPPORTED, {"warnings": ("w",)}, Level.WARNING),
        (State.CONTRADICTED, {"warnings": ("w",)}, Level.ERROR),
        (State.CONTRADICTED, {"accepted": "because"}, Level.NOTE),
        (State.SUPPORTED, {"accepted": "because"}, Level.NONE),
    ],
)
def test_a_statement_is_as_grave_as_its_worst(
    make_statement: MakeStatement, state: State, changes: dict[str, object], level: Level
) -> None:
    """The state decides, a warning raises it, and a person's acceptance lowers it."""
    assert rate(make_statement(state, **changes)) is level
