"""Word documents: words put into their runs, notes, a list at the end, comments; all else stays."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from claimtrack.manuscripts.contract import Inline
from claimtrack.manuscripts.looks import name_target, pick_level
from claimtrack.manuscripts.spans import order_comments, order_replacements
from claimtrack.manuscripts.trees import drop, put_before, put_behind
from claimtrack.manuscripts.word_comments import hang_comments
from claimtrack.manuscripts.word_notes import NoteMaker
from claimtrack.manuscripts.word_package import WordPackage
from claimtrack.manuscripts.word_runs import RunMaker, has_text, invert_styles, number_bookmarks
from claimtrack.manuscripts.word_text import find_text, stands_in_box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.draft import Draft
    from claimtrack.manuscripts.contract import Closing, Comment, Entry, Replacement
    from claimtrack.manuscripts.trees import Node
    from claimtrack.manuscripts.word_text import Line, WordText

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
#: Half an inch, in twentieths of a point.
_HANGING: Final = "720"


def write_docx(
    data: bytes,
    draft: Draft,
    replacements: Sequence[Replacement],
    closing: Closing | None,
    comments: Sequence[Comment] | None,
) -> bytes:
    """Write into a Word document.

    Raises:
        UnreadableDraftError, UnwritableDraftError: it is damaged, signed, or not the draft's.
        BadSpanError: a span cannot be written into.
    """
    ordered = order_replacements(draft, replacements)
    hung = None if comments is None else order_comments(draft, comments)
    package = WordPackage(data, draft.name)
    text = find_text(package, draft)
    styles = invert_styles(package.file.read_styles())
    spans = [*ordered, *(hung or ())]
    text.cut(place for span in spans for place in (span.start, span.end))
    if hung is not None:
        hang_comments(package, text, hung, styles)
    if ordered:
        _Replacer(package, text, styles).replace_all(ordered)
    if closing is not None:
        _close(package, closing, styles)
    return package.render()


class _Place(NamedTuple):
    """Where something is to be put: the node that keeps the place, and the look of words there."""

    node: Node
    look: Node | None


class _Replacer:
    """Puts words in the place of others."""

    def __init__(self, package: WordPackage, text: WordText, styles: dict[str, str]) -> None:
        self._package = package
        self._text = text
        self._w = package.w
        self._notes = NoteMaker(package, styles)
        parts = {line.part for line in text.lines}
        self._runs = {part: RunMaker(package, part, styles) for part in parts}
        self._ends: dict[int, Node] = {}

    def replace_all(self, ordered: Sequence[Replacement]) -> None:
        """Keep all places while every word still stands; then take words out, and put words in."""
        lines = [self._text.line_at(each.start) for each in ordered]
        places = [self._keep(each, line) for each, line in zip(ordered, lines, strict=True)]
        for each in ordered:
            if each.start < each.end:
                for slot in self._text.between(each.start, each.end):
                    self._text.remove(slot, each.start, each.end)
        for each, line, place in zip(ordered, lines, places, strict=True):
            self._package.edit(line.part)
            put_before(place.node, self._make(each, line, place))
            drop(place.node)
        self._notes.sort()
        choices = {choice: None for line in lines for choice in line.node.iterancestors(_CHOICE)}
        for choice in choices:
            self._repeat(choice)

    def _keep(self, each: Replacement, line: Line) -> _Place:
        """Put a node where something is to stand."""
        text, start, end = self._text, each.start, each.end
        node = etree.Element(f"{self._w}r")
        before, after = text.before(start), text.after(start)
        if start < end:
            run = text.open_run(text.between(start, end)[0])
            put_before(run, [node])
        elif before is not None:
            run = text.close_run(before)
            last = self._ends.get(start)
            put_behind(text.step_behind(run) if last is None else last, [node])
            self._ends[start] = node
        elif after is not None:
            run = text.open_run(after)
            put_before(run, [node])
        else:
            line.node.append(node)
            return _Place(node, None)
        look = run.find(f"{self._w}rPr")
        # What is put behind a link, and not into it, does not look like one.
        return _Place(node, look if run.getparent() is node.getparent() else self._strip_link(look))

    def _make(self, each: Replacement, line: Line, place: _Place) -> list[Node]:
        """Make what stands in the place of something."""
        inlines, note = each.inlines, each.note
        if note is not None and (line.kind or stands_in_box(line.node, self._w)):
            before = self._text.raw[line.start : each.start][-1:].strip()
            space = (Inline(" "),) if has_text(inlines) or before else ()
            inlines, note = (*inlines, *space, *note), None
        nodes = self._runs[line.part].make(inlines, place.look, place.node.getparent())
        return nodes if note is None else [*nodes, self._notes.make(note, place.look)]

    def _strip_link(self, look: Node | None) -> Node | None:
        """Return a look without what tells a link from other text."""
        if look is None:
            return None
        look = deepcopy(look)
        for name in ("rStyle", "color", "u"):
            for node in look.findall(self._w + name):
                look.remove(node)
        return look

    def _repeat(self, choice: Node) -> None:
        """Bring the second copy that old versions of Word get of a text box up to the first."""
        for fallback in choice.itersiblings(_FALLBACK):
            first = list(choice.iter(f"{self._w}txbxContent"))
            second = list(fallback.iter(f"{self._w}txbxContent"))
            if len(first) == len(second):
                for new, old in zip(first, second, strict=True):
                    old[:] = [deepcopy(each) for each in new]


def _close(package: WordPackage, closing: Closing, styles: dict[str, str]) -> None:
    """Put a list at the end of the text, before what says how its last pages are set."""
    w = package.w
    root = package.edit(package.main)
    body = root.find(f"{w}body")
    if body is None:
        raise package.refuse("it has no body")
    runs = RunMaker(package, package.main, styles)
    paragraphs = []
    if closing.title:
        paragraphs.append(_make_heading(package, closing.title, runs, styles))
    number = number_bookmarks(root, w)
    for entry in closing.entries:
        paragraphs.append(_make_entry(entry, number, runs, styles, w))
        number += 1
    last = body[-1] if len(body) else None
    if last is not None and last.tag == f"{w}sectPr":
        put_before(last, paragraphs)
    else:
        body.extend(paragraphs)


def _make_heading(package: WordPackage, title: str, runs: RunMaker, styles: dict[str, str]) -> Node:
    w = package.w
    levels = {f"heading {level}": level for level in range(1, 10)} | {"title": 0}
    known = {styles[name]: level for name, level in levels.items() if name in styles}
    used = [node.get(f"{w}val") for node in package.read(package.main).iter(f"{w}pStyle")]
    level = pick_level([known[style] for style in used if style in known])
    paragraph = etree.Element(f"{w}p")
    properties = etree.SubElement(paragraph, f"{w}pPr")
    style = styles.get(f"heading {level}")
    if style:
        etree.SubElement(properties, f"{w}pStyle").set(f"{w}val", style)
    else:
        etree.SubElement(properties, f"{w}keepNext")
        etree.SubElement(properties, f"{w}outlineLvl").set(f"{w}val", str(level - 1))
    paragraph.extend(runs.make((Inline(title, bold=not style),)))
    return paragraph


def _make_entry(entry: Entry, number: int, runs: RunMaker, styles: dict[str, str], w: str) -> Node:
    paragraph = etree.Element(f"{w}p")
    properties = etree.SubElement(paragraph, f"{w}pPr")
    if "bibliography" in styles:
        etree.SubElement(properties, f"{w}pStyle").set(f"{w}val", styles["bibliography"])
    indent = etree.SubElement(properties, f"{w}ind")
    indent.set(f"{w}left", _HANGING)
    indent.set(f"{w}hanging", _HANGING)
    nodes = runs.make(entry.inlines)
    if entry.key:
        start, end = (etree.Element(f"{w}bookmark{edge}") for edge in ("Start", "End"))
        for edge in (start, end):
            edge.set(f"{w}id", str(number))
        start.set(f"{w}name", name_target(entry.key))
        nodes = [start, *nodes, end]
    paragraph.extend(nodes)
    return paragraph
