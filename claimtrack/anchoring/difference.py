"""What stands nearest to a quote that is not there, and in what it differs.

This is for the message alone: what is near is shown, never accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from claimtrack.anchoring.alignment import pair_words
from claimtrack.anchoring.edges import cut_tokens
from claimtrack.anchoring.marking import render_marked
from claimtrack.language.packs import LanguagePack, load_pack
from claimtrack.values.text import MappedText, as_mapped, normalise

if TYPE_CHECKING:
    from claimtrack.values.text import Stretch

#: The least likeness, out of 100, that is shown as near. Lower shows passages that have little to
#: do with the quote (any twelve characters find 60 somewhere in a long text); higher shows nothing
#: for a quote from memory.
LEAST_SCORE = 65.0
#: The most characters of a quote that are compared; of a longer one, those around the first place
#: where it departs from the source. Time grows with the square of it.
MOST_COMPARED = 600
#: Of these, how many may stand before the departure.
_KEPT_BEFORE = 150
#: Characters taken in on each side of what aligns best, besides a quarter of the quote: room for
#: words that the quote leaves out.
_SLACK = 24
_NEGATIVE_PREFIXES = ("un", "non-", "non", "in", "im", "il", "ir", "dis", "anti-")


class DifferenceKind(StrEnum):
    """In what a quote departs from its source, the gravest first."""

    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"
    WORDS = "words"
    PUNCTUATION = "punctuation"
    SPACING = "spacing"


_NAMES = {
    DifferenceKind.NUMBER: "a number",
    DifferenceKind.NEGATION: "a negation",
    DifferenceKind.NAME: "a name",
    DifferenceKind.WORDS: "words",
    DifferenceKind.PUNCTUATION: "punctuation",
    DifferenceKind.SPACING: "spacing",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage of the source beside a quote that it resembles."""

    start: int
    """Where the passage stands, in code points of the source."""
    end: int
    quote: str
    """The quote, or the piece of a long one that departs, in its normal form."""
    passage: str
    """The passage in its normal form."""
    score: float
    """Likeness, from 0 to 100."""
    kinds: tuple[DifferenceKind, ...]
    """All that differs, the gravest first."""
    quote_marks: frozenset[int]
    """Positions in the quote that differ."""
    passage_marks: frozenset[int]
    """Positions in the passage that differ."""

    @property
    def kind(self) -> DifferenceKind:
        """The gravest of what differs."""
        return self.kinds[0]

    def render(self) -> str:
        """Return the two texts under each other with carets below what differs, as plain text."""
        kinds = " and ".join(_NAMES[kind] for kind in self.kinds)
        lines = [f"nearest, at {self.start}-{self.end}, differs in {kinds}:"]
        lines += render_marked("yours", self.quote, self.quote_marks)
        lines += render_marked("source", self.passage, self.passage_marks)
        return "\n".join(lines)


def nearest(quote: str, text: str | MappedText, language: str = "en") -> Difference | None:
    """Return the passage of ``text`` most like ``quote`` and what differs, or None.

    Args:
        quote: what does not stand in the text.
        text: the text of a capture.
        language: whose numbers and negations are known; one of `list_languages`.

    Returns:
        None when nothing in the text is near, or when the quote does stand there.
    """
    from rapidfuzz import fuzz

    source = as_mapped(text)
    piece = _take_departing_piece(normalise(quote).norm.strip(), source.norm)
    if not piece or not source.norm:
        return None
    found = fuzz.partial_ratio_alignment(piece, source.norm, score_cutoff=LEAST_SCORE)
    if found is None:
        return None
    slack = _SLACK + len(piece) // 4
    window = _reach_spaces(source.norm, found.dest_start - slack, found.dest_end + slack)
    return _compare(piece, source, window, load_pack(language))


def _take_departing_piece(quote: str, norm: str) -> str:
    if len(quote) <= MOST_COMPARED:
        return quote
    stands, departs = 0, len(quote)
    while departs - stands > 1:
        middle = (stands + departs) // 2
        if quote[:middle] in norm:
            stands = middle
        else:
            departs = middle
    start = max(0, stands - _KEPT_BEFORE)
    start, end = _reach_spaces(quote, start, start + MOST_COMPARED)
    return quote[start:end].strip()[: 2 * MOST_COMPARED]


def _reach_spaces(norm: str, start: int, end: int) -> Stretch:
    """Widen a stretch to white space on both sides, or some way where there is none."""
    far = 100
    start, end = max(0, start), min(len(norm), end)
    before = norm.rfind(" ", max(0, start - far), start)
    after = norm.find(" ", end, end + far)
    first = before + 1 if before >= 0 else max(0, start - far)
    last = after if after >= 0 else min(len(norm), end + far)
    return first, last


