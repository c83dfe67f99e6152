"""How much of the wording two statements share: are they about the same thing at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.compare.pieces import Sort
from claimtrack.compare.reasons import Reading

if TYPE_CHECKING:
    from claimtrack.compare.pair import Pair

#: From this share on, nearly all of the claim's words are in the evidence.
_MOST: Final = 0.8
#: Below this share, what differs may be said of something else.
_HALF: Final = 0.5
#: A part of a longer sentence follows from it when it has at least so many pieces.
_FEWEST: Final = 2


def little_shared(pair: Pair) -> Reading | None:
    """So little wording is shared that the two may be about different things."""
    if pair.shared >= _HALF:
        return None
    strength = 1 - pair.shared / _HALF
    return Reading(f"only {pair.shared:.0%} of the wording is shared", strength=strength)


def claim_covered(pair: Pair) -> Reading | None:
    """How much of the claim's wording is in the evidence."""
    share = pair.left_share
    if not share:
        return None
    return Reading(f"{share:.0%} of the claim's words are in the evidence", strength=share)


def claim_mostly_covered(pair: Pair) -> Reading | None:
    """Nearly all words of the claim are in the evidence."""
    share = pair.left_share
    if share < _MOST:
        return None
    strength = (share - _MOST) / (1 - _MOST)
    return Reading("nearly all words of the claim are in the evidence", strength=strength)


def names_missing(pair: Pair) -> Reading | None:
    """Names of the claim that the evidence does not have."""
    missing = pair.names_missing
    if not missing:
        return None
    piece = missing[0]
    strength = len(missing) / len(pair.left.names)
    sentence = f"the evidence does not name “{pair.left.text[piece.start : piece.end]}”"
    return Reading(sentence, (piece.start, piece.end), None, strength)


def names_shared(pair: Pair) -> Reading | None:
    """All names of the claim are in the evidence."""
    if not pair.left.names or pair.names_missing:
        return None
    return Reading("all names of the claim are in the evidence")


def says_the_same(pair: Pair) -> Reading | None:
    """The two are the same but for articles, marks and the spelling of numbers."""
    if pair.gaps != () or _differs_in_negation(pair):
        return None
    return Reading("both say the same in the same words")


def _differs_in_negation(pair: Pair) -> bool:
    return [p.negated for p in pair.left.pieces] != [p.negated for p in pair.right.pieces]


def claim_is_part(pair: Pair) -> Reading | None:
    """The claim is the evidence with words left out, none of which restrict it."""
    gaps = pair.gaps
    if not gaps or any(gap.left for gap in gaps) or len(pair.left.pieces) < _FEWEST:
        return None
    if pair.left.negations or pair.right.negations:
        return None
    left_out = [piece for gap in gaps for piece in gap.right]
    if any(piece.sort is Sort.FIGURE for piece in left_out):
        return None
    return Reading("the claim is the evidence with words left out")


def claim_adds(pair: Pair) -> Reading | None:
    """The claim is the evidence with words added, which nothing carries."""
    gaps = pair.gaps
    if not gaps or any(piece.is_content for gap in gaps for piece in gap.right):
        return None
    missing = set(pair.left_only)
    added = [piece for gap in gaps for piece in gap.left if piece in missing]
    if not added:
        return None
    piece = added[0]
    return Reading(f"the claim adds “{piece.word}”", (piece.start, piece.end))


def credits_differ(pair: Pair) -> Reading | None:
    """The two credit somebody else for what they say."""
    one, two = pair.left.attribution, pair.right.attribution
    if not one or not two:
        return None
    ours, theirs = set(one.casefold().split()), set(two.casefold().split())
    if not ours.isdisjoint(theirs):
        return None
    return Reading(f"the one credits {one}, the other {two}")
