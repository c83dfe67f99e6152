"""Text files edited in place: their encoding, byte order mark and line ends stay what they are."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from claimtrack.errors import BadSpanError, UnwritableDraftError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.extract.draft import Draft

#: The longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END: Final = re.compile(r"\r\n?|\n")


class Edit(NamedTuple):
    """A stretch of the raw text and what stands there instead."""

    start: int
    end: int
    text: str


class TextFile:
    """The bytes of a text file, and where the draft's raw text stands in them.

    Attributes:
        line_end: how its lines end: as the first of them does.
    """

    def __init__(self, data: bytes, draft: Draft, encoding: str, *, entities: bool) -> None:
        """Open a file.

        Args:
            data: its bytes.
            draft: as it was read from them.
            encoding: what they were read as.
            entities: whether a character that the encoding lacks can be written as an entity.

        Raises:
            UnwritableDraftError: they are not the draft's, or could not be written back as they
                are.
        """
        self._draft = draft
        self._mark, self._codec = next(
            ((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), (b"", encoding)
        )
        self._errors = "xmlcharrefreplace" if entities else "strict"
        self._text = data[len(self._mark) :].decode(self._codec)
        if self._mark + self._text.encode(self._codec) != data:
            raise self.refuse(f"its {self._codec} would not be written back as it is")
        if _LINE_END.sub("\n", self._text) != draft.raw:
            raise self.refuse("its text is not what was read")
        first = _LINE_END.search(self._text)
        self.line_end = first[0] if first else "\n"
        pairs = [match.start() for match in re.finditer("\r\n", self._text)]
        self._pairs = [at - before for before, at in enumerate(pairs)]

    def refuse(self, reason: str) -> UnwritableDraftError:
        """Return the error that says why this draft cannot be written into."""
        return UnwritableDraftError(self._draft.name, reason)

    def apply(self, edits: Iterable[Edit], added: Sequence[str] = ()) -> bytes:
        """Return the file with edits made.

        Args:
            edits: what is edited; of those at one place, the first given comes first.
            added: paragraphs for the end, each set apart by an empty line.

        Raises:
            BadSpanError: two overlap.
            UnwritableDraftError: the encoding lacks a character.
        """
        parts: list[str] = []
        done = 0
        for edit in sorted(edits, key=lambda edit: edit[:2]):
            if edit.start < done:
                raise BadSpanError(self._draft.name, edit.start, edit.end, "it overlaps another")
            parts += (self._cut(done, edit.start), edit.text.replace("\n", self.line_end))
            done = edit.end
        parts.append(self._cut(done, len(self._draft.raw)))
        if added:
            parts.append(self._set_apart("".join(parts)))
            parts += ("\n\n".join(added).replace("\n", self.line_end), self.line_end)
        try:
            return self._mark + "".join(parts).encode(self._codec, self._errors)
        except UnicodeEncodeError as error:
            lacking = error.object[error.start]
            reason = f"its encoding, {self._codec}, has no “{lacking}”; save it as UTF-8 first"
            raise self.refuse(reason) from None

    def _set_apart(self, text: str) -> str:
        """Return the line ends that a text lacks before another paragraph."""
        tail = text[-2 * len("\r\n") :]
        ends = len(_LINE_END.findall(tail[len(tail.rstrip("\r\n")) :]))
        return self.line_end * max(0, 2 - ends) if text else ""

    def _cut(self, start: int, end: int) -> str:
        return self._text[self._find(start) : self._find(end)]

    def _find(self, place: int) -> int:
        """Return where a place of the raw text is in a text whose line ends have two characters."""
        return place + bisect_left(self._pairs, place)


def move_out(place: int, edits: Sequence[Edit]) -> int:
    """Return a place, or the end of the stretch that it lies within and that is edited.

    Args:
        place: in the raw text.
        edits: in order and apart.
    """
    at = bisect_left(edits, place, key=lambda edit: edit.start) - 1
    return max(place, edits[at].end) if at >= 0 else place
