"""From the evidence to the state of a statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.check.deciding import decide
from claimtrack.check.evidence import Held
from claimtrack.check.results import Particular, ParticularKind, State, Trace
from claimtrack.compare import Comparison, Reason, Scores, Verdict, prepare_statement
from claimtrack.compare.stance import MODEL
from claimtrack.graph.network import build_network
from claimtrack.models.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.check.results import CheckedStatement

SAID = "The ferry to Ostrel Island carried 1,240 passengers in January 2025."
MODELS_WORD = Reason(MODEL, Verdict.SUPPORTS, 0.6, "the stance model says so")
OTHER = "The ferry to Ostrel Island carried 1,900 passengers in January 2025."


@pytest.mark.usefixtures("harbour")
def test_support_by_one_origin(one: Callable[..., CheckedStatement]) -> None:
    """One source is one origin at most, and the headline says so."""
    found = one(SAID)

    assert (found.state, found.at_most) == (State.SINGLE_ORIGIN, 1)
    assert found.headline == "SINGLE-ORIGIN (at most 1 origin)"


@pytest.mark.usefixtures("harbour")
def test_a_team_that_asks_for_one_origin_has_it(one: Callable[..., CheckedStatement]) -> None:
    """What counts as supported is the team's choice."""
    assert one(SAID, minimum=1).state is State.SUPPORTED


@pytest.mark.usefixtures("harbour")
def test_two_sources_that_cite_nobody_are_two_origins(
    write: Callable[..., None], one: Callable[..., CheckedStatement]
) -> None:
    """Claims that say the same in sources of their own make it supported."""
    write("gazette", {"a": SAID})

    found = one(SAID)

    assert (found.state, found.at_most) == (State.SUPPORTED, 2)


@pytest.mark.usefixtures("harbour")
def test_a_copy_is_no_second_origin(
    write: Callable[..., None],
    link: Callable[..., dict[str, Any]],
    one: Callable[..., CheckedStatement],
) -> None:
    """A paper that took it from the wire adds an outlet, not an origin."""
    write("gazette", {"a": {"text": SAID, "links": [link("cites", "wire/passengers")]}})

    found = one(SAID)

    assert (found.state, found.at_most) == (State.SINGLE_ORIGIN, 1)


@pytest.mark.usefixtures("harbour")
def test_another_number_contradicts_and_is_named(one: Callable[..., CheckedStatement]) -> None:
    """The headline gives the figure that stands in the source."""
    found = one(OTHER)

    assert (found.state, found.headline) == (State.CONTRADICTED, "CONTRADICTED: source says 1,240")
    assert "1,900" in found.why


@pytest.mark.usefixtures("harbour")
def test_a_negation_names_the_claim_that_says_otherwise(
    one: Callable[..., CheckedStatement],
) -> None:
    """Where no figure decides, the claim is named."""
    found = one("The Harbour Board did not close the old pier of Port Varrow in 2019.")

    assert found.headline == "CONTRADICTED: wire/pier says otherwise"


@pytest.mark.usefixtures("harbour")
def test_both_sides_at_once_are_disputed(
    write: Callable[..., None], one: Callable[..., CheckedStatement]
) -> None:
    """One claim says so and another does not."""
    write("gazette", {"a": OTHER})

    found = one(SAID)

    assert (found.state, found.headline) == (State.DISPUTED, "DISPUTED: source says 1,900")
    assert found.why == "wire/passengers says so, gazette/a does not"


@pytest.mark.usefixtures("harbour")
def test_support_by_a_disputed_claim_is_disputed(
    write: Callable[..., None],
    link: Callable[..., dict[str, Any]],
    one: Callable[..., CheckedStatement],
) -> None:
    """What the ledger records as a conflict counts, though the statement does not meet it."""
    against = link("conflicts", "wire/pier", cause="negation")
    write("gazette", {"a": {"text": "Boats moor at Varrow as ever.", "links": [against]}})

    found = one("The Harbour Board closed the old pier of Port Varrow in 2019.")

    assert (found.state, found.headline) == (State.DISPUTED, "DISPUTED in the ledger")
    assert "gazette/a" in found.why


