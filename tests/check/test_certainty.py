"""What is only planned, possible, advised or to come."""

from __future__ import annotations

import pytest

from claimtrack.check.certainty import is_weaker
from claimtrack.compare import prepare_statement


def is_left(statement: str, claim: str) -> bool:
    """Tell whether a claim is less certain than a statement."""
    return is_weaker(prepare_statement(claim), prepare_statement(statement))


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("Kelm has replaced the pipes.", "Kelm plans to replace the pipes."),
        ("Kelm replaced the pipes in May.", "Kelm plans to replace the pipes in May."),
        ("60 boats stayed in port.", "The League expects that 60 boats will stay in port."),
        ("The pump will work for ten years.", "The pump may work for ten years."),
        ("The fever came from the coast.", "The fever probably came from the coast."),
        ("The fare will rise in May.", "The fare will rise in May if the board agrees."),
        ("The yard opens again.", "Provided that Dorn pays, the yard opens again."),
        ("The toll will be abolished.", "The Court recommends that the toll should be abolished."),
        ("The League received aid of Kelm.", "The League asked for aid of Kelm."),
        ("The yard closed in May.", "Kelm decided to close the yard closed in May."),
        ("The bridge was cheap.", "The bridge was expected to be cheap."),
        ("A cheap bridge was built.", "A cheap bridge was planned."),
        ("Dorn stole it.", "Dorn allegedly stole it."),
        ("The board will pay in May.", "The board expects to pay in May."),
    ],
)
def test_what_is_not_certain_carries_no_fact(statement: str, claim: str) -> None:
    """A plan, an expectation, a guess, a condition, advice, a request."""
    assert is_left(statement, claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("Kelm intends to replace the pipes.", "Kelm plans to replace the pipes."),
        ("The pump might work.", "The pump may work."),
        ("If the board agrees the fare will rise.", "The fare will rise if the board agrees."),
        ("Kelm employs 212 people.", "Kelm employs 212 people, and plans to replace pipes."),
        ("41 people were held.", "41 people suspected of theft were held."),
        (
            "The bridge cost 9 crowns.",
            "The bridge cost 9 crowns, above the 4 that were planned.",
        ),
        ("The yard closed in May 2023.", "The yard closed in May 2023."),
        ("The Court wants the toll abolished.", "The Court says the toll should be abolished."),
    ],
)
def test_a_word_as_weak_is_enough(statement: str, claim: str) -> None:
    """And what a weak word does not reach is as certain as ever."""
    assert not is_left(statement, claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("Kelm will return three masks.", "Kelm has returned three masks."),
        ("The fund will pay a third.", "The fund paid a third."),
        ("The yard closed in May.", "The yard will close in May."),
        ("The wing was built in 2026.", "The wing will be built in 2026."),
        ("The wing was built if Dorn paid.", "The wing will be built if Dorn pays."),
    ],
)
def test_what_is_to_come_is_not_done(statement: str, claim: str) -> None:
    """Nor what is done to come."""
    assert is_left(statement, claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("The yard closes in May.", "The yard will close in May."),
        ("The toll is abolished in May.", "The toll will be abolished in May."),
        ("The yard will close in May.", "The yard closes in May."),
        ("Perhaps Kelm will close the yard.", "Kelm has planned to close the yard."),
        ("May left Kelm.", "Anna May left Kelm."),
        ("Kelm left the yard.", "The yard is such that it may."),
        ("The yard is old.", "The yard will close in May."),
    ],
)
def test_the_present_may_tell_what_is_to_come(statement: str, claim: str) -> None:
    """As a headline does."""
    assert not is_left(statement, claim)


def test_what_is_advised_is_not_decided() -> None:
    """Though both leave it to be done."""
    claim = "The Court recommends that the toll should be abolished."

    assert is_left("The Court decided that the toll should be abolished.", claim)
