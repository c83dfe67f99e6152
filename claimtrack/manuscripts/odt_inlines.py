"""Inlines as the spans, links and notes of an OpenDocument, with the styles that they need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from claimtrack.manuscripts.looks import clean, group_links
from claimtrack.manuscripts.odt_text import OFFICE, TEXT
from claimtrack.manuscripts.trees import drop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.manuscripts.contract import Inline
    from claimtrack.manuscripts.trees import Node

#: What the names of our styles begin with.
PREFIX: Final = "claimtrack_"
_PREFIX: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES: Final = {
    "style": f"{_PREFIX}style:1.0",
    "fo": f"{_PREFIX}xsl-fo-compatible:1.0",
    "text": f"{_PREFIX}text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
STYLE: Final = f"{{{_SPACES['style']}}}"
_FO: Final = f"{{{_SPACES['fo']}}}"
_XLINK: Final = f"{{{_SPACES['xlink']}}}"
#: Each look, the letter that it has in the name of a style, and the properties that make it.
_LOOKS: Final = (
    ("italic", "i", {f"{_FO}font-style": "italic", f"{STYLE}font-style-complex": "italic"}),
    ("bold", "b", {f"{_FO}font-weight": "bold", f"{STYLE}font-weight-complex": "bold"}),
    ("small_caps", "c", {f"{_FO}font-variant": "small-caps"}),
    ("superscript", "p", {f"{STYLE}text-position": "super 58%"}),
    ("subscript", "d", {f"{STYLE}text-position": "sub 58%"}),
    (
        "underline",
        "u",
        {
            f"{STYLE}text-underline-style": "solid",
            f"{STYLE}text-underline-width": "auto",
            f"{STYLE}text-underline-color": "font-color",
        },
    ),
)
_PARTS: Final = re.compile(r"(\t|^ |(?<=[ \t]) | $)")


class InlineMaker:
    """Makes nodes for one document, and the automatic styles that they need."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._styles: Node | None = None
        self._names: set[str] = set()

    def make(self, inlines: Sequence[Inline], *, links: bool = True) -> list[Node]:
        """Make the nodes that say what inlines say.

        Args:
            inlines: what is said.
            links: whether it may lead anywhere: there are no links within links.
        """
        nodes: list[Node] = []
        for link, group in group_links(inlines):
            spans = [self._make_span(inline) for inline in group if clean(inline.text)]
            if link and links and spans:
                linked = etree.Element(f"{TEXT}a", nsmap={"xlink": _SPACES["xlink"]})
                linked.set(f"{_XLINK}type", "simple")
                linked.set(f"{_XLINK}href", link)
                linked.extend(spans)
                spans = [linked]
            nodes += spans
        return nodes

    def add_style(self, name: str, family: str, kind: str, properties: dict[str, str]) -> Node:
        """Add an automatic style, unless there is one of this name; return it."""
        styles = self._find_styles()
        for style in styles if name in self._names else ():
            if style.get(f"{STYLE}name") == name:
                return style
        self._names.add(name)
        style = etree.SubElement(styles, f"{STYLE}style", nsmap=_SPACES)
        style.set(f"{STYLE}name", name)
        style.set(f"{STYLE}family", family)
        made = etree.SubElement(style, f"{STYLE}{kind}-properties")
        made.attrib.update(properties)
        return style

    def remove_unused(self) -> None:
        """Take out the styles of ours that nothing has any more."""
        used = {
            node.get(f"{TEXT}style-name") for node in self._root.iter(f"{TEXT}span", f"{TEXT}p")
        }
        for style in self._root.findall(f"{OFFICE}automatic-styles/{STYLE}style"):
            name = style.get(f"{STYLE}name", "")
            if name.startswith(PREFIX) and name not in used:
                drop(style)

    def _find_styles(self) -> Node:
        """Return the automatic styles, which stand before the body."""
        if self._styles is None:
            tag = f"{OFFICE}automatic-styles"
            self._styles = self._root.find(tag)
            if self._styles is None:
                self._styles = etree.Element(tag)
                body = self._root.find(f"{OFFICE}body")
                self._root.insert(self._root.index(body), self._styles)
            self._names = {style.get(f"{STYLE}name", "") for style in self._styles}
        return self._styles

    def _make_span(self, inline: Inline) -> Node:
        span = etree.Element(f"{TEXT}span")
        letters, properties = "", dict[str, str]()
        for look, letter, needed in _LOOKS:
            if getattr(inline, look):
                letters += letter
                properties |= needed
        if letters:
            name = PREFIX + letters
            self.add_style(name, "text", "text", properties)
            span.set(f"{TEXT}style-name", name)
        write_text(span, clean(inline.text))
        return span


def write_text(node: Node, text: str) -> None:
    """Put text into an empty node, so that every space of it is kept."""
    last = None
    for part in _PARTS.split(text):
        if part in (" ", "\t"):
            last = etree.SubElement(node, f"{TEXT}s" if part == " " else f"{TEXT}tab")
        elif part and last is None:
            node.text = part
        elif part and last is not None:
            last.tail = part