@pytest.mark.usefixtures("harbour")
def test_nothing_near_is_unsourced(one: Callable[..., CheckedStatement]) -> None:
    """What no claim speaks of is unsourced, and nothing is shown for it."""
    found = one("The brewery of Kelm sold 90 barrels to Dorn in 1998.")

    assert (found.state, found.evidence) == (State.UNSOURCED, ())
    assert found.why == "no claim of the ledger carries it"


@pytest.mark.usefixtures("harbour")
def test_the_nearest_claim_is_named_where_none_carries_it(
    one: Callable[..., CheckedStatement],
) -> None:
    """A reader is told where to look."""
    found = one("The Harbour Board painted the old pier of Port Varrow green.")

    assert found.state is State.UNSOURCED
    assert "the nearest, wire/pier, neither carries it nor says otherwise" in found.why


@pytest.mark.usefixtures("harbour")
def test_one_figure_that_nobody_gives_leaves_the_whole_unsourced(
    one: Callable[..., CheckedStatement],
) -> None:
    """A sentence that is right but for an added number is not called supported."""
    found = one(SAID.rstrip(".") + " and 77 more.")

    assert (found.state, found.headline) == (State.UNSOURCED, "UNSOURCED: nothing carries “77”")
    assert found.why == "wire/passengers carries the rest, but nothing carries “77”"


@pytest.mark.usefixtures("harbour")
def test_of_many_figures_that_nobody_gives_three_are_named(
    one: Callable[..., CheckedStatement],
) -> None:
    """A headline stays one line."""
    found = one(SAID.rstrip(".") + " and 77, 8, 51 and 93 more.")

    assert found.headline == "UNSOURCED: nothing carries “77”, “8”, “51” and 1 more"


def hold(verdict: Verdict, score: float, slug: str = "claim") -> Held:
    """Make a claim that says something to a statement, more or less surely."""
    claim = Claim(id=f"wire/{slug}", text="A boat sank.")
    comparison = Comparison(verdict, score, Scores(1.0, 0.0, 0.0), (MODELS_WORD,))
    return Held(claim, prepare_statement(claim.text), comparison, 1.0, is_near=True)


@pytest.mark.parametrize(
    ("held", "state"),
    [
        ([hold(Verdict.SUPPORTS, 0.59)], State.UNSOURCED),
        ([hold(Verdict.SUPPORTS, 0.61)], State.SINGLE_ORIGIN),
        ([hold(Verdict.SUPPORTS, 0.51), hold(Verdict.SUPPORTS, 0.9, "b")], State.SINGLE_ORIGIN),
        ([hold(Verdict.CONFLICTS, 0.9)], State.CONTRADICTED),
        ([hold(Verdict.CONFLICTS, 0.9), hold(Verdict.SUPPORTS, 0.9, "b")], State.DISPUTED),
    ],
)
def test_support_is_as_sure_as_the_surest_claim(held: list[Held], state: State) -> None:
    """What is carried by none surely is unsourced, and the claim that seems to is named."""
    claims = {each.claim.id: each.claim for each in held}
    decision = decide(held, build_network({}, claims), 2)

    assert decision.state is state
    assert (decision.why == "wire/claim seems to carry it, but not surely enough") is (
        state is State.UNSOURCED
    )


def test_what_one_claim_contradicts_and_another_nearly_says_is_disputed() -> None:
    """A person has to look at both; what keeps the near one from carrying it is said."""
    near = replace(
        hold(Verdict.SUPPORTS, 0.9, "near"), is_apart=True, falls_short="it has no “all”"
    )
    held = [hold(Verdict.CONFLICTS, 0.9), near]
    assert near.verdict is not Verdict.SUPPORTS
    found = decide(held, build_network({}, {each.claim.id: each.claim for each in held}), 2)
    assert found.state is State.DISPUTED
    assert found.why == "wire/claim says otherwise; wire/near comes near, but it has no “all”"


def test_claims_that_differ_about_an_added_figure_are_two_sides() -> None:
    """One carries the rest, the other has another figure: that may be about something else."""
    held = [hold(Verdict.CONFLICTS, 0.9), hold(Verdict.SUPPORTS, 0.9, "b")]
    claims = {each.claim.id: each.claim for each in held}
    figure = Particular(ParticularKind.NUMBER, "77", 0, 2, Trace.NOWHERE)

    assert decide(held, build_network({}, claims), 2, [figure]).state is State.DISPUTED
