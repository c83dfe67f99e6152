"""The draft as a PDF, its notes below what they are about: for those who read or send on paper.

Each statement is underlined in the colour of its state and leads to its note, which leads back. The
same draft and notes give the same bytes.
"""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from claimtrack.annotate.blocks import Block, BlockKind
from claimtrack.annotate.typefaces import FACE, Typesetter
from claimtrack.annotate.wording import (
    list_asking,
    list_reasons,
    list_unexamined,
    list_witness,
    say_counts,
    say_head,
    say_statement,
)
from claimtrack.check.results import State
from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.annotate.blocks import Laid, Piece
    from claimtrack.annotate.notes import Note, Notes
    from claimtrack.annotate.wording import Line

_COLOURS: Final = {
    State.CONTRADICTED: "#a3001f",
    State.DISPUTED: "#8a4600",
    State.UNSOURCED: "#6a2c9c",
    State.SINGLE_ORIGIN: "#0b5878",
    State.SUPPORTED: "#1c6533",
    State.NOT_CHECKABLE: "#55555e",
}
_FAINT: Final = "#55555e"
_RULE: Final = "#d5d5dc"
_ALERT: Final = "#8a4600"
_LINK: Final = "#0b4f8a"
_TAGS: Final = {"i": "i", "b": "b", "sup": "super", "sub": "sub", "u": "u", "s": "strike"}
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
#: Lines of a note that stand in one paragraph, at its end.
_SMALL: Final = frozenset({"fit", "copy", "contact", "record"})
_ALERTING: Final = frozenset({"warning", "secondary", "conflict"})
#: In points: the margins of the page, and how far in each level of a list, and a note, stands.
_MARGIN, _STEP, _NOTE_STEP = 56.0, 16.0, 22.0
#: Characters of a cell: with more, a table is set as paragraphs, as a row must fit on a page.
_LONGEST_CELL: Final = 800
#: Deeper levels of a list, or a heading, look like this one.
_DEEPEST: Final = 6


def render_paper(laid: Laid, notes: Notes) -> bytes:
    """Return the draft with its notes as PDF.

    Args:
        laid: the draft; what of it could not be set well is added to its remarks.
        notes: to it.

    Raises:
        MissingExtraError: the libraries that set it are not installed.
    """
    paper = _Paper(laid, notes)
    return paper.render()


