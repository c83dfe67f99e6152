"""Whether the numbers of two statements agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimtrack.compare.pieces import Sort
from claimtrack.compare.reasons import Reading
from claimtrack.values.quantity import Kind

if TYPE_CHECKING:
    from claimtrack.compare.figures import Figure
    from claimtrack.compare.pair import Pair

#: Statements with more figures than this are tables; comparing each with each is quadratic.
_MOST: Final = 40
#: At one place of parallel sentences; no other sign is as strong.
_SLOT: Final = 3.0
#: Of one unit, with some words around them in common.
_SURE: Final = 1.2
#: Less common wording than this does not tell that two sentences speak of one thing.
_LEAST_SHARED: Final = 0.4
#: Two numbers that only may have one unit are of one thing when so many words around them agree.
_CONTEXT: Final = 0.34
#: A loose figure needs more of them: half.
_LOOSE_CONTEXT: Final = 0.5
_DURATION: Final = 0.7


@dataclass(frozen=True, slots=True)
class Match:
    """Two figures that measure the same.

    Attributes:
        left: that of the claim.
        right: that of the evidence.
        nearness: how sure it is that they measure the same.
    """

    left: Figure
    right: Figure
    nearness: float

    @property
    def is_sure(self) -> bool:
        """Whether their units agree, or they stand at the same place of parallel sentences."""
        return self.nearness >= _SURE


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the figures of two statements stand to each other.

    Attributes:
        agreeing: those of which the evidence's carries the claim's.
        open: those that can both hold, but need not.
        rounded: those of which one is the other rounded.
        conflicting: those that cannot both hold.
        missing: figures of the claim that nothing of the evidence measures.
    """

    agreeing: tuple[Match, ...]
    open: tuple[Match, ...]
    rounded: tuple[Match, ...]
    conflicting: tuple[Match, ...]
    missing: tuple[Figure, ...]


def match_numbers(pair: Pair) -> Numbers:
    """Find for each figure of the claim what measures the same in the evidence."""
    matches = _match_all(pair)
    lefts, rights = _settle(matches, "left"), _settle(matches, "right")
    agreeing: list[Match] = []
    opened: list[Match] = []
    rounded: list[Match] = []
    conflicting: list[Match] = []
    for figure in pair.left.figures[:_MOST]:
        found = lefts.get(figure.start)
        if found is None:
            continue
        if found.left.fits(found.right):
            (agreeing if found.right.carries(found.left) else opened).append(found)
        elif found.left.rounds(found.right) or (
            found.nearness < _SLOT and found.left.meets(found.right)
        ):
            rounded.append(found)
        elif rights[found.right.start].left is figure:
            # No figure of either side fits the other's: it is a conflict seen from both.
            conflicting.append(found)
    seen = {match.left.start for match in (*agreeing, *opened, *rounded, *conflicting)}
    missing = tuple(f for f in pair.left.figures[:_MOST] if f.start not in seen)
    return Numbers(tuple(agreeing), tuple(opened), tuple(rounded), tuple(conflicting), missing)


def _match_all(pair: Pair) -> list[Match]:
    slots = _find_slots(pair)
    found = []
    for left in pair.left.figures[:_MOST]:
        for right in pair.right.figures[:_MOST]:
            nearness = 0.0
            if not _is_whole(left, right) and not _are_apart(left, right):
                is_slot = (left.start, right.start) in slots
                nearness = _SLOT if is_slot else _measure(pair, left, right)
            if nearness:
                found.append(Match(left, right, nearness))
    return found


def _find_slots(pair: Pair) -> set[tuple[int, int]]:
    """Find the figures that stand at the same place of parallel sentences."""
    slots: set[tuple[int, int]] = set()
    for gap in pair.gaps or ():
        lefts = [piece for piece in gap.left if piece.sort is Sort.FIGURE]
        rights = [piece for piece in gap.right if piece.sort is Sort.FIGURE]
        if len(lefts) == len(rights):
            slots.update((a.start, b.start) for a, b in zip(lefts, rights, strict=True))
    return slots


