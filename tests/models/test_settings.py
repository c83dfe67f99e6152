from __future__ import annotations

import pytest
from pydantic import ValidationError

from claimtrack.models.settings import FORMAT, Settings, find_unknown_settings


def test_an_empty_file_gives_the_defaults() -> None:
    """Every setting has a default."""
    settings = Settings.model_validate({})

    assert (settings.format, settings.minimum_origins) == (FORMAT, 2)
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
        {"stance": {"model": ""}},
    ],
)
def test_a_setting_that_cannot_be_is_refused(given: dict[str, object]) -> None:
    """A rule is turned off with a reason; a minimum is at least one."""
    with pytest.raises(ValidationError):
        Settings.model_validate(given)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"minimum_origins": 3}, ["“minimum_origins” means nothing; did you mean “minimum-"]),
        ({"check": {"fail_on": []}}, ["“check.fail_on” means nothing; did you mean “check.fail-"]),
        ({"chek": {"only": []}}, ["“chek” means nothing; did you mean “check”?"]),
        ({"fail-on": []}, ["“fail-on” means nothing; did you mean “check.fail-on”?"]),
        ({"rules": {"of": {}}}, ["“rules.of” means nothing; did you mean “rules.off”?"]),
        ({"stance": {"Model": "x"}}, ["“stance.Model” means nothing; did you mean “stance.model"]),
        ({"colour": "blue"}, ["“colour” means nothing"]),
        ({"x" * 10_000_000: 1}, ["“xxxx"]),
        ({"b": 1, "a": 2}, ["“b”", "“a”"]),
        ({"check": {}, "rules": {"off": {"ANYTHING": "goes"}}}, []),
    ],
)
def test_a_key_that_means_nothing_is_named_with_the_nearest_that_does(
    given: dict[str, object], told: list[str]
) -> None:
    """In its own table or another; the codes of rules are no keys of ours."""
    unknown = find_unknown_settings(Settings.model_validate(given))

    assert len(unknown) == len(told)
    assert all(str(each).startswith(words) for each, words in zip(unknown, told, strict=True))


def test_a_key_that_means_nothing_is_kept() -> None:
    """A later version, or another program, may read it."""
    settings = Settings.model_validate({"colour": "blue", "check": {"colour": "red"}})

    assert settings.to_document() == {"colour": "blue", "check": {"colour": "red"}}
