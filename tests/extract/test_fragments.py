"""Pieces of sentences, told by the verb they lack."""

from __future__ import annotations

import pytest

from claimtrack.extract.fragments import is_fragment


@pytest.mark.parametrize(
    "text",
    [
        "Closing the Varrow yard",
        "Jobs at the Varrow yard",
        "Varrow yard costs",
        "The jobs",
        "1964",
        "At least 240 jobs",
        "The Annual Review of Dorn",
        "Prisons in Dorn",
        "The forced return of sailors",
        "The costs and the jobs",
    ],
)
def test_headings_and_cells_are_fragments(text: str) -> None:
    """No word of them can be a finite verb."""
    assert is_fragment(text.split(), "en")


@pytest.mark.parametrize(
    "text",
    [
        "Closing the Varrow yard costs jobs",
        "The yard closes",
        "The yard isn’t open",
        "Sailors return home",
        "Kelm and Dorn share islands",
        "The Selm flows through Varrow",
        "A monk zorbles the bell",
        "He said so",
        "It carries a bell",
        "240 jobs go as Varrow ferry yard shuts",
        "Selm Wire Service Names A Yard",
    ],
)
def test_what_may_have_a_verb_is_none(text: str) -> None:
    """Whatever may be a verb is taken for one."""
    assert not is_fragment(text.split(), "en")


def test_long_pieces_and_unknown_languages_are_left_alone() -> None:
    """There nothing is told from the lack of a verb."""
    assert not is_fragment(["jobs"] * 13, "en")
    assert not is_fragment(["Jobs"], "de")
