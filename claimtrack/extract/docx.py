"""Word documents: the text that a reader sees when all tracked changes are accepted.

Insertions are in; deletions and where moved text came from are out, and so are hidden text, field
codes, program text and the second copy that old versions of Word get of a text box. Headers and
footers are not read.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from claimtrack.extract.blocks import BlockKind, Reading
from claimtrack.extract.manuscript import Written, lay_out
from claimtrack.extract.packages import Package

if TYPE_CHECKING:
    from collections.abc import Mapping

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE: Final = frozenset({"del", "moveFrom", _FALLBACK})
_OFF: Final = frozenset({"0", "false", "off"})
_HEADING: Final = re.compile(r"heading|title|subtitle")
_QUOTE: Final = re.compile(r"quote|block text")
_CODE: Final = re.compile(r"source code|html preformatted|^code|macro|plain ?text code")
_NOTES: Final = ("footnotes", "endnotes")


def read_docx(data: bytes, name: str) -> Reading:
    """Read a Word document.

    Raises:
        UnreadableDraftError: it is damaged, hostile, or no Word document.
    """
    package = Package(data, name)
    main = _find_related(package, "_rels/.rels", "").get("officeDocument", "word/document.xml")
    if main not in package or not main.startswith("word/"):
        raise package.refuse("it is a zip package, but no Word document")
    folder, base = posixpath.split(main)
    parts = _find_related(package, f"{folder}/_rels/{base}.rels", folder)
    comments = _Body({}, {})
    if parts.get("comments", "") in package:
        package.parse(parts["comments"], comments)
    styles = _Styles()
    if parts.get("styles", "") in package:
        package.parse(parts["styles"], styles)
    body = _Body(styles.names, comments.read_groups())
    package.parse(main, body)
    paragraphs = body.paragraphs
    for kind in _NOTES:
        if parts.get(kind, "") in package:
            notes = _Body(styles.names, {}, kind)
            package.parse(parts[kind], notes)
            paragraphs += notes.paragraphs
    return lay_out(paragraphs)


class _Ignoring:
    """Hears everything and does nothing."""

    def end(self, tag: str) -> None:
        """Do nothing at the end of a tag."""

    def data(self, text: str) -> None:
        """Do nothing with text."""

    def close(self) -> None:
        """Do nothing at the end."""


class _Relations(_Ignoring):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, str] = {}

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if target and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            self.found.setdefault(kind, path)


def _find_related(package: Package, part: str, folder: str) -> dict[str, str]:
    """Return the parts that a part refers to, by their kind."""
    relations = _Relations(folder)
    if part in package:
        package.parse(part, relations)
    return relations.found


class _Styles(_Ignoring):
    """The names of paragraph styles: their ids differ with the language of Word."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._id = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        local = _local(tag)
        if local == "style":
            self._id = _get(attributes, "styleId")
        elif local == "name" and self._id:
            self.names.setdefault(self._id, _get(attributes, "val").lower())


def _local(tag: str) -> str:
    return tag.removeprefix(_W).removeprefix(_STRICT)


def _get(attributes: Mapping[str, str], name: str) -> str:
    return attributes.get(_W + name) or attributes.get(_STRICT + name) or ""


class _Body:
    """Hears the tags of a text part and writes its paragraphs down."""

    def __init__(
        self, styles: Mapping[str, str], comments: Mapping[str, str], notes: str = ""
    ) -> None:
        self.paragraphs: list[Written] = []
        self.groups: list[str] = []
        self._styles = styles
        self._comments = comments
        self._notes = notes
        self._label = ""
        self._open: list[Written] = []
        self._gone = self._tables = 0
        self._in_text = self._in_run = self._hidden = self._skipped = False
        self._group = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        local = _local(tag)
        if local in _GONE:
            self._gone += 1
        elif local == "p":
            kind = BlockKind.TABLE if self._tables else BlockKind.BODY
            label = self._label if self._notes else ""
            self._open.append(Written(BlockKind.FOOTNOTE if label else kind, label=label))
            if not self._skipped:
                self.paragraphs.append(self._open[-1])
                self.groups.append(self._group)
        elif local == "tbl":
            self._tables += 1
        elif local in ("footnote", "endnote", "comment"):
            self._group = _get(attributes, "id")
            self._label = f"{local}s {self._group}"
            self._skipped = bool(_get(attributes, "type").endswith(("eparator", "Notice")))
        elif self._open and not self._gone:
            self._start_inside(local, attributes, self._open[-1])

    def _start_inside(self, local: str, attributes: Mapping[str, str], written: Written) -> None:
        if local == "t":
            self._in_text = True
        elif local == "r":
            self._in_run, self._hidden = True, False
        elif local == "vanish":
            self._hidden = self._in_run and _get(attributes, "val") not in _OFF
        elif local in ("tab", "br", "cr", "ptab") and self._in_run and not self._hidden:
            written.write(" ")
        elif local == "noBreakHyphen":
            written.write("\u2011")
        elif local == "pStyle":
            self._set_style(written, _get(attributes, "val"))
        elif local == "numPr" and written.kind is BlockKind.BODY:
            written.kind = BlockKind.LIST
        elif local.endswith("Reference"):
            self._hang(local.removesuffix("Reference"), _get(attributes, "id"), written)

    def _hang(self, kind: str, number: str, written: Written) -> None:
        if kind == "comment":
            for line in self._comments.get(number, "").split("\n"):
                written.hang(line, is_note=False)
        else:
            written.hang(f"{kind}s {number}", is_note=True)

    def _set_style(self, written: Written, style: str) -> None:
        name = self._styles.get(style, style.lower())
        if _CODE.search(name):
            written.is_code = True
        elif written.kind is not BlockKind.BODY:
            return
        elif _HEADING.match(name):
            written.kind = BlockKind.HEADING
        elif _QUOTE.search(name):
            written.kind = BlockKind.QUOTE
        elif name.startswith("list"):
            written.kind = BlockKind.LIST
        elif name.startswith("caption"):
            written.kind = BlockKind.CAPTION

    def data(self, text: str) -> None:
        if self._in_text and not self._gone and not self._hidden and self._open:
            self._open[-1].write(text)

    def end(self, tag: str) -> None:
        local = _local(tag)
        if local == "t":
            self._in_text = False
        elif local == "r":
            self._in_run = self._hidden = False
        elif local == "p":
            self._open.pop()
        elif local == "tbl":
            self._tables -= 1
        elif local in _GONE:
            self._gone -= 1

    def close(self) -> None:
        """Do nothing at the end."""

    def read_groups(self) -> dict[str, str]:
        """Return the text of each comment, by its id; one line for each of its paragraphs."""
        texts: dict[str, list[str]] = {}
        for group, paragraph in zip(self.groups, self.paragraphs, strict=True):
            texts.setdefault(group, []).append("".join(paragraph.parts))
        return {group: "\n".join(lines) for group, lines in texts.items()}
