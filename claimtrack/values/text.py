"""Text as it is matched: what carries no fact is evened out, and every position leads back.

A quote typed by hand and its source differ in ways that say nothing: white space, the form of a
quotation mark, a ligature, a soft hyphen, composed or combining accents. `normalise` evens out
these and nothing else, for matching only; what is stored and shown is always the raw text.

Kept exactly, since each can carry a fact: digits of any script, superscripts and fractions (so no
NFKC: it would turn ``²`` into ``2`` and ``½`` into ``1⁄2``), minus, dashes of each length, decimal
and thousands marks, primes, letter case, diacritics, and the joiner and non-joiner (U+200C, U+200D:
letters of a word in Persian or Hindi). Only the hyphens U+2010 and U+2011 become ``-``: they are
the same hyphen, whether a line may break there or not.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Stretch = tuple[int, int]
"""Where something stands: the first position and the one after the last, in code points."""

#: White space besides the space and the line feed, which the pattern below has to tell apart.
_SPACES = (
    "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
#: One code point for one: these need no place in the offset map.
_FOLDS = (
    *((mark, '"') for mark in "“”„‟«»〝〞〟＂"),
    *((mark, "'") for mark in "‘’‚‛‹›ʼ＇"),
    *((hyphen, "-") for hyphen in "\u2010\u2011"),
    *((space, " ") for space in _SPACES),
)
_ASCII_FOLDS = tuple(fold for fold in _FOLDS if fold[0].isascii())
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: Soft hyphen, zero-width space, word joiner, byte order mark and the marks of writing direction.
_GONE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
#: A soft hyphen at the end of a line takes the line break with it: it is a word broken in two.
_GONE_RUN = rf"(?:\u00ad *\n *|[{_GONE}])*+"
_ONE_GONE_RUN = re.compile(_GONE_RUN)
#: Anything outside these blocks may combine with its neighbour, and asks for the full pattern.
_MAY_COMPOSE = re.compile(
    r"[^\x00-\u02ff\u0375-\u037d\u037f-\u0386\u0388-\u0482\u048a-\u0590\u2002-\u20cf"
    r"\u2190-\u2328\u3000-\u3029\u3030-\u3098\u309b-\u33ff\u4e00-\u9fff\uac00-\ud7a3\ud800-\uf8ff"
    r"\ufb00-\ufb06\uff00-\uffef\U0001f000-\U0001faff]"
)
_BEYOND_BASIC_PLANE = re.compile(r"[\U00010000-\U0001efff\U0001fb00-\U0010ffff]")
#: Where marks and canonical decompositions stand, in the basic plane and beyond it.
_BASIC_BLOCKS = (
    range(0x0300, 0x3400),
    range(0xA000, 0xAC00),
    range(0xD7B0, 0xD800),
    range(0xF900, 0x10000),
)
_FURTHER_BLOCKS = (range(0x10000, 0x1F000), range(0x2F800, 0x2FA20), range(0xE0100, 0xE01F0))
#: No script stacks more. Beyond it (noise, or an attack: sorting marks takes quadratic time) they
#: are left in the order they have.
_MOST_MARKS = 30


def is_mark(char: str) -> bool:
    """Tell whether ``char`` belongs to the one before it: an accent, a vowel sign, a later jamo."""
    if char < "\u0300":
        return False
    return (
        unicodedata.category(char)[0] == "M"
        or "\u1160" <= char <= "\u11ff"
        or "\ud7b0" <= char <= "\ud7fb"
    )


@dataclass(frozen=True, slots=True)
class _Edits:
    """Where raw and normal text differ in length; between two edits they run in step.

    Edit k stands at ``norm_starts[k]:norm_ends[k]`` for raw text that ends at ``raw_ends[k]``.
    """

    norm_starts: array[int] = field(default_factory=lambda: array("L"))
    norm_ends: array[int] = field(default_factory=lambda: array("L"))
    raw_ends: array[int] = field(default_factory=lambda: array("L"))

    def add(self, norm_start: int, norm_end: int, raw_end: int) -> None:
        """Append an edit, which begins where the one before ends or later."""
        self.norm_starts.append(norm_start)
        self.norm_ends.append(norm_end)
        self.raw_ends.append(raw_end)

    def widen(self, start: int, end: int) -> Stretch:
        """Return the smallest stretch around ``start:end`` that holds each edit wholly or not."""
        first = bisect_right(self.norm_ends, start)
        last = bisect_left(self.norm_ends, end)
        if first < len(self.norm_starts):
            start = min(start, self.norm_starts[first])
        if last < len(self.norm_starts) and self.norm_starts[last] < end:
            end = self.norm_ends[last]
        return start, end

    def raw_start(self, start: int) -> int:
        """Return where the character at ``start`` begins, or the edit that it is in."""
        count = bisect_right(self.norm_ends, start)
        if count < len(self.norm_starts):
            start = min(start, self.norm_starts[count])
        return self._step(count, start)

    def raw_end(self, end: int) -> int:
        """Return where the character before ``end`` ends, or the edit that it is in."""
        count = bisect_left(self.norm_ends, end)
        if count < len(self.norm_starts) and self.norm_starts[count] < end:
            return self.raw_ends[count]
        return self._step(count, end)

    def _step(self, count: int, position: int) -> int:
        if count == 0:
            return position
        return self.raw_ends[count - 1] + position - self.norm_ends[count - 1]


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text, its form for matching, and the way back from one to the other."""

    raw: str
    """The text as it was given."""
    norm: str = field(repr=False)
    """The text as it is matched."""
    _edits: _Edits = field(repr=False, compare=False)

    def whole(self, start: int, end: int) -> Stretch:
        """Widen a stretch of `norm` until it cuts nothing that is one character to the reader.

        Half a ligature becomes the ligature, and a letter takes the accents that stand on it.
        """
        if start >= end:
            return start, end
        start, end = self._edits.widen(start, end)
        while start > 0 and is_mark(self.norm[start]):
            start -= 1
        while end < len(self.norm) and is_mark(self.norm[end]):
            end += 1
        return self._edits.widen(start, end)

    def raw_span(self, start: int, end: int) -> Stretch:
        """Return where ``start:end`` of `norm`, widened to be whole, stands in `raw`.

        The answer neither begins nor ends with a character that `norm` leaves out.

        Raises:
            IndexError: the stretch is not within `norm`.
        """
        if not 0 <= start <= end <= len(self.norm):
            raise IndexError(f"{start}:{end} is not within 0:{len(self.norm)}")
        start, end = self.whole(start, end)
        raw_start = self._edits.raw_start(start)
        return raw_start, (self._edits.raw_end(end) if start < end else raw_start)

    def find_norm(self, needle: str, tries: int = sys.maxsize) -> Iterator[Stretch]:
        """Yield where in `norm` the normal text ``needle`` stands whole, overlapping ones too.

        Args:
            needle: what to look for; the empty text stands nowhere.
            tries: how many places to look at, whole or not, before it is given up.
        """
        at = self.norm.find(needle) if needle else -1
        while at >= 0 and tries > 0:
            end = at + len(needle)
            if self._is_whole(at, end):
                yield at, end
            tries -= 1
            at = self.norm.find(needle, at + 1)

    def _is_whole(self, start: int, end: int) -> bool:
        cut_before = start > 0 and is_mark(self.norm[start])
        cut_after = end < len(self.norm) and is_mark(self.norm[end])
        return not (cut_before or cut_after) and self._edits.widen(start, end) == (start, end)

    def find_all(self, needle: MappedText | str) -> list[Stretch]:
        """Return where in `raw` the text ``needle`` stands, overlapping occurrences too."""
        return [self.raw_span(*stretch) for stretch in self.find_norm(as_mapped(needle).norm)]