class _Paper:
    """Sets one draft."""

    def __init__(self, laid: Laid, notes: Notes) -> None:
        self._setter = Typesetter()
        from reportlab.lib.styles import ParagraphStyle

        self._laid = laid
        self._notes = notes
        self._by_number = {note.number: note for note in notes.notes}
        self._begun: set[int] = set()
        self._referred: set[int] = set()
        self._make_style = ParagraphStyle
        self._text = self._style("text", 10.5, 15, spaceAfter=7)
        self._small = self._style("small", 8.5, 12, spaceAfter=2)

    def render(self) -> bytes:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate

        name = clean_line(self._notes.name)
        flow = [*self._set_front(f"{name}, annotated"), *self._set_draft(), *self._set_end()]
        packed = BytesIO()
        template = SimpleDocTemplate(
            packed,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
            title=f"{name}, annotated",
            author="claimtrack",
            invariant=1,
        )
        template.afterFlowable = _Outline(template)
        template.build(flow, onFirstPage=_number_page, onLaterPages=_number_page)
        return packed.getvalue()

    def _style(self, name: str, size: float, leading: float, **more: object) -> Any:  # noqa: ANN401 - no types
        given = {"fontName": FACE, "fontSize": size, "leading": leading, "wordWrap": "", **more}
        return self._make_style(name, **given)

    def _set_paragraph(self, markup: str, style: Any, bullet: str = "") -> Any:  # noqa: ANN401
        from reportlab.platypus import Paragraph

        return Paragraph(markup, style, bulletText=bullet or None)

    def _set_heading(self, words: str, level: int, markup: str = "") -> Any:  # noqa: ANN401
        size = max(16.0 - 1.75 * level, 10.5)
        style = self._style(
            f"heading{level}", size, size * 1.3, spaceBefore=10, spaceAfter=4, keepWithNext=1
        )
        heading = self._set_paragraph(f"<b>{markup or self._setter.set(words)}</b>", style)
        heading.outline = (level, words)
        return heading

    def _set_front(self, title: str) -> Iterator[Any]:
        """Yield the statements that ask for work, the unsourced ones first."""
        yield self._set_heading(title, 0)
        yield self._set_paragraph(self._setter.set(say_counts(self._notes)), self._small)
        listed = self._style("listed", 8.5, 12, leftIndent=_NOTE_STEP, bulletFontName=FACE)
        listed.bulletFontSize = 8.5
        for heading, found in list_asking(self._notes):
            yield self._set_heading(f"{heading}: {len(found):,}", 3)
            for note in found:
                words = self._setter.set(say_statement(note))
                link = f'<a href="#note-{note.number}">{words}</a>'
                yield self._set_paragraph(link, listed, f"{note.number}")
        yield self._rule()

    def _set_draft(self) -> Iterator[Any]:
        for block in self._laid.blocks:
            yield from self._set_block(block, 0)
            yield from self._set_notes(block.list_statements())
        if self._laid.footnotes:
            yield self._rule()
        for number, footnote in enumerate(self._laid.footnotes, start=1):
            yield from self._set_footnote(number, footnote)
        lost = [note.number for note in self._notes.notes if note.number not in self._begun]
        if lost:
            words = "These statements could not be found again in the text:"
            yield self._set_paragraph(words, self._text)
            yield from self._set_notes(lost)

    def _set_footnote(self, number: int, blocks: Sequence[Block]) -> Iterator[Any]:
        place = f'<a name="foot-{number}"/>'
        begins = bool(blocks) and blocks[0].kind is BlockKind.PARAGRAPH
        if not begins:
            yield from self._set_block(Block(BlockKind.PARAGRAPH), 1, f"{number}", place)
        for at, block in enumerate(blocks):
            is_first = begins and not at
            bullet, first = (f"{number}", place) if is_first else ("", "")
            yield from self._set_block(block, 1, bullet, first)
        yield from self._set_notes(n for block in blocks for n in block.list_statements())

    def _set_end(self) -> Iterator[Any]:
        yield self._rule()
        style = self._style("end", 8.5, 12, textColor=_FAINT, spaceAfter=2)
        self._laid.remarks += self._setter.list_remarks()
        for line in [*list_unexamined(self._notes), *self._laid.remarks]:
            yield self._set_paragraph(self._setter.set(clean_line(line)), style)

    def _rule(self) -> Any:  # noqa: ANN401
        from reportlab.platypus import HRFlowable

        return HRFlowable(width="100%", thickness=1, color=_RULE, spaceBefore=10, spaceAfter=10)

    def _set_block(  # noqa: C901 - one case a kind
        self, block: Block, depth: int, bullet: str = "", first: str = ""
    ) -> Iterator[Any]:
        level = min(depth, _DEEPEST)
        style = self._style(f"text{level}", 10.5, 15, spaceAfter=6, leftIndent=level * _STEP)
        style.bulletIndent = max(0.0, (level - 1) * _STEP)
        style.bulletFontName = FACE
        match block.kind:
            case BlockKind.PARAGRAPH:
                yield self._set_paragraph(first + self._set_text(block.pieces), style, bullet)
                yield from self._set_notes(block.list_statements())
            case BlockKind.HEADING:
                words = clean_line("".join(piece.text for piece in block.pieces))
                markup = self._set_text(block.pieces)
                yield self._set_heading(words, min(block.level, _DEEPEST), markup)
            case BlockKind.CODE:
                text = "".join(piece.text for piece in block.pieces).replace("    ", "\u00a0" * 4)
                yield self._set_paragraph(self._setter.set(text, mono=True), style, bullet)
            case BlockKind.RULE:
                yield self._rule()
            case BlockKind.QUOTE:
                for each in block.items[0]:
                    yield from self._set_block(each, depth + 1)
            case BlockKind.LIST:
                for number, item in enumerate(block.items):
                    mark = "•" if block.start is None else f"{block.start + number}."
                    for place, each in enumerate(item):
                        yield from self._set_block(each, depth + 1, "" if place else mark)
            case BlockKind.TABLE:
                yield from self._set_table(block, depth)

    def _set_table(self, block: Block, depth: int) -> Iterator[Any]:
        from reportlab.platypus import Table

        cells = [cell for row in block.rows for cell in row]
        lengths = [sum(len(p.text) for b in cell.blocks for p in b.walk()) for cell in cells]
        spans = any(cell.rows > 1 or cell.columns > 1 for cell in cells)
        if not cells or spans or max(lengths) > _LONGEST_CELL:
            for cell in cells:
                for each in cell.blocks:
                    yield from self._set_block(each, depth)
            return
        style = self._style("cell", 9.5, 13)
        rows: list[list[Any]] = []
        for row in block.rows:
            said = ["<br/>".join(self._set_text(b.walk()) for b in cell.blocks) for cell in row]
            heads = [f"<b>{s}</b>" if c.is_head else s for s, c in zip(said, row, strict=True)]
            rows.append([self._set_paragraph(each, style) for each in heads])
        width = max(map(len, rows))
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        look = [("GRID", (0, 0), (-1, -1), 0.5, _RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        yield Table(rows, style=look, spaceAfter=8, hAlign="LEFT")

    def _set_text(self, pieces: Iterable[Piece]) -> str:
        written = []
        for number, group in groupby(pieces, key=lambda piece: piece.statement):
            words = "".join(map(self._set_piece, group))
            note = self._by_number.get(number)
            written.append(self._mark(note, words) if note else words)
        return "".join(written)

    def _mark(self, note: Note, words: str) -> str:
        colour = _FAINT if note.accepted else _COLOURS[note.state]
        mark = ""
        if note.number not in self._referred:
            self._referred.add(note.number)
            mark = (
                f'<a name="statement-{note.number}"/>'
                f'<a href="#note-{note.number}" color="{colour}">'
                f"<super><b>{note.number}</b></super></a>\u00a0"
            )
        return f'{mark}<u color="{colour}" width="0.8" offset="-2.4">{words}</u>'

    def _set_piece(self, piece: Piece) -> str:
        words = self._setter.set(piece.text, mono="code" in piece.looks)
        if piece.note:
            return f'<a href="#foot-{piece.note}" color="{_LINK}"><super>{words}</super></a>'
        for look, tag in _TAGS.items():
            words = f"<{tag}>{words}</{tag}>" if look in piece.looks else words
        return _link(piece.link, words)

    def _set_notes(self, statements: Iterable[int]) -> Iterator[Any]:
        for number in dict.fromkeys(statements):
            if number in self._by_number and number not in self._begun:
                self._begun.add(number)
                yield self._set_note(self._by_number[number])

    def _set_note(self, note: Note) -> Any:  # noqa: ANN401
        """Return a note: one line below the other, a bar in the colour of its state beside them."""
        from reportlab.platypus import Table

        colour = _FAINT if note.accepted else _COLOURS[note.state]
        number = f"<b>{note.number}</b>"
        if note.number in self._referred:
            number = f'<a href="#statement-{note.number}" color="{colour}">{number}</a>'
        words = f"<b>{self._setter.set(say_head(note).text)}</b>"
        head = f'<font color="{colour}">{number}\u00a0\u00a0{words}</font>'
        style = self._style("note", 8, 11)
        rows = [f'<a name="note-{note.number}"/>{head}', *map(self._set_line, list_reasons(note))]
        firsts = []
        for witness in note.witnesses:
            firsts.append(len(rows))
            lines = list_witness(witness)
            rows += [self._set_line(line) for line in lines if line.kind not in _SMALL]
            rows.append(" · ".join(self._set_line(each) for each in lines if each.kind in _SMALL))
        look = [
            ("LINEBEFORE", (0, 0), (0, -1), 2, colour),
            ("TOPPADDING", (0, 0), (-1, -1), 0.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 7),
            ("NOSPLIT", (0, 0), (0, min(2, len(rows) - 1))),
            *(("TOPPADDING", (0, first), (0, first), 4.5) for first in firsts),
        ]
        width = 595.0 - 2 * _MARGIN - _NOTE_STEP - 12
        cells = [[self._set_paragraph(row, style)] for row in rows]
        return Table(cells, [width], style=look, spaceBefore=2, spaceAfter=8, hAlign="RIGHT")

    def _set_line(self, line: Line) -> str:
        words = self._setter.set(line.text)
        if line.kind == "quote":
            words = f"<i>{words}</i>"
        label = f"{self._setter.set(line.label)}: " if line.label else ""
        if line.kind in _ALERTING:
            label = f'<font color="{_ALERT}"><b>{label}</b></font>'
        elif line.kind in {"accepted", "claim"}:
            label = f"<b>{label}</b>"
        said = f"{label}{_link(line.link, words)}"
        if line.kind in _SMALL or line.kind in {"why", "origins"}:
            return f'<font color="{_FAINT}">{said}</font>'
        return said


class _Outline:
    """Puts headings into the outline that readers of PDF show beside the pages."""

    def __init__(self, template: Any) -> None:  # noqa: ANN401 - no types
        self._template = template
        self._number = 0
        self._last = -1

    def __call__(self, flowable: Any) -> None:  # noqa: ANN401 - no types
        """Note a heading that was just set."""
        level, words = getattr(flowable, "outline", (0, ""))
        if not words:
            return
        self._number += 1
        key = f"heading-{self._number}"
        level = min(level, self._last + 1)
        self._last = level
        self._template.canv.bookmarkPage(key)
        self._template.canv.addOutlineEntry(words, key, level)


def _number_page(canvas: Any, template: Any) -> None:  # noqa: ANN401 - no types
    canvas.saveState()
    canvas.setFont(FACE, 8)
    canvas.setFillColor(_FAINT)
    canvas.drawRightString(template.pagesize[0] - _MARGIN, _MARGIN / 2, f"{canvas.getPageNumber()}")
    canvas.restoreState()


def _link(address: str, words: str) -> str:
    """Return words as a link, where the address is one that can be followed without harm."""
    if not _ADDRESS.fullmatch(address):
        return words
    return f'<a href="{escape(address)}" color="{_LINK}">{words}</a>'
