"""What the ledger has to say to one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.check.evidence import MOST_CANDIDATES, Examiner, tell_date
from claimtrack.compare import Verdict, prepare_statement
from claimtrack.ledger.ledger import open_ledger
from claimtrack.models.claim import Claim
from claimtrack.search.searcher import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.check.evidence import Held
    from claimtrack.store.layout import Layout


@pytest.fixture
def hold(layout: Layout) -> Callable[..., list[Held]]:
    """Hold a sentence against what was written."""

    def call(text: str, *cited: str) -> list[Held]:
        ledger = open_ledger(layout.root)
        examiner = Examiner(ledger, Searcher.of_ledger(ledger, layout))
        return examiner.hold(prepare_statement(text), cited)

    return call


@pytest.mark.usefixtures("harbour")
def test_what_decides_stands_first(hold: Callable[..., list[Held]]) -> None:
    """The claim that speaks to the statement comes before those that only share words."""
    first, *rest = hold("The ferry to Ostrel Island carried 1,900 passengers in January 2025.")

    assert (first.claim.id, first.verdict) == ("wire/passengers", Verdict.CONFLICTS)
    assert {each.verdict for each in rest} <= {Verdict.UNCLEAR, Verdict.NOT_COMPARABLE}


@pytest.mark.usefixtures("harbour")
def test_a_claim_that_shares_few_words_decides_nothing(hold: Callable[..., list[Held]]) -> None:
    """A count of other people is no conflict, however alike the two counts are."""
    held = hold("Nine of the crew of a trawler from Kelm were saved in January 2025.")

    assert {each.verdict for each in held} <= {Verdict.UNCLEAR, Verdict.NOT_COMPARABLE}


@pytest.mark.usefixtures("harbour")
def test_a_cited_claim_is_held_against_the_statement_however_far_it_is(
    hold: Callable[..., list[Held]],
) -> None:
    """What a draft cites is looked at even if no search would find it."""
    held = hold("Trawlers land herring.", "courier/mayor")

    assert "courier/mayor" in {each.claim.id for each in held}


@pytest.mark.usefixtures("harbour")
def test_a_citation_of_what_is_not_there_is_passed_over(
    hold: Callable[..., list[Held]],
) -> None:
    """An id without a claim brings no evidence."""
    assert hold("Trawlers land herring.", "courier/none") == []


def test_a_name_that_neither_claim_nor_source_has_makes_it_another_thing(
    write: Callable[..., None], hold: Callable[..., list[Held]]
) -> None:
    """A count of the same kind about a thing of another name is no conflict."""
    write("sheet", {"a": "The museum had 120 visitors on its first day."}, title="Museum of Kelm")

    other = hold("The museum of Varrow had 300 visitors on its first day.")
    same = hold("The museum of Kelm had 300 visitors on its first day.")

    assert [each.verdict for each in other] == [Verdict.UNCLEAR]
    assert [each.verdict for each in same] == [Verdict.CONFLICTS]


def test_a_statement_without_a_name_is_not_contradicted_by_a_long_claim(
    write: Callable[..., None], hold: Callable[..., list[Held]]
) -> None:
    """“She won two medals” is about whoever has won any."""
    long = "The rower from Kelm, who trained in Varrow and coaches children there, won 9 medals."
    write("sheet", {"a": long})

    (found,) = hold("She won two medals.")

    assert found.verdict is not Verdict.CONFLICTS


def test_a_second_figure_that_fits_is_no_conflict(
    write: Callable[..., None], hold: Callable[..., list[Held]]
) -> None:
    """Where a claim has the figure of the statement too, another one does not contradict it."""
    write("sheet", {"a": "The Kelm yard built 12 boats in Varrow and 30 boats in Ostrel."})

    (found,) = hold("The Kelm yard built 30 boats in Varrow.")

    assert found.verdict is not Verdict.CONFLICTS


def test_no_more_than_the_nearest_are_compared(
    write: Callable[..., None], hold: Callable[..., list[Held]]
) -> None:
    """A statement that shares words with everything costs no more than one that does not."""
    piers = range(MOST_CANDIDATES * 2)
    write("sheet", {f"c{n}": f"The harbour has pier {n} in Kelm." for n in piers})

    assert len(hold("The harbour has a pier in Kelm.")) == MOST_CANDIDATES


def test_where_names_stand_in_each_others_place_the_name_is_at_issue(
    write: Callable[..., None], hold: Callable[..., list[Held]]
) -> None:
    """That the claim has another colour of flag is the conflict, not a sign of another thing."""
    write("sheet", {"a": "The parliament of France passed the law on the old pier of Kelm."})

    (found,) = hold("The parliament of Japan passed the law on the old pier of Kelm.")

    assert found.verdict is Verdict.CONFLICTS


class Sure:
    """A model that is sure of support."""

    name = "sure 1"

    def __init__(self) -> None:
        self.asked = 0

    def score(self, claim: str, evidence: str) -> tuple[float, float, float]:
        """Return that the evidence supports the claim."""
        assert claim != evidence
        self.asked += 1
        return 1.0, 0.0, 0.0


@pytest.mark.usefixtures("harbour")
def test_a_model_is_asked_only_about_claims_that_can_decide(layout: Layout) -> None:
    """It costs more than all else, so it is not asked about claims that are far off."""
    ledger, model = open_ledger(layout.root), Sure()
    examiner = Examiner(ledger, Searcher.of_ledger(ledger, layout), model)

    held = examiner.hold(
        prepare_statement("The Harbour Board shut the old pier of Port Varrow in 2019.")
    )

    assert model.asked == len([each for each in held if each.is_near]) == 1
    assert held[0].verdict is Verdict.SUPPORTS


def test_the_date_is_that_of_the_claim_or_of_its_source(
    write: Callable[..., None], layout: Layout
) -> None:
    """When a claim was said is told in words; unknown is empty."""
    dated = {"text": "The pier is shut.", "said": "2025-02-04"}
    write("a", {"own": dated, "of-source": "The pier is open."}, issued={"date-parts": [[2024, 5]]})
    write("b", {"none": "The pier is new."})
    ledger = open_ledger(layout.root)

    dates = [tell_date(claim, ledger) for claim in ledger.claims.values()]

    assert dates == ["May 2024", "4 February 2025", ""]
    assert not tell_date(Claim(id="gone/x", text="The pier."), ledger)
