"""What keeps a claim from carrying a statement that has nearly all of its words."""

from __future__ import annotations

import pytest

from claimtrack.check.carrying import explain_open
from claimtrack.compare import compare, prepare_statement


def is_open(statement: str, claim: str) -> bool:
    """Tell whether a claim leaves a statement open."""
    left, right = prepare_statement(statement), prepare_statement(claim)
    return bool(explain_open(left, right, compare(left, right)))


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("The board will accept it.", "The board will at no time accept it."),
        ("Opening the Kelm yard costs jobs.", "The Kelm yard's closing costs 280 jobs."),
        ("Closing the Kelm yard saves jobs.", "Closing the Kelm yard costs jobs."),
        ("Kelm will break the pact.", "Kelm will keep the pact."),
        ("The crew is safe from arrest.", "The crew is in danger of arrest."),
        ("He named the second largest yard.", "He named the third largest yard."),
    ],
)
def test_a_sign_of_a_conflict_keeps_support_away(statement: str, claim: str) -> None:
    """A negation, an opposite wherever it stands, another rank."""
    assert is_open(statement, claim)
    assert not is_open(statement, statement)


@pytest.mark.parametrize(
    "statement", ["The Selm yard lost 240 jobs.", "The Kelm school lost 240 jobs."]
)
def test_a_name_at_another_word_is_another_thing(statement: str) -> None:
    """The Selm yard and the Kelm school are not the Kelm yard."""
    assert is_open(statement, "The Kelm yard, says Selm, lost 240 jobs.")


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("Dorn took the yard in 2011.", "Dorn seized the yard in 2011."),
        ("The Korean sailors left.", "The Korean women left."),
        ("The old Kelm yard closed.", "The Kelm yard, an old one, closed."),
    ],
)
def test_a_name_at_a_verb_or_a_nationality_tells_nothing(statement: str, claim: str) -> None:
    """What somebody does, and what else a Korean is, may be said in other words."""
    assert not is_open(statement, claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        (
            "Kelm signed the Convention of 1967 and the Protocol of 1951.",
            "Kelm signed the Convention of 1951 and the Protocol of 1967.",
        ),
        ("Kelm lost 14 ferries and 12 sloops.", "Kelm lost 12 ferries and 14 sloops."),
    ],
)
def test_values_that_have_changed_places_are_not_carried(statement: str, claim: str) -> None:
    """Each is in the claim, but said of the other."""
    assert is_open(statement, claim)


def test_values_told_in_another_order_are_carried() -> None:
    """Where the words move along, nothing has changed."""
    assert not is_open("Kelm lost 14 sloops and 12 ferries.", "Kelm lost 12 ferries and 14 sloops.")


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("She took both of her sons.", "She took only one of her sons."),
        ("All of the thirty sailors left.", "Twenty of the thirty sailors left."),
        ("Every sailor left.", "Most sailors left."),
        ("All sailors left.", "The sailors nearly always left."),
    ],
)
def test_some_are_not_all(statement: str, claim: str) -> None:
    """What is said of some is not carried for all."""
    assert is_open(statement, claim)


def test_all_are_carried_by_all() -> None:
    """Nor is it at issue where the claim says nothing of a part."""
    assert not is_open("All sailors left.", "All the sailors left.")
    assert not is_open("All sailors left Kelm.", "The sailors left Kelm.")
    assert not is_open("Nearly all sailors left.", "Nearly all of the sailors left.")


def test_what_is_called_untrue_is_not_carried_by_what_says_it() -> None:
    """The opening turns the whole statement round."""
    assert is_open("It is untrue that the yard closed.", "The yard closed.")
    assert is_open("It is not the case that the yard closed.", "The yard closed.")


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("Kelm voted for selling the yard.", "Kelm voted against selling the yard."),
        ("The ferry left with its crew.", "The ferry left without its crew."),
        ("Kelm did not deny that Dorn left.", "Kelm denied that Dorn left."),
        ("Work will cost 4 crowns from May 2024.", "Work will cost 4 crowns until May 2024."),
        ("Only four workers died.", "Four workers died."),
        ("The fever is nearly over.", "The fever is over."),
        ("Four died because of the works.", "Four died during the works."),
        ("Youth crime in Kelm fell by 2 percent.", "Crime in Kelm fell by 2 percent."),
        ("Kelm voted to sell the yard.", "Kelm voted against selling the yard."),
        ("Dorn proved that the yard is old.", "Dorn said that the yard is old."),
        ("All guests were pupils.", "Of the guests, 31 were pupils."),
    ],
)
def test_one_small_word_keeps_support_away(statement: str, claim: str) -> None:
    """A preposition, a negation, a bound, a word that makes it narrower, wider or a cause."""
    assert is_open(statement, claim)
    assert not is_open(statement, statement)


def test_who_says_it_may_be_added() -> None:
    """A claim is what its source says anyhow."""
    assert not is_open("The League said that 60 boats stay.", "The League: 60 boats stay.")


def test_a_long_passage_is_held_by_its_words() -> None:
    """Each piece is not looked at beside each other."""
    passage = "Kelm plans to replace the pipes. " + "The yard is old and the ferry is new. " * 40

    assert not is_open("Kelm replaced the pipes.", passage)
