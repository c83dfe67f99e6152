"""Every number, date, name and quotation of a statement, traced by itself.

A statement may be carried as a whole and still have one figure that nobody gave. So each particular
is looked for in the evidence: found, or another value stands in its place, or nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.check.bearing import are_of_one_kind, shares_a_bound
from claimtrack.check.results import Particular, ParticularKind, Trace
from claimtrack.compare.pieces import Sort
from claimtrack.values.quantity import Comparator, Kind
from claimtrack.values.text import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.compare.figures import Figure
    from claimtrack.compare.statement import Statement
    from claimtrack.compare.times import Time
    from claimtrack.values.dates import Edtf

#: How far down the list of evidence a particular is looked for. More finds figures that belong to
#: something else; less misses the second claim that a sentence is made of.
MOST_EVIDENCE: Final = 5


def trace_particulars(
    statement: Statement,
    evidence: Sequence[tuple[str, Statement]],
    quotations: Sequence[Particular] = (),
) -> tuple[Particular, ...]:
    """Trace the particulars of a statement.

    Args:
        statement: whose.
        evidence: claim ids with what they say, the nearest first.
        quotations: those of the statement, traced already; nothing inside them is traced again.

    Returns:
        The particulars in order of their place.
    """
    near = evidence[:MOST_EVIDENCE]
    found = list(quotations)
    found += [_trace_figure(statement, figure, near) for figure in statement.figures]
    found += [_trace_time(statement, time, near) for time in statement.times]
    names = _find_names(statement)
    found += [_trace_name(statement.text[start:end], start, near) for start, end in names]
    inside = [(each.start, each.end) for each in quotations]
    kept = [
        each
        for each in found
        if each.kind is ParticularKind.QUOTATION
        or not any(start <= each.start and each.end <= end for start, end in inside)
    ]
    return tuple(sorted(kept, key=lambda each: (each.start, each.end)))


def _trace_figure(
    statement: Statement, figure: Figure, evidence: Sequence[tuple[str, Statement]]
) -> Particular:
    own = statement.text[figure.start : figure.end]
    sibling: tuple[str, str] | None = None
    for claim_id, other in evidence:
        for candidate in other.figures:
            if _is_there(figure, candidate, statement.lexicon.reaching):
                return _particular(ParticularKind.NUMBER, own, figure.start, Trace.FOUND, claim_id)
            same_unit = statement.words_around(figure) & other.words_around(candidate)
            if sibling is None and same_unit and candidate.quantity.kind is figure.quantity.kind:
                sibling = (claim_id, other.text[candidate.start : candidate.end])
    return _otherwise(ParticularKind.NUMBER, own, figure.start, sibling)


def _is_there(figure: Figure, other: Figure, reaching: tuple[str, ...]) -> bool:
    if not are_of_one_kind(figure, other):
        return False
    if figure.quantity.comparator is other.quantity.comparator is Comparator.RANGE:
        return figure.key == other.key
    named = figure.key == other.key or _is_whole(figure, other) or shares_a_bound(figure, other)
    # "As many as 36,000" says how far it went, which "as many as 3,600" does not.
    if named or figure.text.casefold().startswith(reaching):
        return named
    return bool(figure.unit) and figure.unit == other.unit and other.carries(figure)


def _is_whole(figure: Figure, other: Figure) -> bool:
    """Whether it is what the other is a part of: the 30 of "20 of the 30", and no 30 per cent."""
    counted = figure.quantity.kind is Kind.COUNT
    return counted and figure.value is not None and figure.value == other.quantity.whole


def _trace_time(
    statement: Statement, time: Time, evidence: Sequence[tuple[str, Statement]]
) -> Particular:
    own = statement.text[time.start : time.end]
    others = [each for each in statement.times if each is not time]
    sibling: tuple[str, str] | None = None
    for claim_id, other in evidence:
        for candidate in other.times:
            # In "from July 2016 to June 2017" the end says nothing about the beginning.
            taken = not time.exact and any(_is_same_date(each, candidate) for each in others)
            carried = candidate.carries(time) and not taken
            if carried or _is_same_date(time, candidate):
                return _particular(ParticularKind.DATE, own, time.start, Trace.FOUND, claim_id)
            if sibling is None:
                sibling = (claim_id, other.text[candidate.start : candidate.end])
        if not others and _lies_within(other.about, time.edtf):
            return _particular(ParticularKind.DATE, own, time.start, Trace.FOUND, claim_id)
    return _otherwise(ParticularKind.DATE, own, time.start, sibling)


def _is_same_date(time: Time, other: Time) -> bool:
    """Whether the same date is named, whatever word bounds it: "from June" and "between June"."""
    return time.key == other.key or time.text.casefold() == other.text.casefold()


def _lies_within(about: Edtf | None, time: Edtf | None) -> bool:
    """Whether the time that a claim is about lies in a date: May 2019 in 2019."""
    if about is None or time is None or not (time.earliest and time.latest):
        return False
    if not (about.earliest and about.latest):
        return False
    return time.earliest <= about.earliest and about.latest <= time.latest


def _trace_name(name: str, start: int, evidence: Sequence[tuple[str, Statement]]) -> Particular:
    wanted = normalise(name).norm.casefold()
    for claim_id, other in evidence:
        text = normalise(f"{other.text} {other.attribution}").norm.casefold()
        if _has_words(text, wanted):
            return _particular(ParticularKind.NAME, name, start, Trace.FOUND, claim_id)
    return _particular(ParticularKind.NAME, name, start, Trace.NOWHERE)


def _has_words(text: str, wanted: str) -> bool:
    """Whether words stand in a text, and not as the beginning or end of others."""
    place = text.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        before, behind = text[place - 1 : place] if place else "", text[end : end + 1]
        if not before.isalnum() and not behind.isalnum():
            return True
        place = text.find(wanted, place + 1)
    return False


def _find_names(statement: Statement) -> list[tuple[int, int]]:
    """Return the places of names, those that stand side by side taken together."""
    places: list[tuple[int, int]] = []
    for piece in statement.pieces:
        if piece.sort is not Sort.NAME:
            continue
        gap = statement.text[places[-1][1] : piece.start] if places else ""
        if places and gap == " ":
            places[-1] = (places[-1][0], piece.end)
        else:
            places.append((piece.start, piece.end))
    return places


def _otherwise(
    kind: ParticularKind, text: str, start: int, sibling: tuple[str, str] | None
) -> Particular:
    if sibling is None:
        return _particular(kind, text, start, Trace.NOWHERE)
    return _particular(kind, text, start, Trace.SIBLING, *sibling)


def _particular(
    kind: ParticularKind, text: str, start: int, trace: Trace, claim_id: str = "", there: str = ""
) -> Particular:
    return Particular(kind, text, start, start + len(text), trace, claim_id, there)
