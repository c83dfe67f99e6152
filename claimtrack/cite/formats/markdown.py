"""Citations as CommonMark: a paragraph each; nothing in a source becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.cite.formats.sheet import Sheet
    from claimtrack.manuscripts.contract import Inline

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~^$&#@]")
#: What begins a list, a heading or a quotation at the head of a line.
_FIRST: Final = re.compile(r"\A(?:(\d{1,9})([.)])(?=\s|\Z)|([-+=]))")
_ANGLE: Final = re.compile(r"[<>\s\\]")


def render(sheet: Sheet) -> bytes:
    """Return the citations as UTF-8 text in CommonMark."""
    return "\n".join(_write(sheet)).encode()


def _write(sheet: Sheet) -> Iterator[str]:
    for part in sheet.parts:
        yield f"## {_escape(part.title)}"
        yield ""
        for row in part.rows:
            words = "".join(write_inline(inline) for inline in row.inlines)
            label = f"{_escape(row.label)} " if row.label else ""
            yield _FIRST.sub(_guard, label + words)
            yield ""


def write_inline(inline: Inline) -> str:
    """Return a stretch of text as CommonMark."""
    text = _escape(inline.text)
    inner = text.strip(" ")
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    if inline.link:
        if inline.text.strip(" ") == inline.link and not _ANGLE.search(inline.link):
            inner = f"<{inline.link}>"
        else:
            inner = f"[{inner}](<{_ANGLE.sub(_quote, inline.link)}>)"
    if inline.small_caps:
        inner = f'<span style="font-variant: small-caps">{inner}</span>'
    for is_so, opening, closing in (
        (inline.superscript, "<sup>", "</sup>"),
        (inline.subscript, "<sub>", "</sub>"),
        (inline.underline, "<u>", "</u>"),
        (inline.bold, "**", "**"),
        (inline.italic, "*", "*"),
    ):
        if is_so:
            inner = f"{opening}{inner}{closing}"
    return before + inner + after


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _quote(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def _guard(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
