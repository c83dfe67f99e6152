"""Plain text: which line breaks end a paragraph, and which only keep lines short.

Between empty lines, a break is a soft one when the next word would not have fitted on the line, or
when the next line begins with a small letter; otherwise the author meant it.
"""

from __future__ import annotations

from typing import Final

from claimtrack.extract.blocks import Block, BlockKind, Reading
from claimtrack.extract.places import Piece
from claimtrack.values.encoding import decode

#: Nobody breaks lines by hand later than this; a group with a longer line has a paragraph a line.
_WIDEST: Final = 100
#: Nor earlier than this: shorter lines are headings, names or verse.
_NARROWEST: Final = 40


def read_plain(data: bytes, _name: str) -> Reading:
    """Read plain text.

    Raises:
        NotTextError, DamagedTextError: the bytes are not text.
    """
    decoded = decode(data)
    raw = decoded.text
    blocks: list[Block] = []
    group: list[tuple[int, int]] = []
    at = 0
    while at <= len(raw):
        end = raw.find("\n", at)
        end = len(raw) if end < 0 else end
        if raw[at:end].strip():
            group.append((at, end))
        else:
            blocks += _cut_group(raw, group)
            group = []
        at = end + 1
    blocks += _cut_group(raw, group)
    return Reading(raw, blocks, (decoded.note,) if decoded.note else ())


def _cut_group(raw: str, lines: list[tuple[int, int]]) -> list[Block]:
    blocks: list[Block] = []
    widest = max((end - start for start, end in lines), default=0)
    first = 0
    for index, (start, end) in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following and _is_soft(raw, end - start, following, widest):
            continue
        begin = lines[first][0]
        blocks.append(Block(BlockKind.BODY, [Piece(raw[begin:end], begin, end)]))
        first = index + 1
    return blocks


def _is_soft(raw: str, width: int, following: tuple[int, int], widest: int) -> bool:
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    line = raw[slice(*following)].lstrip()
    return width + 1 + len(line.split(maxsplit=1)[0]) > widest or line[0].islower()
