"""Writes into a draft's own file, whatever its format: the list of the formats that are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimtrack.errors import UnwritableDraftError
from claimtrack.extract.drafts import read_draft
from claimtrack.manuscripts.docx import write_docx
from claimtrack.manuscripts.html import write_html
from claimtrack.manuscripts.markdown import write_markdown
from claimtrack.manuscripts.odt import write_odt
from claimtrack.manuscripts.plaintext import write_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimtrack.extract.draft import Draft
    from claimtrack.manuscripts.contract import Closing, Comment, Replacement

    Writer = Callable[
        [bytes, Draft, Sequence[Replacement], Closing | None, Sequence[Comment] | None], bytes
    ]

#: What writes each format; a new one is a file and a line here.
WRITERS: Final[dict[str, Writer]] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": write_docx,
    "application/vnd.oasis.opendocument.text": write_odt,
    "text/markdown": write_markdown,
    "text/html": write_html,
    "text/plain": write_plain,
}


def rewrite(
    data: bytes,
    draft: Draft,
    *,
    replacements: Sequence[Replacement] = (),
    closing: Closing | None = None,
    comments: Sequence[Comment] | None = None,
) -> bytes:
    """Write into a draft's own file, and leave all else in it as it is.

    Args:
        data: the bytes that the draft was read from.
        draft: as it was read from them.
        replacements: words for words, in any order, none of which may overlap.
        closing: what is put at the end.
        comments: all comments of ours that the file shall have, in any order; an empty sequence
            takes those of an earlier run out, `None` leaves them alone.

    Returns:
        The new bytes, in the format and the encoding of the old.

    Raises:
        UnwritableDraftError: the format cannot carry it, or the bytes are not those of the draft.
        BadSpanError: a span lies outside of the draft, across paragraphs, or overlaps another.
    """
    if not replacements and closing is None and comments is None:
        return data
    writer = WRITERS.get(draft.media_type)
    if writer is None:
        raise UnwritableDraftError(draft.name, f"nothing writes {draft.media_type}")
    written = writer(data, draft, replacements, closing, comments)
    if not replacements and closing is None:
        again = read_draft(written, name=draft.name, media_type=draft.media_type)
        if again.text != draft.text:
            raise UnwritableDraftError(draft.name, "comments would change what it says")
    return written
