"""Whether a claim can bear on a statement at all."""

from __future__ import annotations

from claimtrack.check.bearing import (
    describe_origin,
    find_absent_names,
    is_about_another,
    shares_a_bound,
)
from claimtrack.compare import Verdict, compare, prepare_statement
from claimtrack.models.claim import Claim
from claimtrack.models.source import Source


def is_apart(statement: str, claim: str) -> bool:
    """Tell whether a conflict between two sentences is about another thing."""
    left, right = prepare_statement(statement), prepare_statement(claim)
    comparison = compare(left, right)
    assert comparison.verdict is Verdict.CONFLICTS
    return is_about_another(left, right, comparison, find_absent_names(left, right, ""))


def test_names_are_looked_for_where_a_claim_comes_from() -> None:
    """In whom it credits, in the title and in the publisher of its source."""
    csl = {"type": "book", "title": "The Kelm  Ferry", "publisher": "Selm Press"}
    source = Source.model_validate({"id": "a", "csl": csl})
    claim = Claim(id="a/b", text="It sank.", attribution="Harbour Board")

    origin = describe_origin(claim, source)

    statement = prepare_statement("The Kelm ferry sank, say Selm and the Harbour Board of Dorn.")
    absent = find_absent_names(statement, prepare_statement(claim.text), origin)
    assert origin == "harbour board the kelm ferry selm press"
    assert [piece.word for piece in absent] == ["dorn"]
    assert describe_origin(claim, None).strip() == "harbour board"


def test_a_conflict_about_one_thing_is_one() -> None:
    """Nothing is absent, and no figure fits."""
    said = "The ferry of Kelm carried 90 passengers."

    assert not is_apart("The ferry of Kelm carried 45 passengers.", said)


def test_a_conflict_about_a_thing_of_another_name_is_none() -> None:
    """The number is at issue, and the name shows that it is another's."""
    said = "The ferry carried 90 passengers on its first day."

    assert is_apart("The ferry of Kelm carried 45 passengers on its first day.", said)


def test_a_bound_that_names_the_number_is_no_conflict() -> None:
    """Whoever writes “over 90” of what was 90 says it loosely; “over 95” is another number."""
    statement = "The ferry of Kelm sails to 90 ports of the coast."

    assert is_apart(statement, "The ferry of Kelm sails to over 90 ports of the coast.")
    assert not is_apart(statement, "The ferry of Kelm sails to over 95 ports of the coast.")


def test_a_statement_that_names_nothing_needs_a_claim_that_says_little_else() -> None:
    """Who “he” is, nobody knows."""
    assert is_apart("He won less than two awards.", "He has won seven Selm Awards.")


def test_a_name_in_the_place_of_another_is_at_issue() -> None:
    """That it is absent is the conflict."""
    said = "The red ferry of France was built in spring."

    assert not is_apart("The red ferry of Japan was built in spring.", said)


def test_numbers_share_a_bound_whatever_stands_around_them() -> None:
    """“At least 41” names the number that “41” names, and “at most 40” does not."""
    texts = ("41 sailors", "at least 41 sailors", "at most 40 sailors", "40 to 50 sailors")
    exact, least, most, between = (prepare_statement(text).figures[0] for text in texts)

    assert shares_a_bound(exact, least)
    assert not shares_a_bound(exact, most)
    assert shares_a_bound(prepare_statement("50 sailors").figures[0], between)


def test_a_conflict_of_a_year_with_another_is_none() -> None:
    """The claim knows of the year, and gives its number for the next one."""
    said = "In 2023 there were 18 fires in Kelm, half as many as in 2022."

    assert is_apart("In 2022 there were 36 fires in Kelm.", said)