def normalise(raw: str) -> MappedText:
    """Return ``raw`` with its form for matching and the map between them.

    In the normal form every run of white space is one space, quotation marks are ``"`` and ``'``,
    ligatures are spelled out, soft hyphens and zero-width characters are gone, and characters are
    composed (NFC). Normalising it once more changes nothing. Linear in the length of ``raw``,
    whatever it holds.
    """
    text = raw
    for one, other in _ASCII_FOLDS if raw.isascii() else _FOLDS:
        text = text.replace(one, other)
    pieces: list[str] = []
    edits = _Edits()
    done = written = 0
    for found in _choose_pattern(text).finditer(text):
        start, end = found.span()
        composes = found.lastgroup
        if composes == "marks" and start > done:
            start -= 1  # marks are what is looked for; the letter they stand on comes before
        old = text[start:end]
        new = _compose(old) if composes else " " if old[0] in " \n" else ""
        if new == old:
            continue
        pieces += (text[done:start], new)
        written += start - done
        edits.add(written, written + len(new), end)
        written += len(new)
        done = end
    pieces.append(text[done:])
    return MappedText(raw, "".join(pieces).replace("\n", " "), edits)


def as_mapped(text: str | MappedText) -> MappedText:
    """Return ``text`` normalised, unless it is already."""
    return text if isinstance(text, MappedText) else normalise(text)


