from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.models.standing import find_standing

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
