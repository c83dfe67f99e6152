"""Whether somebody else does it: two sentences of the same names and the same verb.

"Voss criticised Solm" has each word of "Solm criticised Voss". So the name that stands before a
verb, as the one who acts, must not be one that the claim only has behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.check.clauses import FORMS_OF_BE
from claimtrack.compare.pieces import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.compare import Statement
    from claimtrack.compare.pieces import Piece

_JOINING: Final = frozenset({"of", "in", "at", "from"})
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
        ours = _read_sides(statement.pieces, place, names)
        others = _read_sides(claim.pieces, theirs[piece.key], names)
        if ours is None or others is None:
            continue
        acting, suffering = ({each.key for each in side} for side in others)
        actor = _find_actor(ours[0], names, acting)
        known = acting & names
        if known and actor and actor.isdisjoint(acting) and not actor.isdisjoint(suffering):
            return True
    return False


def _read_sides(
    pieces: Sequence[Piece], place: int, names: frozenset[str]
) -> tuple[Sequence[Piece], Sequence[Piece]] | None:
    """Return the pieces that tell who does what a verb says, and to whom; None if nobody does it.

    Of "was criticised by Solm" the first are those behind the "by", to the end of the name.
    """
    before, behind = pieces[:place], pieces[place + 1 :]
    if behind and behind[0].word == "by":
        ends = (
            at
            for at in range(2, len(behind))
            if behind[at - 1].key in names and behind[at].key not in names
        )
        return behind[1 : next(ends, len(behind))], before
    if before and before[-1].word in FORMS_OF_BE:
        return None
    return before, behind


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


def _find_actor(pieces: Sequence[Piece], names: frozenset[str], acting: set[str]) -> set[str]:
    """Return the parts of the name nearest to the verb, of those that act.

    Of "the mayor of Kelm" it is the mayor who acts: where the claim has one too, it tells nothing.
    """
    found: set[str] = set()
    ordered = list(pieces)
    for index in range(len(ordered) - 1, -1, -1):
        piece = ordered[index]
        if piece.key in names:
            found.add(piece.key)
        elif found:
            head = ordered[index - 1] if index and piece.word in _JOINING else None
            return set() if head is not None and head.key in acting else found
    return found
