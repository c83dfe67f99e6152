from __future__ import annotations

import pytest

from claimtrack.anchoring.alignment import pair_words


@pytest.mark.parametrize(
    ("quote", "source", "pairs"),
    [
        ("b c", "a b c d", [("b", "b"), ("c", "c")]),
        ("b X d", "a b c d e", [("b", "b"), ("X", "c"), ("d", "d")]),
        ("b d", "a b c d e", [("b", "b"), (None, "c"), ("d", "d")]),
        ("b c d", "a b d e", [("b", "b"), ("c", None), ("d", "d")]),
        ("X c", "a b c d", [("X", "b"), ("c", "c")]),
        ("b X", "a b c X", [("b", "b"), (None, "c"), ("X", "X")]),
        ("a b X", "a b c d X", [("a", "a"), ("b", "b"), ("X", "c")]),
        ("up 280", "up not 240 in", [("up", "up"), (None, "not"), ("280", "240")]),
        ("a b", "", [("a", None), ("b", None)]),
        ("", "a b", []),
    ],
)
def test_words_are_paired_in_the_stretch_that_fits_best(
    quote: str, source: str, pairs: list[tuple[str | None, str | None]]
) -> None:
    """Each word has its partner; the source around the stretch costs nothing."""
    mine, theirs = quote.split(), source.split()
    paired = [
        (None if one is None else mine[one], None if other is None else theirs[other])
        for one, other in pair_words(mine, theirs)
    ]

    assert paired == pairs
