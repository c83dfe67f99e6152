"""Where a capture's text is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claimtrack.search.passages import cut_passages


def test_each_line_is_its_own() -> None:
    """Lines are cut apart, and blank ones left out."""
    text = "First line. Same line.\n\n  \nSecond line."

    assert [text[start:end] for start, end in cut_passages(text)] == [
        "First line. Same line.",
        "Second line.",
    ]


@pytest.mark.parametrize(
    "text", ["x" * 5000, "A sentence here. " * 300, "字。" * 2000, "a b " * 900]
)
def test_nothing_is_lost_and_nothing_too_long(text: str) -> None:
    """Passages follow one another without a gap, none longer than can be shown."""
    places = list(cut_passages(text))

    assert places[0][0] == 0
    assert all(first[1] == second[0] for first, second in pairwise(places))
    assert text[places[-1][1] :].strip() == ""
    assert all(end - start <= 1200 for start, end in places)
