"""The shipped model loads, is the one that was measured, and sees what it should."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from claimtrack.stance.scorer import NAME, OnnxStance, StanceModelError, load_stance_model

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def model() -> OnnxStance:
    """The model that comes with the program."""
    return load_stance_model()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the model's files."""
    for name in ("stance.onnx", "vocab.txt"):
        shutil.copy(str(files("claimtrack.stance") / "data" / name), tmp_path)
    return tmp_path


def test_scores_add_up_to_one(model: OnnxStance) -> None:
    """The three scores are probabilities."""
    scores = model.score("The bridge is shut.", "The Varrow bridge has been closed since May.")

    assert sum(scores) == pytest.approx(1, abs=1e-5)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    ("claim", "evidence", "likeliest"),
    [
        ("The yard built 19 ferries.", "Since 1964 the yard has built 19 ferries.", 0),
        ("The yard built 24 ferries.", "Since 1964 the yard has built 19 ferries.", 1),
        ("The board never closed the yard.", "The board closed the yard in June.", 1),
        ("The baker sells rye bread.", "The yard closed in June.", 2),
    ],
)
def test_plain_cases_come_out_right(
    model: OnnxStance, claim: str, evidence: str, likeliest: int
) -> None:
    """What anybody would call support, refutation or neither, it does too."""
    scores = model.score(claim, evidence)

    assert max(range(3), key=scores.__getitem__) == likeliest


def test_the_same_pair_always_scores_the_same(model: OnnxStance) -> None:
    """What was scored before changes nothing."""
    pair = ("The yard built 24 ferries.", "Since 1964 the yard has built 19 ferries.")

    first = model.score(*pair)
    model.score("A much longer claim about the Selm river and its 12 bridges.", "There are 13.")

    assert model.score(*pair) == first


def test_long_and_hostile_texts_are_scored(model: OnnxStance) -> None:
    """Texts of any length and any characters get an answer."""
    for text in ("word " * 20_000, "1," * 50_000, "\x00\x1b[31m\ud800\u202e", "数" * 5_000):
        assert sum(model.score(text, text)) == pytest.approx(1, abs=1e-5)


def test_an_altered_file_is_refused(folder: Path) -> None:
    """A model that is not the measured one is not used."""
    path = folder / "stance.onnx"
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    with pytest.raises(StanceModelError, match="is not the one that was measured"):
        load_stance_model(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    """A missing file is an error that names it."""
    (folder / "vocab.txt").unlink()

    with pytest.raises(StanceModelError, match=r"vocab\.txt cannot be read"):
        load_stance_model(folder)


def test_the_same_files_elsewhere_are_the_same_model(folder: Path) -> None:
    """A copy of the files works, under the same name."""
    assert load_stance_model(folder).name == NAME


def test_an_onnxruntime_that_does_not_work_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for when the model is first asked, and a broken one has an error of its own."""
    loaded = load_stance_model(folder)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    with pytest.raises(StanceModelError, match="onnxruntime"):
        loaded.score("The bridge is shut.", "The bridge is open.")
