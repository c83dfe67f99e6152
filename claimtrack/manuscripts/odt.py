"""OpenDocument texts: words put into their paragraphs, notes, a list at the end, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from claimtrack.errors import BadSpanError, UnwritableDraftError
from claimtrack.extract.odt import open_text
from claimtrack.manuscripts.archive import repack
from claimtrack.manuscripts.contract import Inline
from claimtrack.manuscripts.looks import name_target, pick_level
from claimtrack.manuscripts.odt_comments import CommentHanger, take_comments
from claimtrack.manuscripts.odt_inlines import PREFIX, STYLE, InlineMaker, write_text
from claimtrack.manuscripts.odt_text import OFFICE, TEXT, find_text
from claimtrack.manuscripts.spans import order_comments, order_replacements
from claimtrack.manuscripts.trees import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.draft import Draft
    from claimtrack.manuscripts.contract import Closing, Comment, Entry, Replacement
    from claimtrack.manuscripts.odt_text import OpenText
    from claimtrack.manuscripts.trees import Node

_CONTENT: Final = "content.xml"
_SIGNATURES: Final = "META-INF/documentsignatures.xml"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_HANGING: Final = {f"{_FO}margin-left": "1.27cm", f"{_FO}text-indent": "-1.27cm"}
_ENTRY: Final = f"{PREFIX}entry"


def write_odt(
    data: bytes,
    draft: Draft,
    replacements: Sequence[Replacement],
    closing: Closing | None,
    comments: Sequence[Comment] | None,
) -> bytes:
    """Write into an OpenDocument text.

    Raises:
        UnreadableDraftError, UnwritableDraftError: it is damaged, signed, or not the draft's.
        BadSpanError: a span cannot be written into.
    """
    ordered = order_replacements(draft, replacements)
    hung = None if comments is None else order_comments(draft, comments)
    package = open_text(data, draft.name)
    if _SIGNATURES in package:
        reason = "it carries a digital signature, which any change would break"
        raise UnwritableDraftError(draft.name, reason)
    tree = package.read_tree(_CONTENT)
    root = tree.getroot()
    before = etree.tostring(root)
    text = find_text(root, draft)
    olds = None if hung is None else take_comments(root, text, hung)
    if olds is not None:
        text = find_text(root, draft)
    inlines = InlineMaker(root)
    spans = [*ordered, *(hung or ())]
    text.cut(place for span in spans for place in (span.start, span.end))
    for replacement in reversed(ordered):
        text.remove(replacement.start, replacement.end)
    hanger = CommentHanger(root, text, inlines)
    hanger.begin(hung or (), olds or {})
    notes = _NoteMaker(root, inlines)
    for replacement in ordered:
        _put(text, replacement, inlines, notes)
    hanger.end()
    for replacement in ordered:
        text.keep_space(replacement.end)
    text.finish()
    if olds is not None:
        inlines.remove_unused()
    if closing is not None:
        _close(root, closing, inlines, draft)
    if etree.tostring(root) == before:
        return data
    return repack(data, {_CONTENT: render(tree, standalone=False)})


def _put(text: OpenText, replacement: Replacement, inlines: InlineMaker, notes: _NoteMaker) -> None:
    start, end = replacement.start, replacement.end
    said, note = replacement.inlines, replacement.note
    if note is not None and text.find_outside(start) is not None:
        apart = any(inline.text for inline in said) or text.raw[start - 1 : start].strip()
        said, note = (*said, *((Inline(" "),) if apart else ()), *note), None
    inside = start < end
    in_link = text.stands_in_link(start, before=inside, inside=inside)
    nodes = inlines.make(said, links=not in_link)
    if note is not None:
        nodes.append(notes.make(note))
    if nodes and not text.put(start, nodes, before=inside, inside=inside):
        reason = "it stands within a field, which writes itself"
        raise BadSpanError(text.name, start, end, reason)


class _NoteMaker:
    """Makes footnotes, counted on from those that there are; the program counts them anew."""

    def __init__(self, root: Node, inlines: InlineMaker) -> None:
        self._inlines = inlines
        found = list(root.iter(f"{TEXT}note"))
        self._number = sum(note.get(f"{TEXT}note-class") == "footnote" for note in found)
        self._ids = {note.get(f"{TEXT}id") for note in found}

    def make(self, said: Sequence[Inline]) -> Node:
        """Make a note that says something."""
        self._number += 1
        name = f"ftn{self._number}"
        while name in self._ids:
            name += "x"
        note = etree.Element(f"{TEXT}note")
        note.set(f"{TEXT}id", name)
        note.set(f"{TEXT}note-class", "footnote")
        etree.SubElement(note, f"{TEXT}note-citation").text = str(self._number)
        body = etree.SubElement(note, f"{TEXT}note-body")
        paragraph = etree.SubElement(body, f"{TEXT}p")
        paragraph.set(f"{TEXT}style-name", "Footnote")
        paragraph.extend(self._inlines.make(said))
        return note


def _close(root: Node, closing: Closing, inlines: InlineMaker, draft: Draft) -> None:
    """Put a list at the end of the text."""
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnwritableDraftError(draft.name, "it has no body")
    parents = {
        style.get(f"{STYLE}name"): style.get(f"{STYLE}parent-style-name")
        for style in root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style")
    }
    paragraphs = [_make_heading(closing.title, body, parents)] if closing.title else []
    plain = body.findall(f"{TEXT}p")
    used = plain[-1].get(f"{TEXT}style-name") if plain else None
    style = inlines.add_style(_ENTRY, "paragraph", "paragraph", _HANGING)
    style.set(f"{STYLE}parent-style-name", parents.get(used, used) or "Standard")
    paragraphs += [_make_entry(entry, inlines) for entry in closing.entries]
    body.extend(paragraphs)


def _make_heading(title: str, body: Node, parents: dict[str, str | None]) -> Node:
    styles: dict[int, str] = {}
    levels = []
    for node in body.iter(f"{TEXT}h", f"{TEXT}p"):
        name = node.get(f"{TEXT}style-name")
        name = parents.get(name) or name
        if node.tag == f"{TEXT}h":
            number = node.get(f"{TEXT}outline-level", "1")
            levels.append(int(number) if number.isdecimal() else 1)
            styles[levels[-1]] = name
        elif name == "Title":
            levels.append(0)
    level = pick_level(levels)
    heading = etree.Element(f"{TEXT}h")
    heading.set(f"{TEXT}style-name", styles.get(level) or f"Heading_20_{level}")
    heading.set(f"{TEXT}outline-level", str(level))
    write_text(heading, title)
    return heading


def _make_entry(entry: Entry, inlines: InlineMaker) -> Node:
    paragraph = etree.Element(f"{TEXT}p")
    paragraph.set(f"{TEXT}style-name", _ENTRY)
    if entry.key:
        bookmark = etree.SubElement(paragraph, f"{TEXT}bookmark")
        bookmark.set(f"{TEXT}name", name_target(entry.key))
    paragraph.extend(inlines.make(entry.inlines))
    return paragraph
