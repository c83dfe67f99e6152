"""What an annotation is about: pages, and the passages of them that are quoted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimtrack.formats.annotations.bodies import flatten
from claimtrack.formats.annotations.checking import list_types
from claimtrack.formats.json_input import as_list
from claimtrack.models.anchor import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    Node = dict[str, Any]

_TITLES = ("dcterms:title", "dc:title", "schema:name", "title", "name", "label")


@dataclass(slots=True)
class Target:
    """A page, with what is quoted of it."""

    iri: str
    title: str = ""
    segments: list[Segment] = field(default_factory=list)
    """In the order of the annotation; a place that is not known is 0 to 0."""


def read_targets(annotation: Node) -> list[Target]:
    """Return the pages that an annotation is about, each once."""
    pages: dict[str, Target] = {}
    for resource in flatten(annotation.get("target")):
        whole = resource
        if isinstance(resource, dict) and "source" in resource:
            whole = resource["source"]
        iri = as_list(whole["id"])[0] if isinstance(whole, dict) else whole
        page = pages.setdefault(iri, Target(iri))
        if isinstance(whole, dict):
            page.title = page.title or _find_title(whole)
        if isinstance(resource, dict) and (segment := _read_segment(resource.get("selector"))):
            page.segments.append(segment)
    return list(pages.values())


def _find_title(node: Node) -> str:
    titles = (title for word in _TITLES for title in as_list(node.get(word)))
    return next((" ".join(title.split()) for title in titles if isinstance(title, str)), "")


def _read_segment(selector: Any) -> Segment | None:  # noqa: ANN401 - JSON
    """Return the first quote among selectors, with its position if one stands beside it."""
    selectors = list(_walk(selector))
    quotes = [each for each in selectors if "TextQuoteSelector" in list_types(each)]
    quote = next((each for each in quotes if str(each.get("exact", "")).strip()), None)
    if quote is None:
        return None
    places = [each for each in selectors if "TextPositionSelector" in list_types(each)]
    place = places[0] if len(places) == 1 else {}
    start, end = (place.get(word, 0) for word in ("start", "end"))
    words = {word: quote.get(word) or "" for word in ("exact", "prefix", "suffix")}
    return Segment(**words, start=start, end=end)


def _walk(selector: Any) -> Iterator[Node]:  # noqa: ANN401 - JSON
    for each in as_list(selector):
        if isinstance(each, dict):
            yield each
            yield from _walk(each.get("refinedBy"))
