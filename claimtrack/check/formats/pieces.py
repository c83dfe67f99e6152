"""A sentence cut where its particulars begin and end, so that any format can mark them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from claimtrack.check.formats.wording import LONGEST_SENTENCE
from claimtrack.values.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.check.results import CheckedStatement, Particular

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a sentence that belong to the same particular, or to none."""

    start: int
    end: int
    particular: Particular | None


def cut_pieces(statement: CheckedStatement, longest: int) -> Iterator[Piece]:
    """Yield the pieces that make up the first ``longest`` characters of a statement, in order.

    Where particulars overlap, as a number within a quotation does, the shorter one is marked.
    Takes n log n of the number of particulars, however they overlap.
    """
    length = min(len(statement.text), longest)
    waiting = sorted(
        (each for each in statement.particulars if 0 <= each.start < min(each.end, length)),
        key=lambda each: each.start,
        reverse=True,
    )
    edges = {0, length}
    for each in waiting:
        edges |= {each.start, min(each.end, length)}
    open_ones: list[tuple[int, int, Particular]] = []
    places = sorted(edges)
    for start, end in itertools.pairwise(places):
        while waiting and waiting[-1].start <= start:
            each = waiting.pop()
            heappush(open_ones, (each.end - each.start, len(waiting), each))
        while open_ones and open_ones[0][2].end <= start:
            heappop(open_ones)
        yield Piece(start, end, open_ones[0][2] if open_ones else None)


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece as text that is safe to print."""

    text: str
    particular: Particular | None
    is_last: bool
    """Whether its particular ends here: another one within it parts it."""


def list_pieces(statement: CheckedStatement) -> list[ShownPiece]:
    """Return the sentence as pieces of one line; a very long one is cut, and says so."""
    pieces = list(cut_pieces(statement, LONGEST_SENTENCE))
    last = {id(piece.particular): place for place, piece in enumerate(pieces)}
    shown = [
        ShownPiece(
            _SPACES.sub(" ", clean(statement.text[piece.start : piece.end])),
            piece.particular,
            last[id(piece.particular)] == place,
        )
        for place, piece in enumerate(pieces)
    ]
    if len(statement.text) > LONGEST_SENTENCE:
        shown.append(ShownPiece(" […]", None, is_last=True))
    return shown
