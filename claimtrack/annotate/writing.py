"""Notes written to a file: into the draft's own format as comments, or beside it on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from claimtrack.annotate.carrying import carry_over, lay_draft
from claimtrack.annotate.hanging import hang_notes
from claimtrack.annotate.page import GENERATOR, render_page
from claimtrack.annotate.paper import render_paper
from claimtrack.errors import UnwritableDraftError
from claimtrack.extract.drafts import READERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.blocks import Laid
    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft

#: What sets a draft with its notes beside it, by how names of the files end.
_SETTERS: Final[dict[str, Callable[[Laid, Notes], bytes]]] = {
    ".html": render_page,
    ".pdf": render_paper,
}
#: What carries comments, by how names of the files end.
_COMMENTED: Final = (".docx", ".odt", ".md")
#: How names of files end that notes are written to.
SUFFIXES: Final = (".docx", ".odt", ".html", ".md", ".pdf")
#: Other endings that mean the same.
_ALIASES: Final = {".htm": ".html", ".markdown": ".md", ".docm": ".docx"}
#: So far into a page stands who made it.
_HEAD: Final = 2_000


class Written(NamedTuple):
    """What is to be put into a file."""

    data: bytes
    remarks: tuple[str, ...]
    """What of the draft is otherwise than in its own file."""


def find_suffix(name: str) -> str:
    """Return how names of a format end that notes are written in; "" for one that has none."""
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot >= 0 else ""
    suffix = _ALIASES.get(suffix, suffix)
    return suffix if suffix in SUFFIXES else ""


def write_notes(data: bytes, draft: Draft, notes: Notes, suffix: str = "") -> Written:
    """Write a draft with its notes.

    A draft in the format that is asked for has them hung on its own words, as comments; so has one
    that is carried over into a format with comments. A page and a print have them beside the words.

    Args:
        data: the bytes that the draft was read from.
        draft: as it was read from them.
        notes: to it.
        suffix: how names of the format end, one of `SUFFIXES`; "" for the draft's own file, which
            then has comments whatever its format.

    Raises:
        UnwritableDraftError: the draft's file cannot be written into.
        PandocMissingError, PandocFailedError: it cannot be carried over.
        MissingExtraError: what sets a print is not installed.
    """
    refuse_own(draft)
    is_own = suffix in _COMMENTED and suffix in _find_suffixes(draft)
    if is_own or not suffix:
        return Written(hang_notes(data, draft, notes), ())
    if suffix in _COMMENTED:
        carried = carry_over(data, draft, notes, suffix)
        lost = len(notes.notes) - len(carried.spans)
        remarks = [f"the draft was carried over into {suffix[1:].upper()} by pandoc"]
        if lost:
            remarks.append(f"{lost:,} of its statements could not be found again there")
        hung = hang_notes(carried.data, carried.draft, notes, carried.spans)
        return Written(hung, tuple(remarks))
    laid = lay_draft(data, draft, notes)
    return Written(_SETTERS[suffix](laid, notes), tuple(laid.remarks))


def refuse_own(draft: Draft) -> None:
    """Refuse a page that was written here: its notes would be checked as if they were the draft's.

    Raises:
        UnwritableDraftError: it says what to annotate instead.
    """
    if draft.media_type == "text/html" and f'content="{GENERATOR}"' in draft.raw[:_HEAD]:
        reason = "it is a page of notes itself; annotate the draft that it was made from"
        raise UnwritableDraftError(draft.name, reason)


def _find_suffixes(draft: Draft) -> tuple[str, ...]:
    return next(each.suffixes for each in READERS if each.media_type == draft.media_type)
