"""Comments of an OpenDocument: ours are put in, brought up to date and taken out; others stay.

Ours are those by our name. A new one takes the name of the old one that has its key, or else its
words, as other programs name comments as they like; by that name answers to it are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from claimtrack.manuscripts.contract import AUTHOR, INITIALS
from claimtrack.manuscripts.looks import hash_key
from claimtrack.manuscripts.odt_text import OFFICE, TEXT
from claimtrack.manuscripts.trees import drop, put_before, put_behind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.manuscripts.contract import Comment
    from claimtrack.manuscripts.odt_inlines import InlineMaker
    from claimtrack.manuscripts.odt_text import OpenText
    from claimtrack.manuscripts.trees import Node

_SPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
}
_CREATOR: Final = f"{{{_SPACES['dc']}}}creator"
_INITIALS: Final = f"{{{_SPACES['meta']}}}creator-initials"
_NAME: Final = f"{OFFICE}name"
_ANNOTATION: Final = f"{OFFICE}annotation"


def take_comments(
    root: Node, text: OpenText, comments: Sequence[Comment]
) -> dict[str, dict[str, str]] | None:
    """Take all comments of ours out.

    Args:
        root: the document.
        text: its text.
        comments: those that take their place.

    Returns:
        What the document said of the old comment that a new one takes the place of, by the key of
        the new one; `None` where there was no old one at all.
    """
    olds = [node for node in root.iter(_ANNOTATION) if node.findtext(_CREATOR) == AUTHOR]
    if not olds:
        return None
    matched = _match(text, comments, olds)
    names = {node.get(_NAME) for node in olds} - {None}
    for node in list(root.iter(f"{_ANNOTATION}-end")):
        if node.get(_NAME) in names:
            drop(node)
    for node in olds:
        drop(node)
    return {key: dict(node.attrib) for key, node in matched.items()}


class CommentHanger:
    """Hangs comments on the words that they are about."""

    def __init__(self, root: Node, text: OpenText, inlines: InlineMaker) -> None:
        self._text = text
        self._inlines = inlines
        self._taken = {node.get(_NAME) for node in root.iter(_ANNOTATION)}
        self._ends: list[tuple[int, Node]] = []
        self._outside: list[tuple[Node, Node]] = []

    def begin(self, comments: Sequence[Comment], said: dict[str, dict[str, str]]) -> None:
        """Put in comments where their words begin.

        Args:
            comments: in the order of the text.
            said: what the document said of those they take the place of, by their keys.
        """
        for comment in comments:
            node = self._make(comment, said.get(comment.key, {}))
            name = node.get(_NAME) or _name(comment.key)
            while name in self._taken:
                name += "x"
            self._taken.add(name)
            end = etree.Element(f"{_ANNOTATION}-end")
            for each in (node, end):
                each.set(_NAME, name)
            nodes = [node]
            host = self._text.find_outside(comment.start)
            if (
                host is not None
            ):  # Nothing in a note or a box takes comments, so it has them itself.
                put_before(host, nodes)
                self._outside.append((host, end))
                continue
            if comment.start < comment.end:
                self._ends.append((comment.end, end))
            else:
                nodes.append(end)
            self._text.put(comment.start, nodes, before=True)

    def end(self) -> None:
        """Put in where their words end, when all else is written."""
        for place, end in self._ends:
            self._text.put(place, [end], before=False)
        for host, end in reversed(self._outside):
            put_behind(host, [end])

    def _make(self, comment: Comment, said: dict[str, str]) -> Node:
        node = etree.Element(_ANNOTATION, said)
        etree.SubElement(node, _CREATOR, nsmap=_SPACES).text = AUTHOR
        etree.SubElement(node, _INITIALS, nsmap=_SPACES).text = INITIALS
        for inlines in comment.paragraphs:
            etree.SubElement(node, f"{TEXT}p").extend(self._inlines.make(inlines))
        return node


def _match(text: OpenText, comments: Sequence[Comment], olds: Sequence[Node]) -> dict[str, Node]:
    """Return the old comment that each new one takes the place of, by the key of the new one."""
    by_name = {node.get(_NAME): node for node in olds}
    matched = {
        comment.key: by_name[_name(comment.key)]
        for comment in comments
        if _name(comment.key) in by_name
    }
    taken = {node.get(_NAME) for node in matched.values()}
    spans: dict[str | None, list[int]] = {}
    for node, place in text.annotations:
        spans.setdefault(node.get(_NAME), []).append(place)
    by_span: dict[tuple[int, ...], list[Node]] = {}
    for node in reversed(olds):
        if node.get(_NAME) not in taken:
            by_span.setdefault(tuple(spans.get(node.get(_NAME), ())), []).append(node)
    for comment in comments:
        same = by_span.get((comment.start, comment.end))
        if comment.key not in matched and same:
            matched[comment.key] = same.pop()
    return matched


def _name(key: str) -> str:
    return f"claimtrack-{hash_key(key)[:16]}"
