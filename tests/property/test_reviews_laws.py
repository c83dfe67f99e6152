"""Whatever a file of reviews holds, it is read; what is written of ratings is read back."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.claim_review import read_reviews
from claimtrack.formats.contract import Entry, Selection
from claimtrack.formats.reviews.plain import clean_text
from claimtrack.formats.reviews.rating import name_number
from claimtrack.formats.reviews.streaming import stream_values
from claimtrack.formats.reviews.writing import write_reviews
from claimtrack.models.claim import Claim
from claimtrack.models.rating import Rating
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from claimtrack.models.finding import Finding

NAMES = st.sampled_from(
    """
    @id @type @value url name text author publisher itemReviewed reviewRating ratingValue
    bestRating worstRating alternateName datePublished claimReviewed appearance firstAppearance
    mediaItemAppearance interpretedAsClaim description sameAs isPartOf originalMediaLink
    """.split()
)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(
        ["https://posts.example/1", "www.a.example", "2025-03-20", "ClaimReview", "Claim", "3,5"]
    )
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4)
)
REVIEWS = st.dictionaries(NAMES, VALUES).map(lambda node: {**node, "@type": "ClaimReview"})


def read(data: bytes) -> list[Entry | Finding]:
    """Return what is in a file."""
    return list(read_reviews(io.BytesIO(data), "f"))


@given(st.lists(REVIEWS, min_size=1, max_size=3))
def test_no_shape_of_a_review_stops_the_reading(reviews: list[dict[str, Any]]) -> None:
    """Each is taken or refused, and none is lost."""
    found = read(json.dumps(reviews).encode())

    assert len({each.where for each in found}) == len(reviews)
    for each in found:
        for claim in each.claims if isinstance(each, Entry) else ():
            assert claim.text == clean_text(claim.text)


@given(st.binary(max_size=60), st.integers(0, 400))
def test_no_damage_stops_the_program(noise: bytes, cut: int) -> None:
    """A file is read as far as it goes, or refused with a reason."""
    node = {"@type": "ClaimReview", "claimReviewed": "It shut.", "url": "https://selm.example/1"}
    data = json.dumps([node, node]).encode()
    with suppress(UnreadableFormatError):
        assert read(data[:cut] + noise + data[cut:])


@given(st.lists(VALUES, max_size=6), st.sampled_from(["lines", "list", "graph"]))
def test_streamed_values_are_those_of_the_parser(values: list[Any], shape: str) -> None:
    """Whichever way they are put into a file."""
    objects = [{"a": each} for each in values]
    text = json.dumps(objects if shape == "list" else {"@graph": objects})
    if shape == "lines":
        text = "\n".join(map(json.dumps, objects))

    found = list(stream_values(io.BytesIO(text.encode()), "f"))

    assert found == ([{"@graph": objects}] if shape == "graph" else objects)


LINES = st.text(min_size=1, max_size=30).map(clean_text).filter(bool)
NUMBERS = st.none() | st.integers(0, 100).map(float) | st.sampled_from([0.5, 2.25])


@given(by=LINES, words=LINES, value=NUMBERS, best=NUMBERS, worst=NUMBERS, why=LINES)
def test_a_rating_that_was_written_is_read_back(
    by: str, words: str, value: float | None, best: float | None, worst: float | None, why: str
) -> None:
    """Its words, its numbers and its reviewer, unless its numbers say nothing."""
    assume(best is None or best != worst)
    assume(clean_text(words) == words)
    assume(not words.lower().startswith("http") and not by.lower().startswith("http"))
    assume(not any(char.isdigit() for char in words))
    url = "https://selm-facts.example/1"
    rating = Rating(by=by, words=words, value=value, best=best, worst=worst, url=url, why=why)
    claim = Claim(id="a-paper/one", text="The bridge is shut.", ratings=(rating,))
    source = Source(id="a-paper", csl={"type": "report"})
    out = io.BytesIO()

    write_reviews(Selection({source.id: source}, {claim.id: claim}), out)

    (entry,) = read(out.getvalue())
    assert isinstance(entry, Entry)
    assert entry.source == source
    assert entry.claims == (claim,)
    assert name_number(value, best) != words
