"""The draft as a page with its notes beside it: one file that asks nothing of anybody.

It opens from a disk or a mail, prints, follows the reader's dark mode, and is read in order by a
screen reader: each paragraph, then its notes. What drafts and claims hold is text in it and nothing
else; a policy in its head forbids the rest once more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Final

from claimtrack.annotate.blocks import BlockKind
from claimtrack.annotate.texts import show_words
from claimtrack.annotate.wording import (
    list_asking,
    list_reasons,
    list_unexamined,
    list_witness,
    say_counts,
    say_head,
    say_statement,
)
from claimtrack.values.printable import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claimtrack.annotate.blocks import Block, Cell, Laid, Piece
    from claimtrack.annotate.notes import Note, Notes
    from claimtrack.annotate.wording import Line

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
#: Who made a page, so that it is not annotated once more as if it were a draft.
GENERATOR: Final = "claimtrack annotate"
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_TAGS: Final = {"i": "em", "b": "strong", "sup": "sup", "sub": "sub", "u": "u", "s": "s"}
#: Headings of the draft stand below the page's own.
_LOWEST: Final = 6


def render_page(laid: Laid, notes: Notes) -> bytes:
    """Return the page as HTML in UTF-8.

    Args:
        laid: the draft.
        notes: to it.
    """
    return "".join(f"{line}\n" for line in _Page(laid, notes).write()).encode()


class _Page:
    """Writes one page."""

    def __init__(self, laid: Laid, notes: Notes) -> None:
        self._laid = laid
        self._notes = notes
        self._by_number = {note.number: note for note in notes.notes}
        self._begun: set[int] = set()
        self._referred: set[int] = set()

    def write(self) -> Iterator[str]:
        title = f"{escape(clean_line(self._notes.name))}, annotated"
        style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
        yield "<!DOCTYPE html>"
        yield '<html lang="en">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield f'<meta name="generator" content="{GENERATOR}">'
        yield f"<title>{title}</title>"
        yield f"<style>\n{style}</style>"
        yield "</head>"
        yield "<body>"
        yield "<header>"
        yield f"<h1>{title}</h1>"
        yield f"<p>{escape(say_counts(self._notes))}</p>"
        yield from self._write_front()
        yield "</header>"
        yield "<main>"
        yield from self._write_draft()
        yield "</main>"
        yield "<footer>"
        for line in [*list_unexamined(self._notes), *self._laid.remarks]:
            yield f'<p dir="auto">{escape(clean_line(line))}</p>'
        yield "</footer>"
        yield "</body>"
        yield "</html>"

    def _write_front(self) -> Iterator[str]:
        """Yield the statements that ask for work, the unsourced ones first."""
        for heading, found in list_asking(self._notes):
            yield f"<h2>{heading}: {len(found):,}</h2>"
            if found:
                yield '<ol class="asking">'
                for note in found:
                    words = escape(say_statement(note))
                    link = f'<a href="#note-{note.number}">{words}</a>'
                    yield f'<li value="{note.number}" dir="auto">{link}</li>'
                yield "</ol>"

    def _write_draft(self) -> Iterator[str]:
        for block in _part_lists(self._laid.blocks):
            yield from self._write_row("".join(self._write_block(block)), block.list_statements())
        if self._laid.footnotes:
            yield '<hr class="foot">'
        for number, note in enumerate(self._laid.footnotes, start=1):
            back = f'<a href="#foot-{number}-mark" aria-label="Back to the text">{number}</a>'
            text = "".join(line for block in note for line in self._write_block(block))
            said = [each for block in note for each in block.list_statements()]
            foot = f'<div class="footnote" id="foot-{number}">{back}<div>{text}</div></div>'
            yield from self._write_row(foot, said)
        placed = self._laid.list_statements()
        lost = [note.number for note in self._notes.notes if note.number not in placed]
        if lost:
            words = "These statements could not be found again in the page:"
            listed = "".join(
                f'<li value="{n}">{escape(say_statement(self._by_number[n]))}</li>' for n in lost
            )
            yield from self._write_row(f"<p>{words}</p><ol>{listed}</ol>", lost)

    def _write_row(self, text: str, statements: Sequence[int]) -> Iterator[str]:
        """Yield a block of the draft and, beside it, the notes to what begins in it."""
        new = [number for number in dict.fromkeys(statements) if number not in self._begun]
        self._begun.update(new)
        yield f'<div class="row"><div class="text">{text}</div>'
        if new:
            yield "<aside>"
            for number in new:
                yield from self._write_note(self._by_number[number])
            yield "</aside>"
        yield "</div>"

    def _write_note(self, note: Note) -> Iterator[str]:
        yield f'<section class="note {_class_of(note)}" id="note-{note.number}">'
        number = f'<a href="#statement-{note.number}">{note.number}</a>'
        yield f'<p class="headline" dir="auto">{number} {escape(say_head(note).text)}</p>'
        yield from map(_write_line, list_reasons(note))
        for witness in note.witnesses:
            yield '<div class="witness">'
            yield from map(_write_line, list_witness(witness))
            yield "</div>"
        yield "</section>"

    def _write_block(self, block: Block) -> Iterator[str]:  # noqa: C901 - one case a kind
        match block.kind:
            case BlockKind.PARAGRAPH:
                yield f'<p dir="auto">{self._write_text(block.pieces)}</p>'
            case BlockKind.HEADING:
                tag = f"h{min(block.level + 1, _LOWEST)}"
                yield f'<{tag} dir="auto">{self._write_text(block.pieces)}</{tag}>'
            case BlockKind.CODE:
                text = escape(show_words("".join(piece.text for piece in block.pieces)))
                yield f'<pre tabindex="0">{text}</pre>'
            case BlockKind.RULE:
                yield "<hr>"
            case BlockKind.QUOTE:
                yield "<blockquote>"
                for item in block.items:
                    yield from self._write_blocks(item)
                yield "</blockquote>"
            case BlockKind.LIST:
                tag = "ul" if block.start is None else "ol"
                start = f' start="{block.start}"' if block.start not in {None, 1} else ""
                yield f"<{tag}{start}>"
                for item in block.items:
                    yield f"<li>{''.join(self._write_blocks(item))}</li>"
                yield f"</{tag}>"
            case BlockKind.TABLE:
                yield '<div class="table" tabindex="0"><table>'
                for row in block.rows:
                    yield f"<tr>{''.join(map(self._write_cell, row))}</tr>"
                yield "</table></div>"

    def _write_blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self._write_block(block)

    def _write_cell(self, cell: Cell) -> str:
        tag = "th" if cell.is_head else "td"
        width = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        height = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        return f"<{tag}{width}{height}>{''.join(self._write_blocks(cell.blocks))}</{tag}>"

    def _write_text(self, pieces: Iterable[Piece]) -> str:
        written = []
        for number, group in groupby(pieces, key=lambda piece: piece.statement):
            words = "".join(map(self._write_piece, group))
            written.append(self._mark(number, words) if number in self._by_number else words)
        return "".join(written)

    def _mark(self, number: int, words: str) -> str:
        """Return the words of a statement, or some of them, marked as such."""
        note = self._by_number[number]
        if number in self._referred:
            return f'<span class="said {_class_of(note)}">{words}</span>'
        self._referred.add(number)
        label = escape(f"Note {number}: {note.state.value}")
        mark = f'<a class="number" href="#note-{number}" aria-label="{label}">{number}</a>'
        return f'<span class="said {_class_of(note)}" id="statement-{number}">{mark}{words}</span>'

    def _write_piece(self, piece: Piece) -> str:
        words = escape(show_words(piece.text), quote=False).replace("\n", "<br>")
        if piece.note:
            mark = f'<a id="foot-{piece.note}-mark" href="#foot-{piece.note}">{words}</a>'
            return f"<sup>{mark}</sup>"
        for look, tag in _TAGS.items():
            words = f"<{tag}>{words}</{tag}>" if look in piece.looks else words
        if "code" in piece.looks:
            words = f"<code>{words}</code>"
        if "caps" in piece.looks:
            words = f'<span class="caps">{words}</span>'
        return _link(piece.link, words)


def _part_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, each item of a list as a list of its own, so that its notes stand beside it."""
    for block in blocks:
        if block.kind is not BlockKind.LIST or not block.list_statements():
            yield block
            continue
        for place, item in enumerate(block.items):
            start = None if block.start is None else block.start + place
            yield replace(block, items=(item,), start=start)


def _class_of(note: Note) -> str:
    return f"{note.state.value} accepted" if note.accepted else note.state.value


def _write_line(line: Line) -> str:
    label = f"<b>{escape(line.label)}:</b> " if line.label else ""
    words = escape(line.text)
    tag = "blockquote" if line.kind == "quote" else "p"
    return f'<{tag} class="{line.kind}" dir="auto">{label}{_link(line.link, words)}</{tag}>'


def _link(address: str, words: str) -> str:
    """Return words as a link, where the address is one that can be followed without harm."""
    if not _ADDRESS.fullmatch(address):
        return words
    return f'<a href="{escape(address)}" rel="noreferrer">{words}</a>'
