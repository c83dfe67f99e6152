"""Whether a name of a statement is that of the claim: spelt alike, and of the same place.

Comparing takes the forms of a word for one word, as "Korea" and "Koreans" are about one country. In
a name one letter makes another person. And what happened in one town of a province is not carried
for the province, though the source is about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.compare.pieces import Sort
from claimtrack.compare.stems import is_same_family, stem_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.compare import Statement
    from claimtrack.compare.pieces import Piece

#: Endings of who or what is of a place; what they are put to may lose two letters: "Canadian".
_OF_A_PLACE: Final = ("an", "ian", "ean", "ese", "ish", "ic")
_LOST_LETTERS: Final = 2
#: What a place is told by, and how many words may stand before its name: "in the city of Sarn".
_PLACING: Final = frozenset({"in", "at", "near"})
_BEFORE_A_NAME: Final = 3


def is_spelt_otherwise(statement: Statement, claim: Statement) -> bool:
    """Tell whether a name of the one is nearly one of the other, and no form of it."""
    theirs = [piece for piece in claim.pieces if piece.sort is Sort.NAME]
    for place, piece in enumerate(statement.pieces):
        capital = statement.text[piece.start].isupper() and piece.sort is not Sort.FUNCTION
        if not capital or piece.word in claim.words:
            continue
        beside = (
            statement.pieces[max(0, place - 1) : place] + statement.pieces[place + 1 : place + 2]
        )
        within = any(each.sort is Sort.NAME for each in beside)
        for other in theirs:
            if other.word in statement.words or not _are_near(piece, other):
                continue
            if not _is_form(piece.word, other.word, within=within):
                return True
    return False


def _are_near(one: Piece, two: Piece) -> bool:
    return one.key == two.key or is_same_family(one.key, two.key)


def _is_form(one: str, two: str, *, within: bool) -> bool:
    """Whether two words are forms of one name; one of several names has no plural."""
    one, two = (_fold(word) for word in (one, two))
    bare = {word.removesuffix("s") for word in (one, two)}
    if one == two or (len(bare) == 1 and not within):
        return True
    for word, other in ((one, two), (two, one)):
        singular = word.removesuffix("s")
        for ending in _OF_A_PLACE:
            root = singular.removesuffix(ending)
            lost = len(other) - len(root)
            if root != singular and other.startswith(root) and 0 <= lost <= _LOST_LETTERS:
                return True
    return len(bare) == 1 and any(word.endswith(_OF_A_PLACE) for word in bare)


def _fold(word: str) -> str:
    """Return a word without accents; its stem has lost them already."""
    return word if word.isascii() else "".join(stem_word(mark) for mark in word)


def is_elsewhere(statement: Statement, claim: Statement) -> bool:
    """Tell whether a statement names a place that the claim does not, and the claim another."""
    ours, theirs = _list_places(statement.pieces), _list_places(claim.pieces)
    if not ours or not theirs:
        return False
    return ours.isdisjoint(claim.keys) and theirs.isdisjoint(statement.keys)


def _list_places(pieces: Sequence[Piece]) -> set[str]:
    found: set[str] = set()
    for index, piece in enumerate(pieces):
        if piece.word not in _PLACING:
            continue
        for near in pieces[index + 1 : index + 2 + _BEFORE_A_NAME]:
            if near.sort is Sort.NAME:
                found.add(near.key)
                break
            if near.sort is Sort.FUNCTION and near.word != "of":
                break
    return found
