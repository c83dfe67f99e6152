"""Markdown drafts, edited as the text that they are, in what Pandoc and CommonMark both read.

A comment is an HTML comment behind its words, which no page shows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from claimtrack.extract.blocks import BlockKind
from claimtrack.manuscripts.contract import Inline
from claimtrack.manuscripts.looks import clean, name_target, pick_level, say_plainly
from claimtrack.manuscripts.markdown_inline import escape_start, write_inlines
from claimtrack.manuscripts.spans import order_comments, order_replacements
from claimtrack.manuscripts.textfile import Edit, TextFile, move_out
from claimtrack.values.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.draft import Draft
    from claimtrack.manuscripts.contract import Closing, Comment, Replacement

_OURS: Final = re.compile(r"<!-- note by claimtrack: (?:[^-<\n]|-(?!->))*+-->")
#: What a comment cannot hold: what ends it, another one, the end of a table's cell.
_UNFIT: Final = {"<": "&lt;", "|": "¦", "\t": " "}
_HYPHENS: Final = re.compile(r"-{2,}")
_NOTE: Final = re.compile(r"[ >]{0,9}\[\^[^\[\]\s]{1,100}\]:")
_LABEL: Final = re.compile(r"\[\^([0-9]{1,6})\]")
_HASHES: Final = re.compile(r"(?:[ >]{0,9})(#{1,6})(?=\s|$)")
#: What closes markup right behind the last character of some words, and notes to them.
_CLOSING: Final = re.compile(r"[`*_~]*+>?(?:\[\^[^\[\]\s]{1,100}\](?!:))*")
#: Where a page of Pandoc's wants its list.
_PLACE: Final = re.compile(
    r"^(?::{3,}[ \t]*\{[^{}\n]*#refs[^{}\n]*\}[ \t]*|<div\s[^<>\n]*id=[\"']refs[\"'][^<>\n]*>)\n",
    re.MULTILINE,
)


def write_markdown(
    data: bytes,
    draft: Draft,
    replacements: Sequence[Replacement],
    closing: Closing | None,
    comments: Sequence[Comment] | None,
) -> bytes:
    """Write into a Markdown file.

    Raises:
        UnwritableDraftError: its bytes could not be written back as they are.
        BadSpanError: a span cannot be written into.
    """
    raw = draft.raw
    file = TextFile(data, draft, decode(data).encoding, entities=True)
    edits: list[Edit] = []
    added: list[str] = []
    notes = _find_notes(draft)
    number = max((int(found) for found in _LABEL.findall(raw)), default=0)
    for each in order_replacements(draft, replacements):
        line = raw[raw.rfind("\n", 0, each.start) + 1 : each.start]
        after = raw[each.end : each.end + 1]
        said = write_inlines(each.inlines, line[-1:], after)
        said = said if line.strip() else escape_start(said)
        if each.note is not None and (_NOTE.match(line) or _lies_within(each.start, notes)):
            apart = " " if said or line[-1:].strip() else ""
            said += apart + write_inlines(each.note, " ", after)
        elif each.note is not None:
            number += 1
            said += f"[^{number}]"
            added.append(f"[^{number}]: {escape_start(write_inlines(each.note))}")
        edits.append(Edit(each.start, each.end, said))
    if comments is not None:
        edits = _hang(draft, order_comments(draft, comments), edits)
    if closing is not None:
        place = _PLACE.search(raw)
        entries = _list(closing)
        if place:
            edits.append(Edit(place.end(), place.end(), "\n" + "\n\n".join(entries) + "\n\n"))
        else:
            added += [*_head(closing, draft), *entries]
    return file.apply(edits, added)


def _find_notes(draft: Draft) -> list[tuple[int, int]]:
    """Return where the draft's own notes stand: there are no notes to notes."""
    return sorted(
        draft.raw_span(paragraph.start, paragraph.end)
        for paragraph in draft.paragraphs
        if paragraph.kind is BlockKind.FOOTNOTE
    )


def _lies_within(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, len(spans))) - 1
    return at >= 0 and place <= spans[at][1]


def _hang(draft: Draft, comments: list[Comment], edits: list[Edit]) -> list[Edit]:
    """Return edits with those that bring the comments of ours up to date."""
    gone = [Edit(*found.span(), "") for found in _OURS.finditer(draft.raw)]
    taken = sorted([*edits, *gone])
    hung = []
    for comment in comments:
        closing = _CLOSING.match(draft.raw, move_out(comment.end, taken))
        at = move_out(closing.end() if closing else comment.end, taken)
        said = _HYPHENS.sub("–", " · ".join(say_plainly(comment.paragraphs)))
        for unfit, fit in _UNFIT.items():
            said = said.replace(unfit, fit)
        hung.append(Edit(at, at, f"<!-- note by claimtrack: {said} -->"))
    return [*edits, *gone, *hung]


def _list(closing: Closing) -> list[str]:
    entries = []
    for entry in closing.entries:
        name = name_target(entry.key)
        anchor = f'<span id="{name}"></span>' if name else ""
        said = write_inlines(entry.inlines, ">" if anchor else "")
        entries.append(anchor + said if anchor else escape_start(said))
    return entries


def _head(closing: Closing, draft: Draft) -> list[str]:
    """Return the heading of a list, one that stands beside those of the draft's sections."""
    levels = []
    for paragraph in draft.paragraphs:
        if paragraph.kind is not BlockKind.HEADING:
            continue
        start, end = draft.raw_span(paragraph.start, paragraph.end)
        line = draft.raw[draft.raw.rfind("\n", 0, start) + 1 : end]
        hashes = _HASHES.match(line)
        below = draft.raw[end : end + 200].partition("\n")[2].lstrip(" >")
        levels.append(len(hashes[1]) if hashes else 1 if below.startswith("=") else 2)
    title = write_inlines((Inline(closing.title),))
    return [f"{'#' * pick_level(levels)} {title}"] if clean(closing.title) else []
