"""The blocks of a draft put together to one text, without what is not part of its sentences.

Comments, citations in brackets and markup are taken out of the text, so that nothing of them is
mistaken for what the draft states; each is kept with its place.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from claimtrack.extract.blocks import BlockKind, Mark
from claimtrack.extract.citations import Citation, scan_brackets, scan_words
from claimtrack.extract.comments import BRACKET, Comment, is_ours, read_grammar
from claimtrack.extract.draft import Draft, Paragraph, find_lines, find_place
from claimtrack.extract.places import Piece, TextBuilder, cut_pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.extract.blocks import Block, Reading
    from claimtrack.extract.citations import FoundKey

_BREAK: Final = "\n\n"


class _Assembler:
    """Puts one block after the other."""

    def __init__(self, raw: str) -> None:
        self._lines = find_lines(raw)
        self._builder = TextBuilder()
        self.paragraphs: list[Paragraph] = []
        self.citations: list[Citation] = []
        self.comments: list[Comment] = []
        self.references: list[tuple[str, int]] = []

    def add(self, block: Block) -> None:
        pieces, keys, marks = _take_out(block)
        is_text = any(piece.text.strip() for piece in pieces)
        if is_text and self._builder.length:
            self._builder.add(Piece(_BREAK, pieces[0].start, pieces[0].start))
        base = self._builder.length
        note = block.label if block.kind is BlockKind.FOOTNOTE else None
        is_alone = not any(sign.isalnum() for piece in pieces for sign in piece.text)
        # Spaces before what was taken out of an empty block are not written either.
        for at, key in keys:
            self._add_citation(base + at * is_text, key, note=note, is_alone=is_alone)
        for mark in marks:
            self._add_mark(base + mark.at * is_text, mark)
        if is_text:
            for piece in pieces:
                self._builder.add(piece)
            self.paragraphs.append(Paragraph(base, self._builder.length, block.kind, block.label))

    def _add_citation(self, at: int, key: FoundKey, *, note: str | None, is_alone: bool) -> None:
        line, column = find_place(self._lines, key.start)
        self.citations.append(
            Citation(
                key=key.key,
                locator=key.locator,
                prefix=key.prefix,
                in_text=key.in_text,
                at=at,
                start=key.start,
                end=key.end,
                line=line,
                column=column,
                whole=key.whole,
                in_note=note is not None,
                is_alone=is_alone,
                note_label=note or "",
            )
        )

    def _add_mark(self, at: int, mark: Mark) -> None:
        if mark.is_note:
            self.references.append((mark.text, at))
        elif is_ours(mark.text):
            shown = " ".join(mark.text.split())
            place = find_place(self._lines, mark.start)
            says = read_grammar(mark.text)
            span = (mark.start, mark.end)
            self.comments.append(Comment(*says, shown, at, *span, *place, mark.own_line))

    def finish(self, reading: Reading, *, name: str, media_type: str, in_paragraphs: bool) -> Draft:
        text, places = self._builder.build()
        return Draft(
            name=name,
            media_type=media_type,
            text=text,
            raw=reading.raw,
            paragraphs=tuple(self.paragraphs),
            citations=tuple(self.citations),
            comments=tuple(self.comments),
            note_references=tuple(self.references),
            in_paragraphs=in_paragraphs,
            remarks=(*reading.remarks, *(() if text else ("the draft has no text",))),
            _places=places,
            _lines=self._lines,
        )


def assemble(reading: Reading, *, name: str, media_type: str, in_paragraphs: bool) -> Draft:
    """Put together what a reader found.

    Args:
        reading: the blocks of the draft.
        name: its file name.
        media_type: the format it was read as.
        in_paragraphs: whether its raw text has one line for each paragraph.
    """
    assembler = _Assembler(reading.raw)
    for block in reading.blocks:
        assembler.add(block)
    return assembler.finish(reading, name=name, media_type=media_type, in_paragraphs=in_paragraphs)


def _take_out(block: Block) -> tuple[list[Piece], list[tuple[int, FoundKey]], list[Mark]]:
    """Take citations and comments out of a block; return what is left and what was taken."""
    text = block.text
    if "@" not in text and "claimtrack" not in text.lower():
        return block.pieces, [], sorted(block.marks)
    blanked = "".join(
        "\0" * len(piece.text) if piece.code else piece.text for piece in block.pieces
    )
    builder = TextBuilder()
    for piece in block.pieces:
        builder.add(piece)
    raw_span = builder.build()[1].raw_span
    spans: list[tuple[int, int]] = []
    keys: list[tuple[int, FoundKey]] = []
    marks = list(block.marks)
    for match in BRACKET.finditer(blanked):
        start = _skip_back(text, match.start())
        end = match.end()
        own_line = _opens_line(text, start) and _closes_line(text, end)
        marks.append(Mark(start, match[1], *raw_span(*match.span()), own_line=own_line))
        spans.append((start, end))
    for bracket, end, found in scan_brackets(blanked):
        start = _skip_back(text, bracket)
        spans.append((start, end))
        keys += [(start, key) for key in found]
    spans.sort()
    for key, locator in scan_words(_blank(blanked, spans)):
        keys.append((key.start, key))
        spans += [locator] if locator else []
    spans.sort()
    shift = _Shift(spans)
    keys.sort(key=lambda each: (each[0], each[1].start))
    return (
        cut_pieces(block.pieces, spans),
        [(shift(at), _place(key, raw_span)) for at, key in keys],
        sorted(mark._replace(at=shift(mark.at)) for mark in marks),
    )


def _place(key: FoundKey, raw_span: Callable[[int, int], tuple[int, int]]) -> FoundKey:
    start, end = raw_span(key.start, key.end)
    return key._replace(start=start, end=end, whole=raw_span(*key.whole))


def _skip_back(text: str, at: int) -> int:
    """Return where the spaces before a place begin."""
    while at and text[at - 1] in " \t\u00a0":
        at -= 1
    return at


def _opens_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _closes_line(text: str, at: int) -> bool:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at == len(text) or text[at] == "\n"


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    kept: list[str] = []
    done = 0
    for start, end in spans:
        kept += (text[done:start], " " * (end - max(start, done)))
        done = max(done, end)
    return "".join([*kept, text[done:]])


class _Shift:
    """Where a place in a text comes to stand when stretches before it are taken out."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._ends = [end for _, end in spans]
        self._gone = [0]
        for start, end in spans:
            self._gone.append(self._gone[-1] + end - start)

    def __call__(self, at: int) -> int:
        before = bisect_right(self._ends, at)
        if before < len(self._spans):
            at = min(at, self._spans[before][0])
        return at - self._gone[before]
