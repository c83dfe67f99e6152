"""Whether a number that a statement shares with a claim stands for the same in both.

A claim has 212 people and 38 of them, a fall from 1.5 to 1.2 million, 640 crowns a month, and a
count of 2023 beside one of 2022. Each number is in it; what it counts, over which time, as a level
or as a change, is told by its place.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from claimtrack.check.clauses import ends_clause, find_clause, find_index
from claimtrack.check.measuring import (
    BY,
    FROM_OR_TO,
    differs_in_change,
    differs_in_time,
    find_rates,
    find_role,
    list_behind,
)
from claimtrack.compare.pair import Pair
from claimtrack.compare.pieces import Sort
from claimtrack.values.quantity import BOUNDS, Comparator, Kind

if TYPE_CHECKING:
    from claimtrack.compare import Statement
    from claimtrack.compare.figures import Figure

#: Statements with more numbers are tables.
_MOST: Final = 12
_PARTS: Final = frozenset({"whom", "which", "these", "those", "them", "including", "among"})
_GROUPING: Final = frozenset({"among", "amongst", "aged"})
#: How far behind such a word the group is named.
_GROUP_REACH: Final = 4


def explain_displaced(statement: Statement, claim: Statement) -> str:
    """Say which number of a statement stands for something else in the claim; "" if none."""
    for figure in statement.figures[:_MOST]:
        if _bounds_exact(figure, claim):
            return f"“{figure.text}” puts a bound to a number that has none there"
        if _is_displaced(statement, figure, claim):
            return f"there, “{figure.text}” is of another time, part, rate or thing"
    return "there, it is said of a share" if _drops_share(statement, claim) else ""


def _is_displaced(statement: Statement, figure: Figure, claim: Statement) -> bool:
    same = [other for other in claim.figures[:_MOST] if other.key == figure.key]
    if same and all(_differs(statement, figure, claim, other) for other in same):
        return True
    if _is_share_of_another(statement, figure, claim):
        return True
    return not same and (_is_reversed(figure, claim) or _is_whole(statement, figure, claim))


def differs_in_role(statement: Statement, figure: Figure, claim: Statement, other: Figure) -> bool:
    """Tell whether of two numbers the one is a change, a part or of a time, the other of another.

    Two such numbers cannot be in conflict, however much they differ.
    """
    roles = {find_role(statement, figure), find_role(claim, other)}
    return (
        (BY in roles and not roles.isdisjoint(FROM_OR_TO))
        or differs_in_time(statement, figure, claim, other)
        or _is_other_part(statement, claim, other)
    )


def _differs(statement: Statement, figure: Figure, claim: Statement, other: Figure) -> bool:
    return (
        _is_negated(statement, figure) is not _is_negated(claim, other)
        or differs_in_change(statement, figure, claim, other)
        or (figure.quantity.kind is Kind.PERCENT) is not (other.quantity.kind is Kind.PERCENT)
        or find_rates(statement, figure) != find_rates(claim, other)
        or differs_in_time(statement, figure, claim, other)
        or _is_other_part(statement, claim, other)
        or _counts_another(statement, figure, claim, other)
        or _compares_otherwise(statement, figure, claim, other)
        or _is_of_group(statement, claim, other)
        or _is_of_most(statement, claim, other)
        or _is_of_neighbour(statement, figure, claim, other)
    )


def _is_negated(statement: Statement, figure: Figure) -> bool:
    """Whether a number is the one that it is not: the 1.8 of "1.1 million, not 1.8 million"."""
    index = find_index(statement, figure)
    near = statement.negations
    return statement.pieces[index].negated and any(0 <= figure.start - end <= 1 for _, end in near)


def _is_other_part(statement: Statement, claim: Statement, other: Figure) -> bool:
    """Whether the claim has the number of a part, and the statement nothing of that part."""
    index = find_index(claim, other)
    before = {piece.word for piece in claim.pieces[max(0, index - 2) : index]}
    clause = find_clause(claim, other)
    opened = claim.pieces[0].word == "of" and clause[0] is not claim.pieces[0]
    if before.isdisjoint(_PARTS) and not opened:
        return False
    clause = [piece for piece in clause if piece.start >= other.end]
    told = [piece.key for piece in clause if piece.is_content]
    return bool(told) and statement.keys.isdisjoint(told)


def _counts_another(statement: Statement, figure: Figure, claim: Statement, other: Figure) -> bool:
    """Whether it counts what another number of the claim does, or only a word of what is meant."""
    kinds = {figure.quantity.kind, other.quantity.kind}
    one, two = figure.unit, other.unit
    if kinds != {Kind.COUNT} or not one or not two or one == two:
        return False
    words = (each.quantity.unit.lower().rsplit(" ", 1)[-1] for each in (figure, other))
    if statement.lexicon.are_synonyms(*words):
        return False
    swapped = any(each.unit == one for each in claim.figures) and any(
        each.unit == two for each in statement.figures
    )
    return swapped or (one in claim.keys and two not in statement.keys)


def _compares_otherwise(
    statement: Statement, figure: Figure, claim: Statement, other: Figure
) -> bool:
    """Whether it is so much more in the one and so much less in the other."""
    return any(
        statement.lexicon.are_opposites(one, two)
        for one in list_behind(statement, figure)
        for two in list_behind(claim, other)
    )


def _is_of_neighbour(statement: Statement, figure: Figure, claim: Statement, other: Figure) -> bool:
    """Whether a number stands at what the claim gives another number of the same unit.

    Of "spending was 2.9 million crowns and income 3.1 million" the first is no income.
    """
    ours = _list_own(statement, figure)
    mine = _list_own(claim, other)
    for neighbour in claim.figures[:_MOST]:
        if neighbour is other or neighbour.unit != other.unit or neighbour.loose:
            continue
        theirs = _list_own(claim, neighbour)
        own, others = mine - theirs, theirs - mine
        if not own or not others:
            continue
        if (others <= ours and not own <= ours) or (ours & others and not ours & own):
            return True
    return False


def _list_own(statement: Statement, figure: Figure) -> frozenset[str]:
    """List the words, names left out, of the part of an enumeration in which a number stands."""
    index = find_index(statement, figure)
    pieces = statement.pieces
    first = last = index
    while first > 0 and not _parts(statement, first - 1, first):
        first -= 1
    while last + 1 < len(pieces) and not _parts(statement, last, last + 1):
        last += 1
    return frozenset(
        piece.key
        for piece in pieces[first : last + 1]
        if piece.sort is Sort.WORD and piece.key != figure.unit
    )


def _parts(statement: Statement, one: int, two: int) -> bool:
    before, behind = statement.pieces[one], statement.pieces[two]
    return "and" in (before.word, behind.word) or ends_clause(statement, before, behind)


def _is_of_group(statement: Statement, claim: Statement, other: Figure) -> bool:
    """Whether a share is that of a group which the statement does not name: "among pupils"."""
    if other.quantity.kind is not Kind.PERCENT:
        return False
    for index, piece in enumerate(claim.pieces):
        if index and piece.word in _GROUPING:
            behind = claim.pieces[index + 1 : index + 1 + _GROUP_REACH]
            told = next((each for each in behind if each.is_content), None)
            if told is not None and told.key not in statement.keys:
                return True
    return False


def _is_reversed(figure: Figure, claim: Statement) -> bool:
    """Whether "8 to 17" is made of what the claim has as "17 to 8"."""
    if figure.quantity.comparator is not Comparator.RANGE:
        return False
    low, high = figure.quantity.interval
    values = [other.value for other in claim.figures]
    return (
        low in values and high in values and low != high and values.index(high) < values.index(low)
    )


def _bounds_exact(figure: Figure, claim: Statement) -> bool:
    """Whether "at most 84" stands where the claim has 84, and leaves no more open than that."""
    quantity = figure.quantity
    if quantity.comparator not in BOUNDS:
        return False
    return any(
        other.quantity.comparator is Comparator.EXACT and other.value in quantity.interval
        for other in claim.figures
    ) and all(other.key != figure.key for other in claim.figures)


def _is_whole(statement: Statement, figure: Figure, claim: Statement) -> bool:
    """Whether all is said of what the claim says of a part: 27 done, and nine of the 27 done."""
    if figure.quantity.whole is not None:
        return False
    keys = {each.key for each in statement.figures}
    for other in claim.figures:
        if other.key in keys:
            continue
        if other.quantity.whole is None or figure.value != other.quantity.whole:
            continue
        said = {p.key for p in claim.pieces if p.is_content and p.end <= other.start}
        if not statement.keys.isdisjoint(said):
            return True
    return False


def _is_share_of_another(statement: Statement, figure: Figure, claim: Statement) -> bool:
    """Whether so many per cent are of something that the claim does not speak of."""
    if figure.quantity.kind is not Kind.PERCENT:
        return False
    index = find_index(statement, figure)
    behind = statement.pieces[index + 1 : index + 3]
    if len(behind) < len("of") or behind[0].word != "of":
        return False
    return behind[1] in Pair(statement, claim).left_only


def _is_of_most(statement: Statement, claim: Statement, other: Figure) -> bool:
    """Whether it is said of all what the claim says of most of them: "most of the 640 members"."""
    index = find_index(claim, other)
    before = [piece.word for piece in claim.pieces[max(0, index - 2) : index]]
    partial = statement.lexicon.partial
    if (
        before[-1:] != ["of"]
        or partial.isdisjoint(before)
        or not partial.isdisjoint(statement.words)
    ):
        return False
    said = [
        two.key
        for one, two in pairwise(claim.pieces[index:])
        if two.is_content and one.word != "of" and two.key != other.unit
    ]
    return len(statement.keys.intersection(said)) * 2 >= len(said)


def _drops_share(statement: Statement, claim: Statement) -> bool:
    """Whether the claim speaks of a share of something, and the statement of the whole of it."""
    if statement.figures or not statement.words.isdisjoint(statement.lexicon.partial):
        return False
    for figure in claim.figures:
        if figure.quantity.kind is not Kind.PERCENT:
            continue
        index = find_index(claim, figure)
        behind = claim.pieces[index + 1 : index + 3]
        if len(behind) > 1 and behind[0].word == "of" and behind[1].sort is Sort.WORD:
            noun = behind[1].key
            alone = sum(1 for piece in claim.pieces if piece.key == noun) == 1
            if alone and noun in statement.keys:
                return True
    return False
