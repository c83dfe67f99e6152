"""Whether a statement tells as done, or as certain, what a claim only plans, expects or allows for.

"Plans to replace", "may protect", "if the council agrees" and "should be abolished" share all other
words with what is done, what protects, what comes and what is abolished. So each word that weakens
a claim has a reach; a statement that is about what it reaches has to have such a word as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.check.clauses import FORMS_OF_BE, ends_clause
from claimtrack.compare.pieces import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.compare import Statement
    from claimtrack.compare.pieces import Piece
    from claimtrack.language.lexicon import Lexicon

#: From this share of what a word reaches on, a statement is about it.
_ABOUT: Final = 0.5
#: What ends the reach of a word, besides the end of its clause.
_TURNS: Final = frozenset({"but", "because", "although", "while", "which", "who", "whereas"})
#: This weakens what stands before it or, where it opens the sentence, all the rest.
_CONDITIONAL: Final = "conditional"
#: This weakens a word or two: of "41 people suspected of theft were held" not the holding.
_ALLEGED: Final = "alleged"
_ALLEGED_REACH: Final = 3
_FUTURE: Final = "future"
_DECIDED: Final = "promised"
_WISHED: Final = frozenset({"advised", "intended", "possible"})
#: "On condition", "as long as".
_LONGEST_PHRASE: Final = 3
#: How many words before a verb an auxiliary may stand: "has not yet been closed".
_AUXILIARY_REACH: Final = 4


def is_weaker(claim: Statement, statement: Statement) -> bool:
    """Tell whether a claim leaves open, or to the future, what a statement tells as a fact.

    It is as well when the claim tells as done what the statement puts into the future.
    """
    return (
        _drops_weakening(claim, statement)
        or _tells_wish_as_decision(claim, statement)
        or _tells_future_as_done(claim, statement)
        or _tells_done_as_future(claim, statement)
    )


def _drops_weakening(claim: Statement, statement: Statement) -> bool:
    found = _find_weakenings(statement)
    for index in range(len(claim.pieces)):
        sorts = _read_weakening(claim, index)
        if sorts and all(claim.lexicon.as_weak[sort].isdisjoint(found) for sort in sorts):
            reach = _find_reach(claim, index, conditional=_CONDITIONAL in sorts)
            reach = reach[:_ALLEGED_REACH] if _ALLEGED in sorts else reach
            if _is_about(statement, claim, reach):
                return True
    return False


def _tells_wish_as_decision(claim: Statement, statement: Statement) -> bool:
    """Whether what is only advised or intended is decided: "recommends", "decided"."""
    found, known = _find_weakenings(statement), _find_weakenings(claim)
    return _DECIDED in found and _DECIDED not in known and not known.isdisjoint(_WISHED)


def _tells_future_as_done(claim: Statement, statement: Statement) -> bool:
    lexicon = claim.lexicon
    if not statement.words.isdisjoint(lexicon.future) or _find_weakenings(statement) - {
        _CONDITIONAL
    }:
        return False
    for index, piece in enumerate(claim.pieces):
        if piece.word not in lexicon.future or not _is_plain(claim, piece):
            continue
        reach = _find_reach(claim, index)
        verb = next((each for each in reach if each.is_content), None)
        if _is_about(statement, claim, reach):
            return verb is None or not _stands_in_present(verb, statement)
    return False


def _tells_done_as_future(claim: Statement, statement: Statement) -> bool:
    lexicon = claim.lexicon
    if not claim.words.isdisjoint(lexicon.future):
        return False
    for index, piece in enumerate(statement.pieces):
        if piece.word in lexicon.future:
            reach = _find_reach(statement, index)
            verb = next((each for each in reach if each.is_content), None)
            return verb is not None and _is_done(verb, claim) and not _is_weakened(verb, claim)
    return False


def _is_weakened(verb: Piece, claim: Statement) -> bool:
    """Whether a verb, or all of a claim that does not have it, is only planned or expected."""
    lacking = all(piece.key != verb.key for piece in claim.pieces)
    for index in range(len(claim.pieces)):
        sorts = _read_weakening(claim, index)
        if sorts:
            reach = _find_reach(claim, index, conditional=_CONDITIONAL in sorts)
            if lacking or any(piece.key == verb.key for piece in reach):
                return True
    return False


def _find_weakenings(statement: Statement) -> frozenset[str]:
    found = {
        sort for index in range(len(statement.pieces)) for sort in _read_weakening(statement, index)
    }
    return frozenset(
        found if statement.words.isdisjoint(statement.lexicon.future) else found | {"future"}
    )


def _read_weakening(statement: Statement, index: int) -> frozenset[str]:
    """Return how the word or phrase at a place weakens: not at all, most often."""
    words = [piece.word for piece in statement.pieces[index : index + _LONGEST_PHRASE]]
    if not _is_plain(statement, statement.pieces[index]):
        return frozenset()
    found = (
        statement.lexicon.weakening.get(" ".join(words[:count]))
        for count in range(len(words), 0, -1)
    )
    return next(filter(None, found), frozenset())


def _is_plain(statement: Statement, piece: Piece) -> bool:
    """Whether a word is written small, as the month and the name May and Will are not."""
    return piece.start == 0 or statement.text[piece.start].islower()


def _find_reach(statement: Statement, index: int, *, conditional: bool = False) -> list[Piece]:
    """Return the pieces that a word weakens: those behind it or, of a passive, those before it."""
    pieces = statement.pieces
    if conditional:
        before = list(pieces[:index])
        return before or list(pieces[index + 1 :])
    if index and pieces[index - 1].word in FORMS_OF_BE and not _goes_on(statement, index):
        return list(_walk(statement, range(index - 1, -1, -1)))
    return list(_walk(statement, range(index + 1, len(pieces))))


def _goes_on(statement: Statement, index: int) -> bool:
    """Whether a verb follows: "is expected to close"."""
    return index + 1 < len(statement.pieces) and statement.pieces[index + 1].word == "to"


def _walk(statement: Statement, places: Sequence[int]) -> Iterable[Piece]:
    last: Piece | None = None
    for place in places:
        piece = statement.pieces[place]
        if piece.word in _TURNS:
            return
        if last is not None:
            first, second = sorted((last, piece), key=lambda each: each.start)
            if ends_clause(statement, first, second):
                return
        yield piece
        last = piece


def _is_about(statement: Statement, claim: Statement, reach: Sequence[Piece]) -> bool:
    """Whether a statement has half of what is reached, or a number that stands only there."""
    told = [piece for piece in reach if piece.sort is not Sort.FUNCTION]
    keys = {piece.key for piece in statement.pieces}
    outside = {piece.key for piece in claim.pieces if piece not in reach}
    if any(
        piece.sort is Sort.FIGURE and piece.key in keys and piece.key not in outside
        for piece in told
    ):
        return True
    shared = sum(1 for piece in told if piece.key in keys)
    return bool(told) and shared >= _ABOUT * len(told)


def _stands_in_present(verb: Piece, statement: Statement) -> bool:
    return any(piece.key == verb.key for piece in statement.pieces) and not _is_done(
        verb, statement
    )


def _is_done(verb: Piece, statement: Statement) -> bool:
    """Whether a statement has a verb in a past form, or any past of another verb in its place."""
    lexicon: Lexicon = statement.lexicon
    for index, piece in enumerate(statement.pieces):
        before = statement.pieces[max(0, index - _AUXILIARY_REACH) : index]
        auxiliary = any(each.word in lexicon.past for each in before)
        if piece.key == verb.key:
            present = any(each.word in {"is", "are", "be"} for each in before)
            past = piece.word.endswith("ed") or piece.word in lexicon.past_forms
            return auxiliary or (past and not present)
    return not statement.words.isdisjoint(lexicon.past | lexicon.past_forms)
