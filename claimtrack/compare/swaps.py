"""One word in the place of another: opposites, alternatives of one set, other names.

In parallel sentences the two words stand at the same place, and that they differ is the whole
difference. In others both stand somewhere, and the rest of the wording must tell that they are said
of the same thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.compare.pieces import Piece, Sort
from claimtrack.compare.reasons import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.compare.pair import Gap, Pair

#: Pairs of words looked through in statements that are not parallel; more is no sentence.
_MOST: Final = 60
_JOINING: Final = frozenset({"and", "or", "&", ","})


def opposites_swapped(pair: Pair) -> Reading | None:
    """An opposite stands in the place of a word of an otherwise parallel sentence."""
    found = _find_in_gaps(pair, pair.lexicon.are_opposites) or _find_phrases(pair)
    if found is None:
        return None
    left, right = found
    return _read(left, right, f"“{left.word}” and “{right.word}” are opposites")


def alternatives_swapped(pair: Pair) -> Reading | None:
    """Another member of a set (colours, countries) stands in the place of a word."""
    found = _find_in_gaps(pair, pair.lexicon.exclude_each_other)
    if found is None:
        return None
    left, right = found
    return _read(left, right, f"“{left.word}” and “{right.word}” exclude each other")


def names_swapped(pair: Pair) -> Reading | None:
    """Another name stands in the place of a name of an otherwise parallel sentence."""
    found = find_swapped_names(pair)
    if found is None or pair.numbers.conflicting:
        return None
    left, right = found
    return _read(left, right, f"the one names “{left.word}”, the other “{right.word}”")


def find_swapped_names(pair: Pair) -> tuple[Piece, Piece] | None:
    """Find two names that stand at one place of parallel sentences."""
    for gap in pair.gaps or ():
        lefts = [piece for piece in gap.left if piece.sort is Sort.NAME]
        rights = [piece for piece in gap.right if piece.sort is Sort.NAME]
        if lefts and rights and _is_uncovered(pair, lefts, rights):
            return lefts[-1], rights[-1]
    return None


def words_swapped(pair: Pair) -> Reading | None:
    """One other content word stands in the place of a word, and it is no synonym."""
    for gap in pair.gaps or ():
        lefts, rights = _list_words(pair, gap.left), _list_words(pair, gap.right)
        if len(lefts) == len(rights) == 1 and _is_uncovered(pair, lefts, rights):
            left, right = lefts[0], rights[0]
            sentence = f"“{left.word}” stands where the other has “{right.word}”"
            return _read(left, right, sentence)
    return None


def synonym_swapped(pair: Pair) -> Reading | None:
    """All that differs is a word for the same, or the name of a kind for one of it."""
    gaps = pair.gaps
    if not gaps or bool(pair.left.negations) != bool(pair.right.negations):
        return None
    found = []
    for gap in gaps:
        lefts, rights = _list_meaning(pair, gap.left), _list_meaning(pair, gap.right)
        if len(lefts) != 1 or len(rights) != 1 or not _carries(pair, lefts[0], rights[0]):
            return None
        found.append((lefts[0], rights[0]))
    one, two = found[0]
    return _read(one, two, f"“{two.word}” is “{one.word}” in other words")


def opposites_used(pair: Pair) -> Reading | None:
    """A word of each, not shared, that are opposites; the sentences are not parallel."""
    return _find_loose(pair, pair.lexicon.are_opposites, "are opposites")


def alternatives_used(pair: Pair) -> Reading | None:
    """A word of each, not shared, from one set; the sentences are not parallel."""
    return _find_loose(pair, pair.lexicon.are_alternatives, "exclude each other")


def roles_swapped(pair: Pair) -> Reading | None:
    """The same words with two names in each other's place: "A beat B", "B beat A"."""
    left = [piece for piece in pair.left.pieces if piece.is_content]
    right = [piece for piece in pair.right.pieces if piece.is_content]
    if len(left) != len(right) or len(left) > _MOST:
        return None
    if sorted(piece.key for piece in left) != sorted(piece.key for piece in right):
        return None
    moved = [(a, b) for a, b in zip(left, right, strict=True) if a.key != b.key]
    # A name that opens a sentence does not look like one there.
    known = pair.left.names | pair.right.names
    names = all(one.key in known and two.key in known for one, two in moved)
    if len(moved) != 2 or not names:  # noqa: PLR2004
        return None
    (one, two), (three, four) = moved
    if _are_joined(pair.left.text, one, three) and _are_joined(pair.right.text, two, four):
        return None  # "between A and B" is "between B and A"
    return _read(one, two, f"“{one.word}” and “{two.word}” have changed places")


def _are_joined(text: str, one: Piece, two: Piece) -> bool:
    return text[one.end : two.start].strip().lower() in _JOINING


def _find_in_gaps(pair: Pair, test: Callable[[str, str], bool]) -> tuple[Piece, Piece] | None:
    for gap in pair.gaps or ():
        for left, right in _cross(gap):
            alike = left.negated == right.negated
            if alike and left.word and right.word and test(left.word, right.word):
                return left, right
    return None


def _find_phrases(pair: Pair) -> tuple[Piece, Piece] | None:
    """Find opposites of several words ("near", "far away from") at one place."""
    for gap in pair.gaps or ():
        if len(gap.left) + len(gap.right) > len("abcdef"):
            continue
        one, two = (" ".join(piece.word for piece in side) for side in (gap.left, gap.right))
        alike = bool(one and two) and gap.left[0].negated == gap.right[0].negated
        if alike and pair.lexicon.are_opposites(one, two):
            return gap.left[0], gap.right[0]
    return None


def _find_loose(pair: Pair, test: Callable[[str, str], bool], saying: str) -> Reading | None:
    if pair.gaps is not None:
        return None
    for left in pair.left_only[:_MOST]:
        for right in pair.right_only[:_MOST]:
            if left.negated == right.negated and test(left.word, right.word):
                return _read(left, right, f"“{left.word}” and “{right.word}” {saying}")
    return None


def _list_meaning(pair: Pair, pieces: tuple[Piece, ...]) -> list[Piece]:
    """List the words that have synonyms or carry content: "near" is "close to"."""
    groups = pair.lexicon.groups
    return [piece for piece in pieces if piece.word in groups or piece.sort is not Sort.FUNCTION]


def _list_words(pair: Pair, pieces: tuple[Piece, ...]) -> list[Piece]:
    """List the content words that are no units: "10 km" and "6.2 miles" are one length."""
    units = pair.lexicon.conversions
    return [piece for piece in pieces if piece.is_content and piece.word not in units]


def _cross(gap: Gap) -> Iterator[tuple[Piece, Piece]]:
    return ((left, right) for left in gap.left[:8] for right in gap.right[:8])


def _is_uncovered(pair: Pair, lefts: list[Piece], rights: list[Piece]) -> bool:
    missing, other = set(pair.left_only), set(pair.right_only)
    return any(piece in missing for piece in lefts) and any(piece in other for piece in rights)


def _carries(pair: Pair, claim: Piece, evidence: Piece) -> bool:
    lexicon = pair.lexicon
    if not claim.word or not evidence.word:
        return False
    return lexicon.are_synonyms(claim.word, evidence.word) or lexicon.is_kind(
        evidence.word, claim.word
    )


def _read(left: Piece, right: Piece, sentence: str) -> Reading:
    return Reading(sentence, (left.start, left.end), (right.start, right.end))
