"""Citations as RTF, which every word processor opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.cite.formats.sheet import Sheet
    from claimtrack.manuscripts.contract import Inline

_HEAD: Final = (
    r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\froman Times New Roman;}}"
    r"{\colortbl;\red0\green0\blue0;}"
)
_LAST_SIGNED: Final = 0x7FFF
_BASIC: Final = 0xFFFF


def render(sheet: Sheet) -> bytes:
    """Return the citations as RTF, which is ASCII throughout."""
    return ("\n".join([_HEAD, *_write(sheet), "}"]) + "\n").encode("ascii")


def _write(sheet: Sheet) -> Iterator[str]:
    for part in sheet.parts:
        yield rf"\pard\keepn\sb240\sa120\f0\fs28\b {_escape(part.title)}\b0\par"
        for row in part.rows:
            label = rf"{_escape(row.label)}\tab " if row.label else ""
            words = "".join(write_inline(inline) for inline in row.inlines)
            yield rf"\pard\fi-720\li720\tx720\sa120\f0\fs24 {label}{words}\par"


def write_inline(inline: Inline) -> str:
    """Return a stretch of text as RTF."""
    looks = "".join(
        word
        for is_so, word in (
            (inline.italic, r"\i"),
            (inline.bold, r"\b"),
            (inline.small_caps, r"\scaps"),
            (inline.superscript, r"\super"),
            (inline.subscript, r"\sub"),
            (inline.underline, r"\ul"),
        )
        if is_so
    )
    words = f"{{{looks} {_escape(inline.text)}}}" if looks else _escape(inline.text)
    if not inline.link:
        return words
    address = _escape(inline.link.replace('"', "%22"))
    return rf'{{\field{{\*\fldinst HYPERLINK "{address}"}}{{\fldrslt {words}}}}}'


def _escape(text: str) -> str:
    return "".join(map(_write_character, text))


def _write_character(character: str) -> str:
    if character in "\\{}":
        return f"\\{character}"
    if character.isascii():
        return character if character.isprintable() else " "
    code = ord(character)
    if code <= _BASIC:
        return _write_unit(code)
    pair = character.encode("utf-16-le")
    return "".join(
        _write_unit(int.from_bytes(pair[at : at + 2], "little")) for at in range(0, len(pair), 2)
    )


def _write_unit(code: int) -> str:
    """Write a code unit as the signed number that RTF has for it, and what old programs show."""
    return rf"\u{code if code <= _LAST_SIGNED else code - 0x10000}?"
