"""HTML drafts: what is visible on the page, every character with its place in the file.

The whole page is the author's, so nothing is dropped as furniture, and a tree that knows no
positions is of no use; hence a flat pass over the tags.
"""

from __future__ import annotations

import re
from typing import Final

from claimtrack.extract.blocks import Block, BlockKind, Mark, Reading
from claimtrack.extract.places import Piece
from claimtrack.extract.tags import (
    COMMENT,
    DECLARATION,
    ENTITY,
    TAG,
    UNSEEN,
    VOID,
    find_comment_end,
    is_hidden,
    marks_note,
    read_entity,
    stands_alone,
)
from claimtrack.values.encoding import Decoded, decode

_CHARSET: Final = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD: Final = 4_096
_NEXT: Final = re.compile(r"[<&]")
_INLINE: Final = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span"
    " strike strong sub sup time tt u var wbr img input".split()
)
_LITERAL: Final = frozenset("code kbd samp tt var".split())
_GONE: Final = frozenset({"pre", "del", "s", "strike"})
_KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("td", "th"), BlockKind.TABLE),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.LIST),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    "blockquote": BlockKind.QUOTE,
}


def read_html(data: bytes, _name: str) -> Reading:
    """Read an HTML page.

    Raises:
        NotTextError, DamagedTextError: the bytes are not text.
    """
    decoded = decode_page(data)
    page = _Page(decoded.text)
    page.read()
    remarks = (decoded.note,) if decoded.note else ()
    return Reading(decoded.text, page.blocks, remarks)


def decode_page(data: bytes) -> Decoded:
    """Decode a page, with what it says of its own encoding.

    Raises:
        NotTextError, DamagedTextError: the bytes are not text.
    """
    declared = _CHARSET.search(data[:_HEAD])
    return decode(data, declared[1].decode("ascii", "ignore") if declared else None)


class _Page:
    """One pass over a page; what is open is counted, so no nesting is too deep."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._block = Block(BlockKind.BODY)
        self.blocks = [self._block]
        self._length = 0
        self._open: dict[str, int] = {}
        self._kinds: list[tuple[str, BlockKind]] = []
        self._unseen = ""
        self._depth = 0

    def read(self) -> None:
        raw = self._raw
        at = 0
        while found := _NEXT.search(raw, at):
            self._write(raw[at : found.start()], at, found.start())
            at = self._read_markup(found.start())
        self._write(raw[at:], at, len(raw))

    def _read_markup(self, at: int) -> int:
        """Read what begins with `<` or `&`; return where it ends."""
        raw = self._raw
        if raw.startswith(COMMENT, at):
            end = find_comment_end(raw, at)
            if end < 0:  # Browsers take the rest of the page for the comment.
                return len(raw)
            self._add_comment(at, end)
            return end
        tag = TAG.match(raw, at)
        if tag:
            self._read_tag(tag)
            return tag.end()
        other = DECLARATION.match(raw, at)
        if other:
            return other.end()
        entity = ENTITY.match(raw, at)
        end = entity.end() if entity else at + 1
        self._write(read_entity(raw[at:end]), at, end)
        return end

    def _add_comment(self, start: int, end: int) -> None:
        raw = self._raw
        own_line = stands_alone(raw, start, end)
        text = raw[start + len(COMMENT) : end - len("-->")]
        self._block.marks.append(Mark(self._length, text, start, end, own_line=own_line))

    def _read_tag(self, tag: re.Match[str]) -> None:
        name = tag["name"].lower()
        closes = bool(tag["close"])
        if self._unseen:
            if name == self._unseen:
                self._depth += -1 if closes else 1
                if self._depth == 0:
                    self._unseen = ""
            return
        shut = name in VOID or tag["rest"].endswith("/")
        hidden = name in UNSEEN or name in _GONE or is_hidden(tag["rest"])
        hidden = hidden or (name == "a" and marks_note(tag["rest"]))
        if hidden and not closes and not shut:
            self._unseen, self._depth = name, 1
        if name == "br":
            self._write("\n", *tag.span())
        elif name == "q":
            self._write("”" if closes else "“", tag.start(), tag.start())
        elif name in _LITERAL and not shut:
            self._open[name] = max(0, self._open.get(name, 0) + (-1 if closes else 1))
        if (name not in _INLINE and name not in _GONE and name != "br") or name == "pre":
            self._turn(name, closes=closes)

    def _turn(self, name: str, *, closes: bool) -> None:
        """Begin another paragraph."""
        if name in _KINDS:
            if not closes:
                self._kinds.append((name, _KINDS[name]))
            elif self._kinds and self._kinds[-1][0] == name:
                self._kinds.pop()
            elif name in dict(self._kinds[-8:]):
                while self._kinds.pop()[0] != name:
                    pass
        kind = self._kinds[-1][1] if self._kinds else BlockKind.BODY
        if self._block.pieces or self._block.marks:
            self._block = Block(kind)
            self.blocks.append(self._block)
            self._length = 0
        self._block.kind = kind

    def _write(self, text: str, start: int, end: int) -> None:
        if self._unseen or not text or (not self._block.pieces and text.isspace()):
            return
        code = any(self._open.values())
        self._block.pieces.append(Piece(text, start, end, code))
        self._length += len(text)
