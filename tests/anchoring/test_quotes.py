from __future__ import annotations

import time

import pytest

from claimtrack.anchoring.quotes import (
    EDIT_REACH,
    ELLIPSIS_REACH,
    find_scant_part,
    split_parts,
    split_quote,
)


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("the plan was dropped", ("the plan was dropped",)),
        ("  the\u00a0plan ", ("the plan",)),
        ("the plan … was dropped", ("the plan", "was dropped")),
        ("the plan…was dropped", ("the plan", "was dropped")),
        ("the plan ... was dropped", ("the plan", "was dropped")),
        ("the plan . . . was dropped", ("the plan", "was dropped")),
        ("the plan [...] was dropped", ("the plan", "was dropped")),
        ("the plan (…) was [ … ] dropped", ("the plan", "was", "dropped")),
        ("the plan. … … . Was dropped....", ("the plan.", "Was dropped")),
        ("rose … .5 percent", ("rose", ".5 percent")),
        ("… the plan …", ("the plan",)),
        ("[the] minister said", ("minister said",)),
        ("[T]he minister said", ("minister said",)),
        ("Mr [Oren] said it [sic] so", ("Mr", "said it", "so")),
        ("they detain[ed] them", ("they", "them")),
        ("[2]40 MW of it", ("MW of it",)),
        ("of [the [former] minister] it", ("of", "it")),
        ("an [unclosed one", ("an [unclosed one",)),
        ("a closed] one", ("a closed] one",)),
        ("[one [closed] two", ("[one", "two")),
        ("[sic]", ()),
        ("…", ()),
        ("", ()),
    ],
)
def test_quote_is_split_at_ellipses_and_edits(quote: str, parts: tuple[str, ...]) -> None:
    """What is left out and what is put in is cut out, with the words that an edit touches."""
    assert split_quote(quote) == parts


def test_reach_tells_ellipsis_from_edit() -> None:
    """Across an edit the next part must follow closely, across an ellipsis within a page."""
    parts = split_parts("the plan [sic] was … dropped … [now] at last")

    assert [part.reach for part in parts] == [0, EDIT_REACH, ELLIPSIS_REACH, ELLIPSIS_REACH]


@pytest.mark.parametrize(
    ("quote", "scant"),
    [
        ("the plan … was dropped", None),
        ("dropping … was dropped", None),
        ("Mr [Oren] said it was", None),
        ("said it was by Mr [Oren] so", None),
        ("the plan … was", "was"),
        ("a … b in the town", "a"),
        ("the plan … was … dropped here", "was"),
        ("the plan … Mr [Oren] … dropped here", "Mr"),
        ("国会 … 通过", None),
    ],
)
def test_part_that_could_stand_anywhere_is_scant(quote: str, scant: str | None) -> None:
    """One short word between ellipses is scant, unless an edit ties it to its neighbour."""
    found = find_scant_part(split_parts(quote))

    assert (found.text if found else None) == scant


@pytest.mark.parametrize("piece", ["[", "]", "[]", "[a", ".", ". ", "… ", "a[b]", " ", "a["])
def test_splitting_takes_linear_time(piece: str) -> None:
    """No fifty thousand brackets or dots take more than a moment."""
    began = time.perf_counter()
    split_quote(piece * 50_000)

    assert time.perf_counter() - began < 3
