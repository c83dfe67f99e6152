"""Links that open a page at the very passage: the text fragments that browsers understand.

The syntax is that of https://wicg.github.io/scroll-to-text-fragment/: behind ``#:~:`` one
``text=prefix-,start,end,-suffix`` for each segment. A browser looks for these words in the page as
it is today, so a link carries no more of them than it needs: context that has been edited since
would lead nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.models.anchor import Segment
    from claimtrack.values.text import Stretch

#: Up to so many characters a segment is written whole. More makes links that nobody can read.
_WHOLE = 120
#: Of a longer one, so many characters at least of either end, to the end of a word.
_EDGE = 40
#: A segment shorter than this may well stand elsewhere in the page too: where its text is not there
#: to be asked, its context is given along.
_TELLING = 48
#: The words that the end of a segment may be lengthened to until it stands there once.
_MOST_END_WORDS = 64

_LINE_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
#: What a stretch may be cut between: runs without a space, and in scripts that put no space between
#: words, what a comma or a full stop ends.
_RUN = re.compile(r"[^\s、。，．！？；：]*[、。，．！？；：]+|[^\s、。，．！？；：]+")


@dataclass(frozen=True, slots=True)
class _Directive:
    """The words that a browser looks for, each in one line."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        pieces = (
            f"{_encode(self.prefix)}-" if self.prefix else "",
            _encode(self.start),
            _encode(self.end),
            f"-{_encode(self.suffix)}" if self.suffix else "",
        )
        return f"text={','.join(filter(None, pieces))}"

    def leads_to(self, segment: Segment, text: str) -> bool:
        """Tell whether what a browser would find first in ``text`` is ``segment``."""
        before = rf"{_match_words(self.prefix)}\s*" if self.prefix else ""
        after = rf"\s*{_match_words(self.suffix)}" if self.suffix else ""
        start = f"(?P<passage>{_match_words(self.start)})"
        head = _compile(f"{before}{start}{'' if self.end else after}").search(text)
        if head is None or not segment.start <= head.start("passage") < segment.end:
            return False
        if not self.end:
            return True
        end = f"(?P<passage>{_match_words(self.end)})"
        tail = _compile(f"{end}{after}").search(text, head.end("passage"))
        return tail is not None and tail.end("passage") <= segment.end


def text_fragment(url: str, segments: Sequence[Segment], text: str | None = None) -> str:
    """Return a link that opens ``url`` at a quote; "" where there can be none.

    Args:
        url: where the source stands. A fragment in it is kept, a text fragment replaced; any scheme
            but http and https has none.
        segments: of the quote's anchor. Every word of the link stands in one of them, or next to
            it, as it is in the source.
        text: the text of the capture, if it is at hand: then the words around a segment are given
            only where it would otherwise be found elsewhere first. Without it, they are where it is
            short.
    """
    address = url.strip()
    directives = [each for each in (_direct(segment, text) for segment in segments) if each]
    if not directives or not is_web_address(address):
        return ""
    base, _, fragment = address.partition("#")
    kept = fragment.partition(":~:")[0]
    return f"{base}#{kept}:~:{'&'.join(map(str, directives))}"


def is_web_address(address: str) -> bool:
    """Tell whether a text is an address on the web: http or https, and nothing else."""
    if not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)


def _direct(segment: Segment, text: str | None) -> _Directive | None:
    start, end = _cut_edges(segment.exact)
    if not start:
        return None
    prefix, suffix = _last_words(segment), _first_words(segment)
    plain = _Directive(start, end)
    full = _Directive(start, end, prefix, suffix)
    if text is None:
        return plain if len(segment.exact) >= _TELLING else full
    choice = (plain, _Directive(start, end, prefix), _Directive(start, end, "", suffix))
    return next((each for each in choice if each.leads_to(segment, text)), full)


def _cut_edges(exact: str) -> tuple[str, str]:
    """Return the words to begin with and, of a long stretch or one of several lines, to end with.

    Neither holds a line break, for a browser looks for each within one paragraph.
    """
    lines = [line for line in _split_lines(exact) if exact[slice(*line)].strip()]
    if not lines:
        return "", ""
    if len(lines) == 1 and len(exact) <= _WHOLE:
        return _tidy(exact), ""
    first = _cut_head(exact, lines[0])
    last = _cut_tail(exact, lines[-1], first[1])
    if last[0] < first[1]:
        return _tidy(exact), ""
    return _tidy(exact[slice(*first)]), _tidy(exact[slice(*last)])


def _split_lines(text: str) -> Iterator[Stretch]:
    breaks = [found.start() for found in _LINE_BREAK.finditer(text)]
    yield from ((start + 1, end) for start, end in pairwise([-1, *breaks, len(text)]))


def _cut_head(text: str, line: Stretch) -> Stretch:
    ends = (found.end() for found in _RUN.finditer(text, *line))
    return line[0], next((end for end in ends if end - line[0] >= _EDGE), line[1])


def _cut_tail(text: str, line: Stretch, after: int) -> Stretch:
    """Return a short end of ``line`` that does not stand earlier, behind ``after``."""
    starts = [found.start() for found in _RUN.finditer(text, *line)]
    enough = [start for start in starts if line[1] - start >= _EDGE] or starts[:1]
    step = 1
    while step <= min(len(enough), _MOST_END_WORDS) and enough[-step] >= after:
        words = _tidy(text[enough[-step] : line[1]])
        found = _compile(_match_words(words)).search(text, after)
        if found is None or found.start() >= enough[-step]:
            return enough[-step], line[1]
        step *= 2
    return enough[-1], line[1]


def _last_words(segment: Segment) -> str:
    """Return the whole words of the last line before a segment."""
    lines = [segment.prefix[slice(*line)] for line in _split_lines(segment.prefix)]
    words = next((line for line in reversed(lines) if line.strip()), "")
    if words == lines[0] and segment.start > len(segment.prefix) and not words[:1].isspace():
        words = words.partition(" ")[2]  # it may have been cut within a word
    return _tidy(words) if any(map(str.isalnum, words)) else ""


def _first_words(segment: Segment) -> str:
    """Return the whole words of the first line after a segment."""
    lines = [segment.suffix[slice(*line)] for line in _split_lines(segment.suffix)]
    words = next((line for line in lines if line.strip()), "")
    if words == lines[-1] and not words[-1:].isspace() and words[-1:].isalnum():
        words = words.rpartition(" ")[0]
    return _tidy(words) if any(map(str.isalnum, words)) else ""


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _match_words(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _encode(words: str) -> str:
    return percent_encode(words, safe="").replace("-", "%2D")
