"""The page of a conflict, and the list of all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from claimtrack.models.relation import Cause
from claimtrack.site import addresses
from claimtrack.site.differing import mark_differences
from claimtrack.site.lists import cut
from claimtrack.site.rendering import Page
from claimtrack.site.words import CAUSES, say_judgement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.report.conflicts import Opposition
    from claimtrack.site.material import Material

_LONGEST_QUOTE: Final = 2_000

#: Heading and meaning of each group, in the order of the list.
GROUPS: Final = {
    "confirmed": ("Open, and confirmed", "A person found that these conflict."),
    "unsure": ("Open: nobody could tell", "A person looked, and could not tell."),
    "suggested": ("Open: nobody has looked", "A rule proposes them."),
    "rejected": (
        "Settled: no conflict",
        "They look like contradictions, and a person found that they are none.",
    ),
    "unlike": (
        "Settled: only look alike",
        "They look as if they said the same, and a person found that they do not.",
    ),
}


def find_group(entry: Opposition) -> str:
    """Return the group of `GROUPS` that an entry belongs to."""
    return "unlike" if entry.kind == "corroborates" else entry.state


def say_cause(entry: Opposition) -> str:
    """Return the cause of a conflict, or of its absence, in words; "" where none was given."""
    return CAUSES[Cause(entry.cause)] if entry.cause else ""


def say_decision(entry: Opposition) -> str:
    """Return who decided what of an entry, and when."""
    return say_judgement(entry.state, entry.by, dt.date.fromisoformat(entry.when))


def make_conflict_page(entry: Opposition) -> Page:
    """Return the page of a conflict."""
    left, right = entry.sides
    texts = mark_differences(left.text, right.text)
    quotes = mark_differences(left.quote[:_LONGEST_QUOTE], right.quote[:_LONGEST_QUOTE])
    context: dict[str, Any] = {
        "entry": entry,
        "group": GROUPS[find_group(entry)],
        "sides": list(zip(entry.sides, texts, quotes, strict=True)),
        "is_marked": any(piece.is_marked for side in (*texts, *quotes) for piece in side),
    }
    return Page(addresses.conflict_page(entry), "conflict.html", context)


def make_conflict_lists(material: Material) -> Iterator[Page]:
    """Yield the list of all conflicts, in its parts."""
    order = list(GROUPS)
    entries = sorted(material.conflicts, key=lambda entry: order.index(find_group(entry)))
    totals = {name: sum(find_group(each) == name for each in entries) for name in GROUPS}
    for part in cut(entries, lambda number: addresses.list_page("conflicts", number)):
        groups = []
        for name, group in GROUPS.items():
            here = [entry for entry in part.entries if find_group(entry) == name]
            if here:
                groups.append((group, totals[name], here))
        yield Page(part.path, "conflicts.html", {"part": part, "groups": groups})
