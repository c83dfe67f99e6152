"""A source is proposed a readable slug."""

from __future__ import annotations

import pytest

from claimtrack.models.naming import propose_slug


@pytest.mark.parametrize(
    ("item", "slug"),
    [
        (
            {
                "publisher": "The Selm River News",
                "issued": "2025-03-12",
                "title": "A yard to close",
            },
            "selm-river-news-2025-03-a-yard-to",
        ),
        ({"container-title": "Harbour Log", "title": "Tides"}, "harbour-log-tides"),
        ({"issued": {"date-parts": [[2024, 5]]}, "title": "Tides"}, "2024-05-tides"),
        ({"issued": {"literal": "last spring"}, "title": "Tides"}, "tides"),
        ({"issued": "no date", "title": "Tides"}, "tides"),
        ({"title": "村上"}, "source"),
        ({}, "source"),
    ],
)
def test_it_is_made_of_publisher_month_and_title(item: dict[str, object], slug: str) -> None:
    """Publisher, month and title make it, as far as they are known and can be spelt."""
    assert propose_slug(item) == slug
