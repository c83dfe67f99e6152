"""What makes an annotation wrong: the musts of https://www.w3.org/TR/annotation-model/, as tables.

Words that the model does not know pass, for a context may define them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.formats.iris import is_iri
from claimtrack.formats.json_input import as_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Node = dict[str, Any]

#: The types of what is made up of ``items``.
SETS: Final = frozenset({"Choice", "Composite", "List", "Independents"})

_DATE_TIME = re.compile(
    r"\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
    r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)",
    re.ASCII,
)
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})


def find_faults(annotation: Node) -> list[str]:
    """Return what is wrong with an annotation, each as "target 2: …"; its context aside."""
    return list(_check_annotation(annotation))


def list_types(node: Node) -> list[str]:
    """Return the types that a node says it has."""
    return [each for each in as_list(node.get("type")) if isinstance(each, str)]


def _check_annotation(annotation: Node) -> Iterator[str]:
    if fault := _one_iri(annotation.get("id")):
        yield f"id: {fault}"
    if "Annotation" not in list_types(annotation):
        yield "type: it is not “Annotation”"
    yield from _check_table(annotation, _ABOUT)
    targets, bodies = as_list(annotation.get("target")), as_list(annotation.get("body"))
    if not targets:
        yield "target: there is none"
    for number, target in enumerate(targets, start=1):
        yield from _at(_place("target", number, targets), _check_resource(target, is_body=False))
    if "bodyValue" in annotation:
        if "body" in annotation:
            yield "body: there is a bodyValue too"
        if fault := _one_text(annotation["bodyValue"]):
            yield f"bodyValue: {fault}"
    for number, body in enumerate(bodies, start=1):
        yield from _at(_place("body", number, bodies), _check_resource(body, is_body=True))


def _check_resource(resource: Any, *, is_body: bool) -> Iterator[str]:  # noqa: ANN401 - JSON
    if not isinstance(resource, dict):
        if fault := _one_iri(resource):
            yield fault
        return
    yield from _check_table(resource, _ABOUT | _OF_RESOURCES)
    types = list_types(resource)
    if SETS.intersection(types) or "items" in resource:
        yield from _check_set(resource, types, is_body=is_body)
    elif "source" in resource or "SpecificResource" in types:
        yield from _check_specific(resource)
    elif "value" in resource or "TextualBody" in types:
        if not is_body:
            yield "text cannot be what an annotation is about"
        if fault := _one_text(resource.get("value")):
            yield f"value: {fault}"
    else:
        if fault := _one_iri(resource.get("id")):
            yield f"id: {fault}"
        if "purpose" in resource:
            yield "purpose: only a specific resource or a text has one"


def _check_set(resource: Node, types: list[str], *, is_body: bool) -> Iterator[str]:
    if len(SETS.intersection(types)) != 1:
        yield f"type: what has items is one of {', '.join(sorted(SETS))}"
    if stray := sorted({"value", "source", "purpose"} & resource.keys()):
        yield f"{stray[0]}: a {types[0] if types else 'set'} has none"
    items = resource.get("items")
    if not isinstance(items, list) or not items:
        yield "items: there are none"
        return
    for number, item in enumerate(items, start=1):
        yield from _at(f"item {number}", _check_resource(item, is_body=is_body))


def _check_specific(resource: Node) -> Iterator[str]:
    source = resource.get("source")
    if isinstance(source, dict):
        yield from _at("source", _check_table(source, _ABOUT | _OF_RESOURCES))
        source = source.get("id")
    if fault := _one_iri(source):
        yield f"source: {fault}"
    if "value" in resource:
        yield "value: what has a source has none"
    for word in ("selector", "state"):
        if word in resource:
            yield from _at(word, _check_selectors(resource[word]))


def _check_selectors(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    selectors = as_list(value)
    if not selectors:
        yield "there is none"
    for number, selector in enumerate(selectors, start=1):
        yield from _at(str(number) if len(selectors) > 1 else "", _check_selector(selector))


def _check_selector(selector: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if not isinstance(selector, dict):
        if fault := _one_iri(selector):
            yield fault
        return
    types = list_types(selector)
    if not types and "id" not in selector:
        yield "it has no type"
    elsewhere = is_iri(selector.get("id"))  # all of it may be there
    for name in types:
        table = _SELECTORS.get(name, {})
        asked = [word for word in table if word in selector or not elsewhere]
        faults = ((word, table[word](selector.get(word))) for word in asked)
        yield from (f"{name}: {word}: {fault}" for word, fault in faults if fault)
    if "TimeState" in types and not elsewhere:
        yield from _check_time(selector)
    ends = ("startSelector", "endSelector") if "RangeSelector" in types else ()
    for word in (*ends, *({"refinedBy"} & selector.keys())):
        yield from _at(word, _check_selectors(selector.get(word)))


def _check_time(state: Node) -> Iterator[str]:
    ends = {"sourceDateStart", "sourceDateEnd"} & state.keys()
    if len(ends) == 1 or bool(ends) == ("sourceDate" in state):
        yield "TimeState: it needs a sourceDate, or a sourceDateStart and a sourceDateEnd"


def _check_table(node: Node, table: dict[str, Callable[[Any], str]]) -> Iterator[str]:
    for word, check in table.items():
        if word in node and (fault := check(node[word])):
            yield f"{word}: {fault}"


def _place(word: str, number: int, among: list[Any]) -> str:
    return f"{word} {number}" if len(among) > 1 else word


def _at(place: str, faults: Iterator[str]) -> Iterator[str]:
    for fault in faults:
        yield f"{place}: {fault}" if place else fault


def _one_iri(value: Any) -> str:  # noqa: ANN401 - JSON
    values = as_list(value)
    if len(values) != 1:
        return "there must be one, and there is none" if not values else "there must be only one"
    return "" if is_iri(values[0]) else f"{_show(values[0])} is no IRI"


def _iris(value: Any) -> str:  # noqa: ANN401 - JSON
    wrong = [each for each in as_list(value) if not is_iri(each)]
    return f"{_show(wrong[0])} is no IRI" if wrong else ""


def _one_text(value: Any) -> str:  # noqa: ANN401 - JSON
    return "" if isinstance(value, str) else "there must be one text"


def _text_if_any(value: Any) -> str:  # noqa: ANN401 - JSON
    return "" if value is None else _one_text(value)


def _texts(value: Any) -> str:  # noqa: ANN401 - JSON
    wrong = [each for each in as_list(value) if not isinstance(each, str)]
    return f"{_show(wrong[0])} is no text" if wrong else ""


def _direction(value: Any) -> str:  # noqa: ANN401 - JSON
    known = isinstance(value, str) and value in _DIRECTIONS
    return "" if known else f"{_show(value)} is none of ltr, rtl and auto"


def _one_time(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, str) and _DATE_TIME.fullmatch(value):
        return ""
    return f"{_show(value)} is no date and time with its time zone"


def _time_if_any(value: Any) -> str:  # noqa: ANN401 - JSON
    return next(filter(None, map(_one_time, as_list(value))), "")


def _agents(value: Any) -> str:  # noqa: ANN401 - JSON
    for agent in as_list(value):
        if isinstance(agent, dict):
            if "id" in agent and (fault := _one_iri(agent["id"])):
                return fault
        elif not is_iri(agent):
            return f"{_show(agent)} is neither an IRI nor an object"
    return ""


def _position(value: Any) -> str:  # noqa: ANN401 - JSON
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return "" if good else "there must be one number from 0 on"


def _show(value: Any) -> str:  # noqa: ANN401 - JSON
    return f"“{str(value)[:80]}”"


_ABOUT: dict[str, Callable[[Any], str]] = {
    "created": _one_time,
    "modified": _one_time,
    "generated": _one_time,
    "creator": _agents,
    "generator": _agents,
    "audience": _agents,
    "rights": _iris,
    "via": _iris,
    "canonical": _one_iri,
    "motivation": _texts,
}
_OF_RESOURCES: dict[str, Callable[[Any], str]] = {
    "format": _texts,
    "language": _texts,
    "processingLanguage": _one_text,
    "textDirection": _direction,
    "purpose": _texts,
    "styleClass": _texts,
}
_SELECTORS: dict[str, dict[str, Callable[[Any], str]]] = {
    "FragmentSelector": {"value": _one_text},
    "CssSelector": {"value": _one_text},
    "XPathSelector": {"value": _one_text},
    "SvgSelector": {"value": _one_text},
    "TextQuoteSelector": {"exact": _one_text, "prefix": _text_if_any, "suffix": _text_if_any},
    "TextPositionSelector": {"start": _position, "end": _position},
    "DataPositionSelector": {"start": _position, "end": _position},
    "TimeState": {
        "sourceDate": _time_if_any,
        "sourceDateStart": _time_if_any,
        "sourceDateEnd": _time_if_any,
        "cached": _iris,
    },
    "HttpRequestState": {"value": _one_text},
}
