"""A statement cut into pieces: words, names, figures and dates, each with its place.

Comparing looks at pieces rather than at characters, so that "1,200", "1200" and "twelve hundred"
are one figure, and "New Zealand" is one word. A piece knows whether it is negated.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from claimtrack.compare.stems import stem_word
from claimtrack.values.tokens import PARAGRAPH, Tokens

if TYPE_CHECKING:
    from claimtrack.compare.figures import Figure
    from claimtrack.compare.times import Time
    from claimtrack.language.lexicon import Lexicon
    from claimtrack.language.packs import LanguagePack

#: How many words after "not" or "refused to" it reaches, at most: to the verb and its object.
_NEGATION_REACH: Final = 4
#: "At no time", "under no circumstances".
_NEGATING_WORDS: Final = 3
_CLAUSE_ENDS: Final = frozenset({",", ";", ":", "(", ")", ".", "!", "?", "—", "–", PARAGRAPH})
#: What ends the reach of a negation besides: another clause begins.
_CLAUSE_WORDS: Final = frozenset({"but", "because", "although", "while", "which", "who", "and"})
_CONTRACTED: Final = ("n't", "n’t")
_ARTICLES: Final = frozenset({"a", "an", "the"})
_POSSESSIVE: Final = frozenset({"s", "'s", "’s"})
_APOSTROPHES: Final = frozenset("'’`")
#: An opening of the statement is written with a capital whatever it is.
_SENTENCE_ENDS: Final = frozenset({".", "!", "?", PARAGRAPH, ":", "“", '"'})


class Sort(StrEnum):
    """What a piece is."""

    WORD = "word"
    NAME = "name"
    FUNCTION = "function"
    FIGURE = "figure"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a name, a figure or a date of a statement.

    Attributes:
        sort: what it is.
        key: equal for two that say the same: a stem, or the interval of a figure.
        word: the word or phrase as written, in lower case; empty for figures and dates.
        start: where it begins in the text.
        end: where it ends.
        negated: a negation or a refusal reaches it.
        figure: the figure it is, if it is one.
        time: the date it is, if it is one.
    """

    sort: Sort
    key: str
    word: str
    start: int
    end: int
    negated: bool = False
    figure: Figure | None = None
    time: Time | None = None

    @property
    def is_content(self) -> bool:
        """Whether it is a word that carries content."""
        return self.sort is Sort.WORD or self.sort is Sort.NAME


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a statement and the places of its negations."""

    pieces: tuple[Piece, ...]
    negations: tuple[tuple[int, int], ...]


def cut_pieces(
    tokens: Tokens,
    figures: tuple[Figure, ...],
    times: tuple[Time, ...],
    pack: LanguagePack,
    lexicon: Lexicon,
) -> Cut:
    """Cut a text into pieces, in one pass over its tokens."""
    return _Cutter(tokens, pack, lexicon).cut(figures, times)


class _Cutter:
    """Walks over the tokens of one text."""

    def __init__(self, tokens: Tokens, pack: LanguagePack, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.pack = pack
        self.lexicon = lexicon
        self.pieces: list[Piece] = []
        self.negations: list[tuple[int, int]] = []
        self.reach = 0

    def cut(self, figures: tuple[Figure, ...], times: tuple[Time, ...]) -> Cut:
        taken: list[Figure | Time] = sorted([*figures, *times], key=lambda item: item.start)
        tokens, index, at = self.tokens, 0, 0
        while index < tokens.count:
            start = tokens.starts[index]
            while at < len(taken) and taken[at].end <= start:
                at += 1
            if at < len(taken) and taken[at].start <= start:
                self._add_taken(taken[at])
                while index < tokens.count and tokens.starts[index] < taken[at].end:
                    index += 1
                at += 1
            else:
                index = self._add_token(index)
        return Cut(tuple(self.pieces), tuple(self.negations))

    def _add_taken(self, item: Figure | Time) -> None:
        from claimtrack.compare.figures import Figure

        negated = self.reach > 0
        if isinstance(item, Figure):
            piece = Piece(Sort.FIGURE, item.key, "", item.start, item.end, negated, figure=item)
        else:
            piece = Piece(Sort.TIME, item.key, "", item.start, item.end, negated, time=item)
        self.pieces.append(piece)

    def _add_token(self, index: int) -> int:
        """Add the piece that begins at a token; return the token to go on with."""
        tokens = self.tokens
        lower = tokens.lowers[index]
        if not tokens.texts[index][0].isalnum():
            if lower in _CLAUSE_ENDS and not (lower == "." and self._is_initial(index)):
                self.reach = 0
            return index + 1
        if tuple(tokens.lowers[index : index + _NEGATING_WORDS]) in self.lexicon.negating:
            self._negate((tokens.starts[index], tokens.ends[index + _NEGATING_WORDS - 1]))
            return index + _NEGATING_WORDS
        if self._is_negation(lower):
            self._add_negation(index)
            return index + 1
        if lower in _ARTICLES or self._is_possessive(index):
            return index + 1
        if lower in _CLAUSE_WORDS:
            self.reach = 0
        end, word = self._read_phrase(index)
        if end == index + 1:
            end, word = self._read_hyphened(index, word)
        function = end == index + 1 and lower in self.pack.function_words
        name = not function and self._is_name(index)
        sort = Sort.FUNCTION if function else Sort.NAME if name else Sort.WORD
        key = word if " " in word or function else stem_word(word)
        span = (tokens.starts[index], tokens.ends[end - 1])
        self.pieces.append(Piece(sort, key, word, *span, negated=self.reach > 0))
        if self.reach and not function:
            self.reach -= 1
        return end

    def _is_negation(self, lower: str) -> bool:
        return (
            lower in self.pack.negation
            or lower in self.pack.denial
            or lower in self.lexicon.hindering
            or lower.endswith(_CONTRACTED)
        )

    def _add_negation(self, index: int) -> None:
        """Let a negation reach what follows; two of them cancel each other."""
        lower = self.tokens.lowers[index]
        span = (self.tokens.starts[index], self.tokens.ends[index])
        if self.tokens.lowers[index + 1] == "only" and lower == "not":
            return
        self._negate(span)
        if lower not in self.pack.negation and not lower.endswith(_CONTRACTED):
            self.pieces.append(Piece(Sort.FUNCTION, stem_word(lower), lower, *span))

    def _negate(self, span: tuple[int, int]) -> None:
        self.negations.append(span)
        self.reach = 0 if self.reach else _NEGATION_REACH

    def _is_initial(self, index: int) -> bool:
        """Whether a dot only shortens a word ("St.", "J.")."""
        return self.tokens.glued[index] and len(self.tokens.texts[index - 1]) <= 2  # noqa: PLR2004

    def _is_possessive(self, index: int) -> bool:
        tokens = self.tokens
        return tokens.lowers[index] in _POSSESSIVE and tokens.texts[index - 1] in _APOSTROPHES

    def _is_name(self, index: int) -> bool:
        text = self.tokens.texts[index]
        if not text[0].isupper():
            return False
        opens = index == 0 or self.tokens.texts[index - 1] in _SENTENCE_ENDS
        follows = self.tokens.texts[index + 1][:1].isupper()
        return not opens or follows or (len(text) > 1 and text.isupper())

    def _read_phrase(self, index: int) -> tuple[int, str]:
        lowers = self.tokens.lowers
        for parts in self.lexicon.phrases.get(lowers[index], ()):
            end = index + len(parts)
            last = _cut_possessive(lowers[end - 1])
            if (*lowers[index : end - 1], last) == parts:
                return end, " ".join(parts)
        return index + 1, _cut_possessive(lowers[index])

    def _read_hyphened(self, index: int, word: str) -> tuple[int, str]:
        """Read "follow-up" as one word, so that it can be looked up as one."""
        tokens = self.tokens
        if tokens.is_hyphened(index + 1) and tokens.is_word(index + 2):
            joined = f"{word}-{tokens.lowers[index + 2]}"
            if joined in self.lexicon.sides or joined in self.lexicon.groups:
                return index + 3, joined
        return index + 1, word


def _cut_possessive(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
