"""Citations as one JSON document, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimtrack.cite.formats.html import write_inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.cite.results import Citation, Citations
    from claimtrack.manuscripts.contract import Inline


def make_record(citations: Citations) -> dict[str, Any]:
    """Return the citations as JSON values; each text also as HTML, with its looks and links."""
    return {
        "style": {
            "id": citations.style_id,
            "title": citations.style_title,
            "notes": citations.in_notes,
        },
        "citations": [_record_citation(each) for each in citations.citations],
        "sources": [
            {"source": entry.source_id, "label": entry.label, **_record_text(entry.inlines)}
            for entry in citations.entries
        ],
        "left_out": [{"source": each.source_id, "why": each.why} for each in citations.left_out],
        "unknown": [
            {"key": each.key, "line": each.line, "column": each.column, "why": each.why}
            for each in citations.unknown
        ],
        "remarks": list(citations.remarks),
    }


def _record_citation(citation: Citation) -> dict[str, Any]:
    cluster = citation.cluster
    return {
        "keys": [cite.key for cite in cluster.cites],
        "sources": [cite.source_id for cite in cluster.cites],
        "locators": [cite.locator for cite in cluster.cites],
        "line": cluster.line,
        "column": cluster.column,
        "added": cluster.is_added and bool(cluster.line),
        **_record_text(citation.inlines),
        "note": None if citation.note is None else _record_text(citation.note),
    }


def _record_text(inlines: Sequence[Inline]) -> dict[str, str]:
    return {
        "text": "".join(inline.text for inline in inlines),
        "html": "".join(map(write_inline, inlines)),
    }
