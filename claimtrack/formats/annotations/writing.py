"""From claims to annotations: a collection of one page, an annotation a line.

What the model has words for is said in them; the record of a claim stands beside it, whole, and so
do those of the sources. An annotation that was read from elsewhere is written as it came, but for
what has changed since.
"""

from __future__ import annotations

import json
import uuid
from typing import IO, TYPE_CHECKING, Any

from claimtrack.anchoring.fragments import text_fragment
from claimtrack.formats.annotations.bodies import read_bodies
from claimtrack.formats.annotations.terms import (
    ASSESSING,
    CLAIM,
    CONTEXT,
    DESCRIBING,
    KEPT,
    SOURCES,
    TAGGING,
    TEXT_FRAGMENTS,
)
from claimtrack.formats.iris import PREFIX, is_iri, locate_source, name_record
from claimtrack.formats.json_input import as_list
from claimtrack.formats.records import write_record
from claimtrack.models.judgement import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.models.anchor import Segment
    from claimtrack.models.claim import Claim
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.source import Capture, Source

    Node = dict[str, Any]

_dump = json.JSONEncoder(ensure_ascii=False).encode


def write_annotations(selection: Selection, out: IO[bytes]) -> None:
    """Write the claims of a selection as a collection of annotations."""
    name = f"{PREFIX}annotations:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(selection.claims))}"
    collection: Node = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Claims with the passages that they rest on",
        "total": len(selection.claims),
        SOURCES: [write_record(source) for source in selection.sources.values()],
    }
    page = {"id": f"{name}:page:1", "type": "AnnotationPage", "startIndex": 0}
    if not selection.claims:
        out.write(f"{_dump(collection)}\n".encode())
        return
    out.write(f'{_dump(collection)[:-1]},\n"first": {_dump(page)[:-1]},\n"items": ['.encode())
    between = "\n"
    for annotation in make_annotations(selection):
        out.write(f"{between}{_dump(annotation)}".encode())
        between = ",\n"
    out.write(b"\n]}}\n")


def make_annotations(selection: Selection) -> Iterator[Node]:
    """Yield the annotation of each claim of a selection."""
    source: Source | None = None
    texts: dict[int, str | None] = {}
    for claim in selection.claims.values():
        if source is None or source.id != claim.source_id:
            source, texts = selection.sources[claim.source_id], {}
        capture = _find_capture(claim, source)
        if capture and capture.n not in texts:
            texts[capture.n] = selection.text_of(source, capture)
        yield _annotate(claim, source, capture, texts[capture.n] if capture else None)


def _annotate(claim: Claim, source: Source, capture: Capture | None, text: str | None) -> Node:
    kept = (claim.model_extra or {}).get(KEPT)
    kept = kept if isinstance(kept, dict) else {}
    annotation: Node = {
        "id": name_record(claim.id),
        "type": "Annotation",
        "motivation": DESCRIBING,
        **kept,
        CLAIM: write_record(claim),
    }
    if not _says(kept, claim):
        annotation.pop("bodyValue", None)
        bodies = [*_make_bodies(claim), *filter(_is_no_text, as_list(kept.get("body")))]
        annotation["body"] = bodies[0] if len(bodies) == 1 else bodies
    if "target" not in kept or (claim.anchor and claim.anchor.end):
        annotation["target"] = _make_target(claim, source, capture, text)
    return annotation


def _says(kept: Node, claim: Claim) -> bool:
    """Tell whether an annotation that was read still says what the claim says."""
    said = read_bodies(kept)
    tags = tuple(filter(None, map(str.strip, claim.tags)))
    return bool(kept) and said.tags == tags and (said.text or claim.quote) == claim.text.strip()


def _is_no_text(body: Any) -> bool:  # noqa: ANN401 - JSON
    return not (isinstance(body, dict) and isinstance(body.get("value"), str))


def _make_bodies(claim: Claim) -> list[Node]:
    bodies = [_make_text(claim.text, DESCRIBING)]
    if claim.fit:
        bodies.append(_make_assessment(claim.fit))
    return bodies + [_make_text(tag, TAGGING) for tag in claim.tags]


def _make_assessment(fit: Judgement) -> Node:
    """Say whether the quote carries the claim, by whom; the model knows no day without a time."""
    words = f"{fit.state}: {fit.why}" if fit.why else str(fit.state)
    is_rule = fit.state is State.SUGGESTED
    return {
        **_make_text(words, ASSESSING),
        "creator": {"type": "Software" if is_rule else "Person", "name": fit.by},
        "created": f"{fit.when.isoformat()}T00:00:00Z",
    }


def _make_text(value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _make_target(claim: Claim, source: Source, capture: Capture | None, text: str | None) -> Node:
    whole: Node = {"id": locate_source(source), "type": "Text"}
    if source.csl.get("title"):
        whole["dcterms:title"] = source.title
    state = _make_state(source, capture)
    where = {"type": "SpecificResource", "source": whole}
    if claim.anchor is None:
        return {**where, "state": state} if state else whole
    passages = [
        {**where, "selector": _make_selectors(segment, source.url, text)}
        | ({"state": state} if state else {})
        for segment in claim.anchor.segments
    ]
    return passages[0] if len(passages) == 1 else {"type": "Composite", "items": passages}


def _make_selectors(segment: Segment, url: str, text: str | None) -> Node | list[Node]:
    """Return what leads to a segment; each selector alone is enough."""
    quote = {"type": "TextQuoteSelector", "exact": segment.exact}
    for word in ("prefix", "suffix"):
        if around := getattr(segment, word):
            quote[word] = around
    selectors: list[Node] = [quote]
    if segment.start or segment.end:
        position = {"type": "TextPositionSelector", "start": segment.start, "end": segment.end}
        selectors.append(position)
    if link := text_fragment(url, [segment], text):
        fragment = {"type": "FragmentSelector", "conformsTo": TEXT_FRAGMENTS}
        selectors.append({**fragment, "value": link.partition("#")[2]})
    return selectors if len(selectors) > 1 else quote


def _make_state(source: Source, capture: Capture | None) -> Node | None:
    """Return when the page was as it is quoted: the day of the copy, from its first second on."""
    if capture is None or not capture.captured.earliest or not capture.captured.latest:
        return None
    state = {
        "type": "TimeState",
        "sourceDateStart": f"{capture.captured.earliest.isoformat()}T00:00:00Z",
        "sourceDateEnd": f"{capture.captured.latest.isoformat()}T23:59:59Z",
    }
    archived = source.csl.get("archive_location")
    return {**state, "cached": archived} if is_iri(archived) else state


def _find_capture(claim: Claim, source: Source) -> Capture | None:
    if claim.anchor:
        return source.capture(claim.anchor.capture)
    return source.captures[-1] if source.captures else None
