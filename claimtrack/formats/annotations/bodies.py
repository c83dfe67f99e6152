"""What an annotation says: a text and tags, in all the shapes that the model allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.formats.annotations.checking import SETS, list_types
from claimtrack.formats.annotations.terms import ASSESSING, TAGGING
from claimtrack.formats.json_input import as_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in words."""

    text: str
    """The first text that is no tag; "" where there is none."""
    tags: tuple[str, ...]
    more: int
    """How many other texts there are."""


def read_bodies(annotation: Node) -> Said:
    """Return what the bodies of an annotation say."""
    motivations = as_list(annotation.get("motivation"))
    texts, tags = [], []
    if isinstance(annotation.get("bodyValue"), str):
        texts.append(annotation["bodyValue"].strip())
    for body in flatten(annotation.get("body")):
        if not isinstance(body, dict) or not isinstance(body.get("value"), str):
            continue
        purposes = as_list(body.get("purpose")) or motivations
        if TAGGING in purposes:
            tags.append(body["value"].strip())
        elif ASSESSING not in as_list(body.get("purpose")):
            texts.append(_read_text(body))
    texts = list(filter(None, texts))
    return Said(texts[0] if texts else "", tuple(filter(None, tags)), max(0, len(texts) - 1))


def flatten(value: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """Yield each body or target by itself; of a choice the first, which is its default."""
    for resource in as_list(value):
        if isinstance(resource, dict) and SETS.intersection(list_types(resource)):
            items = as_list(resource.get("items"))
            yield from flatten(items[:1] if "Choice" in list_types(resource) else items)
        else:
            yield resource


def _read_text(body: Node) -> str:
    if "text/html" not in as_list(body.get("format")):
        return str(body["value"]).strip()
    return strip_markup(body["value"])


def strip_markup(markup: str) -> str:
    """Return the words of HTML as one line, as far as a browser would show them."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(f"<div>{markup}</div>".encode(), parser)
    if root is None:
        return ""
    etree.strip_elements(root, "title", "script", "style", "template", with_tail=False)
    for element in root.iter(*_BLOCKS):
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return " ".join("".join(root.itertext()).split())


#: Elements that stand on lines of their own.
_BLOCKS = ("br", "p", "div", "li", "tr", "td", "h1", "h2", "h3", "blockquote")
