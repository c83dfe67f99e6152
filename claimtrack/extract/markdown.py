"""Markdown drafts, as Pandoc reads them: paragraphs with their places in the file.

Out are front matter, code, link definitions and raw scripts; apart are headings, block quotations,
list items, table cells and notes. What the format leaves unclear is read as running text: a
statement that is checked needlessly is better than one that is passed over.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Final

from claimtrack.extract.blocks import Block, BlockKind, Mark, Reading
from claimtrack.extract.markdown_inline import read_inline
from claimtrack.extract.places import Piece
from claimtrack.extract.tags import COMMENT, find_comment_end, stands_alone
from claimtrack.values.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTE: Final = re.compile(r"(?: {0,3}> ?)+")
_FENCE: Final = re.compile(r"\s*(`{3,}|~{3,})([^`]*)$")
_HEADING: Final = re.compile(r" {0,3}#{1,6}(?=\s|$)\s*")
_HEADING_END: Final = re.compile(r"(?:(?<=\s)|^)#+\s*$")
_UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-+)\s*$")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_ITEM: Final = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)]|\([0-9a-z]{1,4}\)|#\.)[ \t]+(?:\[[ xX]\] )?")
_DEFINITION: Final = re.compile(r"[:~][ \t]{1,3}(?=\S)")
_LINK: Final = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,300})\]:[ \t]*\S+")
_NOTE: Final = re.compile(r" {0,3}\[\^([^\[\]\s]{1,100})\]:[ \t]*")
_DIVISION: Final = re.compile(r" {0,3}:{3,}")
_TABLE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:[|+]\s*:?-+:?\s*)*\|?\s*$")
_TICKS: Final = re.compile(r"`+")
_CELL: Final = re.compile(r"(?:[^|\\\n]|\\.)+")
_RAW: Final = re.compile(r" {0,3}<(script|style|pre|svg|template)\b", re.IGNORECASE)
_TAG_LINE: Final = re.compile(r"\s*</?[a-zA-Z][^<>]*>\s*$")
_SHOWN: Final = re.compile(r"[^\0]+")
_INDENT: Final = re.compile(r"(?: {4}|\t)")
_MATTER_ENDS: Final = {"---": ("---", "..."), "+++": ("+++",)}


def read_markdown(data: bytes, _name: str) -> Reading:
    """Read a Markdown file.

    Raises:
        NotTextError, DamagedTextError: the bytes are not text.
    """
    decoded = decode(data)
    parser = _Parser(decoded.text)
    parser.read()
    references = frozenset(parser.links)
    blocks = [
        each
        for number, block in enumerate(parser.blocks)
        for each in read_inline(block, references, number)
    ]
    return Reading(decoded.text, blocks, (decoded.note,) if decoded.note else ())


class _Parser:
    """One pass over the lines; a paragraph is open until something ends it."""

    def __init__(self, raw: str) -> None:
        self.blocks: list[Block] = []
        self.links: set[str] = set()
        self._raw = raw
        self._at = 0
        self._block: Block | None = None
        self._lines = 0
        self._length = 0
        self._fence = ""
        self._until = ""
        self._in_list = False
        self._note = ""
        self._in_table = False
        self._marks: deque[tuple[int, int]] = deque()
        self._endless = False

    def read(self) -> None:
        """Read the whole file."""
        self._skip_matter()
        while self._at < len(self._raw):
            start, end = self._at, self._line_end(self._at)
            self._at = end + 1
            if not self._skip_code(start, end):
                self._read_stretches(start, end)
        self._close()

    def _line_end(self, at: int) -> int:
        end = self._raw.find("\n", at)
        return len(self._raw) if end < 0 else end

    def _skip_matter(self) -> None:
        """Leave out the settings that a file may begin with."""
        ends = _MATTER_ENDS.get(self._raw[: self._line_end(0)].rstrip(), ())
        if not ends:
            return
        at = self._line_end(0) + 1
        while at < len(self._raw):
            end = self._line_end(at)
            if self._raw[at:end].rstrip() in ends:
                self._at = end + 1
                return
            at = end + 1

    def _skip_code(self, start: int, end: int) -> bool:
        """Leave out a line of code or of a script."""
        line = self._raw[start:end]
        bare = line[_prefix(line) :]
        if self._until:
            if self._until in line.lower():
                self._until = ""
            return True
        fence = _FENCE.match(bare)
        if self._fence:
            if fence and fence[1].startswith(self._fence) and not fence[2].strip():
                self._fence = ""
            return True
        if fence:
            self._fence = fence[1]
            self._close()
            return True
        opening = _RAW.match(bare)
        if opening:
            self._close()
            closing = f"</{opening[1].lower()}"
            self._until = "" if closing in bare.lower() else closing
            return True
        if self._block is None and not self._in_list and not self._note and _INDENT.match(bare):
            return bool(bare.strip())
        return False

    def _read_stretches(self, start: int, end: int) -> None:
        """Read a line without its comments, which may run over many lines."""
        raw = self._raw
        begin, quoted = start, _prefix(raw[start:end]) > 0
        begin += _prefix(raw[start:end])
        stretches: list[tuple[int, int]] = []
        at = begin
        is_comment = False
        while not self._endless and (found := _find_comment(raw, at, end)) >= 0:
            if len(_TICKS.findall(raw, begin, found)) % 2:
                break
            closing = find_comment_end(raw, found)
            if closing < 0:
                self._endless = True
                break
            stretches.append((begin, found))
            self._marks.append((found, closing))
            at = begin = closing
            is_comment = True
            end = max(end, self._line_end(closing))
        self._at = end + 1
        stretches.append((begin, end))
        if is_comment and all(not raw[first:last].strip() for first, last in stretches):
            self._hang_alone()
            return
        self._read_line(stretches, quoted=quoted)

    def _hang_alone(self) -> None:
        """Keep comments that have their lines for themselves."""
        if self._block is None:
            self.blocks.append(Block(BlockKind.BODY, [], self._take_marks(0)))
        else:
            self._block.marks += self._take_marks(self._length)

    def _take_marks(self, at: int, before: int | None = None) -> list[Mark]:
        """Hang the comments that wait, or those before a place in the file, behind some text."""
        raw = self._raw
        taken: list[Mark] = []
        while self._marks and (before is None or self._marks[0][0] < before):
            start, end = self._marks.popleft()
            own_line = stands_alone(raw, start, end)
            taken.append(Mark(at, raw[start + 4 : end - 3], start, end, own_line=own_line))
        return taken

    def _read_line(self, stretches: list[tuple[int, int]], *, quoted: bool) -> None:
        raw = self._raw
        start, end = stretches[0]
        line = raw[start:end]
        if not line.strip() and len(stretches) == 1:
            self._close()
            return
        if self._in_table and "|" in self._raw[start : stretches[-1][1]]:
            self._add_cells(start, stretches[-1][1], self._marks)
            return
        if self._ends_paragraph(line):
            return
        kind = BlockKind.QUOTE if quoted else BlockKind.BODY
        if quoted and self._block is not None and self._block.kind is not BlockKind.QUOTE:
            self._close()
        start += self._begin(line, kind)
        block = self._block
        if block is None:
            return
        if self._lines:
            before = max(0, raw.rfind("\n", 0, start))  # the line may be indented, or quoted
            self._put(block, Piece("\n", before, before + 1))
        if block.kind is BlockKind.HEADING:
            end = start + len(_HEADING_END.sub("", raw[start:end]).rstrip())
            stretches = [(start, end), *stretches[1:]]
        self._put_stretches(block, [(start, end), *stretches[1:]])
        block.marks += self._take_marks(self._length)
        self._lines += 1
        if block.kind is BlockKind.HEADING:
            self._close()

    def _put_stretches(self, block: Block, stretches: list[tuple[int, int]]) -> None:
        """Write what stands between the comments of a line, and hang the comments between."""
        for index, (first, last) in enumerate(stretches):
            shown = self._raw[first:last]
            shown = shown.rstrip() if index == len(stretches) - 1 else shown
            if index and shown:
                block.marks += self._take_marks(self._length, first)
            self._put(block, Piece(shown, first, first + len(shown)))

    def _put(self, block: Block, piece: Piece) -> None:
        if piece.text:
            block.pieces.append(piece)
            self._length += len(piece.text)

    def _ends_paragraph(self, line: str) -> bool:
        """Read a line that is markup as a whole."""
        block = self._block
        if block is not None and self._lines == 1 and "|" in line and _TABLE.match(line):
            self.blocks.pop()
            first, last = block.pieces[0].start, block.pieces[-1].end
            self._block = None
            self._in_table = True
            self._add_cells(first, last, [(mark.start, mark.end) for mark in block.marks])
            if self.blocks:
                at = len(self.blocks[-1].text)
                self.blocks[-1].marks += [mark._replace(at=at) for mark in block.marks]
            return True
        if block is not None and _UNDERLINE.match(line):
            if block.kind is BlockKind.BODY:
                block.kind = BlockKind.HEADING
            self._close()
            return True
        link = _LINK.match(line)
        if link and block is None:
            self.links.add(link[1].lower())
            return True
        if _RULE.match(line) or _DIVISION.match(line) or _TAG_LINE.match(line):
            self._close()
            return True
        return False

    def _begin(self, line: str, kind: BlockKind) -> int:
        """Open the block that a line begins, if it does; return how much of the line is markup."""
        note = _NOTE.match(line)
        heading = _HEADING.match(line)
        item = _ITEM.match(line)
        if note:
            self._note = note[1]
            return self._open(BlockKind.FOOTNOTE, note.end())
        if heading:
            return self._open(BlockKind.HEADING, heading.end())
        if item and (
            self._block is None or self._block.kind is not BlockKind.BODY or _bullets(line)
        ):
            self._in_list = True
            return self._open(BlockKind.LIST if kind is BlockKind.BODY else kind, item.end())
        indent = len(line) - len(line.lstrip())
        if self._block is None:
            if not indent:
                self._in_list, self._note = False, ""
            if self._note:
                kind = BlockKind.FOOTNOTE
            definition = _DEFINITION.match(line)
            return self._open(kind, definition.end() if definition else indent)
        return indent

    def _open(self, kind: BlockKind, width: int) -> int:
        self._close()
        self._block = Block(kind, label=self._note if kind is BlockKind.FOOTNOTE else "")
        self.blocks.append(self._block)
        return width

    def _close(self) -> None:
        self._block = None
        self._lines = self._length = 0
        self._in_table = False

    def _add_cells(self, start: int, end: int, comments: Iterable[tuple[int, int]]) -> None:
        """Read a row of a table; comments in it are no text of its cells."""
        row = self._raw[start:end]
        if _TABLE.match(row):
            return
        for first, last in comments:
            row = row[: first - start] + "\0" * (last - first) + row[last - start :]
        for cell in _CELL.finditer(row):
            blanked = cell[0].replace("\0", " ")
            text = blanked.strip()
            first = cell.start() + blanked.index(text)
            pieces = [
                Piece(shown[0], start + shown.start(), start + shown.end())
                for shown in _SHOWN.finditer(row, first, first + len(text))
            ]
            if pieces:
                self.blocks.append(Block(BlockKind.TABLE, pieces))
        if self._marks and self.blocks:
            self.blocks[-1].marks += self._take_marks(len(self.blocks[-1].text))


def _find_comment(raw: str, start: int, end: int) -> int:
    """Return where a comment opens, -1 for nowhere; one behind a backslash is plain text."""
    found = raw.find(COMMENT, start, end)
    while found >= 0:
        before = found
        while before > start and raw[before - 1] == "\\":
            before -= 1
        if (found - before) % 2 == 0:
            return found
        found = raw.find(COMMENT, found + 1, end)
    return -1


def _prefix(line: str) -> int:
    """Return how many characters of a line only say that it is quoted."""
    found = _QUOTE.match(line)
    return found.end() if found else 0


def _bullets(line: str) -> bool:
    """Whether a line within a paragraph begins a list: a number alone may be a wrapped sentence."""
    return line.lstrip()[0] in "-*+" or line.lstrip().startswith(("1.", "1)"))
