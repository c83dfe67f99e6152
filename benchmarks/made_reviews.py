"""A feed of made-up reviews in the shapes that feeds have, for what is measured at size."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLACES = "Varrow Ostrel Selm Dunmere Kolvik Aster Brenn Hallow Tarn Wexby Quill Marden".split()
_THINGS = "yard harbour clinic tunnel school mill ferry bridge airport library dam plant".split()
_DESKS = ("Selm Fact Desk", "Ostrel Checks", "Harbour Verify", "Varrow Truth Line", "Tarn Proof")
_RATINGS = (("False", 1), ("Mostly false", 2), ("Half true", 3), ("Mostly true", 4), ("True", 5))
#: One review in so many contradicts itself, names no page, or rates in words alone.
_ODD = 50


def write_feed(path: Path, number: int) -> None:
    """Write a feed of ``number`` reviews, the same for the same number."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [')
        for place, review in enumerate(make_reviews(number)):
            item = {"@type": "DataFeedItem", "dateCreated": "2025-01-01", "item": [review]}
            file.write((",\n" if place else "\n") + json.dumps(item))
        file.write("\n]}\n")


def make_reviews(number: int) -> Iterator[dict[str, Any]]:
    """Yield made-up ClaimReviews; three in four name a page where the claim appeared."""
    chance = random.Random(20_250_312)
    for place in range(number):
        desk = chance.choice(_DESKS)
        site = f"https://{desk.lower().replace(' ', '-')}.example"
        town, thing = chance.choice(_PLACES), chance.choice(_THINGS)
        day = f"20{chance.randrange(15, 25)}-{chance.randrange(1, 13):02}-{1 + place % 28:02}"
        words, value = chance.choice(_RATINGS)
        claim: dict[str, Any] = {
            "@type": "Claim",
            "author": {"@type": "Person", "name": f"Councillor {chance.choice(_PLACES)}"},
            "datePublished": day,
        }
        if place % 4:
            page = {"@type": "CreativeWork", "url": f"https://posts.example/{town}/{place}"}
            claim["appearance"] = [page]
        rating: dict[str, Any] = {
            "@type": "Rating",
            "ratingValue": str(value if place % _ODD else 6 - value),
            "bestRating": "5",
            "worstRating": "1",
            "alternateName": words,
        }
        people = f"{chance.randrange(2, 9_000):,}"
        yield {
            "@type": "ClaimReview",
            "url": f"{site}/{day[:4]}/{town.lower()}-{thing}-{place}",
            "name": f"No, the {town} {thing} does not employ {people} people",
            "author": {"@type": "Organization", "name": desk, "url": site},
            "datePublished": f"{day}T08:00:00Z",
            "claimReviewed": f"The {thing} of {town} gives work to {people} people.",
            "itemReviewed": claim,
            "reviewRating": rating,
        }
