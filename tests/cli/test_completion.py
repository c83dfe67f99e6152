from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.cli.completion import (
    complete_claim,
    complete_kind_or_record,
    complete_record,
    complete_source,
)
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_sources_are_offered_by_their_beginning(filled: Path) -> None:
    """Only folders with a source in them count."""
    (filled / "sources" / "orphan").mkdir()

    assert complete_source("") == ["board", "courier", "wire"]
    assert complete_source("w") == ["wire"]


def test_claims_are_offered_of_one_source_or_all(filled: Path) -> None:
    """A file that cannot be read offers nothing, and disturbs nobody."""
    assert complete_claim("wire/") == ["wire/31-jobs"]
    assert complete_claim("") == ["courier/31-jobs", "wire/31-jobs"]
    for broken in ("{", "[1]", "[" * 100_000, '{"wire/\\u001b[2J": {}}'):
        (filled / "claims" / "wire.json").write_text(broken, "utf-8")
        assert complete_claim("") == ["courier/31-jobs"]


def test_records_are_sources_first(filled: Path) -> None:
    """Claims come once a slash is typed, or when one source is left."""
    assert filled.is_dir()
    assert complete_record("") == ["board", "courier", "wire"]
    assert complete_record("wi") == ["wire", "wire/31-jobs"]
    assert complete_record("wire/3") == ["wire/31-jobs"]


def test_kinds_of_links_are_offered_before_records(filled: Path) -> None:
    """All there are, and none that there is not."""
    assert filled.is_dir()
    assert complete_kind_or_record("") == [*Kind, "board", "courier", "wire"]
    assert complete_kind_or_record("co") == ["corroborates", "conflicts", *complete_record("co")]


def test_outside_a_ledger_nothing_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No ledger, no ids; one that the environment names is looked into."""
    monkeypatch.delenv("CLAIMTRACK_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)
    assert complete_source("") == []
    assert complete_claim("") == []


def test_the_environment_names_the_ledger(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Completion looks where the commands look."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMTRACK_LEDGER", str(filled))
    assert complete_source("c") == ["courier"]
