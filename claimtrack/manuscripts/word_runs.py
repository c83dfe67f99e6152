"""Inlines as the runs of a Word document, in the look of the words that they stand among."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from claimtrack.manuscripts.looks import clean, find_address, find_target
from claimtrack.manuscripts.word_text import keep_spaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claimtrack.manuscripts.contract import Inline
    from claimtrack.manuscripts.trees import Node
    from claimtrack.manuscripts.word_package import WordPackage

#: The properties of a run in the only order that the schema allows.
_ORDER: Final = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
).split()
#: What of a run's look belongs to it alone: tracked changes of the look itself.
_OWN: Final = ("rPrChange", "ins", "del", "moveFrom", "moveTo")
_LINKING: Final = frozenset("p sdtContent smartTag customXml fldSimple".split())
_TABS: Final = re.compile(r"(\t)")


class RunMaker:
    """Makes runs for one part of a document."""

    def __init__(self, package: WordPackage, part: str, styles: Mapping[str, str]) -> None:
        """Begin.

        Args:
            package: the document.
            part: the name of the part that the runs are for.
            styles: the ids of the document's styles, by their names.
        """
        self._package = package
        self._part = part
        self._styles = styles
        self._w = package.w

    def make(
        self, inlines: Iterable[Inline], look: Node | None = None, parent: Node | None = None
    ) -> list[Node]:
        """Make the nodes that say what inlines say.

        Args:
            inlines: what is said.
            look: the properties of the run whose look they take; `None` for that of the paragraph.
            parent: what they are put into; where it can hold no links, they lead nowhere.
        """
        links = parent is None or self._can_link(parent)
        nodes: list[Node] = []
        for inline in inlines:
            runs = self._make_runs(inline, look)
            link = self._make_link(inline) if links and runs else None
            if link is not None:
                if nodes and dict(nodes[-1].attrib) == dict(link.attrib):
                    link = nodes.pop()
                link.extend(runs)
                runs = [link]
            nodes += runs
        return nodes

    def make_run(self, look: Node | None = None, **values: str) -> Node:
        """Make an empty run with a look of its own; an empty value switches a property on."""
        run = etree.Element(f"{self._w}r")
        properties = etree.SubElement(run, f"{self._w}rPr") if look is None else deepcopy(look)
        run.insert(0, properties)
        for name in _OWN:
            for node in properties.findall(self._w + name):
                properties.remove(node)
        for name, value in values.items():
            self._set(properties, name, value)
        if not len(properties):
            run.remove(properties)
        return run

    def style(self, name: str) -> dict[str, str]:
        """Return the value that gives a run the style of a name, if the document has it."""
        return {"rStyle": self._styles[name]} if name in self._styles else {}

    def _can_link(self, parent: Node) -> bool:
        within = next(parent.iterancestors(f"{self._w}hyperlink"), None)
        return within is None and parent.tag.removeprefix(self._w) in _LINKING

    def _make_runs(self, inline: Inline, look: Node | None) -> list[Node]:
        runs: list[Node] = []
        for text in _TABS.split(clean(inline.text)):
            if not text:
                continue
            run = self.make_run(look, **self._read_look(inline))
            if text == "\t":
                etree.SubElement(run, f"{self._w}tab")
            else:
                node = etree.SubElement(run, f"{self._w}t")
                node.text = text
                keep_spaces(node)
            runs.append(run)
        return runs

    def _read_look(self, inline: Inline) -> dict[str, str]:
        look = self.style("hyperlink") if find_address(inline) else {}
        if inline.bold:
            look |= {"b": "", "bCs": ""}
        if inline.italic:
            look |= {"i": "", "iCs": ""}
        if inline.small_caps:
            look["smallCaps"] = ""
        if inline.underline:
            look["u"] = "single"
        if inline.superscript or inline.subscript:
            look["vertAlign"] = "superscript" if inline.superscript else "subscript"
        return look

    def _set(self, properties: Node, name: str, value: str) -> None:
        """Set a property at its place in the order."""
        for node in properties.findall(self._w + name):
            properties.remove(node)
        later = {self._w + each for each in _ORDER[_ORDER.index(name) + 1 :]}
        at = next((i for i, node in enumerate(properties) if node.tag in later), len(properties))
        node = etree.Element(self._w + name)
        if value:
            node.set(f"{self._w}val", value)
        properties.insert(at, node)

    def _make_link(self, inline: Inline) -> Node | None:
        address, target = find_address(inline), find_target(inline)
        if not address and not target:
            return None
        link = etree.Element(f"{self._w}hyperlink")
        if address:
            related = self._package.relate(self._part, "hyperlink", address, external=True)
            link.set(f"{self._package.r}id", related)
        else:
            link.set(f"{self._w}anchor", target)
        return link


def number_bookmarks(root: Node, w: str) -> int:
    """Return a number that no bookmark of a part has yet, nor any that is greater."""
    numbers = [node.get(f"{w}id", "") for node in root.iter(f"{w}bookmarkStart")]
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def invert_styles(styles: Mapping[str, str]) -> dict[str, str]:
    """Return the ids of styles by their names, of several with one name the first."""
    found: dict[str, str] = {}
    for style, name in styles.items():
        found.setdefault(name, style)
    return found


def has_text(inlines: Sequence[Inline]) -> bool:
    """Whether inlines say anything."""
    return any(clean(inline.text) for inline in inlines)
