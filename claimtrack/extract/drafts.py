"""A draft as bytes, made into text with paragraphs: the list of the formats that are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from claimtrack.errors import TooLargeError
from claimtrack.extract.assembly import assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.extract.blocks import Reading
    from claimtrack.extract.draft import Draft

#: The bytes of a draft: ten times a long book, and seconds to read.
MAX_BYTES: Final = 20_000_000
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Reader:
    """One format of drafts.

    Attributes:
        media_type: what its drafts are called.
        suffixes: how its files' names end.
        read: the bytes and the name of a draft to what is in it.
        also: other media types that mean the same.
        in_paragraphs: whether places are counted in paragraphs, not in lines of a text file.
    """

    media_type: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Reading]
    also: tuple[str, ...] = ()
    in_paragraphs: bool = False


# A reader is loaded when a draft of its format comes: together they take as long as many a check.


def _read_markdown(data: bytes, name: str) -> Reading:
    from claimtrack.extract.markdown import read_markdown

    return read_markdown(data, name)


def _read_docx(data: bytes, name: str) -> Reading:
    from claimtrack.extract.docx import read_docx

    return read_docx(data, name)


def _read_odt(data: bytes, name: str) -> Reading:
    from claimtrack.extract.odt import read_odt

    return read_odt(data, name)


def _read_html(data: bytes, name: str) -> Reading:
    from claimtrack.extract.html import read_html

    return read_html(data, name)


def _read_plain(data: bytes, name: str) -> Reading:
    from claimtrack.extract.plaintext import read_plain

    return read_plain(data, name)


#: Every format that is read; a new one is a file and a line here. The last is for all the rest.
READERS: Final[tuple[Reader, ...]] = (
    Reader("text/markdown", (".md", ".markdown", ".mdown", ".qmd", ".rmd"), _read_markdown),
    Reader(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx", ".docm"),
        _read_docx,
        in_paragraphs=True,
    ),
    Reader("application/vnd.oasis.opendocument.text", (".odt",), _read_odt, in_paragraphs=True),
    Reader("text/html", (".html", ".htm", ".xhtml"), _read_html, ("application/xhtml+xml",)),
    Reader("text/plain", (".txt", ".text"), _read_plain),
)


def read_draft(data: bytes, *, name: str = "-", media_type: str | None = None) -> Draft:
    """Read a draft.

    Args:
        data: its bytes.
        name: its file name, which tells the format; `-` for standard input, read as Markdown.
        media_type: its format, where it is known.

    Raises:
        UnreadableDraftError: it is damaged, hostile, or of a kind that is not read.
        NotTextError, DamagedTextError: a text format whose bytes are not text.
        TooLargeError: it is beyond `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(len(data), MAX_BYTES)
    reader = pick_reader(data, name=name, media_type=media_type)
    reading = reader.read(data, name)
    return assemble(
        reading,
        name=name,
        media_type=reader.media_type,
        in_paragraphs=reader.in_paragraphs,
    )


def pick_reader(data: bytes, *, name: str = "-", media_type: str | None = None) -> Reader:
    """Pick the reader of a draft: by its media type, its name, its first bytes, in this order.

    Standard input has no name, and Markdown is the format in which plain text means what it says.
    """
    essence = (media_type or "").partition(";")[0].strip().lower()
    for reader in READERS:
        if essence and essence in (reader.media_type, *reader.also):
            return reader
    suffix = PurePath(name).suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    markdown, docx, odt, html, plain = READERS
    if data.startswith(_ZIP):
        return odt if b"opendocument.text" in data[:200] else docx
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return html
    return markdown if name == "-" else plain
