"""The ledger that comes with the project keeps its promises."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.ledger.quoting import MOST_WITHHELD_WORDS
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind
from claimtrack.rules.verify import verify
from claimtrack.store.layout import Layout
from claimtrack.store.settings import load_settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def own() -> Ledger:
    """The project's own ledger."""
    return open_ledger(ROOT)


def test_it_loads_whole(own: Ledger) -> None:
    """Every file of it is read."""
    assert own.faults == ()
    assert len([source for source in own.sources.values() if source.captures]) == 5


def test_it_has_no_errors(own: Ledger) -> None:
    """Nothing in it is wrong, though its withheld texts cannot be checked here."""
    verification = verify(own, load_settings(Layout(ROOT)))

    codes = Counter(finding.code for finding in verification.findings)
    assert [f for f in verification.findings if f.severity == "error"] == []
    assert codes["WITHHELD"] in {0, 5}


def test_every_claim_is_anchored_and_credited_within_what_may_be_quoted(own: Ledger) -> None:
    """Each claim has a quote, and no anchor shows more than the words allowed."""
    assert len(own.claims) >= 70
    for claim in own.claims.values():
        assert claim.anchor is not None, claim.id
        for segment in claim.anchor.segments:
            shown = f"{segment.prefix} {segment.exact} {segment.suffix}"
            assert len(re.findall(r"\w+", shown)) <= MOST_WITHHELD_WORDS, claim.id


def test_its_relations_are_many_and_each_has_a_reason(own: Ledger) -> None:
    """There are relations of every kind, among them ones that only look so, all with a reason."""
    links = own.links()
    kinds = Counter(link.relation.kind for link in links)
    states = Counter(link.relation.judgement.state for link in links)

    assert sum(kinds.values()) - kinds[Kind.CITES] >= 60
    assert set(kinds) == set(Kind)
    assert set(states) == set(State)
    assert all(len(link.relation.because) > 20 for link in links)


def test_every_rejected_conflict_says_why_there_is_none(own: Ledger) -> None:
    """What only looks like a conflict carries a cause and the reviewer's reason."""
    rejected = [
        link.relation for link in own.links(Kind.CONFLICTS) if not link.relation.is_standing
    ]

    assert len(rejected) >= 10
    assert all(relation.cause and not relation.cause.is_conflict for relation in rejected)
    assert all(relation.judgement.why for relation in rejected)


def test_three_of_the_five_articles_come_from_one_publisher(own: Ledger) -> None:
    """The publisher behind most of the articles is visible."""
    publishers = Counter(source.publisher for source in own.sources.values() if source.captures)

    assert publishers.most_common(1)[0][1] == 3


@pytest.mark.parametrize(
    ("first", "second", "kind", "states"),
    [
        ("92-persons", "51-instances", Kind.CONFLICTS, {State.UNSURE}),
        ("kunming-listed", "northeast-region", Kind.CONFLICTS, {State.CONFIRMED}),
        ("1986-agreement", "1986-signed", Kind.CORROBORATES, {State.CONFIRMED}),
        ("1986-legalises-returns", "1986-border-control", Kind.CONFLICTS, {State.CONFIRMED}),
        ("large-number-returned-2023", "returns-expected", Kind.UPDATES, {State.CONFIRMED}),
        ("liaoning-police-warned", "police-reassured", Kind.CONFLICTS, {State.REJECTED}),
        ("92-persons", "120-instances", Kind.CONFLICTS, {State.REJECTED}),
    ],
)
def test_it_holds_what_a_sharp_reader_finds(
    own: Ledger, first: str, second: str, kind: Kind, states: set[State]
) -> None:
    """The catches that the articles offer are there, judged as they should be."""
    ends = {first, second}
    found = {
        link.relation.judgement.state
        for link in own.links(kind)
        if {link.holder.partition("/")[2], link.target.partition("/")[2]} == ends
    }

    assert found == states


def test_no_text_of_a_withheld_capture_lies_in_the_ledger() -> None:
    """Bytes and texts of withheld captures are nowhere among the files that are committed."""
    kept = [path for path in (ROOT / "sources").rglob("*") if path.is_file()]

    assert {path.name for path in kept} <= {"source.json", ".gitkeep"}
