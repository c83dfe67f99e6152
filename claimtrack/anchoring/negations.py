"""Words that turn a statement round, and that no quote may leave out at its edges or in its gaps.

“one was hurt” stands in “No one was hurt”, and “He did … say so” in “He did not say so”; as quotes
both are false. Whoever means them takes the negation in.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from claimtrack.anchoring.quotes import find_edits
from claimtrack.errors import AddedNegationError, DroppedNegationError
from claimtrack.language.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.anchoring.passages import Passage
    from claimtrack.values.text import MappedText, Stretch

#: Characters looked at outside a quote. It holds the few words that count; more costs time.
_AROUND = 200
#: Characters of the source shown on each side of the word.
_SHOWN = 40
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
#: What ends a clause: no word beyond it is about the words before it.
_BREAK = re.compile(r'[,.;:!?"()\[\]{}–—…«»“”]| - ')
_CONTRACTED = "n't"
_LINKS = frozenset({"that", "to"})
#: Where one sentence ends and another begins, if what stands before is no abbreviation.
_SENTENCE_END = re.compile(r"""[.!?]+["')\]]* +(?=["'(]?[^\W\d_a-z])""")
_LAST_WORD = re.compile(r"[^\W\d_]*\Z")
#: The letters of the shortest word that ends a sentence, and of the shortest with a capital. Lower,
#: and “J.” or “Prof.” would end one; higher refuses more quotes that leave a sentence out.
_LEAST_LETTERS = 2
_LEAST_CAPITALISED = 5
_LONGEST_SHORT = 12
_NEVER_LAST = frozenset({"approx", "cf", "esp", "incl", "vs"})


def check_negations(quote: str, passage: Passage, source: MappedText) -> None:
    """Refuse a quote at ``passage`` that turns round what the source says there.

    Args:
        quote: in its normal form.
        passage: where its parts stand in the normal form of the source.
        source: the text that is quoted.

    Raises:
        DroppedNegationError: a negation or a denial stands in a gap, or right beside the quote.
        AddedNegationError: a bracketed edit puts one in.
    """
    first, last = passage[0][0], passage[-1][1]
    edits = [] if source.norm[first:last] == quote else find_edits(quote)
    for start, end in edits:
        inside = quote[start:end].replace("[", "").replace("]", "")
        for word in _WORD.findall(inside):
            if _is_turning(word):
                raise AddedNegationError(quote, word)
    dropped = (
        _find_before(source.norm, first, _count_words(quote, edits[:1], at_start=True))
        or _find_in_gaps(source.norm, passage)
        or _find_after(source.norm, last, _count_words(quote, edits[-1:], at_start=False))
    )
    if dropped is not None:
        raise DroppedNegationError(
            quote, source.norm[slice(*dropped)], _show_around(source, *dropped)
        )


def _show_around(source: MappedText, start: int, end: int) -> str:
    begin, stop = max(0, start - _SHOWN), min(len(source.norm), end + _SHOWN)
    raw_begin, raw_stop = source.raw_span(begin, stop)
    return " ".join(source.raw[raw_begin:raw_stop].split())


def _count_words(quote: str, edits: Sequence[Stretch], *, at_start: bool) -> int:
    """Return how many words of the source an edit at this end of a quote may stand for."""
    for start, end in edits:
        outside = quote[:start] if at_start else quote[end:]
        if not _WORD.search(outside):
            return len(_WORD.findall(quote[start:end]))
    return 0


def _find_before(norm: str, start: int, replaced: int) -> Stretch | None:
    """Return where the word is that governs what begins at ``start``, with its “that” or “to”."""
    if _BREAK.match(norm, start):
        return None
    begin = max(0, start - _AROUND)
    for found in _BREAK.finditer(norm, begin, start):
        begin = found.end()
    words = list(_WORD.finditer(norm, begin, start))
    count = 1 + replaced
    first = _WORD.search(norm, start)
    # "a decline in sales" denies nothing; "denied that …" does, as does what an edit stands for.
    is_governed = replaced or (first is not None and first[0].lower() in _LINKS)
    for word in reversed(words[-count:]):
        if _is_turning(word[0]) if is_governed else _is_negation(word[0]):
            return word.span()
    if len(words) > count and words[-count][0].lower() in _LINKS:
        governing = words[-count - 1]
        if governing[0].lower() in load_pack().denial:
            return governing.start(), words[-count].end()
    return None


def _find_after(norm: str, end: int, replaced: int) -> Stretch | None:
    """Return where a negation is that stands right behind ``end``."""
    if _BREAK.match(norm, end - 1):
        return None
    stop = min(len(norm), end + _AROUND)
    ended = _BREAK.search(norm, end, stop)
    words = _WORD.finditer(norm, end, ended.start() if ended else stop)
    for _, word in zip(range(1 + replaced), words, strict=False):
        if _is_negation(word[0]):
            return word.span()
    return None


def _find_in_gaps(norm: str, passage: Passage) -> Stretch | None:
    """Return where the first such word is in a gap, outside the sentences wholly left out."""
    for (_, start), (end, _) in pairwise(passage):
        turning = [word for word in _WORD.finditer(norm, start, end) if _is_turning(word[0])]
        if not turning:
            continue
        begins = [place for place in _find_sentences(norm, start, end) if start <= place <= end]
        for word in turning:
            if not begins or not begins[0] <= word.start() < begins[-1]:
                return word.span()
    return None


def _find_sentences(norm: str, start: int, end: int) -> list[int]:
    """Return where sentences begin from ``start`` to ``end``, or a little before."""
    begins = []
    for found in _SENTENCE_END.finditer(norm, max(0, start - _SHOWN), end + 2):
        word = _LAST_WORD.search(norm, max(0, found.start() - _LONGEST_SHORT), found.start())
        letters = word[0] if word else ""
        least = _LEAST_CAPITALISED if letters[:1].isupper() else _LEAST_LETTERS
        if not letters or (len(letters) >= least and letters not in _NEVER_LAST):
            begins.append(found.end())
    return begins


def _is_turning(word: str) -> bool:
    return _is_negation(word) or word.lower() in load_pack().denial


def _is_negation(word: str) -> bool:
    lower = word.lower()
    return lower in load_pack().negation or lower.endswith(_CONTRACTED)
