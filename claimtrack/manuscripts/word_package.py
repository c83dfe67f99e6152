"""The parts of a Word document as they are edited: those that nobody touches are never unpacked."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from lxml import etree

from claimtrack.errors import UnwritableDraftError
from claimtrack.extract.docx import WordFile
from claimtrack.manuscripts.archive import repack
from claimtrack.manuscripts.trees import render

if TYPE_CHECKING:
    from claimtrack.manuscripts.trees import Node

_TYPES: Final = "[Content_Types].xml"
_TYPES_SPACE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_SPACE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: The namespace of text, and that of what one part says of another, in both editions of the format.
_EDITIONS: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    "http://purl.oclc.org/ooxml/wordprocessingml/main": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


class WordPackage:
    """A Word document that is being edited.

    Attributes:
        file: what was opened.
        main: the name of the part with the text.
        w: the namespace of its text, in braces.
        r: the namespace of its relationships, in braces.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open a document.

        Raises:
            UnreadableDraftError: it is damaged, hostile, or no Word document.
            UnwritableDraftError: it is signed, or its text is in a namespace of its own.
        """
        self._data = data
        self._name = name
        self.file = WordFile(data, name)
        self.main = self.file.main
        self._folder = posixpath.dirname(self.main)
        self._related = dict(self.file.related)
        self._trees: dict[str, Node] = {}
        self._touched: dict[str, None] = {}
        self._removed: set[str] = set()
        self._known: dict[str, dict[tuple[str, str], Node]] = {}
        self._ids: dict[str, set[str]] = {}
        if "_xmlsignatures/origin.sigs" in self.file.package:
            raise self.refuse("it carries a digital signature, which any change would break")
        space = etree.QName(self.read(self.main)).namespace
        if space not in _EDITIONS:
            raise self.refuse("its text is not in the namespace of Word documents")
        self.w = f"{{{space}}}"
        self._relations_space = _EDITIONS[space]
        self.r = f"{{{self._relations_space}}}"

    def refuse(self, reason: str) -> UnwritableDraftError:
        """Return the error that says why this draft cannot be written into."""
        return UnwritableDraftError(self._name, reason)

    def find(self, kind: str) -> str:
        """Return the name of the part of a kind; empty when there is none."""
        return self._related.get(kind, "")

    def read(self, part: str) -> Node:
        """Return the root of a part that there is."""
        if part not in self._trees:
            self._trees[part] = self.file.package.read_tree(part)
        return self._trees[part].getroot()

    def edit(self, part: str) -> Node:
        """Return the root of a part that there is, to be changed."""
        self._touched[part] = None
        return self.read(part)

    def put(self, part: str, root: Node) -> None:
        """Put in a part, or another root in the place of that of a part."""
        if part in self._trees:
            self._trees[part]._setroot(root)  # noqa: SLF001 - lxml's own public name for it
        else:
            self._trees[part] = etree.ElementTree(root)
        self._touched[part] = None

    def make(self, kind: str) -> Node:
        """Return the root of the part of a kind, to be changed; made when there is none."""
        part = self.find(kind)
        if part:
            return self.edit(part)
        part = f"{self._folder}/{kind}.xml"
        number = 1
        while part in self.file.package:
            number += 1
            part = f"{self._folder}/{kind}{number}.xml"
        root = etree.Element(self.w + kind, nsmap={"w": self.w[1:-1], "r": self.r[1:-1]})
        self.put(part, root)
        self._related[kind] = part
        self.relate(self.main, kind, posixpath.basename(part))
        if _TYPES in self.file.package:
            override = etree.SubElement(self.edit(_TYPES), f"{_TYPES_SPACE}Override")
            override.set("PartName", f"/{part}")
            override.set("ContentType", f"{_CONTENT_TYPE}.{kind}+xml")
        return root

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Note that a part refers to another or to an address; return the id of that."""
        relations = _name_relations(part)
        if relations not in self._trees and relations not in self.file.package:
            self.put(relations, etree.Element(f"{_RELATIONS_SPACE}Relationships", nsmap=_PLAIN))
        root = self.edit(relations)
        if part not in self._known:
            self._known[part] = {(each.get("Type"), each.get("Target")): each for each in root}
            self._ids[part] = {each.get("Id") for each in root}
        said = (f"{self._relations_space}/{kind}", target)
        known, ids = self._known[part], self._ids[part]
        if said not in known:
            number = len(root) + 1
            while f"rId{number}" in ids:
                number += 1
            known[said] = etree.SubElement(root, f"{_RELATIONS_SPACE}Relationship")
            known[said].attrib.update({"Id": f"rId{number}", "Type": said[0], "Target": target})
            ids.add(f"rId{number}")
            if external:
                known[said].set("TargetMode", "External")
        return str(known[said].get("Id"))

    def remove(self, kind: str) -> None:
        """Take out the part of a kind, if there is one, and what refers to it."""
        part = self._related.pop(kind, "")
        if not part:
            return
        self._removed.add(part)
        self._touched.pop(part, None)
        for relation in list(self.edit(_name_relations(self.main))):
            if relation.get("Type", "").endswith(f"/{kind}"):
                relation.getparent().remove(relation)
        if _TYPES in self.file.package:
            for override in list(self.edit(_TYPES)):
                if override.get("PartName", "").lstrip("/") == part:
                    override.getparent().remove(override)

    def render(self) -> bytes:
        """Return the document with its changes."""
        changed = {part: render(self._trees[part], standalone=True) for part in self._touched}
        return repack(self._data, changed, self._removed)


_PLAIN: Final = {None: _RELATIONS_SPACE[1:-1]}


def _name_relations(part: str) -> str:
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels"
