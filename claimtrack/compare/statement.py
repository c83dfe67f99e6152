"""A statement made ready once, so that comparing it with many others is cheap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimtrack.compare.figures import Figure, find_figures
from claimtrack.compare.pieces import Piece, Sort, cut_pieces
from claimtrack.compare.times import Time, find_times
from claimtrack.language.lexicon import Lexicon, load_lexicon
from claimtrack.language.packs import load_pack
from claimtrack.values.quantities import find_quantities
from claimtrack.values.tokens import tokenize

if TYPE_CHECKING:
    from claimtrack.language.packs import LanguagePack
    from claimtrack.values.dates import Edtf

#: A name tells two statements apart better than a word does.
_NAME_WEIGHT: Final = 2.0
#: Letters by which words of one family are looked for.
_FAMILY_LETTERS: Final = 5
#: How many pieces before and after a figure tell what it counts.
_AROUND: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A sentence with what was read from it; made by `prepare_statement`.

    Attributes:
        text: the sentence.
        said: when it was said, if known.
        about: the time it is about, if known besides what the text says.
        attribution: whom the statement credits; empty when nobody.
        lexicon: the relations between the words of its language.
        pieces: its words, names, figures and dates, in order.
        figures: its numbers.
        times: its dates.
        negations: the places of its negations.
        content: its content words, one for each stem, in order.
        keys: the stems of its content words.
        names: those of its names.
        restricts: it has a word such as "only".
        totals: it has a word such as "altogether".
    """

    text: str
    said: Edtf | None
    about: Edtf | None
    attribution: str
    lexicon: Lexicon
    pieces: tuple[Piece, ...]
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    negations: tuple[tuple[int, int], ...]
    content: tuple[Piece, ...]
    keys: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    groups: frozenset[int]
    kinds: frozenset[str]
    families: dict[str, tuple[str, ...]]
    around: dict[int, frozenset[str]]
    restricts: bool
    totals: bool

    def weigh(self, piece: Piece) -> float:
        """Return how much a content word counts."""
        return _NAME_WEIGHT if piece.sort is Sort.NAME else 1.0

    def words_around(self, figure: Figure) -> frozenset[str]:
        """Return the stems of the content words near a figure."""
        return self.around[figure.start]


def prepare_statement(
    text: str,
    *,
    said: Edtf | None = None,
    about: Edtf | None = None,
    attribution: str = "",
    pack: LanguagePack | None = None,
) -> Statement:
    """Read a statement, in time linear in its length.

    Args:
        text: the sentence, or a passage of some sentences.
        said: when it was said.
        about: the time it is about.
        attribution: whom it credits.
        pack: the words of its language; English by default.
    """
    pack = pack or load_pack()
    lexicon = load_lexicon(pack.code)
    tokens = tokenize(text)
    quantities = find_quantities(text, pack)
    times = find_times(tokens, pack, lexicon, quantities)
    figures = find_figures(tokens, pack, lexicon, quantities, times)
    cut = cut_pieces(tokens, figures, times, pack, lexicon)
    content = tuple({p.key: p for p in reversed(cut.pieces) if p.is_content}.values())[::-1]
    words = frozenset(piece.word for piece in cut.pieces if piece.word)
    families: dict[str, list[str]] = {}
    for piece in content:
        families.setdefault(piece.key[:_FAMILY_LETTERS], []).append(piece.key)
    return Statement(
        text=text,
        said=said,
        about=about,
        attribution=" ".join(attribution.split()),
        lexicon=lexicon,
        pieces=cut.pieces,
        figures=figures,
        times=times,
        negations=cut.negations,
        content=content,
        keys=frozenset(piece.key for piece in content),
        names=frozenset(piece.key for piece in content if piece.sort is Sort.NAME),
        words=words,
        groups=frozenset(group for word in words for group in lexicon.groups.get(word, ())),
        kinds=frozenset(kind for word in words for kind in lexicon.kinds.get(word, ())),
        families={start: tuple(found) for start, found in families.items()},
        around=_look_around(cut.pieces),
        restricts=not words.isdisjoint(lexicon.restricting),
        totals=not words.isdisjoint(lexicon.totals),
    )


def _look_around(pieces: tuple[Piece, ...]) -> dict[int, frozenset[str]]:
    return {
        piece.start: frozenset(
            near.key
            for near in pieces[max(0, index - _AROUND) : index + _AROUND + 1]
            if near.is_content
        )
        for index, piece in enumerate(pieces)
        if piece.figure is not None
    }
