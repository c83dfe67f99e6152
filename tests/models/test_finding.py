from __future__ import annotations

import pytest
from pydantic import ValidationError

from claimtrack.models.finding import Finding, Severity

GOOD = {"code": "X-1", "severity": "error", "where": "a:1", "message": "m", "why": "w"}


def test_a_finding_prints_as_a_line() -> None:
    """Editors jump to ``file:line``."""
    assert str(Finding.model_validate(GOOD)) == "a:1: X-1 m"


@pytest.mark.parametrize(
    ("key", "wrong"), [("why", ""), ("message", ""), ("code", "x"), ("severity", "fatal")]
)
def test_a_finding_without_a_why_is_a_bug(key: str, wrong: str) -> None:
    """Each part of it is there."""
    with pytest.raises(ValidationError, match=key):
        Finding.model_validate({**GOOD, key: wrong})


def test_errors_weigh_most() -> None:
    """Ranks order findings, errors first."""
    assert sorted(Severity, key=lambda severity: severity.rank) == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.NOTE,
    ]
