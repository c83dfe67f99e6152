"""Two statements side by side: which words they share, and where a parallel sentence differs.

Computed once, then read by all comparators. The alignment is made in an order of its own, so that
comparing B with A sees what comparing A with B saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from claimtrack.compare.arithmetic import is_result
from claimtrack.compare.labels import find_labels
from claimtrack.compare.numbers import Numbers, match_numbers
from claimtrack.compare.periods import differs_in_period
from claimtrack.compare.pieces import Piece, Sort
from claimtrack.compare.stems import is_same_family
from claimtrack.compare.swaps import find_swapped_names

if TYPE_CHECKING:
    from claimtrack.compare.figures import Figure
    from claimtrack.compare.statement import Statement

#: Longer texts are no parallel sentences, and aligning them takes quadratic time.
_MOST_PIECES: Final = 300
#: Two sentences are parallel when so much of the longer one stands in the other in order.
_PARALLEL: Final = 0.6
#: Sentences that differ in more places say the same thing in other words, or something else.
_MOST_GAPS: Final = 4

_FAMILY_LETTERS: Final = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where two parallel sentences differ; either side may be empty."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


class Pair:
    """Two statements: the left one is the claim, the right one the evidence.

    Args:
        left: the claim.
        right: the evidence.
    """

    def __init__(self, left: Statement, right: Statement) -> None:
        self.left = left
        self.right = right
        self.lexicon = left.lexicon

    @cached_property
    def left_only(self) -> tuple[Piece, ...]:
        """The content words of the claim that the evidence has nothing for."""
        return tuple(piece for piece in self.left.content if not self._covers(self.right, piece))

    @cached_property
    def right_only(self) -> tuple[Piece, ...]:
        """The content words of the evidence that the claim has nothing for."""
        return tuple(piece for piece in self.right.content if not self._covers(self.left, piece))

    @cached_property
    def left_share(self) -> float:
        """How much of the claim's wording the evidence has, from 0 to 1."""
        return _share(self.left, self.left_only)

    @cached_property
    def right_share(self) -> float:
        """How much of the evidence's wording the claim has, from 0 to 1."""
        return _share(self.right, self.right_only)

    @cached_property
    def shared(self) -> float:
        """How much of the wording of either is in the other; the same whichever comes first."""
        return max(self.left_share, self.right_share)

    @cached_property
    def shares_name(self) -> bool:
        """Whether they have a name in common."""
        return not self.left.names.isdisjoint(self.right.keys) or not (
            self.right.names.isdisjoint(self.left.keys)
        )

    @cached_property
    def names_missing(self) -> tuple[Piece, ...]:
        """The names of the claim that the evidence does not have."""
        return tuple(piece for piece in self.left_only if piece.sort is Sort.NAME)

    @cached_property
    def numbers(self) -> Numbers:
        """How their figures stand to each other."""
        return match_numbers(self)

    @cached_property
    def is_result(self) -> bool:
        """Whether a number of the one is what the numbers of the other may come to."""
        return is_result(self.left, self.right, self.shared) or is_result(
            self.right, self.left, self.shared
        )

    @cached_property
    def differs_in_name(self) -> bool:
        """Whether they are parallel and name somebody or something else."""
        return find_swapped_names(self) is not None

    @cached_property
    def differing_labels(self) -> tuple[Figure, Figure] | None:
        """The numbers of two labels that tell that something else is meant: "Week 3", "Week 17"."""
        return find_labels(self)

    @cached_property
    def differs_in_period(self) -> bool:
        """Whether they speak of different periods."""
        return differs_in_period(self)

    @cached_property
    def gaps(self) -> tuple[Gap, ...] | None:
        """Where two parallel sentences differ; None when they are not parallel."""
        one, two = self.left.pieces, self.right.pieces
        if not one or not two or max(len(one), len(two)) > _MOST_PIECES:
            return None
        if min(len(one), len(two)) < _PARALLEL * max(len(one), len(two)):
            return None
        turned = self.left.text > self.right.text
        gaps = _align(two, one) if turned else _align(one, two)
        if gaps is None or not turned:
            return gaps
        return tuple(Gap(gap.right, gap.left) for gap in gaps)

    def _covers(self, other: Statement, piece: Piece) -> bool:
        key, word = piece.key, piece.word
        if key in other.keys or word in other.words or word in other.kinds:
            return True
        groups = self.lexicon.groups.get(word)
        if groups and not groups.isdisjoint(other.groups):
            return not any(self.lexicon.are_opposites(word, found) for found in other.words)
        return any(
            is_same_family(key, found) for found in other.families.get(key[:_FAMILY_LETTERS], ())
        )


def _share(statement: Statement, missing: tuple[Piece, ...]) -> float:
    whole = sum(statement.weigh(piece) for piece in statement.content)
    if not whole:
        return 0.0
    return 1.0 - sum(statement.weigh(piece) for piece in missing) / whole


def _align(one: tuple[Piece, ...], two: tuple[Piece, ...]) -> tuple[Gap, ...] | None:
    from rapidfuzz.distance import LCSseq

    codes = LCSseq.opcodes([piece.key for piece in one], [piece.key for piece in two])
    same = sum(code.src_end - code.src_start for code in codes if code.tag == "equal")
    if same < _PARALLEL * max(len(one), len(two)):
        return None
    gaps: list[Gap] = []
    joined = False
    for code in codes:
        if code.tag == "equal":
            joined = False
            continue
        left, right = one[code.src_start : code.src_end], two[code.dest_start : code.dest_end]
        if joined:
            gaps[-1] = Gap(gaps[-1].left + left, gaps[-1].right + right)
        else:
            gaps.append(Gap(left, right))
        joined = True
    return tuple(gaps) if len(gaps) <= _MOST_GAPS else None