def _compose(cluster: str) -> str:
    if cluster in _LIGATURES:
        return _LIGATURES[cluster]
    kept = _ONE_GONE_RUN.sub("", cluster)
    spelled = _LIGATURES.get(kept[0], kept[0]) + kept[1:]
    if len(kept) > _MOST_MARKS and sum(map(is_mark, kept)) > _MOST_MARKS:
        return spelled
    return unicodedata.normalize("NFC", spelled)


def _choose_pattern(text: str) -> re.Pattern[str]:
    if text.isascii() or not _MAY_COMPOSE.search(text):
        return _pattern_of("\u0300", "")
    blocks = _BASIC_BLOCKS + (_FURTHER_BLOCKS if _BEYOND_BASIC_PLANE.search(text) else ())
    return _pattern_of(*_composing(blocks))


@cache
def _pattern_of(marks: str, singles: str) -> re.Pattern[str]:
    """Return the pattern of what changes length, or may.

    All of it begins with one set of characters, which `re` finds fastest.

    Args:
        marks: the inside of a set: what may combine with the character before.
        singles: the inside of a set: what composes otherwise, on its own.
    """
    singles += "ﬀ-ﬆ"
    gone = rf"(?<=[{_GONE}])(?:(?<=\u00ad) *\n *)?+{_GONE_RUN}"
    more = rf"(?:{_GONE_RUN}[{marks}])*"
    return re.compile(
        rf"[ \n{_GONE}{singles}{marks}](?:"
        rf"(?<=[ \n])[ \n{_GONE}]+"
        rf"|(?P<single>(?<=[{singles}])){more}"
        rf"|(?P<marks>(?<=[{marks}])|{gone}[{marks}]){more}"
        rf"|{gone})"
    )


@cache
def _composing(blocks: tuple[range, ...]) -> tuple[str, str]:
    """Return the marks and the singles of the pattern that are in ``blocks``.

    They are read, once, from the character database of the Python that runs.
    """
    marks, singles = set(), set()
    for char in (chr(code) for block in blocks for code in block):
        decomposition = unicodedata.decomposition(char)
        if is_mark(char):
            marks.add(char)
        elif decomposition and decomposition[0] != "<":
            marks.update(chr(int(code, 16)) for code in decomposition.split()[1:])
            if unicodedata.normalize("NFC", char) != char:
                singles.add(char)
    return _ranges_of(marks), _ranges_of(singles - marks)


def _ranges_of(chars: set[str]) -> str:
    """Return ``chars`` as the inside of a regular expression's set."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
