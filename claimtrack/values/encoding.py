r"""Bytes into text, without losing or inventing a character.

In this order: a byte order mark, strict UTF-8, the encoding that the document declares, and last a
guess from the bytes, which is said to be one. UTF-8 comes before the declaration because text that
is valid UTF-8 by accident is next to impossible, and false declarations are common.

The text is what was decoded with the byte order mark taken off and each line end (`\r\n`, `\r`)
written as `\n`; nothing else is changed. All positions in a capture count the characters of it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from claimtrack.errors import DamagedTextError, NotTextError
from claimtrack.values.codepages import find_codec, guess_encoding
from claimtrack.values.signatures import name_signature

# The longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)

# Encodings whose bytes are all ASCII, so that they pass for UTF-8.
_SEVEN_BIT: Final = frozenset({"hz", "iso2022_jp", "iso2022_kr"})
_ESCAPES: Final = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"))

# Control characters that no text needs; tab, line feed, form feed, return and escape have a use.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
#: One control character in so many is tolerated: a stray one is an accident, not another format.
_CONTROL_RATIO: Final = 200

# What stands between the words and sentences of every script; with the halves of each character
# swapped, these become letters of rare scripts.
_SPACING: Final = re.compile(r"[ \n,.\u3000-\u3002\uff0c]")
#: Words and sentences are set apart at least once in so many characters, in every script.
_SPACING_RATIO: Final = 100
_SAMPLE: Final = 10_000

# ASCII in UTF-16 has a zero byte in nearly every character; fewer are stray ones in ASCII.
_ASCII_ZEROS: Final = 0.8
#: Latin text with many accents, or other scripts with ASCII between them.
_MIXED_ZEROS: Final = 0.2


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text read from bytes.

    Attributes:
        text: the characters, without byte order mark, lines ended by `\n`.
        encoding: what they were read as; a name that `bytes.decode` takes.
        note: what a person should know about the reading; empty when it is beyond doubt.
    """

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text.

    Args:
        data: the bytes as received.
        declared: the encoding named beside them, by a header or the page itself.

    Raises:
        NotTextError: they are not text; the message says what they look like.
        DamagedTextError: they are UTF-8 or UTF-16 that is cut short or has bad bytes.
    """
    for mark, encoding, codec in _MARKS:
        if data.startswith(mark):
            return _finish(_decode_marked(data, codec, len(mark)), encoding, "")
    looks_like = name_signature(data)
    if looks_like:
        raise NotTextError(f"it looks like {looks_like}")
    named, note = _read_declaration(declared)
    stateful = named if named in _SEVEN_BIT else _find_escape(data)
    if stateful:
        text = _try(data, stateful)
        if text is not None:
            return _finish(text, stateful, note)
    if b"\x00" in data:
        return _decode_wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damage(data, error, named)
    else:
        if named and named != "utf-8" and not data.isascii():
            note = f"declared as {declared}, but the bytes are UTF-8"
        return _finish(text, "utf-8", note)
    return _decode_legacy(data, named, note)


def _read_declaration(declared: str | None) -> tuple[str | None, str]:
    named = find_codec(declared) if declared else None
    if declared and not named:
        return None, f"declared as {declared[:40]!r}, which is no known encoding of text"
    return named, ""


def _find_escape(data: bytes) -> str | None:
    if b"\x1b$" not in data or not data.isascii():
        return None
    return next((codec for escape, codec in _ESCAPES if escape in data), None)


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _decode_marked(data: bytes, codec: str, mark: int) -> str:
    try:
        return data[mark:].decode(codec)
    except UnicodeDecodeError as error:
        cut = error.reason in {"unexpected end of data", "truncated data"}
        reason = "is cut in the middle of a character" if cut else "has bytes that are no character"
        raise DamagedTextError(f"the {codec.upper()} text {reason}", error.start + mark) from None


def _decode_wide(data: bytes) -> Decoded:
    """Read bytes with NULs in them: UTF-16 without its mark, or no text at all."""
    readings = []
    for codec in ("utf-16-le", "utf-16-be"):
        text = _try(data, codec)
        if text and _is_written(text) and not _has_controls(text):
            readings.append((len(_SPACING.findall(text[:_SAMPLE])), codec, text))
    if readings:
        spacing, codec, text = max(readings)
        if _looks_wide(data, spacing):
            note = f"no byte order mark; read as {codec.upper()} by the look of its bytes"
            return _finish(text, codec, note)
    offset = data.index(0)
    raise NotTextError(f"it has a zero byte at {offset:,}, as programs and pictures have")


def _looks_wide(data: bytes, spacing: int) -> bool:
    """Whether zero bytes make bytes UTF-16, given how often its reading sets words apart."""
    head = data[: 2 * _SAMPLE]
    length = len(head) // 2
    zeros = max(head[parity::2].count(0) for parity in (0, 1))
    narrow = _try(head.replace(b"\x00", b""), "utf-8")
    if narrow is not None and not _has_controls(narrow):
        return zeros >= _ASCII_ZEROS * length
    return zeros >= _MIXED_ZEROS * length or spacing * _SPACING_RATIO >= length


def _refuse_damage(data: bytes, error: UnicodeDecodeError, named: str | None) -> None:
    """Raise for what is UTF-8 but damaged; return for what is in another encoding."""
    kept = data.decode("utf-8", "ignore")
    # Text in another encoding holds well-formed UTF-8 by accident, but far more of what is not.
    wide = sum(map(len, re.findall(r"[^\x00-\x7f]+", kept)))
    cut = error.reason == "unexpected end of data"
    # A lone last byte after ASCII may as well be "é" in windows-1252; two bytes that begin a
    # character are no such letter pair.
    if cut and (wide or named == "utf-8" or len(data) - error.start > 1):
        raise DamagedTextError("the UTF-8 text is cut in the middle of a character", error.start)
    bad = data.decode("utf-8", "replace").count("\ufffd") - kept.count("\ufffd")
    if wide >= bad:
        reason = f"byte 0x{data[error.start]:02X} is not UTF-8, as the rest of the text is"
        raise DamagedTextError(reason, error.start)


def _decode_legacy(data: bytes, named: str | None, note: str) -> Decoded:
    if named:
        text = _try(data, named)
        if text is not None and not _has_controls(text):
            return _finish(text, named, note)
        note = f"declared as {named}, but the bytes are not"
    guessed = guess_encoding(data)
    text = _try(data, guessed) if guessed else None
    if guessed is None or text is None:
        raise NotTextError("the bytes are text in no encoding we know")
    says = f"read as {guessed} by the look of its bytes: check names and accents"
    return _finish(text, guessed, f"{note}; {says}" if note else says)


def _finish(text: str, encoding: str, note: str) -> Decoded:
    if _has_controls(text):
        found = _CONTROL.search(text)
        shown = f"U+{ord(found[0]):04X}" if found else ""
        raise NotTextError(f"it is full of control characters, the first {shown}")
    lost = text.count("\ufffd")
    if lost:
        says = f"{lost:,} characters were already lost (U+FFFD) when it was received"
        note = f"{note}; {says}" if note else says
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, note)


def _is_written(text: str) -> bool:
    """Whether the characters are assigned ones: numbers read as UTF-16 are often not."""
    head = text[:_SAMPLE]
    return not any(unicodedata.category(character) in {"Cn", "Co"} for character in head)


def _has_controls(text: str) -> bool:
    if "\x00" in text:
        return True
    count = sum(1 for _ in _CONTROL.finditer(text))
    return count * _CONTROL_RATIO > len(text)
