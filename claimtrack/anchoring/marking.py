"""Two lines of text under each other, with carets below what differs; fit for any terminal."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_COLUMNS = 80
_INDENT = "  "
_LABEL = len("source: ")


def render_marked(label: str, text: str, marked: Collection[int]) -> list[str]:
    """Return ``text`` behind its label in lines of 80 columns, with carets below what is marked.

    Control characters and other unseen ones are written as escapes, and wide characters count two.

    Args:
        label: stands before the first line.
        text: what to show.
        marked: the positions of the characters to put a caret under.
    """
    lines: list[str] = []
    lead = _INDENT + f"{label}:".ljust(_LABEL)
    for start, end in _wrap(text, _COLUMNS - len(lead)):
        shown = [_show(char) for char in text[start:end]]
        carets = "".join(
            ("^" if position in marked else " ") * _width(piece)
            for position, piece in enumerate(shown, start=start)
        )
        lines.append((lead + "".join(shown)).rstrip())
        if "^" in carets:
            lines.append((" " * len(lead) + carets).rstrip())
        lead = " " * len(lead)
    return lines


def show_plain(text: str) -> str:
    """Return ``text`` with its unseen characters written as escapes."""
    return "".join(map(_show, text))


def _wrap(text: str, columns: int) -> list[tuple[int, int]]:
    """Return where each line of ``text`` begins and ends: after a space, or where it is full."""
    lines = []
    start = 0
    used = 0
    after_space = 0
    for position, char in enumerate(text):
        width = _width(_show(char))
        if used + width > columns:
            end = after_space if after_space > start else position
            lines.append((start, end))
            used = sum(_width(_show(piece)) for piece in text[end:position])
            start = end
        used += width
        if char == " ":
            after_space = position + 1
    lines.append((start, len(text)))
    return lines


def _show(char: str) -> str:
    if char == " " or (char.isprintable() and not char.isspace()):
        return char
    return char.encode("unicode_escape").decode("ascii")


def _width(shown: str) -> int:
    if shown.isascii():
        return len(shown)
    if unicodedata.category(shown)[0] == "M":
        return 0
    return 2 if unicodedata.east_asian_width(shown) in "WF" else 1
