from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.formats.annotations.checking import find_faults

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "https://courier.example/yard"
TEXT = {"type": "TextualBody", "value": "So it is."}
QUOTE = {"type": "TextQuoteSelector", "exact": "240 workers"}


def on(selector: object = None, **properties: object) -> dict[str, Any]:
    """Return a specific resource of a page."""
    chosen = {} if selector is None else {"selector": selector}
    return {"source": PAGE, **chosen, **properties}


RIGHT: list[dict[str, Any]] = [
    {},
    {"id": ["https://notes.example/1"]},
    {"type": ["Annotation", "schema:Comment"]},
    {"body": None},
    {"body": None, "bodyValue": "A word."},
    {"body": [PAGE, TEXT]},
    {
        "body": {
            "id": PAGE,
            "format": "text/html",
            "language": ["en", "fr"],
            "textDirection": "auto",
        }
    },
    {"body": {"type": "Choice", "items": [TEXT, {"id": PAGE}]}},
    {"body": {"source": PAGE, "purpose": "tagging"}},
    {"target": {"type": "List", "items": [PAGE, on(QUOTE)]}},
    {"target": {"source": {"id": PAGE, "format": "text/html"}, "selector": QUOTE}},
    {"target": on("https://notes.example/selector")},
    {"target": on({"id": "https://notes.example/svg", "type": "SvgSelector"})},
    {"target": on([QUOTE, {"type": "TextPositionSelector", "start": 0, "end": 11}])},
    {"target": on({"type": "FragmentSelector", "value": "p1", "refinedBy": QUOTE})},
    {"target": on({"type": "RangeSelector", "startSelector": QUOTE, "endSelector": QUOTE})},
    {"target": on({"type": "epub:CfiSelector", "epub:cfi": "/4/2"})},
    {"target": on(state={"type": "TimeState", "sourceDate": "2025-03-12T10:00:00Z"})},
    {"target": on(state={"id": "https://notes.example/state", "type": "TimeState"})},
    {
        "target": on(
            state={
                "type": "TimeState",
                "sourceDateStart": "2025-03-12T00:00:00Z",
                "sourceDateEnd": "2025-03-12T23:59:59.5+01:00",
                "cached": "https://archive.example/1",
            }
        )
    },
    {"target": on(state={"type": "HttpRequestState", "value": "Accept: text/html"})},
    {"creator": ["https://people.example/1", {"name": "A person"}], "rights": PAGE, "via": [PAGE]},
    {"anything:else": {"is": ["kept"]}},
]


