"""Where a number stands in a sentence: its place among the pieces, and the clause around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.compare import Statement
    from claimtrack.compare.figures import Figure
    from claimtrack.compare.pieces import Piece

#: Before a past form they make a passive.
FORMS_OF_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_CLAUSE_ENDS: Final = frozenset(",;:()—–.!?")


def find_index(statement: Statement, figure: Figure) -> int:
    """Return which of the pieces of a statement a figure of it is."""
    return next(
        index for index, piece in enumerate(statement.pieces) if piece.start == figure.start
    )


def find_clause(statement: Statement, figure: Figure) -> Sequence[Piece]:
    """Return the pieces around a figure, up to a comma or the like on either side."""
    index = find_index(statement, figure)
    pieces = statement.pieces
    first = last = index
    while first > 0 and not ends_clause(statement, pieces[first - 1], pieces[first]):
        first -= 1
    while last + 1 < len(pieces) and not ends_clause(statement, pieces[last], pieces[last + 1]):
        last += 1
    return pieces[first : last + 1]


def ends_clause(statement: Statement, one: Piece, two: Piece) -> bool:
    """Tell whether a clause ends between two pieces that stand side by side."""
    return not _CLAUSE_ENDS.isdisjoint(statement.text[one.end : two.start])
