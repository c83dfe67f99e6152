"""OpenDocument texts, as LibreOffice writes them: what a reader sees with all changes accepted.

Deletions stand apart in such a file and are left out; comments hang where they were set, notes
follow the paragraph that refers to them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimtrack.extract.blocks import BlockKind, Reading
from claimtrack.extract.manuscript import Written, lay_out
from claimtrack.extract.packages import Package

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT: Final = _PREFIX + "text:1.0}"
_OFFICE: Final = _PREFIX + "office:1.0}"
_TABLE: Final = _PREFIX + "table:1.0}"
_STYLE: Final = _PREFIX + "style:1.0}"
_MIMETYPE: Final = b"application/vnd.oasis.opendocument.text"
#: What holds text that is not on the page: deletions, note numbers, readings of characters.
_GONE: Final = frozenset(
    {
        _TEXT + "tracked-changes",
        _TEXT + "note-citation",
        _TEXT + "ruby-text",
        _TEXT + "hidden-text",
        _TEXT + "script",
        _OFFICE + "forms",
        "{http://purl.org/dc/elements/1.1/}creator",
        "{http://purl.org/dc/elements/1.1/}date",
        _PREFIX + "meta:1.0}date-string",
        _PREFIX + "meta:1.0}creator-initials",
        _PREFIX + "svg-compatible:1.0}title",
        _PREFIX + "svg-compatible:1.0}desc",
    }
)
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_MOST_SPACES: Final = 1_000
_PARAGRAPHS: Final = (_TEXT + "p", _TEXT + "h")


def read_odt(data: bytes, name: str) -> Reading:
    """Read an OpenDocument text.

    Raises:
        UnreadableDraftError: it is damaged, hostile, encrypted, or no OpenDocument text.
    """
    text = TextPart()
    open_text(data, name).parse("content.xml", text)
    return lay_out(text.paragraphs)


def open_text(data: bytes, name: str) -> Package:
    """Open the package of an OpenDocument text.

    Raises:
        UnreadableDraftError: it is damaged, hostile, encrypted, or no OpenDocument text.
    """
    package = Package(data, name)
    kind = package.read_start("mimetype", 200)
    if "content.xml" not in package or (kind and not kind.startswith(_MIMETYPE)):
        raise package.refuse("it is a zip package, but no OpenDocument text")
    if b"encryption-data" in package.read_start("META-INF/manifest.xml", 100_000):
        raise package.refuse("it is protected by a password")
    return package


class TextPart:
    """Hears the tags of `content.xml` and writes its paragraphs down.

    Attributes:
        paragraphs: what was written down, one for each paragraph that is counted.
    """

    def __init__(self) -> None:
        self.paragraphs: list[Written] = []
        self._open: list[Written] = []
        self._parents: dict[str, str] = {}
        self._style = ""
        self._gone = self._tables = self._lists = self._notes = 0
        self._in_text = False
        self._note = ""
        self._comments: list[list[Written]] = []

    @property
    def current(self) -> Written | None:
        """The paragraph that is open and not gone, whether it is counted or not."""
        return self._open[-1] if self._open and not self._gone else None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear the start of a tag."""
        if tag in _GONE:
            self._gone += 1
        elif self._gone:
            return
        elif tag in _PARAGRAPHS:
            self._start_paragraph(tag, attributes)
        elif tag == _OFFICE + "text":
            self._in_text = True
        elif tag == _STYLE + "style":
            parent = attributes.get(_STYLE + "parent-style-name", "")
            self._parents[attributes.get(_STYLE + "name", "")] = parent
        elif tag == _TABLE + "table":
            self._tables += 1
        elif tag == _TEXT + "list":
            self._lists += 1
        elif tag == _OFFICE + "annotation":
            self._comments.append([])
        elif self._open:
            self._start_inside(tag, attributes, self._open[-1])

    def _start_inside(self, tag: str, attributes: Mapping[str, str], written: Written) -> None:
        if tag == _TEXT + "s":
            count = attributes.get(_TEXT + "c", "1")
            written.write(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif tag in (_TEXT + "tab", _TEXT + "line-break"):
            written.write(" ")
        elif tag == _TEXT + "note":
            self._notes += 1
            self._note = f"note {self._notes}"
            written.hang(self._note, is_note=True)
        elif tag == _TEXT + "note-body":
            self._in_text = True

    def _start_paragraph(self, tag: str, attributes: Mapping[str, str]) -> None:
        written = Written()
        self._open.append(written)
        if self._comments:
            self._comments[-1].append(written)
            return
        if not self._in_text:
            return
        style = attributes.get(_TEXT + "style-name", "")
        name = f"{style} {self._parents.get(style, '')}".lower()
        written.is_code = "preformatted" in name
        if self._note:
            written.kind, written.label = BlockKind.FOOTNOTE, self._note
        elif self._tables:
            written.kind = BlockKind.TABLE
        elif tag == _TEXT + "h" or "title" in name:
            written.kind = BlockKind.HEADING
        elif "quotation" in name:
            written.kind = BlockKind.QUOTE
        elif self._lists:
            written.kind = BlockKind.LIST
        self.paragraphs.append(written)

    def data(self, text: str) -> None:
        """Hear text."""
        if not self._open or self._gone:
            return
        written = self._open[-1]
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not written.length or written.parts[-1].endswith(" ")):
            text = text[1:]
        if text:
            written.write(text)

    def end(self, tag: str) -> None:
        """Hear the end of a tag."""
        if tag in _GONE:
            self._gone -= 1
        elif self._gone:
            return
        elif tag in _PARAGRAPHS:
            self._open.pop()
        elif tag == _TABLE + "table":
            self._tables -= 1
        elif tag == _TEXT + "list":
            self._lists -= 1
        elif tag == _TEXT + "note":
            self._note = ""
        elif tag == _OFFICE + "annotation":
            lines = self._comments.pop()
            if self._open:
                for line in lines:
                    self._open[-1].hang("".join(line.parts), is_note=False)

    def close(self) -> None:
        """Do nothing at the end."""
