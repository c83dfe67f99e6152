"""A sentence-embedding model of the user's own: a tiny one, really run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from claimtrack.errors import UnusableEmbeddingsError
from claimtrack.search.sentences import load_sentence_model
from tests.search.tiny import WIDTH, WORDS, make_words, write_sentence_model

if TYPE_CHECKING:
    from pathlib import Path

CLS, SEP = WORDS.index("[CLS]"), WORDS.index("[SEP]")


def expect(text: str, way: str = "mean") -> np.ndarray:
    """Return the vector that a text of known words has."""
    rows = make_words()[[CLS, *map(WORDS.index, text.split()), SEP]]
    row: np.ndarray = {"mean": rows.mean(0), "cls": rows[0], "max": rows.max(0)}[way]
    scaled: np.ndarray = row / np.linalg.norm(row)
    return scaled


@pytest.mark.parametrize(
    ("pooling", "way"),
    [
        (None, "mean"),
        ({"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}, "mean"),
        ({"pooling_mode_cls_token": True}, "cls"),
        ({"pooling_mode_max_tokens": True}, "max"),
        ({"pooling_mode": "cls"}, "cls"),
        ({"word_embedding_dimension": 6}, "mean"),
    ],
)
def test_vectors_are_pooled_as_the_model_says(
    tmp_path: Path, pooling: dict[str, Any] | None, way: str
) -> None:
    """Whatever is run beside it, a text has the vector of its own words, of length 1."""
    model = load_sentence_model(
        str(write_sentence_model(tmp_path / "tiny", pooling=pooling)), tmp_path
    )

    vectors = model.embed(["ferry stops", "dam", "Ferry jobs stops dam"])

    assert model.size == WIDTH
    for vector, text in zip(vectors, ["ferry stops", "dam", "ferry jobs stops dam"], strict=True):
        assert vector == pytest.approx(expect(text, way), abs=1e-5)


def test_a_network_may_pool_by_itself(tmp_path: Path) -> None:
    """What it gives for a sentence is taken as it is, but for its length."""
    folder = write_sentence_model(tmp_path / "tiny", sums=True, output="sentence_embedding")

    vector = load_sentence_model(str(folder), tmp_path).embed(["ferry stops"])[0]

    assert vector == pytest.approx(expect("ferry stops"), abs=1e-5)


def test_any_text_has_a_vector(tmp_path: Path) -> None:
    """None, one far too long, and one that is not even Unicode; whatever its model can take."""
    folder = write_sentence_model(tmp_path / "tiny")
    (folder / "config.json").write_text("{}", "utf-8")
    model = load_sentence_model(str(folder), tmp_path)

    vectors = model.embed(["", "dam " * 9_000, "\ud800 dam [SEP]"])

    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_the_key_is_that_of_what_makes_the_vectors(tmp_path: Path) -> None:
    """Weights and pooling are part of it."""
    folders = [
        write_sentence_model(tmp_path / "one" / "tiny"),
        write_sentence_model(tmp_path / "two" / "tiny"),
        write_sentence_model(tmp_path / "three" / "tiny", seed=8),
        write_sentence_model(tmp_path / "four" / "tiny", pooling={"pooling_mode": "cls"}),
    ]

    keys = [load_sentence_model(str(folder), tmp_path).key for folder in folders]

    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"pooling": []}, "is no JSON object"),
        ({"pooling": {"pooling_mode_lasttoken": True}}, "not known: pooling_mode_lasttoken"),
        ({"extra": "pixels"}, "it asks for “pixels”"),
        ({"words": np.full((len(WORDS), WIDTH), np.nan, np.float32)}, "not of finite numbers"),
        ({"words": np.zeros((1, WIDTH), np.float32)}, "it gives no answer"),
        ({"words": np.zeros((len(WORDS), WIDTH), np.int64)}, "is broken"),
        ({"words": np.zeros((len(WORDS), WIDTH, 1), np.float32)}, "of the shape"),
    ],
)
def test_what_gives_no_vectors_is_refused(tmp_path: Path, made: dict[str, Any], said: str) -> None:
    """It is said why, and how to go on."""
    folder = write_sentence_model(tmp_path / "tiny", **made)

    with pytest.raises(UnusableEmbeddingsError, match=said) as caught:
        load_sentence_model(str(folder), tmp_path)

    assert "--embeddings ''" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("model.onnx", "no network", "its model.onnx is broken"),
        ("tokenizer.json", "{", "its tokenizer.json is broken"),
        ("config.json", "[]", "its config.json is no JSON object"),
        ("modules.json", "{", "its modules.json is not JSON"),
        ("modules.json", '[{"type": "models.Dense"}]', "a layer that its ONNX file lacks"),
        ("model.onnx", None, "holds neither model.onnx nor weights"),
        ("config.json", None, "has no config.json"),
        ("tokenizer.json", None, "has no tokenizer.json"),
    ],
)
def test_a_broken_model_is_refused(
    tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    """The file is named."""
    folder = write_sentence_model(tmp_path / "tiny")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content, "utf-8")

    with pytest.raises(UnusableEmbeddingsError, match=said):
        load_sentence_model(str(folder), tmp_path)


def test_weights_alone_and_a_folder_for_a_file_are_refused(tmp_path: Path) -> None:
    """Only ONNX is run, and what cannot be read is not taken for nothing."""
    folder = write_sentence_model(tmp_path / "tiny")
    (folder / "modules.json").mkdir()
    with pytest.raises(UnusableEmbeddingsError, match=r"its modules\.json cannot be read"):
        load_sentence_model(str(folder), tmp_path)

    (folder / "modules.json").rmdir()
    (folder / "model.onnx").rename(folder / "model.safetensors")
    with pytest.raises(UnusableEmbeddingsError, match="no ONNX file"):
        load_sentence_model(str(folder), tmp_path)


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    folder = write_sentence_model(tmp_path / "tiny")
    monkeypatch.setitem(sys.modules, "tokenizers", None)

    with pytest.raises(UnusableEmbeddingsError, match="a library is missing") as caught:
        load_sentence_model(str(folder), tmp_path)

    assert "claimtrack[nli]" in caught.value.hint
