"""From a place in a text to an anchor that finds it again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimtrack.models.anchor import Anchor, Segment
from claimtrack.values.text import MappedText, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.values.text import Stretch

#: Code points kept on each side of a segment. More tells more repeated quotes apart and costs more
#: when the words around a quote are edited; less keeps less of a withheld text in the ledger.
CONTEXT = 32

_WORD = re.compile(r"\w+")


def describe(
    text: str | MappedText,
    spans: Sequence[Stretch],
    capture: int,
    quote: str | None = None,
    context: int = CONTEXT,
    most_words: int | None = None,
) -> Anchor:
    """Return the anchor of what stands at ``spans``.

    Args:
        text: the text of the capture.
        spans: where the quote stands in it, in code points, in order.
        capture: the number of the capture.
        quote: the quote as the user gave it; by default what stands there, with ``…`` between.
        context: the most code points of prefix and suffix, which are cut where a word begins.
        most_words: the most words of a segment and its context together, for a text of which no
            more may be shown; the context gives way, the quote never.

    Raises:
        ValueError: no span, an empty one, one outside the text, or two that are not in order.
    """
    raw = text.raw if isinstance(text, MappedText) else text
    done = 0
    for start, end in spans:
        if not done <= start < end <= len(raw):
            raise ValueError(f"{start}:{end} is empty, or not within {done}:{len(raw)}")
        done = end
    if not spans:
        raise ValueError("a quote stands somewhere: no span was given")
    segments = tuple(_describe_span(raw, span, context, most_words) for span in spans)
    given = " … ".join(segment.exact for segment in segments) if quote is None else quote
    return Anchor(capture=capture, quote=given, segments=segments)


def _describe_span(raw: str, span: Stretch, context: int, most_words: int | None) -> Segment:
    start, end = span
    room = context
    while True:
        prefix, suffix = _cut_prefix(raw, start, room), _cut_suffix(raw, end, room)
        words = len(_WORD.findall(f"{prefix} {raw[start:end]} {suffix}"))
        if room == 0 or most_words is None or words <= most_words:
            return Segment(exact=raw[start:end], prefix=prefix, suffix=suffix, start=start, end=end)
        room = room * 3 // 4


def _cut_prefix(raw: str, end: int, context: int) -> str:
    start = max(0, end - context)
    while start < end and is_mark(raw[start]):
        start += 1
    first = start
    while 0 < first < end and _is_inside_word(raw, first):
        first += 1
    return raw[first:end] if raw[first:end].strip() else raw[start:end]


def _cut_suffix(raw: str, start: int, context: int) -> str:
    end = min(len(raw), start + context)
    while start < end < len(raw) and is_mark(raw[end]):
        end -= 1
    last = end
    while start < last < len(raw) and _is_inside_word(raw, last):
        last -= 1
    return raw[start:last] if raw[start:last].strip() else raw[start:end]


def _is_inside_word(raw: str, at: int) -> bool:
    return not (raw[at - 1].isspace() or raw[at].isspace())
