from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.check.formats.pieces import cut_pieces, list_pieces
from claimtrack.check.results import Particular, ParticularKind, Trace

if TYPE_CHECKING:
    from tests.check.formats.conftest import MakeStatement


def _place(start: int, end: int) -> Particular:
    return Particular(ParticularKind.NUMBER, f"{start}-{end}", start, end, Trace.FOUND)


def test_pieces_are_the_whole_sentence(make_statement: MakeStatement) -> None:
    """They follow each other without a gap, and the shortest of overlapping particulars wins."""
    outer, inner, crossing = _place(2, 12), _place(4, 6), _place(10, 18)
    statement = make_statement(text="abcdefghijklmnopqrst", particulars=(outer, inner, crossing))
    pieces = [(each.start, each.end, each.particular) for each in cut_pieces(statement, 100)]

    assert pieces == [
        (0, 2, None),
        (2, 4, outer),
        (4, 6, inner),
        (6, 10, outer),
        (10, 12, crossing),
        (12, 18, crossing),
        (18, 20, None),
    ]


def test_the_last_piece_of_a_particular_is_known(make_statement: MakeStatement) -> None:
    """Only the last of the pieces that a particular is parted into says that it is the last."""
    statement = make_statement(text="abcdefghij", particulars=(_place(0, 10), _place(4, 5)))

    assert [each.is_last for each in list_pieces(statement)] == [False, True, True]


def test_an_empty_sentence_has_no_pieces(make_statement: MakeStatement) -> None:
    """Nothing comes of nothing."""
    assert list_pieces(make_statement(text="")) == []
