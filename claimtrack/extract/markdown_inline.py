"""Markdown within a paragraph: emphasis, links, code, notes and tags taken away, places kept.

One pass with two stacks, for brackets and for emphasis. Each character is looked at a fixed number
of times, so a megabyte of asterisks or brackets costs no more than one of prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from claimtrack.extract.blocks import Block, BlockKind, Mark
from claimtrack.extract.places import Piece, Places, TextBuilder
from claimtrack.extract.tags import DECLARATION, ENTITY, TAG, read_entity

if TYPE_CHECKING:
    from collections.abc import Callable

_SPECIAL: Final = re.compile(r"[\\`*_~<&\[\]!^{]")
_TICKS: Final = re.compile(r"`+")
_AUTOLINK: Final = re.compile(r"<((?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:|[^\s<>@]{1,200}@)[^\s<>]*)>")
_TARGET: Final = re.compile(r"\((?:[^()\\\n]|\\.|\([^()\n]*\)|\n(?!\n))*+\)(?:\{[^{}\n]{0,200}\})?")
_REFERENCE: Final = re.compile(r"\s?\[([^\[\]]{0,300})\]")
_NOTE: Final = re.compile(r"\[\^([^\[\]\s]{1,100})\](?!:)")
_ATTRIBUTES: Final = re.compile(r"\{\s?[#.:][^{}\n]{0,300}\}")
#: Nobody nests brackets so deep; each level of a note within a note would be copied once more.
_DEEPEST: Final = 20
_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class _Edit(NamedTuple):
    """A stretch that is replaced; by itself, when it is code to be taken literally."""

    start: int
    end: int
    text: str = ""
    code: bool = False


def read_inline(block: Block, references: frozenset[str], number: int) -> list[Block]:
    """Take the markup out of a block.

    Args:
        block: a paragraph, its pieces as they stand in the file.
        references: the labels of the links that the file defines, in lower case.
        number: tells the notes within this block from those of others.

    Returns:
        The block without markup, then the notes and captions that stood within it.
    """
    builder = TextBuilder()
    for piece in block.pieces:
        builder.add(piece)
    text, places = builder.build()
    scanner = _Scanner(text, references)
    scanner.scan()
    edits = sorted(scanner.edits, key=lambda edit: (edit.start, -edit.end))
    cut = _Cutter(text, places, edits)
    marks = [mark._replace(at=cut.shift(mark.at)) for mark in block.marks]
    whole = Block(block.kind, cut.pieces(0, len(text)), marks, block.label)
    blocks = [whole]
    for start, end, is_image in scanner.asides:
        label = "" if is_image else f"within {number}.{len(blocks)}"
        kind = BlockKind.CAPTION if is_image else BlockKind.FOOTNOTE
        blocks.append(Block(kind, cut.pieces(start, end), [], label))
        if label:
            scanner.notes.append((start, label))
    for at, label in scanner.notes:
        span = places.raw_span(at, at + 1)
        whole.marks.append(Mark(cut.shift(at), label, *span, is_note=True))
    return blocks


class _Scanner:
    """Walks over a paragraph once and notes what to change."""

    def __init__(self, text: str, references: frozenset[str]) -> None:
        self.edits: list[_Edit] = []
        self.asides: list[tuple[int, int, bool]] = []
        self.notes: list[tuple[int, str]] = []
        self._text = text
        self._references = references
        self._brackets: list[tuple[int, str]] = []
        self._emphasis: dict[str, list[tuple[int, int]]] = {"*": [], "_": [], "~": []}
        self._ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(text):
            self._ticks.setdefault(len(run[0]), []).append(run.start())
        self._readers: dict[str, Callable[[int], int]] = {
            "\\": self._read_escape,
            "`": self._read_code,
            "*": self._read_emphasis,
            "_": self._read_emphasis,
            "~": self._read_emphasis,
            "<": self._read_tag,
            "&": self._read_entity,
            "[": self._open_bracket,
            "!": self._open_image,
            "^": self._open_note,
            "]": self._close_bracket,
            "{": self._read_attributes,
        }

    def scan(self) -> None:
        """Read the whole paragraph."""
        at = 0
        while found := _SPECIAL.search(self._text, at):
            at = self._readers[found[0]](found.start())

    def _read_escape(self, at: int) -> int:
        following = self._text[at + 1 : at + 2]
        if following == "\n":
            self.edits.append(_Edit(at, at + 1))
        elif following in _PUNCTUATION and following:
            self.edits.append(_Edit(at, at + 2, following, code=True))
        return at + 2

    def _read_code(self, at: int) -> int:
        ticks = _TICKS.match(self._text, at)
        width = len(ticks[0]) if ticks else 1
        runs = self._ticks.get(width, [])  # an escaped one is part of a longer run
        index = bisect_left(runs, at + width)
        if index == len(runs):
            return at + width
        closing = runs[index]
        self.edits += [
            _Edit(at, at + width),
            _Edit(at + width, closing, self._text[at + width : closing], code=True),
            _Edit(closing, closing + width),
        ]
        return closing + width

    def _read_emphasis(self, at: int) -> int:
        text, sign = self._text, self._text[at]
        end = at
        while end < len(text) and text[end] == sign:
            end += 1
        before, after = text[at - 1 : at] if at else "", text[end : end + 1]
        opens, closes = bool(after.strip()), bool(before.strip())
        if sign == "_" and before.isalnum():
            opens = False
        if sign == "_" and after.isalnum():
            closes = False
        if sign == "~" and end - at < len("~~"):
            return end
        stack = self._emphasis[sign]
        first = at
        while closes and stack and first < end:
            start, width = stack.pop()
            used = min(width, end - first)
            self.edits += [_Edit(start + width - used, start + width), _Edit(first, first + used)]
            first += used
            if used < width:
                stack.append((start, width - used))
        if opens and first < end:
            stack.append((first, end - first))
        return end

    def _read_tag(self, at: int) -> int:
        link = _AUTOLINK.match(self._text, at)
        if link:
            self.edits.append(_Edit(at, link.end(), link[1], code=True))
            return link.end()
        tag = TAG.match(self._text, at) or DECLARATION.match(self._text, at)
        if not tag:
            return at + 1
        is_break = tag.re is TAG and tag["name"].lower() == "br"
        self.edits.append(_Edit(at, tag.end(), "\n" if is_break else ""))
        return tag.end()

    def _read_entity(self, at: int) -> int:
        entity = ENTITY.match(self._text, at)
        if not entity:
            return at + 1
        self.edits.append(_Edit(at, entity.end(), read_entity(entity[0])))
        return entity.end()

    def _open_bracket(self, at: int) -> int:
        note = _NOTE.match(self._text, at)
        if note:
            self.edits.append(_Edit(at, note.end()))
            self.notes.append((at, note[1]))
            return note.end()
        return self._open(at, "[")

    def _open_image(self, at: int) -> int:
        if not self._text.startswith("![", at):
            return at + 1
        return self._open(at, "![")

    def _open_note(self, at: int) -> int:
        if not self._text.startswith("^[", at):
            return at + 1
        return self._open(at, "^[")

    def _open(self, at: int, sign: str) -> int:
        if len(self._brackets) == _DEEPEST:
            del self._brackets[0]
        self._brackets.append((at, sign))
        return at + len(sign)

    def _close_bracket(self, at: int) -> int:
        if not self._brackets:
            return at + 1
        start, sign = self._brackets.pop()
        inner = start + len(sign)
        if sign == "^[":
            self.edits.append(_Edit(start, at + 1))
            self.asides.append((inner, at, False))
            return at + 1
        end = self._find_target(inner, at)
        if end < 0:
            return at + 1
        if sign == "![":
            self.edits.append(_Edit(start, end))
            self.asides.append((inner, at, True))
        else:
            self.edits += [_Edit(start, inner), _Edit(at, end)]
        return end

    def _find_target(self, inner: int, at: int) -> int:
        """Return where the link whose text ends at ``at`` ends; -1 when it is no link."""
        text = self._text
        target = _TARGET.match(text, at + 1) or _ATTRIBUTES.match(text, at + 1)
        if target:
            return target.end()
        reference = _REFERENCE.match(text, at + 1)
        label = text[inner : min(at, inner + 300)].lower()
        if reference and (reference[1].lower() or label) in self._references:
            return reference.end()
        return at + 1 if label in self._references else -1

    def _read_attributes(self, at: int) -> int:
        found = _ATTRIBUTES.match(self._text, at)
        if not found or (at and self._text[at - 1] == "@"):
            return at + 1
        self.edits.append(_Edit(at, found.end()))
        return found.end()


class _Cutter:
    """Applies edits to a text whose characters have places in a file."""

    def __init__(self, text: str, places: Places, edits: list[_Edit]) -> None:
        self._text = text
        self._places = places
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._shifts: list[tuple[int, int]] = []
        done = shift = 0
        for edit in edits:
            if edit.start >= done:
                shift += edit.end - edit.start - len(edit.text)
                done = edit.end
                self._shifts.append((done, shift))

    def shift(self, at: int) -> int:
        """Return where a place comes to stand; what stood in a stretch taken out, where it was."""
        index = bisect_left(self._shifts, (at + 1, -1)) - 1
        gone = self._shifts[index][1] if index >= 0 else 0
        if index + 1 < len(self._shifts):
            end, total = self._shifts[index + 1]
            at = min(at, max(0, end - (total - gone))) if total > gone else at
        return at - gone

    def pieces(self, start: int, end: int) -> list[Piece]:
        """Return what is left of a stretch."""
        kept: list[Piece] = []
        done = start
        for index in range(bisect_left(self._starts, start), len(self._edits)):
            edit = self._edits[index]
            if edit.start >= end:
                break
            if edit.start < done or edit.end > end:
                continue
            self._keep(kept, done, edit.start)
            if edit.text:
                span = self._places.raw_span(edit.start, edit.end)
                kept.append(Piece(edit.text, *span, edit.code))
            done = edit.end
        self._keep(kept, done, end)
        return kept

    def _keep(self, kept: list[Piece], start: int, end: int) -> None:
        """Keep a stretch, in as many pieces as it has in the file."""
        while start < end:
            first, last = self._places.raw_span(start, end)
            if last - first == end - start:
                kept.append(Piece(self._text[start:end], first, last))
                return
            stop = self._places.piece_end(start, end)
            kept.append(Piece(self._text[start:stop], *self._places.raw_span(start, stop)))
            start = stop
