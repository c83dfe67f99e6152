"""What keeps a claim from carrying a statement, though nearly all of its words are the claim's.

Shared words weigh most in a comparison, and a stance model may not see the one word that differs.
So support is refused where what differs is a sign of a conflict, even one too weak to call it so: a
negation, an opposite, another rank; where a name stands at another word; where two values have
changed places; where all are spoken of and the claim knows of some; where a number stands for
something else; where somebody else acts; and where the claim is less certain.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from claimtrack.check.certainty import is_weaker
from claimtrack.check.naming import is_elsewhere, is_spelt_otherwise
from claimtrack.check.placing import explain_displaced
from claimtrack.check.roles import is_done_by_another
from claimtrack.compare.pair import Pair
from claimtrack.compare.pieces import Sort
from claimtrack.language.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.compare import Comparison, Statement
    from claimtrack.compare.pieces import Piece

#: Words looked through on either side; more is no sentence.
_MOST: Final = 60
#: Pieces of a sentence, or of two or three; what is longer is held by its words alone.
_MOST_PIECES: Final = 150
_ADDED: Final = "claim_adds"
#: Signs of a conflict that nothing supports in spite of.
_SIGNS: Final = frozenset(
    {
        *("negation_differs", "negation_meets", "opposites_swapped", "opposites_used"),
        *("alternatives_swapped", "roles_swapped", "ranks_differ", _ADDED),
    }
)


def explain_open(statement: Statement, claim: Statement, comparison: Comparison) -> str:
    """Say what keeps a claim that seems to support a statement from carrying it; "" if nothing."""
    sign = next((each for each in comparison.reasons if each.comparator in _SIGNS), None)
    if sign is not None and sign.comparator == _ADDED and sign.left is not None:
        word = statement.text[slice(*sign.left)]
        if word.casefold() not in load_pack().reporting_verbs:
            return f"it does not have “{word}”"
    elif sign is not None:
        return sign.sentence
    pair = Pair(statement, claim)
    short = _is_sentence(statement) and _is_sentence(claim)
    return next((why for is_open, why in _OPENINGS if is_open(pair)), "") or (
        _explain_otherwise(statement, claim) if short else ""
    )


def _is_sentence(statement: Statement) -> bool:
    """Whether it is short enough to look at each of its pieces beside each other."""
    return len(statement.pieces) <= _MOST_PIECES


def _explain_otherwise(statement: Statement, claim: Statement) -> str:
    if is_done_by_another(statement, claim):
        return "there, somebody else acts"
    if is_weaker(claim, statement):
        return "one of the two is less certain, or not yet done"
    return explain_displaced(statement, claim)


def _has_opposite(pair: Pair) -> bool:
    """Whether a word that only the one has is the opposite of one that only the other has."""
    return any(
        left.negated == right.negated and pair.lexicon.are_opposites(left.word, right.word)
        for left in pair.left_only[:_MOST]
        for right in pair.right_only[:_MOST]
    )


def _faces_about(pair: Pair) -> bool:
    """Whether the preposition of a word is the opposite: votes for and against a sale."""
    ours, theirs = _list_faced(pair.left), _list_faced(pair.right)
    facing = pair.lexicon.facing
    for word, prepositions in ours.items():
        others = theirs.get(word, set())
        if prepositions.isdisjoint(others) and any(
            not facing.get(each, frozenset()).isdisjoint(others) for each in prepositions
        ):
            return True
    return False


def _list_faced(statement: Statement) -> dict[str, set[str]]:
    """List the content words that stand right behind a preposition which has an opposite."""
    found: dict[str, set[str]] = {}
    for one, two in pairwise(statement.pieces):
        word = statement.text[one.start : one.end].casefold()
        if two.is_content and word in statement.lexicon.facing:
            found.setdefault(two.key, set()).add(word)
    return found


def _denies_otherwise(pair: Pair) -> bool:
    """Whether one negates what the other denies: "did not deny it", "denied it"."""
    ours, theirs = len(pair.left.negations), len(pair.right.negations)
    return pair.gaps is not None and bool(ours and theirs) and (ours - theirs) % 2 == 1


def _turns_time(pair: Pair) -> bool:
    """Whether something begins with the day that it ends with: from and until September."""
    ours, theirs = _list_bounds(pair.left), _list_bounds(pair.right)
    return any(
        bounds and theirs.get(key) and bounds.isdisjoint(theirs[key])
        for key, bounds in ours.items()
    )


def _list_bounds(statement: Statement) -> dict[str, set[str]]:
    """List for each date with a bound the direction of it."""
    found: dict[str, set[str]] = {}
    for one, two in pairwise(statement.pieces):
        if two.time is None or two.time.edtf is None:
            continue
        words = [one.word.split()[-1:], two.time.text.casefold().split()[:1]]
        for word in words:
            bound = statement.lexicon.time_bounds.get("".join(word), "=")
            if bound != "=":
                day = two.time.text.casefold().removeprefix("".join(word)).strip()
                found.setdefault(day, set()).add(bound[0])
    return found


def _adds_word(pair: Pair) -> bool:
    """Whether a statement has a word that changes all of it: "only", "nearly", "because of"."""
    lexicon, ours, theirs = pair.lexicon, pair.left, pair.right
    if ours.restricts and not theirs.restricts:
        return True
    return any(
        not words.isdisjoint(ours.words) and words.isdisjoint(theirs.words)
        for words in (lexicon.approaching, lexicon.causing, lexicon.proving)
    )


def _is_denied(statement: Statement) -> bool:
    text = " ".join(statement.text.casefold().split())
    return any(phrase in text for phrase in statement.lexicon.denying)


def _names_another(pair: Pair) -> bool:
    """Whether a name stands at another word: the Selm yard, the Varrow school, the Varrow yard.

    Names that are words of a set, such as "Korean", tell what somebody is: a Korean defector may
    well be a Korean woman.
    """
    missing, other = set(pair.left_only), set(pair.right_only)
    ours, theirs = list(_list_named(pair.left)), list(_list_named(pair.right))
    heads: dict[str, bool] = {}
    for name, head in theirs:
        heads[head.key] = heads.get(head.key, True) and name in other
    names = {name.key for name, head in theirs if head in other}
    known = {(name.key, head.key) for name, head in theirs}
    for name, head in ours:
        if (name.key, head.key) in known:
            continue
        # "Selm" may stand elsewhere in the claim; the yard has another name there all the same.
        if heads.get(head.key, False) or (name in missing and head.key in heads):
            return True
        if head in missing and name.key in names and name.word not in pair.lexicon.members:
            return True
    return False


def _list_named(statement: Statement) -> Iterator[tuple[Piece, Piece]]:
    """Yield each name that stands right before a noun, with it: "Varrow" and "yard"."""
    acting = statement.lexicon.acting
    for name, head in pairwise(statement.pieces):
        beside = statement.text[name.end : head.start] == " "
        acts = {head.word, head.word.removesuffix("s")} & acting or head.word.endswith("ed")
        if name.sort is Sort.NAME and head.sort is Sort.WORD and beside and not acts:
            yield name, head


def _has_exchanged(statement: Statement, claim: Statement) -> bool:
    """Whether the same dates, or the same numbers, stand in another order, and the words do not."""
    shared = statement.keys & claim.keys
    ours, theirs = (
        [piece.key for piece in each.pieces if piece.is_content and piece.key in shared]
        for each in (statement, claim)
    )
    if ours != theirs:
        return False
    for sort in (Sort.TIME, Sort.FIGURE):
        left, right = (
            [piece.key for piece in each.pieces if piece.sort is sort]
            for each in (statement, claim)
        )
        if left != right and Counter(left) == Counter(right):
            return True
    return False


def _says_all(statement: Statement, claim: Statement) -> bool:
    """Whether all are spoken of, and the claim knows of some of them, or of one alone."""
    lexicon = statement.lexicon
    if statement.words.isdisjoint(lexicon.universal) or not statement.words.isdisjoint(
        lexicon.partial
    ):
        return False
    hedged = not claim.words.isdisjoint(lexicon.partial)
    if not hedged and not claim.words.isdisjoint(lexicon.universal):
        return False
    counted = any(
        figure.quantity.whole is not None or (figure.unit == "" and not figure.loose)
        for figure in claim.figures
    )
    return counted or claim.restricts or hedged


#: What is looked at in turn, and what is said where it is found.
_OPENINGS: Final[tuple[tuple[Callable[[Pair], bool], str], ...]] = (
    (_has_opposite, "a word of it has its opposite there"),
    (_names_another, "a name of it belongs to something else there"),
    (
        lambda pair: _is_denied(pair.left) != _is_denied(pair.right),
        "one of the two calls it untrue",
    ),
    (
        lambda pair: _has_exchanged(pair.left, pair.right),
        "two of its values have changed places",
    ),
    (lambda pair: _says_all(pair.left, pair.right), "there, it is not said of all"),
    (_faces_about, "a preposition there says the opposite"),
    (_denies_otherwise, "one of the two denies it once more"),
    (_turns_time, "a date begins in the one what it ends in the other"),
    (_adds_word, "it adds a word such as “only”, “nearly”, “because” or “proved”"),
    (lambda pair: is_spelt_otherwise(pair.left, pair.right), "a name is spelt otherwise there"),
    (lambda pair: is_elsewhere(pair.left, pair.right), "another place is named there"),
)
