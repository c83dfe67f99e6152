"""How a number is measured: as a level or a change of one, at which time, and by what.

"Fell from 1.5 to 1.2 million", "fell by 1.2 million", "1.2 million in 2022", "1.2 million a month":
the same number stands for four things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.check.clauses import find_clause, find_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.compare import Statement
    from claimtrack.compare.figures import Figure
    from claimtrack.compare.times import Time

#: What a change is told by: how far, from where, to where.
BY: Final = "by"
FROM_OR_TO: Final = frozenset({"from", "to"})
_CHANGES: Final = ("rise", "fall", "increase", "decrease", "grow", "shrink", "gain", "lose")
#: Before a date that only something is compared with: "fewer than in 2022", "up from 2019".
_COMPARING: Final = frozenset({"than", "as", "from", "against", "compared", "versus"})
_RATE_ARTICLES: Final = frozenset({"a", "an"})
#: "For a month" is a time, and "a year ago" a date.
_NO_RATE_BEFORE: Final = frozenset({"for", "in", "within", "after", "of", "over", "during", "half"})
_NO_RATE_AFTER: Final = frozenset({"ago", "earlier", "later", "before", "after", "old", "long"})


def differs_in_change(
    statement: Statement, figure: Figure, claim: Statement, other: Figure
) -> bool:
    """Whether the one changes by so much and the other to so much, or does not change at all."""
    ours, theirs = find_role(statement, figure), find_role(claim, other)
    if ours and theirs:
        return ours != theirs
    if ours != BY or not _is_changing(statement):
        return False
    compared = any(
        claim.lexicon.are_opposites(word, each)
        for word in list_behind(claim, other)
        for each in ("more", "less", "higher", "lower")
    )
    return not compared and not _is_changing(claim)


def _is_changing(statement: Statement) -> bool:
    opposites = statement.lexicon.are_opposites
    return any(opposites(word, each) for word in statement.words for each in _CHANGES)


def find_role(statement: Statement, figure: Figure) -> str:
    """Return whether a change goes by, from or to a number; "" where none of these is said."""
    index = find_index(statement, figure)
    before = statement.pieces[index - 1] if index > 0 else None
    if before is None:
        return ""
    if before.word in {BY, *FROM_OR_TO}:
        return before.word
    opposites = statement.lexicon.are_opposites
    return BY if any(opposites(before.word, word) for word in _CHANGES) else ""


def differs_in_time(statement: Statement, figure: Figure, claim: Statement, other: Figure) -> bool:
    """Whether the claim has the statement's time, and says something else of it."""
    ours, theirs = _find_time(statement, figure), _find_time(claim, other)
    if ours is None or theirs is None or ours.fits(theirs):
        return False
    return any(ours.fits(time) for time in claim.times if time is not theirs)


def _find_time(statement: Statement, figure: Figure) -> Time | None:
    """Return the date of a number: the next one behind it, else the last one before it.

    Neither may lie beyond another number, nor be one that something is only compared with.
    """
    index = find_index(statement, figure)
    behind = range(index + 1, len(statement.pieces))
    before = range(index - 1, -1, -1)
    return _look_for_time(statement, behind) or _look_for_time(statement, before)


def _look_for_time(statement: Statement, places: Sequence[int]) -> Time | None:
    for place in places:
        piece = statement.pieces[place]
        if piece.figure is not None:
            return None
        if piece.time is not None:
            near = statement.pieces[max(0, place - 2) : place]
            compared = any(_COMPARING.intersection(each.word.split()[-1:]) for each in near)
            return None if compared else piece.time
    return None


def find_rates(statement: Statement, figure: Figure) -> frozenset[str]:
    """Return what a number is counted by, in its clause: the month of "a month"."""
    lexicon = statement.lexicon
    clause = find_clause(statement, figure)
    others = [at for at, each in enumerate(clause) if each.figure is not None]
    own = next(at for at in others if clause[at].start == figure.start)
    behind = min((at for at in others if at > own), default=len(clause))
    # What stands between two numbers belongs to the first: "95 crowns per hour for 310 workers".
    clause = clause[own if own > others[0] else 0 : behind]
    found = set()
    for place, piece in enumerate(clause):
        before = clause[place - 1] if place else None
        after = clause[place + 1].word if place + 1 < len(clause) else ""
        if piece.word in lexicon.rate_adverbs:
            found.add(lexicon.rate_adverbs[piece.word])
        elif before is not None and before.word == "per":
            found.add(lexicon.rates.get(piece.word, piece.key))
        elif piece.word in lexicon.rates and before is not None and after not in _NO_RATE_AFTER:
            between = statement.text[before.end : piece.start].casefold().split()
            counted = bool(between) and between[-1] in _RATE_ARTICLES
            if before.word in {"each", "every"} or (counted and before.word not in _NO_RATE_BEFORE):
                found.add(lexicon.rates[piece.word])
    return frozenset(found)


def list_behind(statement: Statement, figure: Figure) -> Iterator[str]:
    """Yield the word behind a figure, of a phrase its first: the "more" of "more than"."""
    index = find_index(statement, figure)
    for piece in statement.pieces[index + 1 : index + 2]:
        yield from piece.word.split()[:1]
