"""Whether a number of the claim follows from several numbers of the evidence.

"16 and 19 more, now 35": sums and differences of what has one unit, and a product or a quotient of
two. A number as large as a sum's is rarely met by chance, so only few terms are tried.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Final

from claimtrack.compare.reasons import Reading
from claimtrack.values.quantity import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.compare.figures import Figure
    from claimtrack.compare.pair import Pair
    from claimtrack.compare.statement import Statement

#: More terms than this make any number a sum of some of them.
_MOST_TERMS: Final = 4
#: A result is met within half a unit of the claim's last place, or this share.
_TOLERANCE: Final = Fraction(1, 500)
#: Sentences that share less of their wording are no sum and its terms.
_LEAST_SHARED: Final = 0.4


def is_result(claim: Statement, evidence: Statement, shared: float) -> bool:
    """Tell whether a number of the claim is what the numbers of the evidence come to."""
    found = _read_sum(claim, evidence, shared)
    return found is not None and _find_way(*found) is not None


def result_agrees(pair: Pair) -> Reading | None:
    """A number of the claim is what the evidence's numbers come to."""
    found = _read_pair(pair)
    if found is None:
        return None
    figure, terms = found
    way = _find_way(figure, terms)
    if way is None:
        return None
    sentence = f"{way} = {figure.text}"
    return Reading(sentence, (figure.start, figure.end), (terms[0].start, terms[-1].end))


def result_differs(pair: Pair) -> Reading | None:
    """A number of the claim looks like a result, and the evidence's numbers do not come to it."""
    found = _read_pair(pair)
    if found is None or _find_way(*found) is not None:
        return None
    figure, terms = found
    listed = ", ".join(term.text for term in terms)
    sentence = f"{listed} do not come to {figure.text}"
    return Reading(sentence, (figure.start, figure.end), (terms[0].start, terms[-1].end))


def _read_pair(pair: Pair) -> tuple[Figure, tuple[Figure, ...]] | None:
    return None if pair.gaps is not None else _read_sum(pair.left, pair.right, pair.shared)


def _read_sum(
    claim: Statement, evidence: Statement, shared: float
) -> tuple[Figure, tuple[Figure, ...]] | None:
    """Return the claim's only number and the terms, if it is said of what the terms count."""
    if shared < _LEAST_SHARED:
        return None
    lefts = [figure for figure in claim.figures if not figure.loose]
    terms = tuple(figure for figure in evidence.figures if not figure.loose)
    if len(lefts) != 1 or not 2 <= len(terms) <= _MOST_TERMS:  # noqa: PLR2004
        return None
    figure = lefts[0]
    kinds = {term.quantity.kind for term in (figure, *terms)}
    if Kind.PERCENT in kinds or any(term.value is None for term in (figure, *terms)):
        return None
    if any(term.value == figure.value for term in terms):
        return None
    return figure, terms


def _find_way(figure: Figure, terms: tuple[Figure, ...]) -> str | None:
    target = Fraction(figure.value or 0)
    for result, way in _combine(terms):
        if abs(result - target) <= _TOLERANCE * abs(target):
            return way
    return None


def _combine(terms: tuple[Figure, ...]) -> Iterator[tuple[Fraction, str]]:
    values = [Fraction(term.value or 0) for term in terms]
    for signs in product((1, -1, 0), repeat=len(values)):
        if sum(sign != 0 for sign in signs) < 2:  # noqa: PLR2004
            continue
        result = sum((s * v for s, v in zip(signs, values, strict=True)), Fraction(0))
        yield result, _write(signs, terms)
    for left in range(len(values)):
        for right in range(len(values)):
            if left == right:
                continue
            names = terms[left].quantity.text, terms[right].quantity.text
            if left < right:
                yield values[left] * values[right], " × ".join(names)
            if values[right]:
                yield values[left] / values[right], " ÷ ".join(names)
    if len(values) > 2:  # noqa: PLR2004
        yield from _combine_three(values, terms)


def _combine_three(
    values: list[Fraction], terms: tuple[Figure, ...]
) -> Iterator[tuple[Fraction, str]]:
    """Combine three: one of two sums or differences, times or through the third."""
    for last in range(len(values)):
        others = [place for place in range(len(values)) if place != last][:2]
        one, two = (values[place] for place in others)
        names = [terms[place].quantity.text for place in others]
        for result, sign in ((one + two, "+"), (one - two, "−"), (one * two, "×")):
            inner = f"({names[0]} {sign} {names[1]})"
            yield result * values[last], f"{inner} × {terms[last].quantity.text}"
            if values[last]:
                yield result / values[last], f"{inner} ÷ {terms[last].quantity.text}"
            if sign == "×":
                yield result + values[last], f"{inner} + {terms[last].quantity.text}"
                yield result - values[last], f"{inner} − {terms[last].quantity.text}"


def _write(signs: tuple[int, ...], terms: tuple[Figure, ...]) -> str:
    parts = [
        f"{'+' if sign > 0 else '−'} {term.quantity.text}"
        for sign, term in zip(signs, terms, strict=True)
        if sign
    ]
    return " ".join(parts).removeprefix("+ ")
