"""Reviews among all that a file holds: in feeds, graphs and lists, on pages and inside of claims.

What a node only names by its ``@id`` is looked up among the nodes of the same file. Nothing is ever
fetched, a context least of all: names are read by how they end, whatever stands before them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.formats.json_input import as_list
from claimtrack.formats.reviews.streaming import Broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = dict[str, Any]

CLAIM_REVIEW: Final = "ClaimReview"
MEDIA_REVIEW: Final = "MediaReview"
_REVIEWS: Final = frozenset({CLAIM_REVIEW, MEDIA_REVIEW})

#: What of a review, and of what it reviews, may be told elsewhere.
_REFERRING = ("author", "publisher", "reviewRating", "itemReviewed", "creator")
#: A node with no more than these only names another.
_NAMING = frozenset({"@id", "@type"})
#: Names further inside than anything that is read stay as they are.
_DEEPEST = 30
_PREFIX = re.compile(r".*[/#:](?=.)", re.DOTALL)


def list_types(node: Node) -> set[str]:
    """Return the types of a node without what their names begin with."""
    return {strip_prefix(each) for each in as_list(node.get("@type")) if isinstance(each, str)}


def strip_prefix(name: str) -> str:
    """Return what a full or prefixed name ends with; ``@type`` and its like as they are."""
    return name if name.startswith("@") else _PREFIX.sub("", name)


def find_reviews(values: Iterable[Any]) -> Iterator[Node | Broken]:
    """Yield the reviews in some values, what they refer to put in its place.

    One that refers to what is not known yet waits until the end.
    """
    known: dict[str, Node] = {}
    waiting: list[Node] = []
    for value in values:
        if isinstance(value, Broken):
            yield value
            continue
        for node in _walk(value, known):
            if _is_complete(node, known):
                yield _resolve(node, known)
            else:
                waiting.append(node)
    for node in waiting:
        yield _resolve(node, known)


def _walk(value: Any, known: dict[str, Node]) -> Iterator[Node]:  # noqa: ANN401 - JSON
    """Yield the reviews in a value in order, and note the other nodes that have names."""
    stack: list[tuple[Any, Node | None]] = [(value, None)]
    while stack:
        each, claim = stack.pop()
        if isinstance(each, list):
            stack.extend((inner, claim) for inner in reversed(each))
            continue
        if not isinstance(each, dict):
            continue
        types = list_types(each)
        if not _REVIEWS.isdisjoint(types):
            node = _strip_names(each) if any(":" in key for key in each) else each
            _note(as_list(node.get("author")), known)
            if claim is not None and "itemReviewed" not in node:
                node = {**node, "itemReviewed": claim}
            yield node
            continue
        _note([each], known)
        inside = each if "Claim" in types else None
        stack.extend(
            (inner, inside) for inner in reversed(each.values()) if isinstance(inner, dict | list)
        )


def _note(nodes: list[Any], known: dict[str, Node]) -> None:
    for node in nodes:
        if isinstance(node, dict) and not node.keys() <= _NAMING:
            name = node.get("@id")
            if isinstance(name, str):
                known.setdefault(name, node)


def _strip_names(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list) and depth < _DEEPEST:
        return [_strip_names(each, depth + 1) for each in value]
    if isinstance(value, dict) and depth < _DEEPEST:
        return {strip_prefix(name): _strip_names(each, depth + 1) for name, each in value.items()}
    return value


def _is_complete(node: Node, known: dict[str, Node]) -> bool:
    """Tell whether nothing in a review names a node that has not been met."""
    items = [_look_up(each, known) for each in as_list(node.get("itemReviewed"))]
    holders = [node, *(item for item in items if isinstance(item, dict))]
    values = (holder[name] for holder in holders for name in _REFERRING if name in holder)
    return not any(_only_names(each, known) for value in values for each in as_list(value))


def _only_names(value: Any, known: dict[str, Node]) -> bool:  # noqa: ANN401 - JSON
    return (
        isinstance(value, dict)
        and "@id" in value
        and _look_up(value, known) is value
        and (value.keys() <= _NAMING)
    )


def _resolve(node: Node, known: dict[str, Node]) -> Node:
    if not known:
        return node
    resolved = dict(node)
    for name in _REFERRING:
        if name in resolved:
            resolved[name] = [_look_up(each, known) for each in as_list(resolved[name])]
    resolved["itemReviewed"] = [
        {
            name: [_look_up(one, known) for one in as_list(value)] if name in _REFERRING else value
            for name, value in each.items()
        }
        if isinstance(each, dict)
        else each
        for each in as_list(resolved.get("itemReviewed"))
    ]
    return resolved


def _look_up(value: Any, known: dict[str, Node]) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, dict) or not value.keys() <= _NAMING:
        return value
    name = value.get("@id")
    return known.get(name, value) if isinstance(name, str) else value
