"""XML as a tree of lxml: putting in and taking out, with the text around kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

#: An element of lxml, which has no types.
Node = Any


def drop(node: Node) -> None:
    """Take a node out of its tree and leave the text behind it."""
    parent = node.getparent()
    tail = node.tail
    if tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        node.tail = None
    parent.remove(node)


def put_before(node: Node, new: Iterable[Node]) -> None:
    """Put nodes before a node, behind the text that stands before it."""
    parent = node.getparent()
    at = parent.index(node)
    for offset, each in enumerate(new):
        parent.insert(at + offset, each)


def put_behind(node: Node, new: Iterable[Node]) -> None:
    """Put nodes right behind a node, before the text that follows it."""
    parent = node.getparent()
    tail, node.tail = node.tail, None
    last = node
    for offset, each in enumerate(new, start=parent.index(node) + 1):
        parent.insert(offset, each)
        last = each
    last.tail = (last.tail or "") + tail if tail else last.tail


def render(tree: Node, *, standalone: bool) -> bytes:
    """Return a tree as a file in UTF-8.

    Args:
        tree: the whole tree, with what stands beside its root.
        standalone: whether the file is to say that it needs no other; Word's do.
    """
    from lxml import etree

    says = ' standalone="yes"' if standalone else ""
    content: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"{says}?>\n'.encode() + content
