"""Notes as comments in a draft's own file: each on its statement, a list of them on the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.annotate.wording import (
    list_asking,
    list_reasons,
    list_unexamined,
    list_witness,
    say_counts,
    say_head,
    say_statement,
)
from claimtrack.manuscripts.contract import Comment, Inline
from claimtrack.manuscripts.writing import rewrite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.annotate.notes import Note, Notes
    from claimtrack.annotate.wording import Line
    from claimtrack.extract.draft import Draft

    Said = tuple[Inline, ...]

#: The key of the comment that lists what asks for work; it comes before those on the same words.
_SUMMARY = "!summary"


def hang_notes(
    data: bytes, draft: Draft, notes: Notes, spans: Mapping[int, tuple[int, int]] | None = None
) -> bytes:
    """Write notes into a draft as comments, in the place of those of an earlier run.

    Args:
        data: the bytes that the draft was read from.
        draft: as it was read from them.
        notes: to it.
        spans: where in `Draft.raw` statements stand, by the numbers of their notes, if it is not
            the draft that the notes were made to; those that are missing are left out.

    Raises:
        UnwritableDraftError: its format has no comments, or its file cannot be written into.
    """
    if spans is None:
        spans = {note.number: draft.raw_span(note.start, note.end) for note in notes.notes}
    comments = [
        Comment(*spans[note.number], say_note(note), note.key)
        for note in notes.notes
        if note.number in spans
    ]
    if draft.paragraphs:
        first = draft.paragraphs[0]
        places = {number: _say_place(draft, start) for number, (start, _) in spans.items()}
        span = draft.raw_span(first.start, first.end)
        comments.append(Comment(*span, say_summary(notes, places), _SUMMARY))
    return rewrite(data, draft, comments=comments)


def say_note(note: Note) -> tuple[Said, ...]:
    """Return a note as the paragraphs of a comment."""
    said = [(Inline(say_head(note).text, bold=True),), *map(_say_line, list_reasons(note))]
    for witness in note.witnesses:
        said += map(_say_line, list_witness(witness))
    return tuple(said)


def say_summary(notes: Notes, places: Mapping[int, str]) -> tuple[Said, ...]:
    """Return what asks for work as the paragraphs of a comment, the unsourced statements first.

    Args:
        notes: to a draft.
        places: where their statements stand, by their numbers, in words that end with a colon.
    """
    said: list[Said] = []
    for heading, found in list_asking(notes):
        said.append((Inline(f"{heading}: {len(found):,}", bold=True),))
        said += [(Inline(places.get(n.number, "") + say_statement(n)),) for n in found]
    said.append((Inline(say_counts(notes)),))
    return (*said, *((Inline(line, italic=True),) for line in list_unexamined(notes)))


def _say_place(draft: Draft, at: int) -> str:
    line, _ = draft.locate(at)
    return f"{'paragraph' if draft.in_paragraphs else 'line'} {line:,}: "


def _say_line(line: Line) -> Said:
    text = Inline(line.text, italic=line.kind == "quote", link=line.link)
    if not line.label:
        return (text,)
    return (Inline(f"{line.label}: ", bold=line.kind in _STRONG), text)


#: What a reader must not miss.
_STRONG = frozenset({"accepted", "warning", "claim", "secondary", "conflict"})
