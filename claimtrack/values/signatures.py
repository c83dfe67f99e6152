"""Tells what bytes that are not text look like, so that the message can name it.

A signature of printable letters alone ("MZ", "GIF89a") could open an article; such bytes count only
when control characters stand near.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

# The first bytes, and what they are; longer before shorter where one begins the other.
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"WARC/", "a WARC web archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document (.doc, .xls)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a Linux program"),
    (b"MZ", "a Windows program"),
    (b"\xca\xfe\xba\xbe", "a Java class or a macOS program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"OggS\x00", "an Ogg recording"),
    (b"fLaC\x00", "a FLAC recording"),
    (b"ID3", "an MP3 recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
)

# Formats that are text on the outside and cannot be read as text all the same.
_TEXTUAL: Final = (b"%PDF-", b"{\\rtf", b"WARC/")

_ZIPS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)"),
)

_RIFFS: Final = {
    b"WEBP": "a WebP image",
    b"WAVE": "a WAV recording",
    b"AVI ": "an AVI video",
}

_NEAR: Final = 512
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_GZIP_PEEK: Final = 64
_GZIP_WINDOW: Final = 31


def name_signature(data: bytes) -> str | None:
    """Name the kind of file that bytes begin like; `None` when they begin like none we know."""
    if data.startswith(b"\x1f\x8b"):
        return _name_gzip(data)
    has_control = _CONTROL.search(data, 0, _NEAR) is not None
    if has_control:
        if data.startswith(b"PK\x03\x04"):
            return _name_zip(data)
        if data.startswith(b"RIFF") and data[8:12] in _RIFFS:
            return _RIFFS[data[8:12]]
        if data[4:8] == b"ftyp":
            return "an MP4 video or a HEIF image"
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and (has_control or signature.startswith(_TEXTUAL)):
            return name
    return None


def _name_zip(data: bytes) -> str:
    # The names of the first members stand near the start; the rest of the archive is not read.
    head = data[:4096]
    return next((name for mark, name in _ZIPS if mark in head), "a ZIP archive")


def _name_gzip(data: bytes) -> str:
    try:
        head = zlib.decompressobj(_GZIP_WINDOW).decompress(data[:4096], _GZIP_PEEK)
    except zlib.error:
        head = b""
    return "a WARC web archive (.warc.gz)" if head.startswith(b"WARC/") else "a gzip archive"
