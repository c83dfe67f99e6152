"""Reviews of an invented fact desk, as files hold them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.formats.claim_review import read_reviews
from claimtrack.formats.contract import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.finding import Finding

    Node = dict[str, Any]
    Results = list[Entry | Finding]

URL = "https://selm-facts.example/2025/yard"


@pytest.fixture
def review() -> Callable[..., Node]:
    """Make a ClaimReview with all that one should have: ``review(claimReviewed="…")``."""

    def make(**fields: Any) -> Node:  # noqa: ANN401 - JSON
        node = {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": URL,
            "name": "No, the yard did not employ 900",
            "author": {"@type": "Organization", "name": "Selm Fact Desk"},
            "datePublished": "2025-03-20",
            "claimReviewed": "The Varrow yard employed 900 people.",
            "itemReviewed": {
                "@type": "Claim",
                "author": {"@type": "Person", "name": "Tilda Orme"},
                "datePublished": "2025-03-14",
                "appearance": {"@type": "CreativeWork", "url": "https://posts.example/orme/1"},
            },
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": 2,
                "bestRating": 5,
                "worstRating": 1,
                "alternateName": "Mostly false",
            },
            **fields,
        }
        return {name: value for name, value in node.items() if value is not None}

    return make


@pytest.fixture
def read() -> Callable[..., Results]:
    """Read a value as JSON, or a text or bytes as they are."""

    def run(content: object, name: str = "feed.json") -> Results:
        if isinstance(content, str):
            content = content.encode()
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        return list(read_reviews(io.BytesIO(data), name))

    return run


@pytest.fixture
def take(read: Callable[..., Results]) -> Callable[..., Entry]:
    """Read a value and return the entry of its one review, the pages that it names aside."""

    def run(content: object) -> Entry:
        found = [each for each in read(content) if isinstance(each, Entry)]
        (entry,) = [each for each in found if each.claims or each.remarks]
        return entry

    return run
