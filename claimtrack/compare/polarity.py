"""Whether the one says what the other denies.

A negation counts where it reaches a word that the other statement has too, without one: "was not
arrested" against "was arrested". That a "not" stands somewhere in a long sentence means little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.compare.pieces import Sort
from claimtrack.compare.reasons import Reading

if TYPE_CHECKING:
    from claimtrack.compare.pair import Pair
    from claimtrack.compare.pieces import Piece
    from claimtrack.compare.statement import Statement


def negation_differs(pair: Pair) -> Reading | None:
    """A word of both is negated in the one only, in otherwise parallel sentences."""
    if pair.gaps is None:
        return None
    found = _find_difference(pair)
    if found is None or any(
        _is_said_both_ways(statement, found[0].key) for statement in (pair.left, pair.right)
    ):
        return None
    return _read(*found)


def negation_meets(pair: Pair) -> Reading | None:
    """The same in sentences that are not parallel."""
    if pair.gaps is not None:
        return None
    found = _find_difference(pair)
    return found and _read(*found)


def one_is_negated(pair: Pair) -> Reading | None:
    """The one has a negation and the other has none, whatever it reaches."""
    left, right = pair.left.negations, pair.right.negations
    if bool(left) == bool(right):
        return None
    place = (left or right)[0]
    text = pair.left.text if left else pair.right.text
    word = text[place[0] : place[1]]
    sentence = f"only the {'claim' if left else 'evidence'} has “{word}”"
    return Reading(sentence, place if left else None, None if left else place)


def only_added(pair: Pair) -> Reading | None:
    """The claim restricts ("only") what the evidence does not."""
    if not pair.left.restricts or pair.right.restricts:
        return None
    return Reading("the claim says “only”, or a word like it; the evidence does not")


def _find_difference(pair: Pair) -> tuple[Piece, Piece] | None:
    if bool(pair.left.negations) == bool(pair.right.negations):
        return None
    ours, theirs = _index(pair.left), _index(pair.right)
    for piece in pair.left.content:
        other = theirs.get(piece.key)
        if other is None or Sort.NAME in (piece.sort, other.sort):
            continue
        if ours[piece.key].negated != other.negated:
            return ours[piece.key], other
    return None


def _is_said_both_ways(statement: Statement, key: str) -> bool:
    """Whether a word stands with a negation and without: "no lost yards, and 73 yards won"."""
    return len({piece.negated for piece in statement.pieces if piece.key == key}) > 1


def _index(statement: Statement) -> dict[str, Piece]:
    """Index the content words; of one that stands twice, the negated one."""
    found: dict[str, Piece] = {}
    for piece in statement.pieces:
        if piece.is_content and (piece.negated or piece.key not in found):
            found[piece.key] = piece
    return found


def _read(left: Piece, right: Piece) -> Reading:
    said, denied = (right, left) if left.negated else (left, right)
    sentence = f"the one says “{said.word}”, the other negates “{denied.word}”"
    return Reading(
        sentence,
        (left.start, left.end),
        (right.start, right.end),
    )
