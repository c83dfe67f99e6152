"""Every number, date, name and quotation of a statement, traced by itself."""

from __future__ import annotations

import pytest

from claimtrack.check.particulars import trace_particulars
from claimtrack.check.results import Particular, ParticularKind, Trace
from claimtrack.compare import prepare_statement
from claimtrack.values.dates import Edtf


def trace(text: str, *evidence: str) -> dict[str, Particular]:
    """Trace the particulars of a text in claims, by their own words."""
    said = [(f"c/{n}", prepare_statement(each)) for n, each in enumerate(evidence)]
    return {each.text: each for each in trace_particulars(prepare_statement(text), said)}


@pytest.mark.parametrize(
    ("own", "there"),
    [
        ("31 sailors", "31 sailors"),
        ("31 sailors", "at least 31 sailors"),
        ("thirty-one sailors", "31 sailors"),
        ("more than 30 sailors", "45 sailors"),
        ("of 52 sailors, 31", "31 of the 52 sailors"),
    ],
)
def test_a_number_is_found_in_any_words(own: str, there: str) -> None:
    """Words around a number and its spelling do not matter."""
    found = trace(f"The board dismissed {own}.", f"The board dismissed {there}.")

    numbers = [each for each in found.values() if each.kind is ParticularKind.NUMBER]
    assert {(each.trace, each.claim_id) for each in numbers} == {(Trace.FOUND, "c/0")}


def test_another_number_of_the_same_thing_is_a_sibling() -> None:
    """What stands in its place is shown."""
    found = trace("The board dismissed 45 sailors.", "The board dismissed 31 sailors.")["45"]

    assert (found.trace, found.there, found.claim_id) == (Trace.SIBLING, "31", "c/0")


def test_a_number_that_nobody_gives_is_nowhere() -> None:
    """A number of other things is not shown in its place."""
    found = trace("The board dismissed 45 sailors.", "The pier is 31 metres long.")["45"]

    assert (found.trace, found.there, found.claim_id) == (Trace.NOWHERE, "", "")


@pytest.mark.parametrize(
    ("own", "there", "expected"),
    [
        ("on 4 May 2019", "on 4 May 2019", Trace.FOUND),
        ("in May 2019", "on 4 May 2019", Trace.FOUND),
        ("between May 2019 and June 2019", "from May 2019 to June 2019", Trace.FOUND),
        ("on 5 May 2019", "on 4 May 2019", Trace.SIBLING),
        ("in May 2019", "once", Trace.NOWHERE),
    ],
)
def test_a_date_is_found_where_one_that_lies_in_it_stands(
    own: str, there: str, expected: Trace
) -> None:
    """A day carries its month; another day stands in its place."""
    found = trace(f"The pier was shut {own}.", f"The pier was shut {there}.")

    dates = {each.trace for each in found.values() if each.kind is ParticularKind.DATE}
    assert dates == {expected}


def test_a_date_is_found_in_the_time_that_a_claim_is_about() -> None:
    """What a person entered as the time of a claim counts as said."""
    said = prepare_statement("The pier was shut.", about=Edtf.parse("2019-05"))

    (found,) = trace_particulars(prepare_statement("It was shut in 2019."), [("c/0", said)])

    assert (found.trace, found.claim_id) == (Trace.FOUND, "c/0")


def test_names_that_stand_together_are_one() -> None:
    """A name of several words is traced as a whole, and letter case does not matter."""
    found = trace("They told the Selm Wire Service of Port Varrow.", "The SELM WIRE SERVICE said.")

    assert found["Selm Wire Service"].trace is Trace.FOUND
    assert found["Port Varrow"].trace is Trace.NOWHERE


def test_a_name_is_found_in_whom_a_claim_credits() -> None:
    """Who said it is often not in the claim's own words."""
    said = prepare_statement("The pier is shut.", attribution="the Harbour Board")

    found = trace_particulars(prepare_statement("So says the Harbour Board."), [("c/0", said)])

    assert [(each.text, each.trace) for each in found] == [("Harbour Board", Trace.FOUND)]


def test_what_stands_in_a_quotation_is_not_traced_again() -> None:
    """A quotation is held letter for letter, so its numbers are too."""
    text = "He said “we lost 31 sailors” in Kelm."
    quotation = Particular(ParticularKind.QUOTATION, text[9:27], 9, 27, Trace.NOWHERE)

    found = trace_particulars(prepare_statement(text), [], [quotation])

    assert [each.text for each in found] == ["we lost 31 sailors", "Kelm"]


def test_places_are_those_of_the_statement() -> None:
    """Each particular can be marked where it stands, in order."""
    text = "On 4 May 2019 the board of Kelm dismissed 31 sailors."

    found = trace_particulars(prepare_statement(text), [])

    assert [text[each.start : each.end] for each in found] == ["4 May 2019", "Kelm", "31"]


@pytest.mark.parametrize(
    ("statement", "claim", "trace"),
    [
        ("As many as 36,000 sailors left.", "As many as 3,600 sailors left.", Trace.SIBLING),
        ("As many as 3,600 sailors left.", "As many as 3,600 sailors left.", Trace.FOUND),
        ("Fewer than 5,000 sailors left.", "Fewer than 3,600 sailors left.", Trace.FOUND),
        ("Over 2,000 sailors left.", "Over 20,000 sailors left.", Trace.FOUND),
        ("It costs 240% of jobs.", "It costs at least 240 jobs.", Trace.NOWHERE),
        ("It costs $240.", "It costs €240.", Trace.SIBLING),
        ("Between 600 and 9,000 left.", "Between 600 and 2,000 left.", Trace.SIBLING),
        ("Between six hundred and two thousand left.", "Between 600 and 2,000 left.", Trace.FOUND),
    ],
)
def test_a_number_needs_its_own_bound_and_kind(statement: str, claim: str, trace: Trace) -> None:
    """Another peak, another range and another kind of number do not carry it."""
    found = trace_particulars(prepare_statement(statement), [("c/0", prepare_statement(claim))])

    assert [each.trace for each in found] == [trace]


def test_the_end_of_a_period_is_not_its_beginning() -> None:
    """June 2017 is after July 2015, but is said of the other end."""
    statement = prepare_statement("They were counted from July 2015 to June 2017.")
    claim = prepare_statement("They were counted from July 2016 to June 2017.")

    found = trace_particulars(statement, [("c/0", claim)])

    assert [each.trace for each in found] == [Trace.SIBLING, Trace.FOUND]


def test_a_name_is_not_found_in_a_longer_one() -> None:
    """Hedda Brand is another than Hedda Brandt, wherever the longer name stands."""
    said = [
        ("a/1", prepare_statement("So says Hedda Brandt of Kelm.")),
        ("a/2", prepare_statement("Old Hedda Brandt met young Hedda Brand, too.")),
    ]

    (first,) = trace_particulars(prepare_statement("Yes, Hedda Brand left."), said[:1])
    (both,) = trace_particulars(prepare_statement("Yes, Hedda Brand left."), said)

    assert first.trace is Trace.NOWHERE
    assert both.trace is Trace.FOUND
    assert both.claim_id == "a/2"


def test_per_cent_are_not_the_whole_of_a_count() -> None:
    """What so many are a part of is a count."""
    said = "The ministry did nine of the 27."

    assert trace("They set 27 tasks.", said)["27"].trace is Trace.FOUND
    assert trace("It grew by 27 percent.", said)["27 percent"].trace is not Trace.FOUND
