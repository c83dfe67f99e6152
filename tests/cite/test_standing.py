from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.cite.standing import find_standing, mark_standing
from claimtrack.manuscripts.contract import Inline

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.source import Source


@pytest.mark.parametrize(
    ("csl", "standing"),
    [
        ({"status": "Retracted in May"}, "Retracted in May"),
        ({"status": "correction published"}, "correction published"),
        ({"status": "not retracted"}, ""),
        ({"status": "in press"}, ""),
        ({"title": "RETRACTED: Fish of the harbour"}, "retracted"),
        ({"title": "Retracted promises of the Board"}, ""),
        ({}, ""),
    ],
)
def test_tells_what_no_longer_stands(
    csl: dict[str, str], standing: str, make_source: Callable[..., Source]
) -> None:
    """The status says so, or the head of the title; a word in a sentence does not."""
    assert find_standing(make_source(csl=csl)) == standing


def test_marks_once(make_source: Callable[..., Source]) -> None:
    """What the style has printed already is not printed again, and nothing is not marked."""
    source = make_source(csl={"status": "retracted"})
    printed = (Inline("Fish. Retracted."),)
    assert mark_standing(printed, source) == printed
    assert mark_standing((), source) == ()
    assert mark_standing((Inline("Fish."),), source)[-2] == Inline("retracted", bold=True)
