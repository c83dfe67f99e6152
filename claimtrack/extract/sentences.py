"""Sentences of a draft, each with its place.

nupunkt finds the ends of sentences; it does not break at a line's end, so each paragraph is given
by itself. Around it stand three corrections: titles and abbreviations that it takes for an end,
Chinese and Japanese marks that no space follows, and long runs of signs, on which it takes
quadratic time.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.extract.blocks import BlockKind
    from claimtrack.extract.draft import Draft

#: The characters handed over at once; a longer paragraph is cut at a space.
_WINDOW: Final = 20_000
_RUN: Final = re.compile(r"[^\w\s]{9,}|[!-~]{200,}")
_WIDE: Final = re.compile(r"[。！？｡]+(?![。！？｡」』”’）])")
_LAST: Final = re.compile(r"\S+\s*$")
_HAS_WORD: Final = re.compile(r"\w")
_INITIAL: Final = re.compile(r"[^\w]*[A-Z0-9]")
#: A token is looked for so far back; longer ones are no abbreviation.
_REACH: Final = 24


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft.

    Attributes:
        text: as the draft's text has it, ``draft.text[start:end]``.
        start: in code points of the draft's text.
        end: where it ends there.
        raw_start: where it begins in the draft's file, `Draft.raw`.
        raw_end: where it ends there.
        line: its line in the file, from 1; its paragraph in a word processor's file.
        column: its column, from 1.
        paragraph: the index of its paragraph.
        kind: what its paragraph is.
    """

    text: str
    start: int
    end: int
    raw_start: int
    raw_end: int
    line: int
    column: int
    paragraph: int
    kind: BlockKind


def split_sentences(draft: Draft) -> tuple[Sentence, ...]:
    """Cut a draft into its sentences, in order; what has no letter or digit is none."""
    found: list[Sentence] = []
    for index, paragraph in enumerate(draft.paragraphs):
        text = draft.text[paragraph.start : paragraph.end]
        for first, last in find_sentences(text):
            start, end = paragraph.start + first, paragraph.start + last
            raw = draft.raw_span(start, end)
            place = draft.locate(raw[0])
            found.append(
                Sentence(text[first:last], start, end, *raw, *place, index, paragraph.kind)
            )
    return tuple(found)


def find_sentences(text: str, code: str = "en") -> Iterator[tuple[int, int]]:
    """Yield where each sentence of one paragraph begins and ends, without white space around.

    Args:
        text: one paragraph.
        code: the language whose abbreviations are known.
    """
    held: tuple[int, int] | None = None
    for start, end in _find_spans(text):
        if held is not None and _continues(text, held, start, code):
            held = (held[0], end)
            continue
        if held is not None:
            yield from _trim(text, *held)
        held = (start, end)
    if held is not None:
        yield from _trim(text, *held)


def _find_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield contiguous stretches that end where a sentence may end."""
    from nupunkt import sent_spans

    even = _RUN.sub(lambda run: "x" * len(run[0]), text)
    at = 0
    while at < len(even):
        stop = _find_stop(even, at)
        for first, last in sent_spans(even[at:stop]):
            begin = at + first
            for mark in _WIDE.finditer(even, begin, at + last):
                yield begin, mark.end()
                begin = mark.end()
            if begin < at + last:
                yield begin, at + last
        at = stop


def _find_stop(text: str, at: int) -> int:
    """Return where to cut a long paragraph: behind a full stop if one is near, or a space."""
    if len(text) - at <= _WINDOW:
        return len(text)
    stop = at + _WINDOW
    for sign in (". ", "。", " "):
        found = text.rfind(sign, at + _WINDOW // 2, stop)
        if found >= 0:
            return found + len(sign)
    return stop


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if _HAS_WORD.search(text, start, end):
        yield start, end


def _continues(text: str, before: tuple[int, int], start: int, code: str) -> bool:
    """Whether what begins at ``start`` goes on with the sentence before it."""
    last = _LAST.search(text, max(before[0], before[1] - _REACH), before[1])
    if last is None:
        return False
    token = last[0].strip().lstrip("(“\"'‘[").lower()
    words = _read_words(code)
    if token in words["never_last"]:
        # "No." is an answer as well as an abbreviation; it abbreviates only before a number.
        return token not in ("no.", "nos.", "art.") or text[start].isdecimal()
    names = words["before_names"] | words["names_with_marks"]
    return token in names and _INITIAL.match(text, start) is not None


@cache
def _read_words(code: str) -> dict[str, frozenset[str]]:
    """Return the abbreviations of a language; English ones where it has none of its own."""
    file = files("claimtrack.language") / code / "sentences.json"
    if not file.is_file():
        file = files("claimtrack.language") / "en" / "sentences.json"
    return {name: frozenset(words) for name, words in json.loads(file.read_text("utf-8")).items()}
