"""What every format writes: a title, and parts with rows of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claimtrack.manuscripts.contract import Inline

if TYPE_CHECKING:
    from claimtrack.cite.results import Citation, Citations


class Row(NamedTuple):
    """A citation or an entry."""

    label: str
    """Its place in the draft, or its number in the list; "" for none."""
    inlines: tuple[Inline, ...]


class Part(NamedTuple):
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]


class Sheet(NamedTuple):
    """Citations and a list of sources, to be written down."""

    title: str
    """What they are of; also the title of the document, where a format has one."""
    parts: tuple[Part, ...]


def make_sheet(citations: Citations, *, of: str, title: str) -> Sheet:
    """Lay out citations: first those in the text, with their places, then the list.

    Args:
        citations: as they were set.
        of: the draft's name, or what was asked for.
        title: the heading of the list.
    """
    parts = []
    if citations.citations:
        heading = "Notes" if citations.in_notes else "Citations"
        rows = tuple(Row(_say_place(each), _join(each)) for each in citations.citations)
        parts.append(Part(heading, rows))
    if citations.entries:
        parts.append(
            Part(title, tuple(Row(entry.label, entry.inlines) for entry in citations.entries))
        )
    return Sheet(of, tuple(parts))


def _say_place(citation: Citation) -> str:
    cluster = citation.cluster
    if cluster.line:
        return f"{cluster.line}:{cluster.column}"
    return ", ".join(cite.key for cite in cluster.cites)


def _join(citation: Citation) -> tuple[Inline, ...]:
    if citation.note is None or not citation.inlines:
        return citation.note or citation.inlines
    return (*citation.inlines, Inline(" ["), *citation.note, Inline("]"))
