"""Citations as plain text: one line each, as one would paste them into a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.cite.formats.sheet import Sheet


def render(sheet: Sheet) -> bytes:
    """Return the citations as UTF-8 text; looks and links are left out."""
    return "\n".join(_write(sheet)).encode() + b"\n"


def _write(sheet: Sheet) -> Iterator[str]:
    for place, part in enumerate(sheet.parts):
        if place:
            yield ""
        if len(sheet.parts) > 1:
            yield part.title
            yield ""
        width = max((len(row.label) for row in part.rows), default=0)
        for row in part.rows:
            label = f"{row.label:<{width}} " if width else ""
            yield label + "".join(inline.text for inline in row.inlines)
