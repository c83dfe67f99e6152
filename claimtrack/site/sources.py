"""The page of a source."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.anchoring.fragments import is_web_address
from claimtrack.models import csl
from claimtrack.site import addresses
from claimtrack.site.lists import cut
from claimtrack.site.rendering import Page
from claimtrack.site.words import PRESENCES, SOURCE_GRADES, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.graph.network import Edge
    from claimtrack.models.source import Source
    from claimtrack.site.material import Material

#: Of those who cite it; the rest is counted.
_MOST: Final = 100
#: What has a place of its own on the page, or is not for readers.
_TOLD: Final = frozenset({"title", "author", "publisher", "container-title", "issued", "custom"})
_LABELS: Final = {"URL": "address", "accessed": "looked at"}
_LONGEST_VALUE: Final = 1_000
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def make_source_pages(material: Material, source: Source) -> Iterator[Page]:
    """Yield the page of a source and, where it has very many claims, those on which they go on."""
    claims = material.claims_by_source.get(source.id, [])
    captures = []
    for capture in source.captures:
        presence = material.read(source, capture).presence
        material.presences[presence] += 1
        captures.append((capture, PRESENCES[presence]))
    citing = _find_citing(material, source, [claim.id for claim in claims])
    context: dict[str, Any] = {
        "source": source,
        "fields": list(_list_fields(source)),
        "captures": captures,
        "citing": citing[:_MOST],
        "citing_total": len(citing),
        "drawn_on_by": material.drawn_on_by.get(source.id, ()),
    }
    for part in cut(claims, lambda number: addresses.source_page(source.id, number)):
        yield Page(part.path, "source.html", {**context, "part": part})


def find_language(source: Source) -> str:
    """Return the language that a source names as pages name it, or ""."""
    given = source.csl.get("language")
    return given if isinstance(given, str) and _LANGUAGE.fullmatch(given) else ""


def _find_citing(material: Material, source: Source, claim_ids: list[str]) -> list[Edge]:
    """Return the claims of other sources that cite this one, or a claim of it."""
    found: dict[str, Edge] = {}
    for record_id in (source.id, *claim_ids):
        for edge in material.network.cited_by.get(record_id, ()):
            if edge.other in material.claims and edge.other.partition("/")[0] != source.id:
                found.setdefault(edge.other, edge)
    return [found[claim_id] for claim_id in sorted(found)]


def _list_fields(source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield label, value and, of an address on the web, the link."""
    container = str(source.csl.get("container-title") or "")
    yield "author", source.authors, ""
    yield "publisher", source.publisher, ""
    yield "in", container if container != source.publisher else "", ""
    basis = f" ({source.dating.basis.value})" if source.dating else ""
    yield "appeared", f"{say_date(source.issued)}{basis}" if source.issued else "not known", ""
    for line in source.dating.evidence if source.dating else ():
        yield "", line, ""
    for name, value in source.csl.items():
        if name not in _TOLD and value:
            text = _as_text(name, value)
            link = text if is_web_address(text) else ""
            yield _LABELS.get(name, name.replace("-", " ").replace("_", " ")), text, link
    if source.grade:
        yield "reliability", f"{source.grade}: {SOURCE_GRADES[source.grade]}", ""
    yield "also known as", "; ".join(source.aliases), ""
    yield "rights", source.rights, ""
    yield "note", source.note, ""


def _as_text(name: str, value: Any) -> str:  # noqa: ANN401 - CSL holds any JSON
    if name in csl.DATES:
        read = csl.read_date(value)
        if read is not None:
            return say_date(read)
    if name in csl.NAMES and isinstance(value, list):
        return csl.name_people(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]} …"
