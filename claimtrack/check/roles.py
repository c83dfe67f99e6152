"""Whether somebody else does it: two sentences of the same names and the same verb.

"Voss criticised Solm" has each word of "Solm criticised Voss". So the name that stands before a
verb, as the one who acts, must not be one that the claim only has behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.compare.pieces import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.compare import Statement
    from claimtrack.compare.pieces import Piece

_AUXILIARIES: Final = frozenset({"did", "do", "does", "will", "would", "could", "may", "to"})


def is_done_by_another(statement: Statement, claim: Statement) -> bool:
    """Tell whether who acts in a statement is, in the claim, another than who acts there."""
    # A name that opens a sentence does not look like one there.
    names = statement.names | claim.names
    theirs: dict[str, int] = {}
    for place, piece in enumerate(claim.pieces):
        theirs.setdefault(piece.key, place)
    for place, piece in enumerate(statement.pieces):
        if piece.key not in theirs or not _is_verb(statement, place):
            continue
        other = theirs[piece.key]
        if _is_passive(statement, place) or _is_passive(claim, other):
            continue
        before = _list_names(claim.pieces[:other], names)
        behind = _list_names(claim.pieces[other + 1 :], names)
        actor = _last_name(statement.pieces[:place], names)
        if before and actor.isdisjoint(before) and not actor.isdisjoint(behind):
            return True
    return False


def _is_verb(statement: Statement, place: int) -> bool:
    """Whether a word is a verb and no noun as well, a past form, or has an auxiliary."""
    piece = statement.pieces[place]
    if piece.sort is not Sort.WORD:
        return False
    acting = statement.lexicon.acting
    helped = place > 0 and statement.pieces[place - 1].word in _AUXILIARIES
    return (
        helped
        or piece.word in acting
        or piece.word.removesuffix("s") in acting
        or (piece.word.endswith("ed"))
    )


def _is_passive(statement: Statement, place: int) -> bool:
    around = statement.pieces[place - 1 : place] + statement.pieces[place + 1 : place + 2]
    return any(each.word in {"by", "was", "were", "been", "being", "is", "are"} for each in around)


def _list_names(pieces: Sequence[Piece], names: frozenset[str]) -> set[str]:
    return {piece.key for piece in pieces if piece.key in names}


def _last_name(pieces: Sequence[Piece], names: frozenset[str]) -> set[str]:
    """Return the parts of the last name among pieces."""
    found: set[str] = set()
    for piece in reversed(pieces):
        if piece.key in names:
            found.add(piece.key)
        elif found:
            break
    return found
