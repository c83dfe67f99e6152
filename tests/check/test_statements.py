"""Statements about the ledger that comes with the project, with the state each should have.

Each line of ``statements.json`` was written from what the sources say, before it was checked. Where
a name is changed, two states are right: the ledger does not carry it, and may say otherwise.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from claimtrack.check.checking import Checker
from claimtrack.check.results import State
from claimtrack.extract.drafts import read_draft
from claimtrack.ledger.ledger import open_ledger
from claimtrack.store.layout import Layout

ROOT = Path(__file__).parents[2]
ROWS: Final[list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("statements.json").read_text("utf-8")
)
#: The share that is right by rules alone; raised whenever it is reached.
FLOOR: Final = 0.91
#: Those that come out as carried though they are not: none.
KNOWN_FALSE: Final[frozenset[str]] = frozenset()
CARRIED = {State.SUPPORTED, State.SINGLE_ORIGIN}


@pytest.fixture(scope="module")
def states() -> dict[str, State]:
    """The state that each statement gets by rules alone."""
    layout = Layout(ROOT)
    checker = Checker(open_ledger(ROOT), layout)
    found = {}
    for row in ROWS:
        draft = read_draft(row["text"].encode(), name="statement", media_type="text/plain")
        (statement,) = checker.check_draft(draft).statements
        found[row["id"]] = statement.state
    return found


def test_the_expectations_cover_what_can_go_wrong() -> None:
    """Every kind of statement and every article is there, each under an id of its own."""
    kinds = {row["kind"] for row in ROWS}
    articles = {row["about"].split("/")[0] for row in ROWS if "about" in row}

    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 44
    assert kinds == {
        *("true", "number", "date", "name", "negation"),
        *("mixed", "absent", "opinion"),
    }
    assert len(articles) == 5
    assert all(row.get("because") for row in ROWS if len(row["expected"]) > 1)


def test_nine_of_ten_are_right(states: dict[str, State]) -> None:
    """The share of statements with an expected state is at the floor or above."""
    wrong = [
        f"{row['id']}: {states[row['id']]} instead of {' or '.join(row['expected'])}"
        for row in ROWS
        if states[row["id"]] not in row["expected"]
    ]

    assert 1 - len(wrong) / len(ROWS) >= FLOOR, "\n".join(wrong)


def test_nothing_wrong_is_called_carried(states: dict[str, State]) -> None:
    """What should be contradicted or unsourced never comes out as supported."""
    false = {
        row["id"]
        for row in ROWS
        if CARRIED.isdisjoint(row["expected"]) and states[row["id"]] in CARRIED
    }

    assert false == KNOWN_FALSE
