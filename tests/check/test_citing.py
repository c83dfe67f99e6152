"""What a draft cites for a sentence, and whether that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.check.citing import resolve_citations
from claimtrack.check.results import State
from claimtrack.ledger.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.check.results import CheckedStatement
    from claimtrack.store.layout import Layout

SAID = "The ferry to Ostrel Island carried 1,240 passengers in January 2025"
pytestmark = pytest.mark.usefixtures("harbour")


def test_a_source_stands_for_all_its_claims(layout: Layout) -> None:
    """A citation of a whole source means that one of its claims should carry the sentence."""
    claims, warnings = resolve_citations(["wire", "courier/mayor"], open_ledger(layout.root))

    assert claims == ["wire/crew", "wire/end", "wire/passengers", "wire/pier", "courier/mayor"]
    assert warnings == []


def test_what_is_cited_twice_is_meant_once(layout: Layout) -> None:
    """One warning is enough."""
    claims, warnings = resolve_citations(["nobody", "nobody"], open_ledger(layout.root))

    assert claims == []
    assert warnings == ["it cites “nobody”, which the ledger does not have"]


@pytest.mark.parametrize("key", ["wire/passengers", "wire"])
def test_a_citation_that_carries_is_marked_and_not_warned_of(
    one: Callable[..., CheckedStatement], key: str
) -> None:
    """The claim that carries it is shown as cited."""
    found = one(f"{SAID} [@{key}].")

    assert (found.state, found.warnings) == (State.SINGLE_ORIGIN, ())
    assert [(each.claim_id, each.cited) for each in found.evidence] == [("wire/passengers", True)]


def test_a_citation_that_does_not_carry_is_worse_than_none(
    one: Callable[..., CheckedStatement],
) -> None:
    """Another claim may carry the sentence: the citation misleads all the same."""
    found = one(f"{SAID} [@courier/mayor].")

    assert found.state is State.SINGLE_ORIGIN
    assert found.warnings == (
        "it cites courier/mayor, which does not carry it: worse than no citation",
    )


def test_a_citation_that_says_otherwise_is_named(one: Callable[..., CheckedStatement]) -> None:
    """It is the worst of all."""
    found = one(f"{SAID.replace('1,240', '1,900')} [@wire/passengers].")

    assert found.state is State.CONTRADICTED
    assert found.warnings == (
        "it cites wire/passengers, which says otherwise: worse than no citation",
    )


def test_a_citation_that_lacks_a_figure_is_named_with_it(
    one: Callable[..., CheckedStatement],
) -> None:
    """It carries the sentence but for a number."""
    found = one(f"{SAID} and 77 more [@wire/passengers].")

    assert found.state is State.UNSOURCED
    assert found.warnings == ("it cites wire/passengers, which does not carry “77”",)


def test_a_citation_of_nothing_is_said(one: Callable[..., CheckedStatement]) -> None:
    """A key that the ledger does not have is a warning, and the sentence is checked as without."""
    found = one(f"{SAID} [@gazette/gone].")

    assert found.state is State.SINGLE_ORIGIN
    assert found.warnings == ("it cites “gazette/gone”, which the ledger does not have",)


def test_an_opinion_that_cites_a_claim_is_checked(one: Callable[..., CheckedStatement]) -> None:
    """Whoever cites something for a sentence says that it can be held against it."""
    found = one("It is a shame, sadly, that they may shut everything [@wire/pier].")

    assert found.state is State.UNSOURCED
    assert len(found.warnings) == 1