def _compare(
    quote: str, source: MappedText, window: Stretch, pack: LanguagePack
) -> Difference | None:
    from rapidfuzz import fuzz

    offset, around = window[0], source.norm[window[0] : window[1]]
    yours, theirs = cut_tokens(quote), cut_tokens(around)
    pairs = pair_words(
        [quote[start:end] for start, end in yours], [around[start:end] for start, end in theirs]
    )
    taken = [theirs[theirs_at] for _, theirs_at in pairs if theirs_at is not None]
    start, end = source.whole(offset + taken[0][0], offset + taken[-1][1])
    passage = source.norm[start:end]
    if passage == quote:
        return None
    judge = _Judge(pack, source.norm)
    kinds = set()
    quote_marks: set[int] = set()
    passage_marks: set[int] = set()
    for yours_at, theirs_at in pairs:
        mine = yours[yours_at] if yours_at is not None else (0, 0)
        other = theirs[theirs_at] if theirs_at is not None else (0, 0)
        word, source_word = quote[slice(*mine)], around[slice(*other)]
        if word == source_word:
            continue
        at = offset + other[0] if theirs_at is not None else None
        kinds.add(judge.kind_of(word, source_word, at))
        marks, source_marks = _differing_characters(word, source_word)
        quote_marks.update(mine[0] + mark for mark in marks)
        passage_marks.update(offset + other[0] - start + mark for mark in source_marks)
    if not kinds:
        kinds = {DifferenceKind.SPACING}
        quote_marks, passage_marks = map(set, _differing_characters(quote, passage))
    raw_start, raw_end = source.raw_span(start, end)
    return Difference(
        raw_start,
        raw_end,
        quote,
        passage,
        fuzz.ratio(quote, passage),
        tuple(kind for kind in DifferenceKind if kind in kinds),
        frozenset(quote_marks),
        frozenset(passage_marks),
    )


def _differing_characters(word: str, other: str) -> tuple[list[int], list[int]]:
    """Return the positions in each of two texts of what the other does not have."""
    from rapidfuzz.distance import Indel

    marks: list[int] = []
    other_marks: list[int] = []
    for step in Indel.opcodes(word, other):
        if step.tag != "equal":
            marks += range(step.src_start, step.src_end)
            other_marks += range(step.dest_start, step.dest_end)
    return marks, other_marks


@dataclass(frozen=True, slots=True)
class _Judge:
    """Tells in what kind of thing two words differ."""

    pack: LanguagePack
    norm: str

    def kind_of(self, word: str, source_word: str, at: int | None) -> DifferenceKind:
        """Return the kind; one of the words may be empty, and ``at`` is the place of the other."""
        words = [each for each in (word, source_word) if each]
        lowers = [each.casefold() for each in words]
        if any(map(self._is_number, lowers)):
            return DifferenceKind.NUMBER
        if any(map(self._is_negation, lowers)) or _is_negated_pair(lowers):
            return DifferenceKind.NEGATION
        if _list_letters(word) == _list_letters(source_word):
            return DifferenceKind.PUNCTUATION
        if len(set(lowers)) == len(words) and any(self._is_name(each, at) for each in words):
            return DifferenceKind.NAME
        return DifferenceKind.WORDS

    def _is_number(self, lower: str) -> bool:
        numbers = self.pack.numbers
        known = (
            numbers.units,
            numbers.tens,
            numbers.hundred,
            numbers.magnitudes,
            numbers.round_words,
            numbers.vague,
            numbers.fraction_singular,
            numbers.fraction_plural,
            numbers.half,
        )
        return any(map(str.isnumeric, lower)) or any(
            part in words for part in lower.split("-") for words in known
        )

    def _is_negation(self, lower: str) -> bool:
        return lower in self.pack.negation or lower in self.pack.denial or lower.endswith("n't")

    def _is_name(self, word: str, at: int | None) -> bool:
        lower = word.casefold()
        if not word[0].isupper() or lower in self.pack.name_stopwords or lower == "i":
            return False
        if at is not None and not _begins_sentence(self.norm, at):
            return True
        # It begins a sentence, or is only in the quote: a name is also capital within sentences.
        pattern = rf"[^\W\d_],? {re.escape(word)}(?!\w)"
        return at is None or re.search(pattern, self.norm) is not None


def _list_letters(word: str) -> list[str]:
    return [letter for letter in word if letter.isalnum()]


def _is_negated_pair(lowers: list[str]) -> bool:
    if len(lowers) < 2:  # noqa: PLR2004 - one word is no pair
        return False
    short, long = sorted(lowers, key=len)
    return any(long == prefix + short for prefix in _NEGATIVE_PREFIXES)


def _begins_sentence(norm: str, at: int) -> bool:
    before = norm[max(0, at - 4) : at].rstrip(" \"'([")
    return not before or before[-1] in ".!?:…"
