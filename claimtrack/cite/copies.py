"""When our copies of a source were taken, and where one is archived: no style prints both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.cite.items import pick_captures
from claimtrack.manuscripts.contract import Inline
from claimtrack.values.dates import Edtf, describe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.models.source import Source


def describe_copies(source: Source, captures: Iterable[int] = ()) -> tuple[Inline, ...]:
    """Return when our copies of a source were taken and where one is archived.

    Args:
        source: as the ledger has it.
        captures: the numbers of the copies that are cited; none for all.
    """
    days = [_say_day(each.captured) for each in pick_captures(source, captures)]
    days = list(dict.fromkeys(filter(None, days)))
    archive = source.archive
    if days:
        words = " Copy of " if len(days) == 1 else " Copies of "
        words += days[0] if len(days) == 1 else f"{', '.join(days[:-1])} and {days[-1]}"
    else:
        words = " Archived" if archive else " No copy is held"
    if not archive:
        return (Inline(f"{words}."),)
    words += ", archived at " if days else " at "
    return (Inline(words), Inline(archive, link=archive), Inline("."))


def _say_day(when: Edtf) -> str:
    """Say when a copy was taken, so that it can stand behind “Copy of”."""
    first, _, last = when.text.partition("/")
    if when.start is None and when.stop is not None:
        return f"{describe(Edtf.parse(last))} or earlier"
    if when.stop is None and when.start is not None:
        return f"{describe(Edtf.parse(first))} or later"
    return describe(when)
