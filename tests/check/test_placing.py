"""Numbers that stand in a claim for something else than in a statement."""

from __future__ import annotations

import pytest

from claimtrack.check.placing import differs_in_role, explain_displaced
from claimtrack.compare import prepare_statement

FUND = "The Selm Fund paid one third of the harbour works in Kelm."
TOLL = "The toll is 6 crowns for cars and 18 crowns for lorries."
STAFF = "The yard employs 212 people, of whom 38 work on the slipway."


def is_apart(statement: str, claim: str) -> bool:
    """Tell whether a number of a sentence stands for something else in the other."""
    return bool(explain_displaced(prepare_statement(statement), prepare_statement(claim)))


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("Repairs cost 450,000 crowns a year.", "Repairs cost 450,000 crowns a month."),
        ("Kelm pays 95 crowns per day.", "Kelm pays 95 crowns per hour."),
        ("The ferry carried 8,000 people a month.", "The ferry carried 8,000 people."),
        ("The fishermen earned 310 crowns.", "The fishermen earned 310 crowns per tonne."),
    ],
)
def test_another_rate_is_another_number(statement: str, claim: str) -> None:
    """So much a month is not so much a year, nor so much in all."""
    assert is_apart(statement, claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("The average monthly rent is 640 crowns.", "Average rent is 640 crowns a month."),
        ("Rent is 640 crowns per month.", "Rent is 640 crowns each month."),
        ("The yard had 310 workers.", "The yard paid 95 crowns per hour for each of 310 workers."),
        ("A year ago 310 people worked there.", "310 people worked there a year earlier."),
    ],
)
def test_one_rate_has_many_wordings(statement: str, claim: str) -> None:
    """And it belongs to the number before it alone."""
    assert not is_apart(statement, claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        (
            "The grant fell by 1.2 million crowns.",
            "The grant fell from 1.5 million crowns to 1.2 million crowns.",
        ),
        (
            "The grant fell to 1.5 million crowns.",
            "The grant fell from 1.5 million crowns to 1.2 million crowns.",
        ),
        ("Rents rose by 640 crowns.", "Rents in Kelm are 640 crowns."),
        ("Losses rose 19 percent.", "Losses rose to 19 percent."),
        (
            "The ferry had 400 guests, 4 percent more than before.",
            "The ferry had 400 guests, 4 percent fewer than before.",
        ),
    ],
)
def test_a_change_is_no_level(statement: str, claim: str) -> None:
    """How far something fell is neither where it fell to nor where it began."""
    assert is_apart(statement, claim)


def test_a_change_may_be_told_in_other_words() -> None:
    """The claim need not have a verb for it."""
    assert not is_apart("The quota fell by 22 percent.", "The quota is 22 percent less.")
    assert not is_apart("The quota fell by 22 percent.", "There was a fall of 22 percent.")


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("The ferry had 400 guests in 2022.", "In 2023 it had 400 guests, fewer than in 2022."),
        ("In 2022 there were 18 fires.", "In 2023 there were 18 fires, half as many as in 2022."),
        ("It had 19 percent in 2020.", "It rose from 12 percent in 2020 to 19 percent in 2023."),
    ],
)
def test_a_number_keeps_its_year(statement: str, claim: str) -> None:
    """A year that something is compared with is not that of the number."""
    assert is_apart(statement, claim)


def test_a_number_of_its_year_stays() -> None:
    """Wherever in the sentence the year stands."""
    claim = "In 2023 the ferry had 400 guests, 4 percent fewer than in 2022."

    assert not is_apart("The ferry had 400 guests in 2023.", claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("The yard employs 38 people.", STAFF),
        ("The Selm Fund paid the harbour works in Kelm.", FUND),
        ("640 members fish from Kelm.", "Most of the 640 members fish from Kelm."),
        ("Use of the ferry rose 30 percent.", "Use of the ferry among pupils rose 30 percent."),
        ("52 percent of the guests are women.", "The share of women on the staff is 52 percent."),
        ("46 percent of the sailors died.", "46 of the sailors died."),
    ],
)
def test_a_part_is_not_the_whole(statement: str, claim: str) -> None:
    """Nor a share of one thing that of another."""
    assert is_apart(statement, claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("At the yard 38 people work on the slipway.", STAFF),
        ("The yard employs 212 people.", STAFF),
        ("The Selm Fund paid a third of the harbour works in Kelm.", FUND),
        ("The League has 640 members.", "Most of the 640 members of the League fish from Kelm."),
        ("Of 27 tasks the board did nine.", "The board did nine of the 27 tasks."),
        ("30 percent more pupils came.", "Among pupils it rose by 30 percent."),
    ],
)
def test_a_part_that_is_named_is_carried(statement: str, claim: str) -> None:
    """As is the whole where the claim gives its number."""
    assert not is_apart(statement, claim)


def test_all_is_not_a_part_of_it() -> None:
    """Twenty-seven are not done where nine of the twenty-seven are; but they were asked for."""
    claim = "The board has carried out nine of the 27 tasks that the council set."

    assert is_apart("The board has carried out 27 tasks.", claim)
    assert not is_apart("The council set 27 tasks.", claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("It has 12,000 paintings and 340 objects.", "It has 12,000 objects and 340 paintings."),
        ("Kelm needs 120 trams.", "Kelm needs 120 tram drivers."),
        ("Of the 46 children who died 29 were boys.", "Of the 46 people 29 were children."),
        ("Lorries pay a toll of 6 crowns.", TOLL),
        ("Cars pay 18 crowns and lorries 6 crowns.", TOLL),
        (
            "Income was 2.9 million crowns.",
            "Spending was 2.9 million crowns and income 3.1 million crowns.",
        ),
        ("The council voted 8 to 17 against it.", "The council voted 17 to 8 against it."),
    ],
)
def test_a_number_of_something_else_is_not_carried(statement: str, claim: str) -> None:
    """Though the claim has both the number and the word."""
    assert is_apart(statement, claim)


def test_a_number_that_it_is_not_is_not_carried() -> None:
    """As where a source corrects another."""
    claim = "The leak cost 1.1 million crowns, not 1.8 million."

    assert is_apart("The leak cost 1.8 million crowns.", claim)
    assert not is_apart("The leak cost 1.1 million crowns.", claim)


def test_a_bound_at_the_very_number_is_added() -> None:
    """Eighty-four are not at most eighty-four; but they are more than eighty."""
    claim = "The pump stopped 84 percent of leaks."

    assert is_apart("The pump stopped at most 84 percent of leaks.", claim)
    assert not is_apart("The pump stopped more than 80 percent of leaks.", claim)


def test_a_change_and_a_level_cannot_conflict() -> None:
    """Nor can the numbers of two years, or a number and that of a part."""
    pairs = [
        ("Losses rose by 7 percent.", "Losses rose to 19 percent.", True),
        ("In 2022 there were 36 fires.", "In 2023 there were 18 fires, fewer than in 2022.", True),
        ("The ferry had 400 guests.", "Of its guests in 2023, 31 were pupils.", True),
        ("Losses rose by 7 percent.", "Losses rose by 19 percent.", False),
    ]
    for one, two, expected in pairs:
        left, right = prepare_statement(one), prepare_statement(two)
        found = differs_in_role(left, left.figures[0], right, right.figures[0])
        assert found is expected, one
