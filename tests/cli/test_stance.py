"""A stance model of the user's own, as they ask for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.stance.conftest import TinyModel, write_model_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

STATEMENT = "Crew of the night boat lose their work."
PAIR = ("The board is in trouble.", "The board of the harbour has little money left.")


@pytest.fixture
def model(filled: Path) -> Path:
    """A tiny model in the ledger's folder."""
    return write_model_to(filled / "models" / "tiny", TinyModel())


def test_a_report_names_the_model_that_was_chosen(model: Path, ct: Callable[..., Result]) -> None:
    """With the hash of its weights, in place of the one that comes with the program."""
    result = ct("check", STATEMENT, "--model", model, "--json")

    methods = json.loads(result.out)["methods"]
    assert methods[1].startswith("tiny (SHA-256 ")
    assert len(methods) == 2


def test_a_team_keeps_its_model_in_the_settings(
    model: Path, filled: Path, ct: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its path starts from the ledger, wherever one stands; --rules-only outweighs it."""
    settings = filled / "claimtrack.toml"
    settings.write_text(settings.read_text("utf-8") + '[stance]\nmodel = "models/tiny"\n', "utf-8")
    monkeypatch.chdir(model)

    chosen = ct("check", STATEMENT)
    rules = ct("check", STATEMENT, "--rules-only", "--json")

    assert "; tiny (SHA-256 " in " ".join(chosen.out.split())
    assert len(json.loads(rules.out)["methods"]) == 1


def test_compare_asks_the_model_that_was_chosen(model: Path, ct: Callable[..., Result]) -> None:
    """For two statements, and for a file of pairs."""
    two = ct("compare", *PAIR, "--model", model)
    line = {"id": 1, "claim": PAIR[0], "evidence": PAIR[1]}
    pairs = model / "pairs.jsonl"
    pairs.write_text(json.dumps(line), "utf-8")
    many = ct("compare", "--batch", pairs, "--model", model)

    assert "the stance model tiny (SHA-256 " in " ".join(two.out.split())
    assert "the stance model tiny (SHA-256 " in many.out


def test_compare_needs_no_ledger(
    tmp_path: Path, ct: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is none, there are no settings to ask."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMTRACK_LEDGER", raising=False)

    assert "claimtrack-stance 1" in ct("compare", *PAIR).out


@pytest.mark.parametrize("words", [("check", STATEMENT), ("compare", *PAIR)])
def test_a_model_that_is_not_there_is_refused(
    filled: Path,
    ct: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    """Another one would give other answers than those that were asked for."""
    monkeypatch.setenv("HF_HUB_CACHE", str(filled / "cache"))

    result = ct(*words, "--model", "team/nli")

    assert (result.code, result.out) == (3, "")
    assert "cannot use the stance model team/nli: there is no such folder" in result.err
    assert "Nothing is downloaded" in result.err


def test_a_model_and_no_model_are_not_asked_for_at_once(
    model: Path, ct: Callable[..., Result]
) -> None:
    """One of them is a slip."""
    result = ct("check", STATEMENT, "--model", model, "--rules-only")

    assert result.code == 2
    assert "--model" in result.err
