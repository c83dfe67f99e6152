"""What Hypothesis exports, as annotations of the W3C model.

Read are the answers of its search API (``{"total": …, "rows": […]}``) and the files that its client
exports (``{"annotations": […]}``). Their fields are those of
https://h.readthedocs.io/en/latest/api-reference/; what the model has no word for is kept.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.annotations.contexts import ANNOTATIONS, Context
from claimtrack.formats.annotations.gathering import Gathering
from claimtrack.formats.annotations.reading import read_annotation
from claimtrack.formats.annotations.terms import TAGGING
from claimtrack.formats.json_input import as_list, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Entry
    from claimtrack.models.finding import Finding

    Node = dict[str, Any]

#: The key of an annotation that keeps what only Hypothesis has.
KEPT = "hypothesis"

#: What is said in words of the model; all else is kept.
_TRANSLATED = frozenset({"id", "uri", "text", "tags", "target", "created", "updated", "user"})


def read_hypothesis(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read an export of Hypothesis.

    Raises:
        UnreadableFormatError: it is none.
    """
    document = read_json(stream, name)
    rows = _find_rows(document)
    if rows is None:
        raise UnreadableFormatError(name, "it has neither rows nor annotations of Hypothesis")
    gathering = Gathering(name)
    context = Context(ANNOTATIONS)
    for number, row in enumerate(rows, start=1):
        where = f"{name}: row {number}"
        if not isinstance(row, dict):
            gathering.refuse(where, "it is no object")
        elif row.get("references"):
            why = "it answers another annotation and says nothing of a page by itself"
            gathering.note("REPLY", where, "not taken: a reply", why)
        else:
            read_annotation(translate_row(row), where, gathering, context)
    total = document.get("total")
    if isinstance(total, int) and total > len(rows):
        why = "the API answers page by page: ask for the others with search_after"
        message = f"it holds {len(rows):,} annotations of {total:,}"
        gathering.warn("ELSEWHERE", name, message, why)
    yield from gathering.list_results()


def translate_row(row: Node) -> Node:
    """Return a row as an annotation of the model; faults in it stay faults."""
    text, user = row.get("text"), row.get("user")
    body = [{"type": "TextualBody", "value": text, "format": "text/markdown"}] if text else []
    body += [
        {"type": "TextualBody", "value": tag, "purpose": TAGGING}
        for tag in as_list(row.get("tags"))
    ]
    annotation: Node = {
        "id": f"https://hypothes.is/a/{row.get('id')}",
        "type": "Annotation",
        "creator": user,
        "created": row.get("created"),
        "modified": row.get("updated"),
        "body": body,
        "target": [_translate_target(target, row) for target in as_list(row.get("target"))]
        or row.get("uri"),
        KEPT: {word: value for word, value in row.items() if word not in _TRANSLATED},
    }
    return {word: value for word, value in annotation.items() if value not in (None, [], {})}


def _find_rows(document: Any) -> list[Any] | None:  # noqa: ANN401 - JSON
    if not isinstance(document, dict) or "@context" in document:
        return None
    rows = document.get("rows", document.get("annotations"))
    if not isinstance(rows, list):
        return None
    rows_alike = all(isinstance(row, dict) and "uri" in row for row in rows[:1])
    return rows if rows_alike else None


def _translate_target(target: Any, row: Node) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(target, dict):
        return target
    source: Node = {"id": target.get("source") or row.get("uri")}
    document = row.get("document")
    titles = as_list(document.get("title")) if isinstance(document, dict) else []
    if titles and isinstance(titles[0], str):
        source["dcterms:title"] = titles[0]
    selectors = [_translate_selector(each) for each in as_list(target.get("selector"))]
    return {"source": source, **({"selector": selectors} if selectors else {})}


def _translate_selector(selector: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a selector of the model; ranges are written in a way of their own by Hypothesis."""
    if not isinstance(selector, dict) or selector.get("type") != "RangeSelector":
        return selector
    if "startContainer" not in selector:
        return selector
    return {
        "type": "RangeSelector",
        **{f"{end}Selector": _translate_end(selector, end) for end in ("start", "end")},
    }


def _translate_end(selector: Node, end: str) -> Node:
    at = selector.get(f"{end}Offset")
    place = {"type": "TextPositionSelector", "start": at, "end": at}
    return {"type": "XPathSelector", "value": selector.get(f"{end}Container"), "refinedBy": place}
