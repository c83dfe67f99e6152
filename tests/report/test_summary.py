from __future__ import annotations

import json
from typing import TYPE_CHECKING

from claimtrack.report.summary import summarise

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source

ANCHOR = {"capture": 1, "quote": "It", "segments": [{"exact": "It", "start": 0, "end": 2}]}


def test_sources_are_counted_by_how_they_are_held(
    hold: Callable[..., Ledger],
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
) -> None:
    """Stubs are not held; a source is withheld when all of its captures are."""
    shown, hidden = make_capture(1), make_capture(2, withheld=True)
    summary = summarise(
        hold(
            make_source("a", captures=(shown, hidden), publisher="Courier"),
            make_source("b", captures=(hidden,), publisher="The Courier", csl={"issued": "2024"}),
            make_source("c", captures=(shown,), publisher="Echo"),
            make_source("d", publisher="Courier"),
        )
    )

    totals = summary.sources
    assert (totals.total, totals.held, totals.withheld, totals.stubs) == (4, 3, 1, 1)
    assert totals.captures == 4
    assert [publisher.sources for publisher in summary.publishers] == [("a", "b"), ("c",)]
    assert summary.publisher_sentence == (
        "2 of the 3 held sources come from one publisher, Courier"
    )
    assert summary.undated == ("a", "c", "d")


def test_publishers_that_differ_make_no_sentence(
    hold: Callable[..., Ledger],
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
) -> None:
    """Nor does an empty ledger."""
    assert summarise(hold()).publisher_sentence == ""
    one = make_source("a", captures=(make_capture(),), publisher="Courier")
    assert summarise(hold(one)).publisher_sentence == ""


def test_claims_are_listed_by_the_weight_of_their_state(
    hold: Callable[..., Ledger],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """Each with its reason and its origins, at most."""
    ledger = hold(
        make_source("a"),
        make_source("b"),
        make_claim("a/alone"),
        make_claim("a/held", links=(make_link("corroborates", "b/held"),)),
        make_claim("b/held"),
        make_claim("b/disputed", links=(make_link("conflicts", "b/old"),)),
        make_claim("b/new", links=(make_link("updates", "b/old"),)),
        make_claim("b/old"),
    )

    summary = summarise(ledger)

    assert [(line.id, line.state, line.at_most) for line in summary.lines] == [
        ("b/old", "superseded", 1),
        ("b/disputed", "disputed", 1),
        ("a/held", "corroborated", 2),
        ("b/held", "corroborated", 2),
        ("a/alone", "single-origin", 1),
        ("b/new", "single-origin", 1),
    ]
    assert summary.states["single-origin"] == 2
    assert summarise(ledger, 3).states["corroborated"] == 0
    assert all(line.reason for line in summary.lines)
    assert summary.relations["updates"]["confirmed"] == 1
    assert len(summary.conflicts) == 1


def test_what_is_missing_is_named(
    hold: Callable[..., Ledger],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    judged: Judgement,
) -> None:
    """Of the sources that are not held, those that most claims cite come first."""
    summary = summarise(
        hold(
            make_source("a"),
            make_source("b"),
            make_claim("a/1", links=(make_link("cites", "b"),), anchor=ANCHOR, fit=judged),
            make_claim("a/2", links=(make_link("cites", "b", state="rejected"),), anchor=ANCHOR),
            make_claim("a/3"),
        )
    )

    assert [(stub.id, stub.citations) for stub in summary.unarchived] == [("b", 1), ("a", 0)]
    assert summary.unanchored == ("a/3",)
    assert summary.claims.anchored == 2
    assert summary.claims.fit["confirmed"] == 1
    assert summary.claims.fit["unreviewed"] == 1


def test_it_can_be_written_as_json(
    hold: Callable[..., Ledger],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """With the claims, their states and the open conflicts."""
    ledger = hold(make_claim("a/1", links=(make_link("conflicts", "z/1"),)))

    document = json.loads(json.dumps(summarise(ledger).to_document()))

    assert document["claims"]["total"] == 1
    assert document["claims"]["list"][0]["id"] == "a/1"
    assert document["claims"]["by_state"]["single-origin"] == 1
    assert document["conflicts"][0]["open"] is True
