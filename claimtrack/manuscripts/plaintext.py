"""Plain text: words for words, numbered notes, a list at the end; comments have no place in it."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from claimtrack.manuscripts.looks import clean, group_links
from claimtrack.manuscripts.spans import order_replacements
from claimtrack.manuscripts.textfile import Edit, TextFile
from claimtrack.values.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.draft import Draft
    from claimtrack.manuscripts.contract import Closing, Comment, Inline, Replacement

_NUMBER: Final = re.compile(r"\[([0-9]{1,6})\]")
#: Nobody breaks lines by hand later than this; a longer line says that lines are not broken.
_WIDEST: Final = 100
_NARROWEST: Final = 40
_HANGING: Final = "    "


def write_plain(
    data: bytes,
    draft: Draft,
    replacements: Sequence[Replacement],
    closing: Closing | None,
    comments: Sequence[Comment] | None,
) -> bytes:
    """Write into a plain text.

    Raises:
        UnwritableDraftError: there are comments, or the encoding lacks a character.
        BadSpanError: a span cannot be written into.
    """
    file = TextFile(data, draft, decode(data).encoding, entities=False)
    if comments:
        raise file.refuse("plain text has no place for comments")
    edits: list[Edit] = []
    notes: list[str] = []
    number = max((int(found) for found in _NUMBER.findall(draft.raw)), default=0)
    for each in order_replacements(draft, replacements):
        mark = ""
        if each.note is not None:
            number += 1
            mark = f"[{number}]"
            notes.append(f"{mark} {_say(each.note)}")
        edits.append(Edit(each.start, each.end, _say(each.inlines) + mark))
    added = ["Notes", *notes] if notes else []
    if closing is not None:
        entries = [_say(entry.inlines).replace("\t", " ") for entry in closing.entries]
        added += ([clean(closing.title)] if closing.title else []) + entries
    return file.apply(edits, _break_lines(draft.raw, added))


def _say(inlines: Sequence[Inline]) -> str:
    """Return what inlines say; an address that does not show stands behind its words."""
    said = []
    for link, group in group_links(inlines):
        text = "".join(clean(inline.text) for inline in group)
        shows = not link or link.startswith("#") or link.removeprefix("mailto:") == text
        said.append(text if shows else f"{text} <{link}>")
    return "".join(said)


def _break_lines(raw: str, added: list[str]) -> list[str]:
    """Break what is added into lines as long as those of the text, if that breaks its own."""
    width = max(map(len, raw.split("\n")))
    if not _NARROWEST <= width <= _WIDEST:
        return added
    return [
        textwrap.fill(
            text,
            width,
            subsequent_indent=_HANGING,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for text in added
    ]
