from __future__ import annotations

import pytest
from pydantic import ValidationError

from claimtrack.models.settings import FORMAT, Settings


def test_an_empty_file_gives_the_defaults() -> None:
    """Every setting has a default."""
    settings = Settings.model_validate({})

    assert (settings.format, settings.minimum_origins, settings.language) == (FORMAT, 2, "en")
    assert settings.sources.largest_file_mb == 50
    assert settings.rules.off == {}
    assert (settings.check.minimum_origins, settings.check.fail_on) == (None, None)
    assert settings.check.only == ()


def test_settings_are_written_with_hyphens() -> None:
    """As in other TOML files."""
    given = {"minimum-origins": 3, "sources": {"largest-file-mb": 9}, "rules": {"off": {"X": "y"}}}
    settings = Settings.model_validate(given)

    assert (settings.minimum_origins, settings.sources.largest_file_mb) == (3, 9)
    assert settings.rules.off == {"X": "y"}


@pytest.mark.parametrize(
    "given",
    [
        {"minimum-origins": 0},
        {"minimum-origins": "many"},
        {"sources": {"largest-file-mb": 0}},
        {"rules": {"off": ["X"]}},
        {"check": {"fail-on": ["wrong"]}},
        {"check": {"only": "supported"}},
        {"check": {"minimum-origins": 0}},
    ],
)
def test_a_setting_that_cannot_be_is_refused(given: dict[str, object]) -> None:
    """A rule is turned off with a reason; a minimum is at least one."""
    with pytest.raises(ValidationError):
        Settings.model_validate(given)
