"""From an anchor back to its place, in any capture of its source: exactly, or not at all.

The cheapest selector is tried first, and each answer is held against the quote: the position, which
holds where the text has not changed; then the words, told apart by what stands around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from claimtrack.anchoring.edges import CONTEXT, find_cut
from claimtrack.anchoring.passages import find_passages, show_place
from claimtrack.anchoring.quotes import ELLIPSIS_REACH, Part, split_parts, split_quote
from claimtrack.errors import AmbiguousQuoteError, BrokenAnchorError
from claimtrack.values.text import MappedText, as_mapped, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.anchoring.passages import Passage
    from claimtrack.models.anchor import Anchor
    from claimtrack.values.text import Stretch

#: By how many characters of context, over all segments, one passage must lead to be chosen: about a
#: word and a half. More would call moved quotes ambiguous; less would let chance choose.
CONTEXT_LEAD = 8


class Selector(StrEnum):
    """What found a quote."""

    POSITION = "position"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a quote stands in a text."""

    spans: tuple[Stretch, ...]
    """In code points of the text, one for each segment."""
    how: Selector
    moved: bool
    """Whether it stands elsewhere than its anchor says."""
    gaps: tuple[str, ...]
    """What the text says between the segments: what the quote leaves out, to be looked at."""


def resolve(anchor: Anchor, text: str | MappedText) -> Resolution:
    """Return where the quote of ``anchor`` stands in ``text``, a text of any capture of its source.

    White space, quotation marks and the like may have changed since; a word, a digit or a sign may
    not, and nothing is guessed.

    Raises:
        BrokenAnchorError: the segments are not those of the quote.
        QuoteNotFoundError: a segment does not stand in the text; the nearest passage is shown.
        CutWordError: it stands there only inside a longer word or number.
        QuoteOrderError: the segments stand there, but not in order near each other.
        AmbiguousQuoteError: it stands in several places, and its context fits none much better.
    """
    exacts = tuple(normalise(segment.exact).norm.strip() for segment in anchor.segments)
    _check_anchor(anchor, exacts)
    raw = text.raw if isinstance(text, MappedText) else text
    expected = tuple((segment.start, segment.end) for segment in anchor.segments)
    if _stands_at(raw, expected, exacts):
        return Resolution(expected, Selector.POSITION, moved=False, gaps=find_gaps(raw, expected))
    spans = _find_by_words(anchor, exacts, as_mapped(text))
    return Resolution(spans, Selector.QUOTE, moved=spans != expected, gaps=find_gaps(raw, spans))


def find_gaps(raw: str, spans: Sequence[Stretch]) -> tuple[str, ...]:
    """Return what stands between each span and the next."""
    return tuple(raw[before[1] : after[0]] for before, after in pairwise(spans))


def _check_anchor(anchor: Anchor, exacts: tuple[str, ...]) -> None:
    if exacts == (normalise(anchor.quote).norm.strip(),):
        return
    parts = tuple(part for exact in exacts for part in split_quote(exact))
    if parts != split_quote(anchor.quote) or not all(exacts):
        raise BrokenAnchorError(anchor.quote)


def _stands_at(raw: str, spans: Sequence[Stretch], exacts: Sequence[str]) -> bool:
    done = 0
    for (start, end), exact in zip(spans, exacts, strict=True):
        if not done <= start < end <= len(raw):
            return False
        if normalise(raw[start:end]).norm.strip() != exact:
            return False
        before = normalise(raw[max(0, start - CONTEXT) : start]).norm
        after = normalise(raw[end : end + CONTEXT]).norm
        if find_cut(before, exact, after) is not None:
            return False
        done = end
    return True


def _find_by_words(
    anchor: Anchor, exacts: tuple[str, ...], text: MappedText
) -> tuple[Stretch, ...]:
    passages = find_passages(_parts_of(anchor, exacts), text)
    passage = _choose(anchor, passages, text)
    return tuple(text.raw_span(*stretch) for stretch in passage)


def _parts_of(anchor: Anchor, exacts: Sequence[str]) -> list[Part]:
    given = split_parts(anchor.quote)
    if len(given) == len(exacts):
        return list(given)
    return [Part(exact, ELLIPSIS_REACH if index else 0) for index, exact in enumerate(exacts)]


def _choose(anchor: Anchor, passages: Sequence[Passage], text: MappedText) -> Passage:
    if len(passages) == 1:
        return passages[0]
    contexts = [
        (normalise(segment.prefix).norm, normalise(segment.suffix).norm)
        for segment in anchor.segments
    ]
    scored = sorted(
        ((_score(passage, contexts, text.norm), -passage[0][0], passage) for passage in passages),
        reverse=True,
    )
    best, second = scored[0], scored[1]
    if best[0] - second[0] < CONTEXT_LEAD:
        places = tuple(show_place(passage, text) for passage in passages)
        raise AmbiguousQuoteError(anchor.quote, places)
    return best[2]


def _score(passage: Passage, contexts: Sequence[tuple[str, str]], norm: str) -> int:
    """Count the characters of context that stand where they stood, outwards from the quote."""
    score = 0
    for (start, end), (prefix, suffix) in zip(passage, contexts, strict=True):
        before = norm[max(0, start - len(prefix)) : start]
        score += _count_common(reversed(prefix), reversed(before))
        score += _count_common(suffix, norm[end : end + len(suffix)])
    return score


def _count_common(expected: Iterable[str], found: Iterable[str]) -> int:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(expected, found, strict=False))
    return sum(1 for _ in same)
