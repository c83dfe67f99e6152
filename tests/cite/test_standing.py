from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.cite.standing import mark_standing
from claimtrack.manuscripts.contract import Inline

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.source import Source


def test_marks_once(make_source: Callable[..., Source]) -> None:
    """What the style has printed already is not printed again, and nothing is not marked."""
    source = make_source(csl={"status": "retracted"})
    printed = (Inline("Fish. Retracted."),)
    assert mark_standing(printed, source) == printed
    assert mark_standing((), source) == ()
    assert mark_standing((Inline("Fish."),), source)[-2] == Inline("retracted", bold=True)
