from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claimtrack.report.conflicts import list_conflicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source


@pytest.fixture
def disputed(
    hold: Callable[..., Ledger],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> Ledger:
    """Two papers, with a conflict of each judgement and what only looks like one."""
    links = (
        make_link("conflicts", "b/1", cause="number"),
        make_link("conflicts", "b/2", cause="date", state="suggested"),
        make_link("conflicts", "b/3", cause="rounding", state="rejected"),
        make_link("conflicts", "b/4", cause="rounding", state="rejected"),
        make_link("conflicts", "b/5", cause="different-scope", state="rejected"),
        make_link("corroborates", "b/6", state="rejected"),
        make_link("corroborates", "b/7"),
        make_link("cites", "b"),
    )
    return hold(
        make_source("a", title="Bridge shut", publisher="Courier", csl={"issued": "2025-03"}),
        make_source("b"),
        make_claim("a/1", "It is shut.", links=links, said="2025-02"),
        *(make_claim(f"b/{n}", said="2024") for n in range(1, 8)),
    )


def test_open_and_rejected_conflicts_are_listed_apart(disputed: Ledger) -> None:
    """What a person confirmed comes first, what only looks alike is a third list."""
    found = list_conflicts(disputed)

    assert [(entry.cause, entry.state) for entry in found.open] == [
        ("number", "confirmed"),
        ("date", "suggested"),
    ]
    assert [entry.cause for entry in found.rejected] == ["different-scope", "rounding", "rounding"]
    assert [entry.sides[1].id for entry in found.unlike] == ["b/6"]
    assert found.count_causes() == {"rounding": 2, "different-scope": 1}


def test_a_side_says_who_said_it_and_when(disputed: Ledger) -> None:
    """The day of the words is given where it is not that of the source."""
    left, right = list_conflicts(disputed).open[0].sides

    assert (left.publisher, left.issued, left.said, left.text) == (
        "Courier",
        "2025-03",
        "2025-02",
        "It is shut.",
    )
    assert (right.publisher, right.issued, right.said) == ("", "", "2024")


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"claim": "b/2"}, (1, 0, 0)),
        ({"claim": "a/1"}, (2, 3, 1)),
        ({"source": "b"}, (2, 3, 1)),
        ({"source": "c"}, (0, 0, 0)),
        ({"cause": "rounding"}, (0, 2, 0)),
    ],
)
def test_one_claim_source_or_cause_may_be_asked_for(
    disputed: Ledger, asked: dict[str, str], numbers: tuple[int, int, int]
) -> None:
    """At whichever end of the relation it stands."""
    found = list_conflicts(disputed, **asked)

    assert (len(found.open), len(found.rejected), len(found.unlike)) == numbers


def test_a_pair_judged_twice_stays_open(
    hold: Callable[..., Ledger],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """Stored at both ends and rejected at one, it is shown once, as standing."""
    found = list_conflicts(
        hold(
            make_source("a"),
            make_claim("a/1", links=(make_link("conflicts", "a/2", state="rejected"),)),
            make_claim("a/2", links=(make_link("conflicts", "a/1"),)),
        )
    )

    assert len(found.open) == 1
    assert found.rejected == ()


def test_a_claim_that_is_gone_leaves_its_side_empty(
    hold: Callable[..., Ledger],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """The conflict is not hidden by it, and can be written as JSON."""
    ledger = hold(make_claim("a/1", links=(make_link("conflicts", "z/9"),)))

    (entry,) = list_conflicts(ledger).open

    assert entry.sides[1].text == ""
    document = json.loads(json.dumps(entry.to_document()))
    assert document["open"] is True
    assert document["sides"][1]["id"] == "z/9"
