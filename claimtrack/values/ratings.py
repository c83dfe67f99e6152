"""Whether the words of a reviewer's rating and its number say the same.

Nothing here says whether a claim is true. It only asks whether a reviewer, who gave both a word and
a number, can have meant both: “True” at the end of the scale that stands for false is a slip in one
of the two. Words that are in no list, and scales that are not known, are left alone.
"""

from __future__ import annotations

import math
import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import Final

from claimtrack.language.rating_words import load_rating_words

#: What a rating whose words and number contradict each other is found as.
DIRECTION: Final = "RATING-DIRECTION"
#: What a rating whose number lies beyond the ends of its scale is found as.
SCALE: Final = "RATING-SCALE"

WHY_DIRECTION: Final = "one of the two is a slip, or the ends of the scale are the wrong way round"
WHY_SCALE: Final = "what the reviewer meant by it cannot be told"

#: The ends of a scale of which only the other one is given, as Google's documentation of
#: ClaimReview assumes them; where neither is, there is no scale.
_USUAL_WORST, _USUAL_BEST = 1.0, 5.0

_MIDDLE = 0.5
#: Rounding of a number that was written as text.
_SLACK = 1e-9
#: A longer text is no rating but an article; of one, a message shows so much.
_LONGEST, _SHOWN = 400, 80

_OUTSIDE = re.compile(r"^[^\w%]+|[^\w%]+$")
_FIRST_CLAUSE = re.compile(r"[.:;!?–—(\n]|\s-\s")


class Direction(Enum):
    """The side of a scale that words speak for."""

    AGREEING = "best"
    DISAGREEING = "worst"


@lru_cache(maxsize=4096)
def read_direction(words: str) -> Direction | None:
    """Return the side that the words of a rating speak for; None where they are not known.

    What follows a word that disagrees may explain it (“False: the photo is older”); a word that
    agrees must stand alone, for what follows it may take it back (“True – but …”).
    """
    text = " ".join(unicodedata.normalize("NFKC", words[:_LONGEST]).casefold().split())
    text = text.replace("’", "'")
    known = load_rating_words()
    whole = _find_core(text)
    if whole in known.agreeing:
        return Direction.AGREEING
    if whole in known.disagreeing:
        return Direction.DISAGREEING
    clause = _FIRST_CLAUSE.split(_skip_introduction(text), maxsplit=1)[0]
    return Direction.DISAGREEING if _find_core(clause) in known.disagreeing else None


def place_on_scale(value: float, best: float | None, worst: float | None) -> float | None:
    """Return where a value stands: 0 at the worst end, 1 at the best; None without a scale."""
    ends = _find_ends(best, worst)
    if ends is None or not math.isfinite(value):
        return None
    top, bottom = ends
    return (value - bottom) / (top - bottom)


def find_scale_fault(value: float | None, best: float | None, worst: float | None) -> str:
    """Say what is wrong with a value on its scale; "" where it is on it, or there is no scale."""
    if value is None or best is None or worst is None:
        return ""  # beyond an end that is only assumed nothing is wrong
    place = place_on_scale(value, best, worst)
    if place is None or -_SLACK <= place <= 1 + _SLACK:
        return ""
    return f"{write_number(value)} is not on the scale of {_name_scale(best, worst)}"


def find_direction_fault(
    words: str, value: float | None, best: float | None, worst: float | None
) -> str:
    """Say how words and value contradict each other; "" where they do not, or one cannot tell."""
    place = None if value is None else place_on_scale(value, best, worst)
    if value is None or place is None or not -_SLACK <= place <= 1 + _SLACK:
        return ""
    direction = read_direction(words)
    if (direction is Direction.AGREEING and place < _MIDDLE - _SLACK) or (
        direction is Direction.DISAGREEING and place > _MIDDLE + _SLACK
    ):
        ends = _find_ends(best, worst) or (best, worst)
        return f"“{words[:_SHOWN]}” stands at {describe_value(value, *ends)}"
    return ""


def describe_value(value: float, best: float | None, worst: float | None) -> str:
    """Return a value with its scale as far as it is known: "2 on a scale of 1 (worst) to 5"."""
    scale = _name_scale(best, worst)
    return f"{write_number(value)} on a scale of {scale}" if scale else write_number(value)


def _name_scale(best: float | None, worst: float | None) -> str:
    ends = (("worst", worst), ("best", best))
    return " to ".join(f"{write_number(end)} ({name})" for name, end in ends if end is not None)


def write_number(number: float) -> str:
    """Return a number without a decimal part that is none: 3, 3.5."""
    return f"{number:g}" if abs(number) < 1e6 else repr(number)  # noqa: PLR2004 - digits of %g


def _find_ends(best: float | None, worst: float | None) -> tuple[float, float] | None:
    if best is None and worst is None:
        return None
    top = _USUAL_BEST if best is None else best
    bottom = _USUAL_WORST if worst is None else worst
    if not (math.isfinite(top) and math.isfinite(bottom)) or top == bottom:
        return None
    if (best is None or worst is None) and top < bottom:
        return None  # a scale that runs the other way: its missing end is anybody's guess
    return top, bottom


def _find_core(text: str) -> str:
    """Return the words without what introduces them and without the degree before them."""
    known = load_rating_words()
    core = _trim(_skip_introduction(text))
    if core in known.agreeing or core in known.disagreeing:
        return core
    beginning = _find_beginning(core, known.degrees)
    return _trim(core[len(beginning) :])


def _skip_introduction(text: str) -> str:
    trimmed = _trim(text)
    beginning = _find_beginning(trimmed, load_rating_words().introductions)
    return _trim(trimmed[len(beginning) :])


def _find_beginning(text: str, phrases: frozenset[str]) -> str:
    """Return the longest of ``phrases`` that ``text`` begins with, if more than it stands there."""
    words = text.split()
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        phrase = _trim(" ".join(words[:count]))
        if phrase in phrases:
            return " ".join(words[:count])
    return ""


#: No introduction or degree has more.
_MOST_WORDS = 5


def _trim(text: str) -> str:
    return _OUTSIDE.sub("", text)
