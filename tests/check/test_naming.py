"""Names one letter off, and other places."""

from __future__ import annotations

import pytest

from claimtrack.check.naming import is_elsewhere, is_spelt_otherwise
from claimtrack.compare import prepare_statement


@pytest.mark.parametrize(
    ("statement", "claim", "expected"),
    [
        ("Councillor Hedda Brand left.", "Councillor Hedda Brandt left.", True),
        ("A work by Sunniva Lalle sold.", "A work by Sunniva Lall sold.", True),
        ("It belongs to Vargas Works.", "It belongs to Varga Works.", True),
        ("It belongs to Anna Roger.", "It belongs to Anna Rogers.", True),
        ("Many in Korea left.", "Many Koreans left.", False),
        ("Some Koreans left.", "A Korean left.", False),
        ("The Canadian fleet left.", "The fleet of Canada left.", False),
        ("It is in Varrow's yard.", "It is in Varrow.", False),
        ("The Höfners left.", "A Hofner left.", False),
        ("Councillor Hedda Brandt left.", "Councillor Hedda Brandt left.", False),
    ],
)
def test_one_letter_makes_another_name(statement: str, claim: str, expected: bool) -> None:  # noqa: FBT001
    """But not where it makes a form of the name."""
    found = is_spelt_otherwise(prepare_statement(statement), prepare_statement(claim))

    assert found is expected


@pytest.mark.parametrize(
    ("statement", "claim", "expected"),
    [
        ("In Quillan province 50 came.", "In the city of Sarn 50 came.", True),
        ("In Sarn 50 came.", "In the city of Sarn, in Quillan, 50 came.", False),
        ("In Quillan 50 came.", "50 came.", False),
        ("In the old town 50 came.", "In the city of Sarn 50 came.", False),
        ("In spite of Sarn 50 came.", "In no way did Sarn come.", False),
    ],
)
def test_what_is_said_of_a_town_is_not_said_of_its_province(
    statement: str,
    claim: str,
    expected: bool,  # noqa: FBT001
) -> None:
    """Each names a place, and the other has neither."""
    assert is_elsewhere(prepare_statement(statement), prepare_statement(claim)) is expected
