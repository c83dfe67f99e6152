"""What a statement names that a claim does not: whether the claim can bear on it at all.

Counts of reviews are alike for all films, and a claim that says "the film" may mean another one. So
the names of a statement are looked for in what a claim says, in whom it credits and in where it was
taken from; and each of its figures and dates must stand in what is to carry it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.check.placing import differs_in_role
from claimtrack.check.results import ParticularKind, Trace
from claimtrack.compare.pair import Pair
from claimtrack.values.quantity import BOUNDS, Comparator, Kind
from claimtrack.values.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.check.results import Particular
    from claimtrack.compare import Comparison, Reason, Statement
    from claimtrack.compare.figures import Figure
    from claimtrack.compare.pieces import Piece
    from claimtrack.compare.reasons import Place
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source

#: "He won two awards" is about whoever has won any; only a claim that says little else is meant.
_MOST: Final = 0.6


def describe_origin(claim: Claim, source: Source | None) -> str:
    """Return what names the things a claim is about besides its text: credit, title, publisher."""
    parts = [claim.attribution or ""]
    if source is not None:
        parts += [source.title, source.publisher]
    return normalise(" ".join(parts)).norm.casefold()


def find_absent_names(statement: Statement, claim: Statement, origin: str) -> list[Piece]:
    """Return the names of a statement that neither a claim nor where it comes from has."""
    missing = Pair(statement, claim).names_missing
    return [piece for piece in missing if piece.word.casefold() not in origin]


def is_about_another(
    statement: Statement, claim: Statement, comparison: Comparison, absent: Iterable[Piece]
) -> bool:
    """Tell whether a conflict is about another thing than the statement.

    It is when a name is absent that is not at issue itself, as it is where one name stands in the
    place of another; when the statement names nothing, and much of the claim is about what it
    does not speak of; when the claim only bounds the very number that the statement gives: "over
    90 countries" is a loose way to say 90; and when of two numbers the one is a change and the
    other a level, or each is of a time of its own.
    """
    if not statement.names and Pair(statement, claim).right_share <= _MOST:
        return True
    main = next((r for r in comparison.reasons if r.verdict is comparison.verdict), None)
    if main is not None and _is_of_another_number(statement, claim, main):
        return True
    place = next(
        (r.left for r in comparison.reasons if r.verdict is comparison.verdict and r.left), None
    )
    return any(
        place is None or not (place[0] <= piece.start and piece.end <= place[1]) for piece in absent
    )


def _is_of_another_number(statement: Statement, claim: Statement, reason: Reason) -> bool:
    """Whether a conflict is of a number with a bound that names it, or with one of another role."""
    figure = _find_figure(statement, reason.left)
    other = _find_figure(claim, reason.right)
    if figure is None or other is None:
        return False
    return _is_bound_given(figure, other) or differs_in_role(statement, figure, claim, other)


def _is_bound_given(figure: Figure, other: Figure) -> bool:
    """Whether of a plain number and a bound the one names the other."""
    return (
        figure.quantity.comparator is Comparator.EXACT
        and other.quantity.comparator in BOUNDS
        and shares_a_bound(figure, other)
    )


def _find_figure(statement: Statement, place: Place | None) -> Figure | None:
    return next((f for f in statement.figures if (f.start, f.end) == place), None)


def are_of_one_kind(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures may count the same thing: 240 % are no 240 jobs, nor 240 dollars.

    What two counts are of may have two names, and of a bare number nothing is said.
    """
    one, two = figure.quantity, other.quantity
    if one.kind is two.kind:
        return one.kind is Kind.COUNT or figure.unit == other.unit
    return any(each.kind is Kind.COUNT and not each.unit for each in (one, two))


def shares_a_bound(figure: Figure, other: Figure) -> bool:
    """Tell whether the same number is named, whatever stands around it: "at least 41" and "41"."""
    if not are_of_one_kind(figure, other):
        return False
    low, high = figure.quantity.interval
    return (low is not None and low == other.quantity.low) or (
        high is not None and high == other.quantity.high
    )


def find_uncarried(particulars: Iterable[Particular]) -> list[Particular]:
    """Return the numbers and dates of a statement that were not found in what supports it."""
    kinds = {ParticularKind.NUMBER, ParticularKind.DATE}
    return [each for each in particulars if each.kind in kinds and each.trace is not Trace.FOUND]
