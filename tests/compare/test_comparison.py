from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.compare import Verdict, compare, prepare_statement
from claimtrack.models.relation import Cause
from claimtrack.values.dates import Edtf

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.compare import Comparison

    Hold = Callable[[str, str], Comparison]

CONFLICTS = [
    ("41 people were detained.", "92 people were detained.", Cause.NUMBER),
    ("The board cut 40 per cent of the jobs.", "The board cut half of the jobs.", Cause.NUMBER),
    ("The ferry stopped on 1 April 2025.", "The ferry stopped on 3 May 2025.", Cause.DATE),
    ("The mayor did not resign.", "The mayor did resign.", Cause.NEGATION),
    ("Fares rose in Port Varrow.", "Fares fell in Port Varrow.", Cause.DIRECTION),
    ("The harbour is in Norway.", "The harbour is in Sweden.", Cause.ENTITY),
    ("Ostrel beat Varrow.", "Varrow beat Ostrel.", Cause.ENTITY),
    ("He came third in the race.", "He came fifth in the race.", Cause.NUMBER),
]


@pytest.mark.parametrize(("claim", "evidence", "cause"), CONFLICTS)
def test_conflicts_are_found_with_their_cause(
    claim: str, evidence: str, cause: Cause, hold: Hold
) -> None:
    """One changed fact in a parallel sentence conflicts, and the first reason says by what."""
    comparison = hold(claim, evidence)

    assert comparison.verdict is Verdict.CONFLICTS
    assert comparison.reasons[0].cause is cause
    assert comparison.is_decided


SUPPORTS = [
    ("More than 20,000 people live there.", "22,000 people live there."),
    ("Half of the crew left.", "50 per cent of the crew left."),
    ("Twelve hundred people came.", "1,200 people came."),
    ("A boat sank.", "A boat sank near Ostrel."),
    ("The man plays an instrument.", "The man plays a flute."),
    ("The boat ran aground in 2019.", "The boat ran aground on 4 May 2019."),
    ("The little boat sank.", "The small boat sank."),
]


@pytest.mark.parametrize(("claim", "evidence"), SUPPORTS)
def test_support_is_found(claim: str, evidence: str, hold: Hold) -> None:
    """What follows from the evidence is supported by it."""
    assert hold(claim, evidence).verdict is Verdict.SUPPORTS


NO_CONFLICTS = [
    ("At least 41 people were held.", "92 people were held."),
    ("Up to 92 people were held.", "At least 41 people were held."),
    ("The fleet cost $5.1 million.", "The fleet cost $5.12 million."),
    ("The road is 10 km long.", "The road is 6.2 miles long."),
    ("35 miles lie between them.", "About 35 miles lie between them."),
    ("41 people were held in July 2017.", "92 people were held in August 2018."),
    ("The man plays a flute.", "The man plays an instrument."),
]


@pytest.mark.parametrize(("claim", "evidence"), NO_CONFLICTS)
def test_what_can_both_hold_does_not_conflict(claim: str, evidence: str, hold: Hold) -> None:
    """Open bounds, roundings, other periods and kinds of a thing are no conflicts."""
    assert hold(claim, evidence).verdict is not Verdict.CONFLICTS


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [("", "A boat sank."), ("A boat sank.", "…"), ("Whales eat krill.", "The mayor resigned.")],
)
def test_different_things_are_not_comparable(claim: str, evidence: str, hold: Hold) -> None:
    """Statements without a word, or without one in common, are not compared."""
    comparison = hold(claim, evidence)

    assert comparison.verdict is Verdict.NOT_COMPARABLE
    assert comparison.scores.unclear == 1
    assert comparison.reasons[0].verdict is Verdict.NOT_COMPARABLE


def test_claims_about_different_periods_are_not_comparable() -> None:
    """The dates that two claims were entered with keep their numbers apart, and the why says so."""
    one = prepare_statement("41 people were detained.", about=Edtf.parse("2017-07/2017-08"))
    two = prepare_statement("92 people were detained.", about=Edtf.parse("2016-07/2016-08"))
    comparison = compare(one, two)
    reason = comparison.reasons[0]

    assert comparison.verdict is Verdict.NOT_COMPARABLE
    assert reason.cause is Cause.DIFFERENT_PERIOD
    assert reason.left == reason.right == (0, 2)
    assert reason.sentence.startswith("41 and 92 are both people, but about different periods: ")


def test_periods_without_numbers_are_told_apart_too() -> None:
    """Two claims about times that do not meet are not comparable, whatever they say."""
    one = prepare_statement("The port was shut.", about=Edtf.parse("2017"))
    two = prepare_statement("The port was open.", about=Edtf.parse("2018"))

    assert (
        compare(one, two).reasons[0].sentence == "they are about different periods: 2017 and 2018"
    )


def test_overlapping_periods_are_compared() -> None:
    """Two claims about times that meet are held against each other."""
    one = prepare_statement("41 people were held.", about=Edtf.parse("2017"))
    two = prepare_statement("92 people were held.", about=Edtf.parse("2017-07"))

    assert compare(one, two).verdict is Verdict.CONFLICTS


def test_reasons_point_at_their_passages(hold: Hold) -> None:
    """The passages of a reason are the words that it is about."""
    claim, evidence = "The board counted 41 people.", "The board counted 92 people."
    reason = hold(claim, evidence).reasons[0]

    assert reason.left is not None
    assert reason.right is not None
    assert claim[slice(*reason.left)] == "41"
    assert evidence[slice(*reason.right)] == "92"
    assert reason.sentence == "“41” and “92” cannot both be the number of people"


def test_credit_to_somebody_else_is_said() -> None:
    """Two claims that credit different persons say so, with the cause."""
    one = prepare_statement("The port will close.", attribution="the Harbour Board")
    two = prepare_statement("The port will close.", attribution="a captain")
    reasons = {reason.comparator: reason for reason in compare(one, two).reasons}

    assert reasons["credits_differ"].cause is Cause.ATTRIBUTION


@pytest.mark.parametrize(("left", "right"), [("the board", ""), ("the board", "The Board of Selm")])
def test_credit_that_may_be_the_same_is_not_mentioned(left: str, right: str) -> None:
    """Nothing is said where one credits nobody, or both perhaps the same."""
    one = prepare_statement("The port will close.", attribution=left)
    two = prepare_statement("The port will close.", attribution=right)

    assert "credits_differ" not in {reason.comparator for reason in compare(one, two).reasons}
