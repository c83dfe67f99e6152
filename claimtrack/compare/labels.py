"""What a number stands behind: "Week 3", "Season 2", and the rank before a superlative.

Neither counts anything. A label tells which of several things is meant, so that what is said of
"Week 3" is not held against "Week 17"; and the "second largest" of a kind is not the largest.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.compare.pieces import Sort
from claimtrack.compare.reasons import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.compare.figures import Figure
    from claimtrack.compare.pair import Pair
    from claimtrack.compare.pieces import Piece
    from claimtrack.compare.statement import Statement
    from claimtrack.values.digits import Number

_ORDINAL = "ordinal"


def find_labels(pair: Pair) -> tuple[Figure, Figure] | None:
    """Find a label of each that is the same word with another number: "Week 3", "Week 17"."""
    theirs: dict[str, dict[Number | None, Figure]] = {}
    for key, figure in _list_labels(pair.right):
        theirs.setdefault(key, {})[figure.value] = figure
    for key, figure in _list_labels(pair.left):
        others = theirs.get(key)
        if others and figure.value not in others:
            return figure, next(iter(others.values()))
    return None


def ranks_differ(pair: Pair) -> Reading | None:
    """The one says "the largest", the other "the second largest" of the same."""
    ours, theirs = _list_ranks(pair.left), _list_ranks(pair.right)
    for key in sorted(ours.keys() & theirs.keys()):
        if ours[key].keys().isdisjoint(theirs[key].keys()):
            piece, other = next(iter(ours[key].values())), next(iter(theirs[key].values()))
            sentence = f"“{piece.word}” has another rank in the other"
            return Reading(sentence, (piece.start, piece.end), (other.start, other.end))
    return None


def _list_labels(statement: Statement) -> Iterator[tuple[str, Figure]]:
    text = statement.text
    for word, number in pairwise(statement.pieces):
        figure = number.figure
        if figure is None or not figure.loose or figure.unit == _ORDINAL:
            continue
        if word.word and text[word.start].isupper() and text[word.end : number.start] == " ":
            yield word.key, figure


def _list_ranks(statement: Statement) -> dict[tuple[str, str], dict[Number, Piece]]:
    """List the superlatives, each with what it is said of: its ranks, 1 where none is given.

    "One of the largest" and "above the third largest" have no rank.
    """
    found: dict[tuple[str, str], dict[Number, Piece]] = {}
    pieces = statement.pieces
    for index, piece in enumerate(pieces[:-1]):
        after = pieces[index + 1]
        if piece.word not in statement.lexicon.superlatives or not after.is_content:
            continue
        before = pieces[index - 1] if index else None
        figure = before.figure if before else None
        rank: Number | None = 1
        if figure is not None and figure.unit == _ORDINAL:
            rank = figure.value
        elif before is not None and before.sort is Sort.FUNCTION:
            rank = None if before.word == "of" else 1
        if rank is not None:
            found.setdefault((piece.key, after.key), {}).setdefault(rank, piece)
    return found
