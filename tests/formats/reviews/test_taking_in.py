"""Feeds taken into a ledger: once, again, and one after another."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.exchange.importing import plan_import, store_outcome
from claimtrack.exchange.reading import find_readers, read_entries
from claimtrack.formats.claim_review import read_reviews
from claimtrack.formats.listing import list_formats
from claimtrack.ledger.ledger import Ledger
from claimtrack.store.folder import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout

    Node = dict[str, Any]


@pytest.fixture
def take_in(layout: Layout) -> Callable[[object], list[tuple[int, int, int]]]:
    """Take a value into the ledger; return how many sources and claims are new, changed, there."""

    def run(content: object) -> list[tuple[int, int, int]]:
        ledger = Ledger(FolderStore(layout))
        stream = io.BytesIO(json.dumps(content).encode())
        outcome = plan_import(ledger, read_reviews(stream, "feed.json"), own=False)
        store_outcome(ledger, outcome)
        tallies = (outcome.sources, outcome.claims)
        return [(each.added, each.changed, each.unchanged) for each in tallies]

    return run


def make_feed(reviews: list[Node]) -> Node:
    """Return reviews as a feed."""
    items = [{"@type": "DataFeedItem", "item": [each]} for each in reviews]
    return {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": items}


@pytest.fixture
def many(review: Callable[..., Node]) -> list[Node]:
    """Thirty reviews with one headline, of which each third names no page of its own."""
    return [
        review(
            url=f"https://selm-facts.example/{place}",
            claimReviewed=f"The yard employed {place} people.",
            itemReviewed={"@type": "Claim", "appearance": f"https://posts.example/{place // 3}"},
        )
        for place in range(30)
    ]


def test_a_feed_taken_in_twice_changes_nothing(
    take_in: Callable[[object], list[tuple[int, int, int]]], many: list[Node]
) -> None:
    """Whatever the order of its reviews."""
    assert take_in(make_feed(many)) == [(40, 0, 0), (30, 0, 0)]
    assert take_in(make_feed(many)) == [(0, 0, 40), (0, 0, 30)]
    assert take_in(make_feed(many[::-1])) == [(0, 0, 40), (0, 0, 30)]


def test_another_feed_adds_what_it_alone_has(
    take_in: Callable[[object], list[tuple[int, int, int]]],
    many: list[Node],
    layout: Layout,
) -> None:
    """The same review is found by its address, however that is written."""
    take_in(make_feed(many[:20]))
    for node in many:
        node["url"] = f"{node['url'].replace('https', 'http')}?utm_source=feed#review"

    assert take_in(make_feed(many[10:])) == [(13, 0, 14), (10, 0, 10)]
    ledger = Ledger(FolderStore(layout))
    assert len(ledger.claims) == 30
    assert all(len(claim.ratings) == 1 for claim in ledger.claims.values())


def test_two_reviews_of_one_article_are_two_claims_of_one_source(
    take_in: Callable[[object], list[tuple[int, int, int]]], review: Callable[..., Node]
) -> None:
    """Also where the second is told apart by a fragment."""
    url = "https://selm-facts.example/debate"
    both = [review(url=f"{url}#a"), review(url=f"{url}#b", claimReviewed="It was shut.")]

    assert take_in(both) == [(2, 0, 0), (2, 0, 0)]


def test_a_feed_that_is_cut_short_is_refused_as_a_whole(layout: Layout, many: list[Node]) -> None:
    """Nothing of it is in the ledger."""
    ledger = Ledger(FolderStore(layout))
    data = json.dumps(make_feed(many)).encode()[:-500]

    with pytest.raises(UnreadableFormatError):
        plan_import(ledger, read_reviews(io.BytesIO(data), "f"), own=False)

    assert Ledger(FolderStore(layout)).sources == {}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("feed.json", {"@type": "ClaimReview", "url": "https://a.example/1", "name": "x"}, "claim"),
        ("items.json", [{"type": "book", "title": "On ClaimReview"}], "csl-json"),
        ("ledger.jsonl", {"id": "a", "csl": {"type": "book"}, "note": "ClaimReview"}, "jsonl"),
    ],
)
def test_a_file_is_read_as_what_it_is(name: str, content: object, expected: str) -> None:
    """Others' formats that speak of reviews are still theirs."""
    stream = io.BytesIO(json.dumps(content).encode())

    form, _ = read_entries(stream, name, find_readers(list_formats(), name))

    assert form.name.startswith(expected)
