from __future__ import annotations

import pytest

from claimtrack.values.ratings import (
    Direction,
    describe_value,
    find_direction_fault,
    find_scale_fault,
    place_on_scale,
    read_direction,
)

UP, DOWN = Direction.AGREEING, Direction.DISAGREEING


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("True", UP),
        ("✅ TRUE!", UP),
        ("Mostly true", UP),
        ("This is mostly correct.", UP),
        ("Almost entirely true", UP),
        ("False", DOWN),
        ("mostly  FALSE", DOWN),
        ("Pants on Fire!", DOWN),
        ("The claim is false.", DOWN),
        ("Not true", DOWN),
        ("False: the photo is older", DOWN),
        ("False - an old film", DOWN),
        ("Misleading (missing context)", DOWN),
        ("Größtenteils falsch", DOWN),
        ("C’est faux", DOWN),
        ("Es falso", DOWN),
        ("É mentira", DOWN),
        ("Vero", UP),
        ("Verdadero", UP),
        ("Half true", None),
        ("Partly false", None),
        ("True – but old", None),
        ("True, false", None),
        ("Unproven", None),
        ("mostly", None),
        ("사실", None),
        ("", None),
        ("...", None),
        ("x" * 10_000, None),
    ],
)
def test_words_speak_for_a_side_or_for_none(words: str, direction: Direction | None) -> None:
    """What is in no list says nothing, and what follows a word that agrees may take it back."""
    assert read_direction(words) is direction


@pytest.mark.parametrize(
    ("value", "best", "worst", "place"),
    [
        (1, 5, 1, 0),
        (5, 5, 1, 1),
        (2, 1, 5, 0.75),
        (1, 6, None, 0),
        (3, None, 1, 0.5),
        (3, None, None, None),
        (3, 1, None, None),
        (3, 5, 5, None),
        (float("nan"), 5, 1, None),
        (3, float("inf"), 1, None),
    ],
)
def test_a_value_has_a_place_on_its_scale(
    value: float, best: float | None, worst: float | None, place: float | None
) -> None:
    """From worst to best, whichever is the greater; one end alone goes with the usual other."""
    assert place_on_scale(value, best, worst) == place


@pytest.mark.parametrize(
    ("words", "value", "best", "worst", "fault"),
    [
        ("True", 1, 6, None, "“True” stands at 1 on a scale of 1 (worst) to 6 (best)"),
        ("False", 5, 5, 1, "“False” stands at 5 on a scale of 1 (worst) to 5 (best)"),
        ("False", 1, 1, 5, "“False” stands at 1 on a scale of 5 (worst) to 1 (best)"),
        ("False", 2.5, 4, 0, "“False” stands at 2.5 on a scale of 0 (worst) to 4 (best)"),
        ("True", 5, 5, 1, ""),
        ("True", 3, 5, 1, ""),
        ("False", 3, 5, 1, ""),
        ("False", 5, 1, 5, ""),
        ("Half true", 5, 5, 1, ""),
        ("True", None, 5, 1, ""),
        ("True", 1, None, None, ""),
        ("False", 9, 5, 1, ""),
    ],
)
def test_a_contradiction_is_only_what_stands_on_the_other_side(
    words: str, value: float | None, best: float | None, worst: float | None, fault: str
) -> None:
    """The middle contradicts nobody, and without a scale one cannot tell."""
    assert find_direction_fault(words, value, best, worst) == fault


@pytest.mark.parametrize(
    ("value", "best", "worst", "fault"),
    [
        (9, 5, 1, "9 is not on the scale of 1 (worst) to 5 (best)"),
        (0, 1, 5, "0 is not on the scale of 5 (worst) to 1 (best)"),
        (1_000_000, 5, 1, "1000000 is not on the scale of 1 (worst) to 5 (best)"),
        (5, 5, 1, ""),
        (9, 5, None, ""),
        (9, 5, 5, ""),
        (None, 5, 1, ""),
    ],
)
def test_a_value_beyond_its_scale_is_a_fault(
    value: float | None, best: float | None, worst: float | None, fault: str
) -> None:
    """Beyond an end that is only assumed nothing is wrong."""
    assert find_scale_fault(value, best, worst) == fault


def test_a_value_is_told_with_what_is_known_of_its_scale() -> None:
    """Both ends, one, or none."""
    assert describe_value(2, 5, 1) == "2 on a scale of 1 (worst) to 5 (best)"
    assert describe_value(2.5, 5, None) == "2.5 on a scale of 5 (best)"
    assert describe_value(2, None, None) == "2"
