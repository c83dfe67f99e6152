from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from claimtrack.models.judgement import State
from claimtrack.models.relation import CONFLICT_CAUSES, Cause, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.relation import Relation


def test_two_kinds_hold_both_ways() -> None:
    """Agreement and conflict are mutual; a citation and an update are not."""
    assert {kind for kind in Kind if kind.is_symmetric} == {Kind.CORROBORATES, Kind.CONFLICTS}


def test_every_cause_is_of_a_conflict_or_of_none() -> None:
    """Six causes make a conflict; the other seven explain why there is none."""
    assert {cause for cause in Cause if cause.is_conflict} == CONFLICT_CAUSES
    assert (len(CONFLICT_CAUSES), len(Cause)) == (6, 13)


@pytest.mark.parametrize("state", State)
def test_only_a_rejected_relation_falls(make_link: Callable[..., Relation], state: State) -> None:
    """What is suggested or unsure still counts, and says so."""
    link = make_link("conflicts", "a-paper/one", state=state)

    assert link.is_standing == (state is not State.REJECTED)


@pytest.mark.parametrize(
    ("kind", "target", "because"),
    [
        ("denies", "a-paper", "x"),
        ("cites", "A Paper", "x"),
        ("cites", "../a", "x"),
        ("cites", "a-paper", ""),
    ],
)
def test_a_relation_without_sense_is_refused(
    make_link: Callable[..., Relation], kind: str, target: str, because: str
) -> None:
    """A kind we know, an id it could have, and a reason."""
    with pytest.raises((ValidationError, ValueError)):
        make_link(kind, target, because=because)
