"""Where the characters of a Word document's paragraphs stand in its runs, and runs cut there.

The walk is the reader's own, so that what is counted here is what was counted there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from claimtrack.errors import BadSpanError
from claimtrack.extract.docx import TextPart
from claimtrack.manuscripts.trees import drop, put_behind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.extract.draft import Draft
    from claimtrack.extract.manuscript import Written
    from claimtrack.manuscripts.trees import Node
    from claimtrack.manuscripts.word_package import WordPackage

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Slot:
    """Characters that one node of a run holds.

    Attributes:
        start: where they begin in the draft's raw text.
        length: how many they are.
        node: the node: a `w:t`, or what stands for a character.
    """

    start: int
    length: int
    node: Node

    @property
    def end(self) -> int:
        """Where they end."""
        return self.start + self.length


@dataclass(slots=True)
class Line:
    """A paragraph: where it begins in the draft's raw text, how long it is, and where it stands.

    Attributes:
        start: where it begins.
        length: how long it is.
        node: its `w:p`.
        part: the name of the part that it stands in.
        kind: of notes, which; empty in the text.
    """

    start: int
    length: int
    node: Node
    part: str
    kind: str


@dataclass(slots=True)
class _Found:
    written: Written
    at: int
    length: int
    node: Node


@dataclass(slots=True)
class WordText:
    """The text of a document, found again in its nodes.

    Attributes:
        lines: its paragraphs, in the order of the raw text.
        marks: each mark that a comment or a note leaves in a paragraph, with its place.
    """

    w: str
    name: str
    raw: str = ""
    lines: list[Line] = field(default_factory=list)
    marks: list[tuple[Node, int]] = field(default_factory=list)
    _slots: list[Slot] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def cut(self, places: Iterable[int]) -> None:
        """Cut the nodes of text at places of the raw text, so that none of them runs across."""
        wanted = sorted(set(places))
        slots: list[Slot] = []
        for slot in self._slots:
            first = bisect_right(wanted, slot.start)
            last = bisect_left(wanted, slot.end)
            rest = slot
            for place in wanted[first:last] if self._is_plain(slot.node) else ():
                slots.append(Slot(rest.start, place - rest.start, rest.node))
                rest = Slot(place, rest.end - place, self._cut_node(rest.node, place - rest.start))
            slots.append(rest)
        self._slots = slots
        self._starts = [slot.start for slot in slots]

    def between(self, start: int, end: int) -> list[Slot]:
        """Return what holds the characters of a stretch, in order."""
        first = bisect_left(self._starts, start)
        if first and self._slots[first - 1].end > start:
            first -= 1
        return self._slots[first : bisect_left(self._starts, end)]

    def line_at(self, place: int) -> Line:
        """Return the paragraph at a place."""
        return self.lines[bisect_right(self.lines, place, key=lambda line: line.start) - 1]

    def before(self, place: int) -> Slot | None:
        """Return what ends at a place, if anything in the same paragraph does."""
        at = bisect_left(self._starts, place) - 1
        return self._slots[at] if at >= 0 and self._slots[at].end == place else None

    def after(self, place: int) -> Slot | None:
        """Return what begins at a place, if anything does."""
        at = bisect_left(self._starts, place)
        found = at < len(self._slots) and self._slots[at].start == place
        return self._slots[at] if found else None

    def open_run(self, slot: Slot) -> Node:
        """Return the run that begins with a slot; cut before it where it does not."""
        run = self.find_run(slot.node)
        before = slot.node.getprevious()
        if slot.node.getparent() is run and before is not None and before.tag != f"{self.w}rPr":
            return self._cut_run(run, slot.node)
        return run

    def close_run(self, slot: Slot) -> Node:
        """Return the run that ends with a slot; cut behind it where it does not."""
        run = self.find_run(slot.node)
        following = slot.node.getnext()
        if slot.node.getparent() is run and following is not None:
            self._cut_run(run, following)
        return run

    def find_run(self, node: Node) -> Node:
        """Return the run that a node stands in: of runs within runs, the outermost."""
        run = node
        for above in node.iterancestors():
            if above.tag == f"{self.w}p":
                break
            if above.tag == f"{self.w}r":
                run = above
        return run

    def step_before(self, run: Node) -> Node:
        """Return what a run is the first of: itself, or the link or tracked change it begins."""
        while run.getprevious() is None and run.getparent().tag != f"{self.w}p":
            run = run.getparent()
        return run

    def step_behind(self, run: Node) -> Node:
        """Return what a run is the last of: itself, the link, tracked change or field it ends."""
        while True:
            following = run.getnext()
            if following is None and run.getparent().tag != f"{self.w}p":
                run = run.getparent()
            elif following is not None and self._ends_field(following):
                run = following
            else:
                return run

    def _ends_field(self, run: Node) -> bool:
        """Whether a run is no more than the end of a field."""
        inner = [node for node in run if node.tag != f"{self.w}rPr"]
        signs = [node.get(f"{self.w}fldCharType") for node in inner]
        return run.tag == f"{self.w}r" and signs == ["end"]

    def remove(self, slot: Slot, start: int, end: int) -> None:
        """Take the characters of a slot out, and its run with them when nothing else is in it.

        Raises:
            BadSpanError: it cannot be cut, and does not lie between the places whole.
        """
        if slot.start < start or slot.end > end:
            raise BadSpanError(self.name, start, end, "it cuts through what can only stand whole")
        run = slot.node.getparent()
        drop(slot.node)
        if run.tag == f"{self.w}r" and all(each.tag == f"{self.w}rPr" for each in run):
            drop(run)

    def _is_plain(self, node: Node) -> bool:
        """Whether a node is text in a run of its own, which can be cut."""
        return node.tag == f"{self.w}t" and node.getparent() is self.find_run(node)

    def _cut_node(self, node: Node, at: int) -> Node:
        """Cut a `w:t`; return the node that holds the rest, the first of a run of its own."""
        rest = etree.Element(node.tag, node.attrib)
        rest.text = node.text[at:]
        node.text = node.text[:at]
        for each in (node, rest):
            keep_spaces(each)
        put_behind(node, [rest])
        self._cut_run(node.getparent(), rest)
        return rest

    def _cut_run(self, run: Node, node: Node) -> Node:
        """Move a node of a run, and what follows it, into a run behind; return that."""
        rest = etree.Element(run.tag, run.attrib)
        look = run.find(f"{self.w}rPr")
        if look is not None:
            rest.append(deepcopy(look))
        moved = [node, *node.itersiblings()]
        rest.extend(moved)
        put_behind(run, [rest])
        return rest


def keep_spaces(node: Node) -> None:
    """Say of a `w:t` that spaces at its ends are meant, where it has some."""
    if node.text != (node.text or "").strip():
        node.set(_SPACE, "preserve")


def stands_in_box(node: Node, w: str) -> bool:
    """Whether a node stands in a text box, which Word lets hold neither notes nor comments."""
    within = next(node.iterancestors(f"{w}txbxContent"), None)
    return within is not None and next(within.iterancestors(f"{w}r"), None) is not None


def find_text(package: WordPackage, draft: Draft) -> WordText:
    """Walk over a document and find where the text of a draft stands in it.

    Raises:
        UnwritableDraftError: it is not what the draft was read from.
    """
    text = WordText(package.w, draft.name)
    found: list[_Found] = []
    marks: list[tuple[Node, Written, int]] = []
    counted: list[tuple[Written, Line]] = []
    styles = package.file.read_styles()
    for part, kind in package.file.list_text_parts():
        heard = TextPart(styles, {}, kind)
        nodes: dict[int, Node] = {}
        _walk(package.read(part), heard, package.w, (found, marks, nodes))
        counted += [
            (written, Line(0, written.length, nodes[id(written)], part, kind))
            for written in heard.paragraphs
        ]
    starts: dict[int, int] = {}
    at = 0
    for written, line in counted:
        starts[id(written)] = line.start = at
        at += written.length + 1
        text.lines.append(line)
    text.raw = "\n".join("".join(written.parts) for written, _ in counted)
    if text.raw != draft.raw:
        raise package.refuse("its text is not what was read")
    slots = [
        Slot(starts[id(each.written)] + each.at, each.length, each.node)
        for each in found
        if id(each.written) in starts
    ]
    text._slots = sorted(slots, key=lambda slot: slot.start)  # noqa: SLF001 - it is made here
    text.marks = [
        (node, starts[id(written)] + place)
        for node, written, place in marks
        if id(written) in starts
    ]
    text.cut(())
    return text


_Notes = tuple[list[_Found], "list[tuple[Node, Written, int]]", "dict[int, Node]"]
_MARKS: Final = ("commentRangeStart", "commentRangeEnd", "commentReference")


def _walk(root: Node, heard: TextPart, w: str, notes: _Notes) -> None:
    """Let the reader hear a tree, and note which node it wrote down where."""
    found, marks, nodes = notes
    for node in list(root.iter(f"{w}t")):
        if len(node):  # Comments of XML within text; nobody writes them, and they hide nothing.
            etree.strip_tags(node, etree.Comment, etree.ProcessingInstruction)
    marking = {w + name for name in _MARKS}
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            heard.end(node.tag)
            continue
        before = heard.current
        length = before.length if before else 0
        heard.start(node.tag, node.attrib)
        if node.text:
            heard.data(node.text)
        written = heard.current
        if written is None:
            continue
        if written is not before:
            nodes[id(written)] = node
        elif written.length > length:
            found.append(_Found(written, length, written.length - length, node))
        elif node.tag in marking:
            marks.append((node, written, written.length))
