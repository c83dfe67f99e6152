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
from claimtrack.extract.packages import Ignoring, Package

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
    word = WordFile(data, name)
    comments = TextPart({}, {})
    if "comments" in word.related:
        word.package.parse(word.related["comments"], comments)
    styles = word.read_styles()
    paragraphs: list[Written] = []
    for part, kind in word.list_text_parts():
        text = TextPart(styles, {} if kind else comments.read_groups(), kind)
        word.package.parse(part, text)
        paragraphs += text.paragraphs
    return lay_out(paragraphs)


class WordFile:
    """The package of a Word document, and what its parts are for.

    Attributes:
        package: the open package.
        main: the name of the part with the text.
        related: the parts that it has, by their kind.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open a package.

        Raises:
            UnreadableDraftError: it is damaged, hostile, or no Word document.
        """
        self.package = package = Package(data, name)
        self.main = _find_related(package, "_rels/.rels", "").get(
            "officeDocument", "word/document.xml"
        )
        if self.main not in package or not self.main.startswith("word/"):
            raise package.refuse("it is a zip package, but no Word document")
        folder, base = posixpath.split(self.main)
        found = _find_related(package, f"{folder}/_rels/{base}.rels", folder)
        self.related = {kind: part for kind, part in found.items() if part in package}

    def list_text_parts(self) -> list[tuple[str, str]]:
        """Return the parts whose paragraphs are counted, in order, and of notes their kind."""
        notes = [(self.related[kind], kind) for kind in _NOTES if kind in self.related]
        return [(self.main, ""), *notes]

    def read_styles(self) -> dict[str, str]:
        """Return the names of the paragraph and character styles, in lower case, by their ids."""
        styles = _Styles()
        if "styles" in self.related:
            self.package.parse(self.related["styles"], styles)
        return styles.names


class _Relations(Ignoring):
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


class _Styles(Ignoring):
    """The names of styles: their ids differ with the language of Word."""

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


class TextPart:
    """Hears the tags of a part with text and writes its paragraphs down.

    Attributes:
        paragraphs: what was written down, one for each paragraph that is counted.
        groups: for each of them, the id of the comment or the note that it stands in.
    """

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

    @property
    def current(self) -> Written | None:
        """The paragraph that is open, whether it is counted or not."""
        return self._open[-1] if self._open else None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear the start of a tag."""
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
        elif local == "noBreakHyphen" and not self._hidden:
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
        """Hear text."""
        if self._in_text and not self._gone and not self._hidden and self._open:
            self._open[-1].write(text)

    def end(self, tag: str) -> None:
        """Hear the end of a tag."""
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
