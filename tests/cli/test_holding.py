from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claimtrack.ledger import ledger as ledger_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

    Run = Callable[..., Result]

DRAFT = (
    "Jobs go [@wire/31-jobs]. More [see @archive/crane-7, p. 3]. Not [@gone]. @courier has it.\n"
)


@pytest.fixture
def large(filled: Path) -> Path:
    """A ledger of more than a megabyte, and a draft that cites four records of it."""
    folder = filled / "sources" / "archive"
    folder.mkdir()
    (folder / "source.json").write_text(
        json.dumps({"csl": {"type": "report", "title": "Log of the harbour"}}), "utf-8"
    )
    claims = {
        f"archive/crane-{number}": {"text": f"Crane {number} stood still. " + "It rained. " * 60}
        for number in range(2_000)
    }
    (filled / "claims" / "archive.json").write_text(json.dumps(claims), "utf-8")
    (filled / "draft.md").write_text(DRAFT, "utf-8")
    return filled


def test_a_ledger_with_an_index_is_cited_without_being_loaded(
    large: Path, ct: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed and what is said are the same, and so is the code."""
    loaded = ct("cite", "draft.md")
    assert not (large / ".claimtrack" / "index").exists()
    assert ct("search", "crane").code == 0
    monkeypatch.setattr(ledger_module, "open_ledger", lambda _: pytest.fail("it was loaded"))
    viewed = ct("cite", "draft.md")
    assert loaded.code == 1
    assert "Log of the harbour" in loaded.out
    assert (viewed.code, viewed.out, viewed.err) == (loaded.code, loaded.out, loaded.err)


def test_the_index_is_brought_up_to_date_before_anything_is_cited(large: Path, ct: Run) -> None:
    """A source that was changed since is printed as it is now."""
    ct("search", "crane")
    path = large / "sources" / "archive" / "source.json"
    path.write_text(path.read_text("utf-8").replace("harbour", "quay"), "utf-8")
    assert "Log of the quay" in ct("cite", "archive/crane-7").out


def test_a_damaged_ledger_is_loaded_and_its_faults_are_said(large: Path, ct: Run) -> None:
    """An index does not hide that a file cannot be read."""
    ct("search", "crane")
    (large / "claims" / "wire.json").write_text("{", "utf-8")
    result = ct("cite", "archive/crane-7")
    assert result.code == 4
    assert "claims/wire.json" in result.err
    assert "Log of the harbour" in result.out