def _are_apart(left: Figure, right: Figure) -> bool:
    """Whether each says what it measures, and they say different things: "17 %", "$113 billion"."""
    one, two = left.quantity, right.quantity
    measured = Kind.COUNT not in (one.kind, two.kind)
    if measured and (one.kind is not two.kind or left.unit != right.unit):
        return True
    if left.partial is right.partial:
        return False
    # "Five joined" and "three more joined" are no two counts of one thing; but three are too few.
    part, all_of_it = (one, two) if left.partial else (two, one)
    most, least = all_of_it.high, part.low
    return not left.fits(right) and (most is None or least is None or most >= least)


def _is_whole(left: Figure, right: Figure) -> bool:
    """Whether one figure is what the other is a part of: the 30 of "20 of the 30"."""
    one, two = left.quantity.whole, right.quantity.whole
    return (one is not None and one == right.value) or (two is not None and two == left.value)


def _measure(pair: Pair, left: Figure, right: Figure) -> float:
    """Return how sure it is that two figures measure the same; 0 when they do not."""
    one, two = left.quantity, right.quantity
    if one.kind is not two.kind:
        return 0.0
    around, other = pair.left.words_around(left), pair.right.words_around(right)
    least = min(len(around), len(other))
    context = len(around & other) / least if least else 0.0
    if left.loose or right.loose:
        known = left.value == right.value or (left.unit and context >= _LOOSE_CONTEXT)
        return context if left.unit == right.unit and known else 0.0
    if left.unit == right.unit and left.is_duration:
        # Many things last, and of most of them nothing is said by another's length.
        return _DURATION + context
    if one.kind is not Kind.COUNT:
        return 1.0 + context if left.unit == right.unit else 0.0
    return _measure_counts(pair, left, right, context)


def _measure_counts(pair: Pair, left: Figure, right: Figure, context: float) -> float:
    """Do so for counts: by their nouns, or by the words around them where one has none."""
    if not left.unit or not right.unit:
        return context if context >= _CONTEXT or left.value == right.value else 0.0
    one, two = (figure.quantity.unit.lower().rsplit(" ", 1)[-1] for figure in (left, right))
    if left.unit == right.unit or pair.lexicon.are_synonyms(one, two):
        return 1.0 + context
    around, other = pair.left.words_around(left), pair.right.words_around(right)
    named = left.unit in other or right.unit in around
    return context if named and context >= _CONTEXT else 0.0


def _settle(matches: list[Match], side: str) -> dict[int, Match]:
    """Give each figure of one side its match: one that fits, else the nearest."""
    best: dict[int, tuple[tuple[bool, bool, float, int, int], Match]] = {}
    for match in matches:
        figure, other = (match.left, match.right) if side == "left" else (match.right, match.left)
        slot = match.nearness >= _SLOT
        # The last two put equal ones in an order that is the same seen from either side.
        apart, along = abs(figure.start - other.start), figure.start + other.start
        rank = (slot, figure.fits(other) or figure.rounds(other), match.nearness, -apart, -along)
        known = best.get(figure.start)
        if known is None or rank > known[0]:
            best[figure.start] = (rank, match)
    return {start: match for start, (_, match) in best.items()}


def numbers_conflict(pair: Pair) -> Reading | None:
    """A number of each that cannot both hold, of one unit or at one place."""
    return _find_conflict(pair, _list_sure(pair))


def numbers_may_conflict(pair: Pair) -> Reading | None:
    """A number of each that cannot both hold, if they measure the same as it seems."""
    return None if _list_sure(pair) else _find_conflict(pair, list(pair.numbers.conflicting))


def _list_sure(pair: Pair) -> list[Match]:
    if pair.shared < _LEAST_SHARED:
        return []
    return [found for found in pair.numbers.conflicting if found.is_sure]


def _find_conflict(pair: Pair, conflicts: list[Match]) -> Reading | None:
    apart = pair.differs_in_period or pair.differs_in_name or _find_bases(pair)
    if not conflicts or apart or pair.is_result:
        return None
    match = max(conflicts, key=lambda found: (found.nearness, -found.left.start))
    if _is_labelled_otherwise(pair, match):
        return None
    return _read(
        match, f"“{match.left.text}” and “{match.right.text}” cannot both be {_name(match)}"
    )


