"""The rating of a review: its words, its number and its scale, and what does not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimtrack.formats.json_input import as_list
from claimtrack.formats.remarks import warn
from claimtrack.formats.reviews.gathering import strip_prefix
from claimtrack.formats.reviews.plain import read_number, read_text
from claimtrack.models.rating import Rating
from claimtrack.values import ratings

if TYPE_CHECKING:
    from claimtrack.models.finding import Finding
    from claimtrack.values.dates import Edtf

Node = dict[str, Any]

#: Where the words stand, the most telling first.
_WORDS = ("alternateName", "name", "ratingValue", "description")
#: What feeds write for a number that nobody gave.
_UNKNOWN = -1.0


def read_ratings(node: Node, by: str, when: Edtf | None, url: str) -> list[Rating]:
    """Return the ratings of a review: what is in them, whether or not it fits together."""
    found = []
    for each in as_list(node.get("reviewRating")):
        rating = each if isinstance(each, dict) else {"ratingValue": each}
        value, of = read_number(rating.get("ratingValue"))
        best, _ = read_number(rating.get("bestRating"))
        worst, _ = read_number(rating.get("worstRating"))
        best = of if best is None else best
        value, best, worst = _drop_unknown(value, best, worst)
        words = _find_words(rating) or name_number(value, best)
        if words:
            why = read_text(rating.get("ratingExplanation"))
            found.append(
                Rating(
                    by=by, words=words, value=value, best=best, worst=worst, when=when, url=url,
                    why=why,
                )
            )  # fmt: skip
    return found


def read_categories(node: Node, by: str, when: Edtf | None, url: str) -> list[Rating]:
    """Return what a MediaReview says of its media, as the rating that it is."""
    categories = (read_text(each) for each in as_list(node.get("mediaAuthenticityCategory")))
    words = ", ".join(strip_prefix(each) for each in categories if each)
    return [Rating(by=by, words=words, when=when, url=url)] if words else []


def find_faults(rating: Rating, where: str) -> list[Finding]:
    """Return what a person should look at in a rating."""
    scale = (rating.value, rating.best, rating.worst)
    if fault := ratings.find_scale_fault(*scale):
        return [warn(ratings.SCALE, where, fault, ratings.WHY_SCALE)]
    if fault := ratings.find_direction_fault(rating.words, *scale):
        return [warn(ratings.DIRECTION, where, fault, ratings.WHY_DIRECTION)]
    return []


def name_number(value: float | None, best: float | None) -> str:
    """Return the words of a rating that has none: "3 of 5"; "" without a number."""
    if value is None:
        return ""
    number = ratings.write_number(value)
    return number if best is None else f"{number} of {ratings.write_number(best)}"


def _drop_unknown(
    value: float | None, best: float | None, worst: float | None
) -> tuple[float | None, float | None, float | None]:
    """Return a rating without numbers that stand for none: -1, or a scale without length."""
    if best is not None and best == worst:
        return (None if value in {best, _UNKNOWN} else value), None, None
    if value == _UNKNOWN and (worst is None or worst > _UNKNOWN):
        value = None
    return value, best, worst


def _find_words(rating: Node) -> str:
    for name in _WORDS:
        text = read_text(rating.get(name))
        if text and read_number(text) == (None, None):
            return text
    return ""
