"""The way to transformers, on a stand-in with its interface (see stand_ins/transformers.py)."""

from __future__ import annotations

import json
import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import UnusableModelError
from claimtrack.stance.chosen import load_chosen_model

if TYPE_CHECKING:
    from collections.abc import Callable

STAND_INS = Path(__file__).parent / "stand_ins"


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install the stand-ins."""
    monkeypatch.syspath_prepend(STAND_INS)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    for name in ("transformers", "torch"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    load_chosen_model.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write a model's folder: ``folder(outputs=[0, 0, 0])``."""

    def write(**weights: object) -> Path:
        folder = tmp_path / "nli"
        folder.mkdir()
        (folder / "tokenizer.json").write_text("{}", "utf-8")
        (folder / "model.safetensors").write_text(json.dumps(weights), "utf-8")
        labels = {"0": "NEUTRAL", "1": "ENTAILMENT", "2": "CONTRADICTION"}
        (folder / "config.json").write_text(json.dumps({"id2label": labels}), "utf-8")
        return folder

    return write


def test_the_evidence_is_the_premise(folder: Callable[..., Path], tmp_path: Path) -> None:
    """Its three words weigh on the first output, the claim's two on the last."""
    folder(outputs=[0.0, 0.0, 0.0])

    model = load_chosen_model("nli", tmp_path)

    whole = math.exp(3) + 1 + math.exp(2)
    expected = (1 / whole, math.exp(2) / whole, math.exp(3) / whole)
    assert model.score("two words", "three more words") == pytest.approx(expected)
    assert model.name.startswith("nli (SHA-256 ")


def test_the_library_is_kept_from_the_network(folder: Callable[..., Path], tmp_path: Path) -> None:
    """It is told so in its own way, besides each call."""
    folder(outputs=[0.0, 0.0, 0.0])

    load_chosen_model("nli", tmp_path)

    assert os.environ["HF_HUB_OFFLINE"] == "1"


@pytest.mark.parametrize("name", ["transformers", "torch"])
def test_a_missing_library_is_named(
    folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """With how to install it, or do without."""
    folder(outputs=[])
    monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(UnusableModelError, match=f"a library is missing: .*{name}") as caught:
        load_chosen_model("nli", tmp_path)

    assert "pip install transformers torch" in caught.value.hint
    assert "ONNX" in caught.value.hint


def test_weights_without_the_part_that_judges_are_refused(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    """The library would fill it with random numbers."""
    folder(outputs=[0.0, 0.0, 0.0], missing=["classifier.weight", "classifier.bias"])

    with pytest.raises(UnusableModelError, match=r"it lacks classifier\.bias, classifier\.weight"):
        load_chosen_model("nli", tmp_path)


def test_what_the_library_says_of_a_broken_folder_is_passed_on(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    """On one line, and as an error of ours."""
    (folder() / "model.safetensors").write_text("broken", "utf-8")

    with pytest.raises(UnusableModelError, match=r"transformers says: .*header: header too large"):
        load_chosen_model("nli", tmp_path)


def test_weights_that_are_a_program_are_not_run(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    """Whoever wrote them could have the computer do anything."""
    folder(program="rm")

    with pytest.raises(UnusableModelError, match="a program where there should be numbers"):
        load_chosen_model("nli", tmp_path)


def test_a_missing_tokenizer_is_named(folder: Callable[..., Path], tmp_path: Path) -> None:
    """In the library's words."""
    (folder(outputs=[]) / "tokenizer.json").unlink()

    with pytest.raises(UnusableModelError, match="Can't load tokenizer"):
        load_chosen_model("nli", tmp_path)


def test_a_network_that_fails_is_refused(folder: Callable[..., Path], tmp_path: Path) -> None:
    """Before the first draft is read."""
    folder(outputs=[])

    with pytest.raises(UnusableModelError, match="it gives no answer: index out of range"):
        load_chosen_model("nli", tmp_path)
