"""Inlines as Markdown: nothing in them is taken for markup, and looks hold wherever they stand."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from claimtrack.manuscripts.looks import clean, group_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.manuscripts.contract import Inline

#: An underscore within a word means nothing and stays, so that addresses are read as such.
_MARKUP: Final = re.compile(
    r"[\\`*\[\]{}<>^~|$#]|(?<![^\W_])_|_(?![^\W_])|(?<!\w)@|&(?=#?\w{1,32};)"
)
_START: Final = re.compile(
    r"\s*(?:(?=[-+=:])|\(?(?:[0-9]{1,9}|[a-zA-Z]|[ivxIVX]{1,4})(?=[.)](?:\s|$)))"
)
_IN_TARGET: Final = str.maketrans({"(": "%28", ")": "%29", "\\": "%5C", "&": "&amp;"})
_EDGES: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_TAGS: Final = {"***": ("<strong><em>", "</em></strong>"), "**": ("<strong>", "</strong>")}


def write_inlines(inlines: Sequence[Inline], before: str = "", after: str = "") -> str:
    """Write inlines as Markdown.

    Args:
        inlines: what is said.
        before: the character of the file that will stand before it; nothing at the start of a line.
        after: the one that will stand behind it.
    """
    said = ""
    groups = group_links(inlines)
    for number, (link, group) in enumerate(groups):
        following = after
        if number + 1 < len(groups):
            coming = groups[number + 1]
            following = "[" if coming[0] else clean(coming[1][0].text)[:1]
        if not link:
            said += _mark_up(group, said[-1:] or before, following)
        elif link == "".join(clean(inline.text) for inline in group) and ":" in link:
            said += f"<{link}>"
        else:
            said += f"[{_mark_up(group, '[', ']')}]({link.translate(_IN_TARGET)})"
    return said


def escape_start(text: str) -> str:
    """Return Markdown that begins a line, so that it begins no list, heading or quotation."""
    found = _START.match(text)
    return f"{text[: found.end()]}\\{text[found.end() :]}" if found else text


def _mark_up(group: Sequence[Inline], before: str, after: str) -> str:
    said = ""
    for number, inline in enumerate(group):
        following = after
        if number + 1 < len(group):
            following = clean(group[number + 1].text)[:1] or after
        text = _MARKUP.sub(r"\\\g<0>", clean(inline.text)).replace("\t", " ")
        said += _emphasise(inline, _raise(inline, text), said[-1:] or before, following)
    return said


def _raise(inline: Inline, text: str) -> str:
    """Give text the looks for which Markdown has only tags."""
    for tag, wanted in (
        ("sup", inline.superscript),
        ("sub", inline.subscript and not inline.superscript),
        ("u", inline.underline),
    ):
        text = f"<{tag}>{text}</{tag}>" if wanted and text else text
    if inline.small_caps and text:
        text = f'<span style="font-variant:small-caps">{text}</span>'
    return text


def _emphasise(inline: Inline, text: str, before: str, after: str) -> str:
    """Put text in asterisks, or in tags where these would not be read as emphasis."""
    signs = "*" * (inline.italic + 2 * inline.bold)
    parts = _EDGES.fullmatch(text)
    if not signs or parts is None or not parts[2]:
        return text
    lead, core, trail = parts.groups()
    before, after = lead[-1:] or before, trail[:1] or after
    holds = "*" not in (before, after) and (
        (_is_apart(before) or not _is_apart(core[0]))
        and (_is_apart(after) or not _is_apart(core[-1]))
    )
    opening, closing = (signs, signs) if holds else _TAGS.get(signs, ("<em>", "</em>"))
    return f"{lead}{opening}{core}{closing}{trail}"


def _is_apart(character: str) -> bool:
    """Whether a character is none of a word: a space, a sign, or nothing."""
    return not character.strip() or unicodedata.category(character)[0] in "PS"
