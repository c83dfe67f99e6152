from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.contract import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.finding import Finding

    Node = dict[str, Any]
    Review = Callable[..., Node]
    Read = Callable[..., list[Entry | Finding]]

TEXTS = ["The yard employed 900.", "The yard employed 800."]


def texts(found: list[Entry | Finding]) -> list[str]:
    """Return the claims in what was read."""
    return [claim.text for each in found if isinstance(each, Entry) for claim in each.claims]


@pytest.fixture
def two(review: Review) -> list[Node]:
    """Two reviews at two addresses."""
    return [
        review(claimReviewed=text, url=f"https://selm-facts.example/{place}")
        for place, text in enumerate(TEXTS)
    ]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda two: two,
        lambda two: [two],
        lambda two: {"@context": "https://schema.org", "@graph": two},
        lambda two: {"@graph": {"@graph": two}},
        lambda two: {
            "@type": "DataFeed",
            "dataFeedElement": [{"@type": "DataFeedItem", "item": [each, 5]} for each in two]
            + [{"@type": "DataFeedItem", "item": None}, 5],
        },
        lambda two: {"@type": "WebPage", "mainEntity": {"@type": "Article", "review": two}},
        lambda two: {"@type": "ItemList", "itemListElement": [{"item": each} for each in two]},
        lambda two: [{**each, "@type": ["Review", "schema:ClaimReview"]} for each in two],
        lambda two: [{**each, "@type": "http://schema.org/ClaimReview"} for each in two],
        lambda two: [
            {key if key[0] == "@" else f"schema:{key}": value for key, value in each.items()}
            for each in two
        ],
    ],
    ids=[
        "list",
        "nested",
        "graph",
        "graph in graph",
        "feed",
        "page",
        "items",
        "types",
        "full",
        "prefixes",
    ],
)
def test_reviews_are_found_wherever_they_stand(
    read: Read, two: list[Node], wrap: Callable[[list[Node]], object]
) -> None:
    """In lists, graphs, feeds and pages, with types and names in any form."""
    assert texts(read(wrap(two))) == TEXTS


def test_lines_are_read_one_by_one(read: Read, two: list[Node]) -> None:
    """A line that is broken is told, with its number, and the others are read."""
    lines = [json.dumps(two[0]), '{"@type": "ClaimReview", oops}', "", json.dumps(two[1])]

    found = read("\n".join(lines))

    assert texts(found) == TEXTS
    (refusal,) = [each for each in found if not isinstance(each, Entry)]
    assert refusal.where == "feed.json: review 2"
    assert "not JSON" in refusal.message


def test_an_entry_comes_before_what_was_found_earlier(read: Read, two: list[Node]) -> None:
    """By it the format of a file is told from others."""
    found = read("\n".join(["{oops ClaimReview}", json.dumps(two[0])]))

    assert isinstance(found[0], Entry)
    assert not isinstance(found[1], Entry)


def test_what_is_named_elsewhere_is_put_in_its_place(read: Read, two: list[Node]) -> None:
    """Before or after the review, also of what it reviews; what is nowhere stays away."""
    two[0]["author"] = {"@id": "#desk"}
    two[0]["itemReviewed"] = {"@id": "#claim"}
    two[1]["author"] = [{"@type": "Organization", "@id": "#nowhere"}]
    graph = [
        {"@id": "#desk", "@type": "Organization", "name": "Selm Desk"},
        *two,
        {"@id": "#claim", "@type": "Claim", "author": {"@id": "#orme"}},
        {"@id": "#orme", "name": "Tilda Orme"},
    ]

    found = [each for each in read({"@graph": graph}) if isinstance(each, Entry) and each.claims]

    claims = {each.claims[0].text: each.claims[0] for each in found}
    assert claims[TEXTS[0]].ratings[0].by == "Selm Desk"
    assert claims[TEXTS[0]].attribution == "Tilda Orme"
    assert claims[TEXTS[1]].ratings[0].by == "selm-facts.example"


def test_a_claim_may_hold_its_reviews(read: Read, review: Review) -> None:
    """Then it is what they review."""
    node = review(itemReviewed=None, claimReviewed=None)

    claim = {"@type": "Claim", "text": TEXTS[0], "author": "Tilda Orme", "review": [node]}

    assert texts(read(claim)) == TEXTS[:1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"@type": "NewsArticle", "headline": "x"}',
        b'{"note": "it speaks of ClaimReview"}',
        b"ClaimReview",
        b"<p>ClaimReview</p>",
        b'ClaimReview <script type="application/ld+json">[]</script>',
    ],
)
def test_a_file_without_reviews_is_of_another_format(read: Read, content: bytes) -> None:
    """So that the next format is asked."""
    with pytest.raises(UnreadableFormatError, match="no ClaimReview"):
        read(content)


def test_a_remote_context_is_never_fetched(
    read: Read, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it says, no connection is made: names mean what they say."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("socket.socket.connect", "socket.create_connection", "socket.getaddrinfo"):
        monkeypatch.setattr(name, refuse)
    contexts = ["https://evil.example/context.jsonld", {"@import": "file:///etc/passwd"}]

    assert len(texts(read(review(**{"@context": contexts})))) == 1
