"""Citations as replacements in the draft's own file: words, notes and where exactly they go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimtrack.extract.blocks import BlockKind
from claimtrack.manuscripts.contract import Closing, Entry, Inline, Replacement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.cite.results import Citation, Citations, Listed
    from claimtrack.extract.draft import Draft

#: What ends a sentence by itself: the full stop that follows in the draft would be a second one.
_STOPPED: Final = re.compile(r"\.[”’\"']?\Z")
#: A line may end there: that is a space, too, but in a package, where it ends a paragraph.
_SPACES: Final = " \t\u00a0\n"
#: What a note or a raised number stands behind.
_MARKS: Final = ".,;:!?…”’\"'»)"
#: A draft that ends with such a heading wants the list under it.
_HEADINGS: Final = frozenset(
    {"bibliography", "notes", "references", "sources", "works cited", "literature"}
)


def make_replacements(draft: Draft, citations: Citations) -> list[Replacement]:
    """Return what is to be written where in the draft's file."""
    return [
        replacement for citation in citations.citations for replacement in _replace(draft, citation)
    ]


def make_closing(draft: Draft, citations: Citations, title: str) -> Closing | None:
    """Return the list for the end of the draft; None when there is none.

    Args:
        draft: whose end it is put to; one that ends with a heading for it keeps that heading.
        citations: with the list.
        title: its heading otherwise.
    """
    if not citations.entries:
        return None
    entries = tuple(Entry(_join_label(draft, entry)) for entry in citations.entries)
    return Closing("" if _has_heading(draft) else title, entries)


def _join_label(draft: Draft, entry: Listed) -> tuple[Inline, ...]:
    """Return an entry with its number or label before it, in a word processor on a tab stop."""
    space = "\t" if draft.in_paragraphs else " "
    label = (Inline(f"{entry.label}{space}"),) if entry.label else ()
    return (*label, *entry.inlines)


def _replace(draft: Draft, citation: Citation) -> Iterator[Replacement]:
    cluster = citation.cluster
    start, end = cluster.start, cluster.end
    inlines, note = citation.inlines, citation.note
    is_raised = bool(inlines) and inlines[0].superscript
    if inlines and not is_raised:
        if cluster.is_added:
            inlines = (Inline(" "), *inlines)
        if draft.raw[end : end + 1] == "." and _STOPPED.search(inlines[-1].text):
            end += 1
        yield Replacement(start, end, inlines, note)
        return
    if not cluster.opens:
        start = len(draft.raw[:start].rstrip(_SPACES))
    stop = end
    while stop < len(draft.raw) and draft.raw[stop] in _MARKS:
        stop += 1
    if stop == end or (cluster.is_alone and note is None):
        yield Replacement(start, end, inlines, note)
        return
    if start < end:
        yield Replacement(start, end)
    yield Replacement(stop, stop, inlines, note)


def _has_heading(draft: Draft) -> bool:
    own = [each for each in draft.paragraphs if each.kind is not BlockKind.FOOTNOTE]
    if not own:
        return False
    last = own[-1]
    words = draft.text[last.start : last.end].strip().strip(":").casefold()
    return last.kind is BlockKind.HEADING and words in _HEADINGS