@pytest.mark.parametrize("properties", RIGHT)
def test_what_the_model_allows_passes(
    make_annotation: Callable[..., dict[str, Any]], properties: dict[str, Any]
) -> None:
    """Each shape that the model gives bodies and targets is without fault."""
    assert find_faults(make_annotation(**properties)) == []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": None}, "id: there must be one, and there is none"),
    ({"id": ["urn:a", "urn:b"]}, "id: there must be only one"),
    ({"id": "not a uri"}, "id: “not a uri” is no IRI"),
    ({"id": 9}, "id: “9” is no IRI"),
    ({"type": "Squirrel"}, "type: it is not “Annotation”"),
    ({"target": None}, "target: there is none"),
    ({"target": []}, "target: there is none"),
    ({"target": 9}, "target: “9” is no IRI"),
    ({"target": [PAGE, "yard.html"]}, "target 2: “yard.html” is no IRI"),
    ({"target": {"type": "Text"}}, "target: id: there must be one, and there is none"),
    ({"target": TEXT}, "target: text cannot be what an annotation is about"),
    ({"target": {"id": PAGE, "purpose": "linking"}}, "target: purpose: only a specific"),
    ({"bodyValue": "twice"}, "body: there is a bodyValue too"),
    ({"body": None, "bodyValue": ["a", "b"]}, "bodyValue: there must be one text"),
    ({"body": {"type": "TextualBody"}}, "body: value: there must be one text"),
    ({"body": {"value": ["a", "b"]}}, "body: value: there must be one text"),
    ({"body": {"id": PAGE, "format": 6}}, "body: format: “6” is no text"),
    ({"body": {"id": PAGE, "processingLanguage": ["en", "de"]}}, "body: processingLanguage: there"),
    ({"body": {"id": PAGE, "textDirection": "up"}}, "body: textDirection: “up” is none of ltr"),
    ({"body": {"id": PAGE, "textDirection": ["ltr"]}}, "body: textDirection: “['ltr']” is none"),
    ({"body": {"items": [PAGE]}}, "body: type: what has items is one of Choice, Composite"),
    ({"body": {"type": ["Choice", "List"], "items": [PAGE]}}, "body: type: what has items"),
    ({"body": {"type": "Choice", "items": []}}, "body: items: there are none"),
    ({"body": {"type": "Choice", "items": [PAGE], "value": "x"}}, "body: value: a Choice has none"),
    ({"body": {"type": "Choice", "items": [{"id": "x"}]}}, "body: item 1: id: “x” is no IRI"),
    ({"target": {"type": "SpecificResource"}}, "target: source: there must be one"),
    ({"target": {"source": [PAGE, PAGE]}}, "target: source: there must be only one"),
    ({"target": {"source": {"format": "x"}}}, "target: source: there must be one"),
    ({"target": on(value="x")}, "target: value: what has a source has none"),
    ({"target": on([])}, "target: selector: there is none"),
    ({"target": on("paragraph 2")}, "target: selector: “paragraph 2” is no IRI"),
    ({"target": on({"exact": "x"})}, "target: selector: it has no type"),
    (
        {"target": on({"type": "TextQuoteSelector"})},
        "TextQuoteSelector: exact: there must",
    ),
    ({"target": on(QUOTE | {"prefix": 1})}, "selector: TextQuoteSelector: prefix: there must be"),
    (
        {"target": on([QUOTE, {"type": "TextPositionSelector", "start": 0, "end": True}])},
        "selector: 2: TextPositionSelector: end: there must be one number",
    ),
    (
        {"target": on({"type": "SvgSelector", "value": ["x"]})},
        "SvgSelector: value: there",
    ),
    (
        {"target": on({"type": "RangeSelector", "startSelector": QUOTE})},
        "selector: endSelector: there is none",
    ),
    ({"target": on(QUOTE | {"refinedBy": {}})}, "selector: refinedBy: it has no type"),
    ({"target": on(state={"type": "TimeState"})}, "state: TimeState: it needs a sourceDate"),
    (
        {"target": on(state={"type": "TimeState", "sourceDateStart": "2025-03-12T10:00:00Z"})},
        "state: TimeState: it needs a sourceDate",
    ),
    ({"target": on(state={"type": "TimeState", "sourceDate": "2025"})}, "sourceDate: “2025” is no"),
    ({"target": on(state={"type": "HttpRequestState"})}, "HttpRequestState: value: there must be"),
    ({"creator": 6}, "creator: “6” is neither an IRI nor an object"),
    ({"generator": {"id": "x"}}, "generator: “x” is no IRI"),
    ({"created": "yesterday"}, "created: “yesterday” is no date and time"),
    ({"created": ["2015-01-28T12:00:00Z"]}, "created: “['2015-01-28T12:00:00Z']” is no date"),
    ({"modified": "2015-01-28T12:00:00"}, "modified: “2015-01-28T12:00:00” is no date"),
    ({"generated": "2015-13-28T12:00:00Z"}, "generated: “2015-13-28T12:00:00Z” is no date"),
    ({"rights": "not a uri"}, "rights: “not a uri” is no IRI"),
    ({"via": ["urn:a", "b"]}, "via: “b” is no IRI"),
    ({"canonical": ["urn:a", "urn:b"]}, "canonical: there must be only one"),
    ({"motivation": [3]}, "motivation: “3” is no text"),
]


@pytest.mark.parametrize(("properties", "fault"), WRONG)
def test_what_the_model_forbids_is_named(
    make_annotation: Callable[..., dict[str, Any]], properties: dict[str, Any], fault: str
) -> None:
    """Each fault is said with the place that it stands in, and is the only one said."""
    found = find_faults(make_annotation(**properties))

    assert fault in found[0]
    assert len(found) == 1
