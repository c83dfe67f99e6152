"""The words that reviewers rate claims with, of every language that has a list of them.

A review seldom says which language it is in, so the lists are looked up together. What is in no
list says nothing: a rating that nobody knows is never taken for its neighbour.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, eq=False)
class RatingWords:
    """Case-folded phrases of all languages.

    Attributes:
        agreeing: what says that the claim is right.
        disagreeing: what says that it is not.
        degrees: what stands before such a word and leaves it on its side ("mostly").
        introductions: what a rating is introduced by ("the claim is").
    """

    agreeing: frozenset[str]
    disagreeing: frozenset[str]
    degrees: frozenset[str]
    introductions: frozenset[str]


def list_rating_languages() -> tuple[str, ...]:
    """Return the codes of the languages whose ratings are known, sorted."""
    here = files("claimtrack.language")
    return tuple(sorted(item.name for item in here.iterdir() if (item / _FILE).is_file()))


@cache
def load_rating_words() -> RatingWords:
    """Return the words of all languages, read once for each process.

    One that agrees in one language and disagrees in another is in neither set.
    """
    lists = list(_read_all())
    agreeing, disagreeing, degrees, introductions = (
        frozenset(phrase.casefold() for each in lists for phrase in each[name])
        for name in ("agreeing", "disagreeing", "degrees", "introductions")
    )
    return RatingWords(
        agreeing=agreeing - disagreeing,
        disagreeing=disagreeing - agreeing,
        degrees=degrees,
        introductions=introductions,
    )


_FILE = "ratings.json"


def _read_all() -> Iterator[dict[str, list[str]]]:
    for code in list_rating_languages():
        file = files("claimtrack.language") / code / _FILE
        yield json.loads(file.read_text(encoding="utf-8"))
