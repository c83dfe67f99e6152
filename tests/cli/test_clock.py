"""The day of a run can be fixed from outside."""

from __future__ import annotations

import datetime as dt

import pytest

from claimtrack.cli.clock import today


def test_the_day_is_the_one_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH names the day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1742000000")

    assert today() == dt.date(2025, 3, 15)


@pytest.mark.parametrize("given", ["", "soon", "-1", "²"])
def test_the_day_is_this_one_when_none_is_named(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """Anything else than a number leaves the day as it is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)

    assert abs((today() - dt.datetime.now(tz=dt.UTC).date()).days) <= 1
