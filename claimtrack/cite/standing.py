"""Whether a source still stands: what was retracted or corrected is marked, whatever a style does.

Most styles print nothing of it, or print it where a date belongs; so we take it out of what they
are given and put it behind each entry and each note ourselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.manuscripts.contract import Inline
from claimtrack.models.standing import find_standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.models.source import Source

__all__ = ["find_standing", "mark_standing"]


def mark_standing(inlines: Sequence[Inline], source: Source) -> tuple[Inline, ...]:
    """Put the standing of a source behind what is printed of it, unless that says so already."""
    words = find_standing(source)
    printed = "".join(inline.text for inline in inlines)
    if not words or not printed or words.casefold() in printed.casefold():
        return tuple(inlines)
    return (*inlines, Inline(" ["), Inline(words, bold=True), Inline("]"))
