"""Cutting the text of a capture into passages short enough to show, long enough to find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Sentences of a paragraph are put together up to here: one alone often lacks what "it" refers to.
_USUAL = 350
#: What has no end of a sentence for this long is cut in the middle: a table, or a minified page.
_LONGEST = 800

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*[ \t\u00a0]+|[。！？｡]")


def cut_passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each passage begins and ends, in code points; linear in the text's length."""
    for line in _LINE.finditer(text):
        yield from _cut_line(text, line.start(), line.end())


def _cut_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    last = start
    for stop in [*(found.end() for found in _SENTENCE_END.finditer(text, start, end)), end]:
        if stop - start > _USUAL and last > start:
            yield start, last
            start = last
        while stop - start > _LONGEST:
            cut = max(text.rfind(" ", start, start + _LONGEST), start + _USUAL)
            yield start, cut
            start = cut
        last = stop
    if text[start:end].strip():
        yield start, end
