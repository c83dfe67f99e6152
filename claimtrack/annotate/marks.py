"""Marks in a draft that tell, in whatever it is made into, where each statement begins and ends.

Each is one character that Unicode leaves to private use, so that it passes through any program as
a letter that is nobody's; it is put in before a draft is carried over, and taken out afterwards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimtrack.errors import UnwritableDraftError
from claimtrack.manuscripts.contract import Inline, Replacement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft

#: Statement n begins at the nth character of one plane and ends at that of the other.
_OPEN, _CLOSE, _MOST = 0xF0000, 0x100000, 0xFFF0
MARK: Final = re.compile("[\U000f0000-\U000fffff\U00100000-\U0010ffff]")


def make_marks(draft: Draft, notes: Notes) -> list[Replacement]:
    """Return what puts marks into a draft's own file.

    Raises:
        UnwritableDraftError: it has such characters already, or too many statements.
    """
    refuse_marks(draft, notes)
    marks = []
    for note in notes.notes:
        start, end = draft.raw_span(note.start, note.end)
        marks.append(Replacement(start, start, (Inline(chr(_OPEN + note.number)),)))
        marks.append(Replacement(end, end, (Inline(chr(_CLOSE + note.number)),)))
    return marks


def refuse_marks(draft: Draft, notes: Notes) -> None:
    """Refuse a draft that no marks can be put into.

    Raises:
        UnwritableDraftError: it has such characters already, or too many statements.
    """
    if MARK.search(draft.raw):
        reason = "it holds characters that Unicode leaves to private use"
        raise UnwritableDraftError(draft.name, reason)
    if len(notes.notes) > _MOST:
        raise UnwritableDraftError(draft.name, f"it has more than {_MOST:,} statements")


def mark_text(text: str, spans: Mapping[int, tuple[int, int]]) -> str:
    """Return a text with marks.

    Args:
        text: without any.
        spans: where statements begin and end in it, by their numbers.
    """
    edges = [(end, 0, chr(_CLOSE + number)) for number, (_, end) in spans.items()]
    edges += [(start, 1, chr(_OPEN + number)) for number, (start, _) in spans.items()]
    pieces, done = [], 0
    for at, _, mark in sorted(edges):
        pieces += [text[done:at], mark]
        done = at
    return "".join([*pieces, text[done:]])


def read_mark(mark: str) -> tuple[int, bool]:
    """Return the number of a statement, and whether it begins at this mark."""
    code = ord(mark)
    return (code - _CLOSE, False) if code >= _CLOSE else (code - _OPEN, True)


def find_spans(raw: str) -> dict[int, tuple[int, int]]:
    """Return where statements stand, by their numbers, in a text once its marks are taken out."""
    opened: dict[int, int] = {}
    spans: dict[int, tuple[int, int]] = {}
    for gone, found in enumerate(MARK.finditer(raw)):
        number, begins = read_mark(found[0])
        at = found.start() - gone
        if begins:
            opened.setdefault(number, at)
        elif number in opened:
            spans.setdefault(number, (opened[number], at))
    return spans
