"""Footnotes of a Word document: the mark in the text and the note it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from claimtrack.manuscripts.contract import Inline
from claimtrack.manuscripts.word_runs import RunMaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claimtrack.manuscripts.trees import Node
    from claimtrack.manuscripts.word_package import WordPackage

#: The lines between text and notes, which Word wants to find among the notes.
_RULES: Final = (("-1", "separator"), ("0", "continuationSeparator"))
_HALF_POINTS: Final = "20"


class NoteMaker:
    """Makes notes of the kind that the document has: endnotes where it has no others."""

    def __init__(self, package: WordPackage, styles: Mapping[str, str]) -> None:
        self._package = package
        self._styles = styles
        self._w = w = package.w
        main = package.read(package.main)
        has = {kind: main.find(f".//{w}{kind}Reference") is not None for kind in _KINDS}
        self._kind = "endnote" if has["endnote"] and not has["footnote"] else "footnote"
        self._number = 0

    def make(self, inlines: Sequence[Inline], look: Node | None) -> Node:
        """Make a note and return the run that refers to it.

        Args:
            inlines: what the note says.
            look: the properties of the run that it hangs behind.
        """
        kind, w = self._kind, self._w
        root = self._package.make(f"{kind}s")
        runs = RunMaker(self._package, self._package.find(f"{kind}s"), self._styles)
        raised = runs.style(f"{kind} reference") or {"vertAlign": "superscript"}
        if not len(root):
            self._make_rules(root)
        self._number = self._number or _find_number(root, w)
        note = etree.SubElement(root, f"{w}{kind}")
        note.set(f"{w}id", str(self._number))
        paragraph = etree.SubElement(note, f"{w}p")
        style = self._styles.get(f"{kind} text")
        if style:
            properties = etree.SubElement(paragraph, f"{w}pPr")
            etree.SubElement(properties, f"{w}pStyle").set(f"{w}val", style)
        number = runs.make_run(**raised)
        etree.SubElement(number, f"{w}{kind}Ref")
        small = None if style else runs.make_run(sz=_HALF_POINTS).find(f"{w}rPr")
        paragraph.extend([number, *runs.make((Inline(" "), *inlines), small)])
        reference = runs.make_run(look, **raised)
        etree.SubElement(reference, f"{w}{kind}Reference").set(f"{w}id", str(self._number))
        self._number += 1
        return reference

    def sort(self) -> None:
        """Put the notes in the order of the text, and number them by it.

        Word finds a note by its id; LibreOffice counts, and would hang it on the wrong mark.
        """
        if not self._number:
            return
        kind, name = self._kind, f"{self._w}id"
        main = self._package.edit(self._package.main)
        references = list(main.iter(f"{self._w}{kind}Reference"))
        order = {each.get(name, ""): -place for place, each in enumerate(reversed(references))}
        root = self._package.make(f"{kind}s")
        notes = [note for note in root.findall(self._w + kind) if not note.get(f"{self._w}type")]
        rest = [node for node in root if node not in notes]
        notes.sort(key=lambda note: order.get(note.get(name, ""), 1))
        root[:] = [*rest, *notes]
        first = _find_number(rest, self._w)
        renamed = {note.get(name): str(at) for at, note in enumerate(notes, start=first)}
        for each in [*notes, *references]:
            if each.get(name) in renamed:
                each.set(name, renamed[each.get(name)])

    def _make_rules(self, root: Node) -> None:
        w = self._w
        for number, name in _RULES:
            note = etree.SubElement(root, w + self._kind)
            note.set(f"{w}type", name)
            note.set(f"{w}id", number)
            run = etree.SubElement(etree.SubElement(note, f"{w}p"), f"{w}r")
            etree.SubElement(run, w + name)


_KINDS: Final = ("footnote", "endnote")


def _find_number(nodes: Iterable[Node], w: str) -> int:
    """Return the first number that none of the nodes has, nor any that is greater."""
    numbers = [node.get(f"{w}id") or "" for node in nodes]
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1
