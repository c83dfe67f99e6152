"""Where the characters of an OpenDocument's paragraphs stand in its tree, and marks put there.

The walk is the reader's own, so that what is counted here is what was counted there. Text stands
between tags, where nothing can be pointed at; so marks are set at the places that matter, and taken
away when all is written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from lxml import etree

from claimtrack.errors import UnwritableDraftError
from claimtrack.extract.odt import TextPart
from claimtrack.manuscripts.trees import drop, put_before, put_behind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.extract.draft import Draft
    from claimtrack.extract.manuscript import Written
    from claimtrack.manuscripts.trees import Node

_PREFIX: Final = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_PREFIX}office:1.0}}"
TEXT: Final = f"{{{_PREFIX}text:1.0}}"
_DRAW: Final = f"{{{_PREFIX}drawing:1.0}}"
_MARK: Final = "claimtrack-mark"
_CHARACTERS: Final = re.compile(r"[ \t\r\n]+|[^ \t\r\n]")
_SPACES: Final = re.compile(r"[ \t\r\n]+")
#: What may hold notes, links and comments beside its text.
_HOSTS: Final = frozenset(TEXT + name for name in "p h span a meta meta-field ruby-base".split())
_ANNOTATIONS: Final = (f"{OFFICE}annotation", f"{OFFICE}annotation-end")


@dataclass(slots=True)
class Piece:
    """Characters of the raw text, and where in the tree they stand.

    Attributes:
        start: where they begin in the draft's raw text.
        length: how many they are.
        node: the node that they are the text of, or the tail of, or that stands for them.
        where: which of these.
    """

    start: int
    length: int
    node: Node
    where: Literal["text", "tail", "node"]

    @property
    def end(self) -> int:
        """Where they end."""
        return self.start + self.length


@dataclass(slots=True)
class OpenText:
    """The text of a document, found again in its tree.

    Attributes:
        name: the draft's name.
        raw: its raw text.
        lines: where each paragraph begins in it, and the paragraph.
        annotations: what marks the words of a comment, with its place.
    """

    name: str
    raw: str
    lines: list[tuple[int, Node]]
    annotations: list[tuple[Node, int]]
    _pieces: list[Piece]
    _blanks: list[Piece]
    _behind: dict[int, Node] = field(default_factory=dict)
    _before: dict[int, Node] = field(default_factory=dict)
    _tails: dict[Node, Node] = field(default_factory=dict)

    def line_at(self, place: int) -> Node:
        """Return the paragraph at a place."""
        return self.lines[bisect_right(self.lines, place, key=lambda line: line[0]) - 1][1]

    def cut(self, places: Iterable[int]) -> None:
        """Set marks at places: behind what ends there, and before what begins there."""
        wanted = sorted(set(places))
        pieces: list[Piece] = []
        for piece in self._pieces:
            if piece.where == "tail":  # A mark behind a node has taken the text that followed it.
                piece.node = self._tails.get(piece.node, piece.node)
            first = bisect_left(wanted, piece.start)
            last = bisect_right(wanted, piece.end)
            pieces += self._cut_piece(piece, wanted[first:last]) if first < last else [piece]
        self._pieces = pieces

    def put(self, place: int, nodes: list[Node], *, before: bool, inside: bool = False) -> bool:
        """Put nodes at a place, or beside the field that it lies within, which can hold no nodes.

        Args:
            place: one that was cut.
            nodes: what to put there, behind what was put there before.
            before: whether they belong to what begins there, not to what ends there.
            inside: whether they belong to a link that begins or ends there, too.

        Returns:
            Whether they stand right at the place.
        """
        mark = self._find_mark(place, before=before)
        if mark is None:
            self.line_at(place).extend(nodes)
            return True
        host = mark
        begins = self._before.get(place) is mark
        exact = True
        while host.getparent().tag not in _HOSTS or (
            not inside and _is_link(host.getparent()) and _is_edge(host, begins=begins)
        ):
            exact = exact and _is_edge(host, begins=begins)
            host = host.getparent()
        if host is mark or begins:
            put_before(host, nodes)
        else:
            put_behind(host, nodes)
        return exact

    def find_outside(self, place: int) -> Node | None:
        """Return the note or the box that a place lies within, which can hold no notes of its own.

        It stands in a paragraph; `None` where there is no such.
        """
        above = [self.line_at(place), *self.line_at(place).iterancestors()]
        hosts = [
            node
            for node, parent in pairwise(above)
            if parent.tag in _HOSTS and (node.tag == f"{TEXT}note" or node.tag.startswith(_DRAW))
        ]
        return hosts[-1] if hosts else None

    def stands_in_link(self, place: int, *, before: bool, inside: bool) -> bool:
        """Whether what is put at a place is put into a link."""
        mark = self._find_mark(place, before=before)
        link = None if mark is None else next(mark.iterancestors(f"{TEXT}a"), None)
        return link is not None and (inside or not _is_edge(mark, begins=before))

    def _find_mark(self, place: int, *, before: bool) -> Node | None:
        first, second = self._before.get(place), self._behind.get(place)
        if not before:
            first, second = second, first
        return second if first is None else first

    def remove(self, start: int, end: int) -> None:
        """Take the characters of a stretch out, or none; of several stretches, the last first."""
        # White space behind a space that goes, or is no longer last, would become something.
        bisect = bisect_right if start < end else bisect_left
        first = bisect(self._blanks, start, key=lambda blank: blank.start)
        last = bisect_right(self._blanks, end, key=lambda blank: blank.start)
        for blank in self._blanks[first:last]:
            setattr(self._tails.get(blank.node, blank.node), blank.where, None)
        first = bisect_left(self._pieces, start, key=lambda piece: piece.start)
        last = bisect_left(self._pieces, end, key=lambda piece: piece.start)
        for piece in reversed(self._pieces[first:last]):
            if piece.where == "node":
                drop(piece.node)
            else:
                setattr(piece.node, piece.where, None)

    def keep_space(self, place: int) -> None:
        """Say of a space that begins at a place that it is meant, whatever stands before it now."""
        mark = self._before.get(place)
        found = _SPACES.match(mark.tail or "") if mark is not None else None
        if mark is not None and found and self.raw[place : place + 1] == " ":
            space = etree.Element(f"{TEXT}s")
            space.tail = mark.tail[found.end() :]
            mark.tail = None
            put_behind(mark, [space])

    def finish(self) -> None:
        """Take all marks away."""
        for mark in {
            **dict.fromkeys(self._behind.values()),
            **dict.fromkeys(self._before.values()),
        }:
            drop(mark)

    def _cut_piece(self, piece: Piece, places: list[int]) -> list[Piece]:
        if piece.where == "node":
            return self._cut_node(piece, places)
        source = getattr(piece.node, piece.where)
        offsets = [found.start() for found in _CHARACTERS.finditer(source)]
        del offsets[: len(offsets) - piece.length]
        offsets.append(len(source))
        edges = [*(offsets[place - piece.start] for place in places), len(source)]
        # White space before the first character that counts is nothing, and would become something.
        head = "" if places[0] == piece.start else source[: edges[0]]
        marks: list[Node] = []
        pieces = [Piece(piece.start, places[0] - piece.start, piece.node, piece.where)]
        for at, (place, following) in enumerate(pairwise([*places, piece.end])):
            marks += self._make_marks(place, piece.start, piece.end)
            marks[-1].tail = source[edges[at] : edges[at + 1]]
            pieces.append(Piece(place, following - place, marks[-1], "tail"))
        setattr(piece.node, piece.where, head)
        parent, first = piece.node, 0
        if piece.where == "tail":
            parent = piece.node.getparent()
            first = parent.index(piece.node) + 1
        for at, mark in enumerate(marks, start=first):
            parent.insert(at, mark)
        return [each for each in pieces if each.length]

    def _cut_node(self, piece: Piece, places: list[int]) -> list[Piece]:
        """Cut what stands for characters: of several spaces, some."""
        pieces = [piece]
        start, end = piece.start, piece.end
        for place in places:
            last = pieces[-1]
            marks = self._make_marks(place, start, end)
            if place == start:
                put_before(last.node, marks)
                continue
            rest = etree.Element(last.node.tag, last.node.attrib)
            behind = [*marks, rest] if place < end else marks
            put_behind(last.node, behind)
            self._tails[piece.node] = behind[-1]
            if place < end:
                pieces.append(Piece(place, last.end - place, rest, "node"))
                last.length = place - last.start
                for each in pieces[-2:]:
                    each.node.set(f"{TEXT}c", str(each.length))
        return pieces

    def _make_marks(self, place: int, start: int, end: int) -> list[Node]:
        """Make the marks of a place: behind what ends there, then before what begins there."""
        marks = []
        for kept, wanted in (
            (self._behind, place > start),
            (self._before, place < end),
        ):
            if wanted:
                kept[place] = etree.Element(_MARK)
                marks.append(kept[place])
        return marks


def _is_link(node: Node) -> bool:
    return bool(node.tag == f"{TEXT}a")


def _is_edge(host: Node, *, begins: bool) -> bool:
    """Whether a node begins, or ends, what it stands in."""
    if begins:
        return host.getprevious() is None and not host.getparent().text
    return host.getnext() is None and not host.tail


@dataclass(slots=True)
class _Found:
    written: Written
    at: int
    length: int
    node: Node
    where: Literal["text", "tail", "node"]


class _Walker:
    """Lets the reader hear a tree, and notes which node it wrote down where."""

    def __init__(self) -> None:
        self.heard = TextPart()
        self.found: list[_Found] = []
        self.nodes: dict[int, Node] = {}
        self.annotations: list[tuple[Node, Written, int]] = []

    def walk(self, root: Node) -> None:
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(node)
            else:
                if event == "end":
                    self.heard.end(node.tag)
                self._hear(node, "tail")

    def _start(self, node: Node) -> None:
        before = self.heard.current
        length = before.length if before else 0
        self.heard.start(node.tag, node.attrib)
        written = self.heard.current
        if written is not None and written is not before:
            self.nodes[id(written)] = node
        elif written is not None and written.length > length:
            grown = written.length - length
            self.found.append(_Found(written, length, grown, node, "node"))
        elif written is not None and node.tag in _ANNOTATIONS:
            self.annotations.append((node, written, length))
        self._hear(node, "text")

    def _hear(self, node: Node, where: Literal["text", "tail"]) -> None:
        source = getattr(node, where)
        if not source:
            return
        written = self.heard.current
        length = written.length if written else 0
        self.heard.data(source)
        if written is not None:
            self.found.append(_Found(written, length, written.length - length, node, where))


def find_text(root: Node, draft: Draft) -> OpenText:
    """Walk over a document and find where the text of a draft stands in it.

    Raises:
        UnwritableDraftError: it is not what the draft was read from.
    """
    walker = _Walker()
    walker.walk(root)
    starts: dict[int, int] = {}
    lines: list[tuple[int, Node]] = []
    at = 0
    for written in walker.heard.paragraphs:
        starts[id(written)] = at
        lines.append((at, walker.nodes[id(written)]))
        at += written.length + 1
    raw = "\n".join("".join(written.parts) for written in walker.heard.paragraphs)
    if raw != draft.raw:
        raise UnwritableDraftError(draft.name, "its text is not what was read")
    pieces = [
        Piece(starts[id(each.written)] + each.at, each.length, each.node, each.where)
        for each in walker.found
        if id(each.written) in starts
    ]
    annotations = [
        (node, starts[id(written)] + place)
        for node, written, place in walker.annotations
        if id(written) in starts
    ]
    pieces.sort(key=lambda piece: piece.start)
    return OpenText(
        name=draft.name,
        raw=raw,
        lines=lines,
        annotations=annotations,
        _pieces=[piece for piece in pieces if piece.length],
        _blanks=[piece for piece in pieces if not piece.length],
    )
