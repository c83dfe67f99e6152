from __future__ import annotations

import time

import pytest

from claimtrack.site.differing import mark_differences


def show(left: str, right: str) -> tuple[str, ...]:
    """Return both texts with their marks as brackets."""
    return tuple(
        "".join(f"[{p.text}]" if p.is_marked else p.text for p in side)
        for side in mark_differences(left, right)
    )


@pytest.mark.parametrize(
    ("left", "right", "marked"),
    [
        (
            "It costs at least 240 jobs.",
            "It costs 280 jobs.",
            ("It costs [at least 240] jobs.", "It costs [280] jobs."),
        ),
        ("The yard will close.", "The yard will not close.", (None, "The yard will [not] close.")),
        ("It rose by 3.5", "it rose by 3.6", ("It rose by [3.5]", "it rose by [3.6]")),
        ("Same words.", "same  WORDS", ("Same words.", "same  WORDS")),
        ("", "Something", ("", "Something")),
        (
            "Police counted 40 boats on the river.",
            "A union speaks of many, and of 40 or 50.",
            (None, "A union speaks of many, and of 40 or [50]."),
        ),
        ("…", "?", ("…", "?")),
    ],
)
def test_words_that_one_side_alone_has_are_marked(
    left: str, right: str, marked: tuple[str | None, str]
) -> None:
    """Where little is common to both, only numbers are."""
    shown = show(left, right)

    assert shown[0] == (left if marked[0] is None else marked[0])
    assert shown[1] == marked[1]


def test_long_texts_take_no_longer() -> None:
    """What is compared is limited; nothing is lost of what is shown."""
    left, right = "a b " * 50_000, "b a " * 50_000
    started = time.process_time()

    assert "".join(piece.text for piece in mark_differences(left, right)[0]) == left
    assert time.process_time() - started < 3
