"""What an annotation says: a text and tags, in all the shapes that the model allows."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
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
    """Return the words of HTML as one line."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    return " ".join("".join(reader.words).split())


class _Words(HTMLParser):
    """Collects what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in {"script", "style"} and not self._hidden:
            self._hidden = tag
        if tag in {"br", "p", "div", "li", "tr"}:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)
