"""HTML pages, edited as the text that they are, so that nothing is written anew but what is new.

A comment is a small picture behind its words, drawn in the page itself: its text shows when the
pointer rests on it, and it is no part of the page's text.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from claimtrack.extract.html import decode_page
from claimtrack.manuscripts.looks import clean, group_links, name_target, pick_level, say_plainly
from claimtrack.manuscripts.spans import order_comments, order_replacements
from claimtrack.manuscripts.textfile import Edit, TextFile, move_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.extract.draft import Draft
    from claimtrack.manuscripts.contract import Closing, Comment, Inline, Replacement

_OURS: Final = re.compile(r'<img class="claimtrack-note"[^<>]*>')
_PICTURE: Final = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
    "%3Cpath fill='%23b45309' d='M0 0h9v6H4L2 9V6H0z'/%3E%3C/svg%3E"
)
_HEADING: Final = re.compile(r"<h([1-6])\b", re.IGNORECASE)
#: Where a page's own text ends, the narrowest first; each is taken where there is one alone.
_ENDS: Final = tuple(
    re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("article", "main", "body", "html")
)
#: Where a page wants its list, as pandoc calls it; under a heading of its own.
_PLACE: Final = re.compile(
    r"<(?:div|section|aside)\b[^<>]*?\bid\s*=\s*(?:\"refs\"|'refs'|refs(?=[\s>]))[^<>]*>",
    re.IGNORECASE,
)
_HANGING: Final = "padding-left:2em;text-indent:-2em"


def write_html(
    data: bytes,
    draft: Draft,
    replacements: Sequence[Replacement],
    closing: Closing | None,
    comments: Sequence[Comment] | None,
) -> bytes:
    """Write into an HTML page.

    Raises:
        UnwritableDraftError: its bytes could not be written back as they are.
        BadSpanError: a span cannot be written into.
    """
    raw = draft.raw
    file = TextFile(data, draft, decode_page(data).encoding, entities=True)
    edits: list[Edit] = []
    notes: list[str] = []
    name = "note"
    while f"{name}-1" in raw:
        name += "-x"
    for each in order_replacements(draft, replacements):
        mark = ""
        if each.note is not None:
            number = len(notes) + 1
            mark = f'<sup><a id="{name}-{number}-ref" href="#{name}-{number}">{number}</a></sup>'
            back = f'<a href="#{name}-{number}-ref">↩</a>'
            notes.append(f'<li id="{name}-{number}">{_say(each.note)} {back}</li>')
        edits.append(Edit(each.start, each.end, _say(each.inlines) + mark))
    if comments is not None:
        edits = _hang(draft, order_comments(draft, comments), edits)
    added = ["<ol>", *notes, "</ol>"] if notes else []
    place = _PLACE.search(raw)
    if closing is not None and place:
        listed = "\n".join(_list(closing))
        edits.append(Edit(place.end(), place.end(), f"\n{listed}\n"))
    elif closing is not None:
        added += _close(closing, raw)
    if added:
        edits.append(_place(raw, added))
    return file.apply(edits)


def _hang(draft: Draft, comments: list[Comment], edits: list[Edit]) -> list[Edit]:
    """Return edits with those that bring the comments of ours up to date."""
    gone = [Edit(*found.span(), "") for found in _OURS.finditer(draft.raw)]
    taken = sorted([*edits, *gone])
    hung = []
    for comment in comments:
        at = move_out(comment.end, taken)
        said = escape("\n".join(say_plainly(comment.paragraphs))).replace("\n", "&#10;")
        hung.append(
            Edit(
                at,
                at,
                f'<img class="claimtrack-note" alt="" title="{said}" src="{_PICTURE}"'
                ' style="height:0.7em;vertical-align:super">',
            )
        )
    return [*edits, *gone, *hung]


def _say(inlines: Sequence[Inline]) -> str:
    said = []
    for link, group in group_links(inlines):
        text = "".join(map(_mark_up, group))
        said.append(f'<a href="{escape(link)}">{text}</a>' if link else text)
    return "".join(said)


def _mark_up(inline: Inline) -> str:
    said = escape(clean(inline.text), quote=False).replace("\t", "&emsp;")
    for tag, wanted in (
        ("sup", inline.superscript),
        ("sub", inline.subscript and not inline.superscript),
        ("u", inline.underline),
        ("b", inline.bold),
        ("i", inline.italic),
    ):
        said = f"<{tag}>{said}</{tag}>" if wanted else said
    if inline.small_caps:
        said = f'<span style="font-variant:small-caps">{said}</span>'
    return said


def _close(closing: Closing, raw: str) -> list[str]:
    level = pick_level([int(found) for found in _HEADING.findall(raw)])
    title = escape(clean(closing.title), quote=False)
    return [*([f"<h{level}>{title}</h{level}>"] if title else []), *_list(closing)]


def _list(closing: Closing) -> list[str]:
    added = []
    for entry in closing.entries:
        name = name_target(entry.key)
        identity = f' id="{name}"' if name else ""
        added.append(f'<p{identity} style="{_HANGING}">{_say(entry.inlines)}</p>')
    return added


def _place(raw: str, added: list[str]) -> Edit:
    """Put lines at the end of the page's text."""
    text = "\n".join(added)
    for end in _ENDS:
        found = list(end.finditer(raw))
        if found and (len(found) == 1 or end is _ENDS[-1]):
            at = found[-1].start()
            return Edit(at, at, f"{text}\n")
    apart = "" if not raw or raw.endswith("\n") else "\n"
    return Edit(len(raw), len(raw), f"{apart}{text}\n")
