"""Every passage of a text that reads as a quote does, exactly after normalisation.

One part of a quote may stand in many places; a passage is one place for each, in order, none on
another, and none further from the one before than its reach.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.anchoring.difference import nearest
from claimtrack.anchoring.edges import CONTEXT, find_cut
from claimtrack.anchoring.marking import show_plain
from claimtrack.errors import CutWordError, QuoteNotFoundError, QuoteOrderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.anchoring.quotes import Part
    from claimtrack.values.text import MappedText, Stretch

Passage = tuple["Stretch", ...]
"""Where each part of a quote stands, in order."""

#: Characters compared before we stop collecting the places of one part. An ordinary quote has
#: a million places in it; a megabyte of one letter, quoted to the half, would take hours without.
_LOOKUP_BUDGET = 20_000_000
_SHOWN_AROUND = 30


@dataclass(frozen=True, slots=True)
class Places:
    """Where one part of a quote stands in the normal form of a text."""

    stretches: tuple[Stretch, ...]
    cut: str | None
    """The word or number of the source that the first place left out would have cut."""


def find_places(part: str, text: MappedText) -> Places:
    """Return where ``part``, a text in its normal form, stands without cutting a word or number."""
    stretches = []
    first_cut = None
    for start, end in text.find_norm(part, max(1, _LOOKUP_BUDGET // len(part))):
        before, after = text.norm[max(0, start - CONTEXT) : start], text.norm[end : end + CONTEXT]
        cut = find_cut(before, part, after)
        if cut is None:
            stretches.append((start, end))
        else:
            first_cut = first_cut or cut
    return Places(tuple(stretches), first_cut)


def find_passages(parts: Sequence[Part], text: MappedText) -> tuple[Passage, ...]:
    """Return every passage of ``text`` that holds ``parts``, at least one.

    Raises:
        QuoteNotFoundError: a part does not stand there; the nearest passage is shown.
        CutWordError: a part stands there only inside a longer word or number.
        QuoteOrderError: all stand there, but not in order within their reach.
    """
    places = []
    for part in parts:
        found = find_places(part.text, text)
        if not found.stretches:
            raise _explain_absence(part.text, found, text)
        places.append(found)
    passages = _join_places(parts, places)
    if not passages:
        raise QuoteOrderError(tuple(part.text for part in parts))
    return passages


def _explain_absence(
    part: str, places: Places, text: MappedText
) -> QuoteNotFoundError | CutWordError:
    if places.cut is not None:
        return CutWordError(part, places.cut)
    difference = nearest(part, text)
    return QuoteNotFoundError(part, difference.render() if difference else "")


def show_place(passage: Passage, text: MappedText) -> str:
    """Return a line that shows where a passage stands, with the words around it."""
    first, last = passage[0][0], passage[-1][1]
    begin, end = max(0, first - _SHOWN_AROUND), min(len(text.norm), last + _SHOWN_AROUND)
    inside = text.norm[first:last]
    if len(inside) > 2 * _SHOWN_AROUND:
        inside = f"{inside[:_SHOWN_AROUND]} … {inside[-_SHOWN_AROUND:]}"
    raw_start, raw_end = text.raw_span(first, last)
    around = f"{text.norm[begin:first]}>>{inside}<<{text.norm[last:end]}"
    return f"at {raw_start}-{raw_end}: {show_plain(around).strip()}"


def _join_places(parts: Sequence[Part], places: Sequence[Places]) -> tuple[Passage, ...]:
    """Return a passage for each place of the first part that the other parts can follow.

    Each part is taken where it stands next, of the places from which the rest can follow too.
    Linear in the number of places, but for the search in a sorted list.
    """
    passages: list[Passage] = [(stretch,) for stretch in places[-1].stretches]
    for later, earlier in zip(reversed(parts), reversed(places[:-1]), strict=False):
        starts = [passage[0][0] for passage in passages]
        longer: list[Passage] = []
        for start, end in earlier.stretches:
            at = bisect_left(starts, end)
            if at < len(starts) and starts[at] - end <= later.reach:
                longer.append(((start, end), *passages[at]))
        passages = longer
    return tuple(passages)


def keep_tightest(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages without those that another, ending at the same place, is inside of."""
    by_end = {passage[-1]: passage for passage in passages}
    return tuple(by_end.values())