def _is_labelled_otherwise(pair: Pair, match: Match) -> bool:
    """Whether the numbers are of another "Week 3" or "Season 2", which is not at issue itself."""
    labels = pair.differing_labels
    return labels is not None and match.left not in labels and match.right not in labels


def _name(match: Match) -> str:
    """Name what two figures measure."""
    quantity = match.left.quantity
    if quantity.kind is not Kind.COUNT:
        return "the amount" if quantity.kind is Kind.MONEY else "the share"
    unit = quantity.unit or match.right.quantity.unit
    return f"the number of {unit}" if unit else "the number"


def numbers_agree(pair: Pair) -> Reading | None:
    """All numbers of the claim are carried by the evidence."""
    numbers = pair.numbers
    if not numbers.agreeing or numbers.missing or numbers.open or numbers.conflicting:
        return None
    match = numbers.agreeing[0]
    if match.left.text == match.right.text:
        return _read(match, f"both say “{match.left.text}”")
    return _read(match, f"“{match.right.text}” carries “{match.left.text}”")


def bases_differ(pair: Pair) -> Reading | None:
    """Two figures that were found on another number of cases: two counts, not a conflict."""
    found = _find_bases(pair)
    if not found or pair.differs_in_period:
        return None
    match = found[0]
    return _read(
        match, f"“{match.left.text}” and “{match.right.text}” tell that each counted something else"
    )


def scopes_differ(pair: Pair) -> Reading | None:
    """Numbers that differ, said of what has another name: no conflict, but two facts."""
    conflicts = pair.numbers.conflicting
    if not conflicts:
        return None
    match = conflicts[0]
    if not pair.differs_in_name and not _is_labelled_otherwise(pair, match):
        return None
    return _read(
        match, f"“{match.left.text}” and “{match.right.text}” are said of what has another name"
    )


def _find_bases(pair: Pair) -> list[Match]:
    if min(len(pair.left.figures), len(pair.right.figures)) == 1:
        return []
    return [match for match in pair.numbers.conflicting if match.left.basis and match.right.basis]


def numbers_fit(pair: Pair) -> Reading | None:
    """Some number of each can be the other's, and none conflicts."""
    numbers = pair.numbers
    fitting = (*numbers.agreeing, *numbers.open, *numbers.rounded)
    if not fitting or numbers.conflicting:
        return None
    match = fitting[0]
    return _read(match, f"“{match.left.text}” and “{match.right.text}” can both hold")


def number_found(pair: Pair) -> Reading | None:
    """Some number of the claim is carried by the evidence."""
    agreeing = pair.numbers.agreeing
    if not agreeing:
        return None
    match = agreeing[0]
    return _read(
        match, f"the evidence carries “{match.left.text}”", len(agreeing) / len(pair.left.figures)
    )


def numbers_missing(pair: Pair) -> Reading | None:
    """A number of the claim that nothing in the evidence measures."""
    missing = pair.numbers.missing
    if not missing:
        return None
    figure = missing[0]
    sentence = f"nothing in the evidence measures “{figure.text}”"
    strength = len(missing) / len(pair.left.figures)
    return Reading(sentence, (figure.start, figure.end), None, strength)


def bounds_stay_open(pair: Pair) -> Reading | None:
    """Two numbers that can both hold, without the one following from the other."""
    if not pair.numbers.open:
        return None
    match = pair.numbers.open[0]
    return _read(
        match, f"“{match.left.text}” and “{match.right.text}” can both hold; neither decides"
    )


def numbers_rounded(pair: Pair) -> Reading | None:
    """Two numbers of which one is the other rounded."""
    if not pair.numbers.rounded:
        return None
    match = pair.numbers.rounded[0]
    return _read(match, f"“{match.left.text}” and “{match.right.text}” differ by rounding only")


def _read(match: Match, sentence: str, strength: float = 1.0) -> Reading:
    left, right = match.left, match.right
    return Reading(sentence, (left.start, left.end), (right.start, right.end), strength)
