from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from claimtrack.models.anchor import Anchor

FIRST = {"exact": "the bridge", "start": 10, "end": 20}
LAST = {"exact": "is shut", "prefix": "now ", "suffix": ".", "start": 30, "end": 37}
ANCHOR = {"capture": 1, "quote": "the bridge … is shut", "segments": [FIRST, LAST]}


def test_an_anchor_spans_its_segments() -> None:
    """It begins with the first segment and ends with the last."""
    anchor = Anchor.model_validate(ANCHOR)

    assert (anchor.start, anchor.end) == (10, 37)
    assert anchor.to_document() == ANCHOR


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("capture", 0),
        ("quote", ""),
        ("segments", []),
        ("segments", [{**FIRST, "start": -1}]),
        ("segments", [{**FIRST, "exact": ""}]),
        ("segments", [{"exact": "x"}]),
    ],
)
def test_an_anchor_that_points_nowhere_is_refused(key: str, wrong: Any) -> None:  # noqa: ANN401
    """Captures count from 1, positions from 0, and an empty quote is none."""
    with pytest.raises(ValidationError, match=key):
        Anchor.model_validate({**ANCHOR, key: wrong})
