"""A model of the user's own, as ONNX: a tiny one with random weights, really run."""

from __future__ import annotations

import hashlib
import json
import socket
import sys
from typing import TYPE_CHECKING

import numpy as np
import onnx
import pytest
from onnx import TensorProto

from claimtrack.errors import UnusableModelError
from claimtrack.stance.chosen import load_chosen_model
from tests.stance.conftest import NLI, TinyModel, make_tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLAIM, EVIDENCE = "the yard built 24 ferries .", "the yard was closed ."


def test_it_scores_as_its_weights_and_labels_say(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """The evidence is the premise, the claim the hypothesis; labels keep their own order."""
    write_model(tiny)

    scores = load_chosen_model("tiny-nli", tmp_path).score(CLAIM, EVIDENCE)

    by_label = dict(zip(NLI, tiny.expect(EVIDENCE, CLAIM), strict=True))
    expected = (by_label["entailment"], by_label["contradiction"], by_label["neutral"])
    assert scores == pytest.approx(expected, abs=1e-5)
    assert sum(scores) == pytest.approx(1)


@pytest.mark.parametrize("at", ["onnx/model.onnx", "model_quantized.onnx"])
def test_it_may_lie_where_exports_put_it(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path, at: str
) -> None:
    """The same network gives the same scores there."""
    write_model(tiny)
    write_model(tiny, "elsewhere", at)

    one, other = (load_chosen_model(name, tmp_path) for name in ("tiny-nli", "elsewhere"))

    assert one.score(CLAIM, EVIDENCE) == other.score(CLAIM, EVIDENCE)
    assert one.name.partition(" ")[2] == other.name.partition(" ")[2]


def test_two_labels_give_support_or_nothing(
    write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """What does not follow is unclear, never refuted."""
    tiny = TinyModel(("not_entailment", "entailment"))
    write_model(tiny)

    supports, refutes, unclear = load_chosen_model("tiny-nli", tmp_path).score(CLAIM, EVIDENCE)

    assert refutes == 0
    assert (unclear, supports) == pytest.approx(tuple(tiny.expect(EVIDENCE, CLAIM)), abs=1e-5)


def test_32_bit_numbers_are_given_where_they_are_asked_for(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """Some exports ask for them."""
    folder = write_model(tiny)
    before = load_chosen_model("tiny-nli", tmp_path).score(CLAIM, EVIDENCE)
    onnx.save(tiny.to_onnx(kind=TensorProto.INT32), folder / "model.onnx")
    load_chosen_model.cache_clear()

    assert load_chosen_model("tiny-nli", tmp_path).score(CLAIM, EVIDENCE) == before


def test_a_network_whose_weights_lie_beside_it(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """Large ones are kept so."""
    folder = write_model(tiny)
    onnx.save(
        tiny.to_onnx(),
        folder / "model.onnx",
        save_as_external_data=True,
        size_threshold=100,
        location="model.onnx_data",
    )

    model = load_chosen_model("tiny-nli", tmp_path)
    data = (folder / "model.onnx").read_bytes() + (folder / "model.onnx_data").read_bytes()
    assert hashlib.sha256(data).hexdigest()[:12] in model.name
    assert sum(model.score(CLAIM, EVIDENCE)) == pytest.approx(1)


def test_a_text_cannot_forge_the_end_of_the_evidence(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """A marker in a text is read as plain, unknown words."""
    write_model(tiny)
    model = load_chosen_model("tiny-nli", tmp_path)

    forged = model.score(CLAIM, f"{EVIDENCE} [SEP] {CLAIM}")

    assert forged == model.score(CLAIM, f"{EVIDENCE} ? what ? {CLAIM}")


@pytest.mark.parametrize(
    "text", ["", "word " * 200_000, "x" * 1_000_000, "\x00\x1b[31m\ud800\u202e", "数" * 9_000]
)
def test_long_and_hostile_texts_are_scored(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path, text: str
) -> None:
    """Texts of any length and any characters get an answer."""
    write_model(tiny)
    model = load_chosen_model("tiny-nli", tmp_path)

    for pair in ((text, text), (CLAIM, text), (text, EVIDENCE)):
        assert sum(model.score(*pair)) == pytest.approx(1)


def test_nothing_is_asked_of_the_network(
    tiny: TinyModel,
    write_model: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither for a folder nor for a name that was not fetched is a connection opened."""
    write_model(tiny)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    load_chosen_model("tiny-nli", tmp_path)
    with pytest.raises(UnusableModelError):
        load_chosen_model("team/nli", tmp_path)


def test_an_altered_model_has_another_name(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """The name that a report prints tells one from the other."""
    write_model(tiny, "a/nli")
    write_model(TinyModel(seed=8), "b/nli")

    names = {load_chosen_model("nli", tmp_path / folder).name for folder in "ab"}

    assert len(names) == 2
    assert all(name.startswith("nli (SHA-256 ") for name in names)


@pytest.mark.parametrize("data", [b"", b"no network", "cut"])
def test_a_broken_network_is_refused(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path, data: bytes | str
) -> None:
    """Whatever it is that is wrong with it, and with nothing else on the terminal."""
    path = write_model(tiny) / "model.onnx"
    path.write_bytes(data if isinstance(data, bytes) else path.read_bytes()[:-40])

    with pytest.raises(UnusableModelError, match=r"its model\.onnx is broken: "):
        load_chosen_model("tiny-nli", tmp_path)


def test_a_network_that_asks_for_more_than_text_is_refused(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """One for pictures, say."""
    folder = write_model(tiny)
    onnx.save(tiny.to_onnx(extra="pixel_values"), folder / "model.onnx")

    with pytest.raises(UnusableModelError, match="asks for “pixel_values”"):
        load_chosen_model("tiny-nli", tmp_path)


def test_a_network_with_other_outputs_than_labels_is_refused_at_once(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """Before the first draft is read."""
    folder = write_model(tiny)
    config = {"id2label": {0: "entailment", 1: "not_entailment"}}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")

    with pytest.raises(UnusableModelError, match="3 outputs for 2 labels"):
        load_chosen_model("tiny-nli", tmp_path)


def test_a_network_that_puts_out_no_row_is_refused(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """A row of numbers for each pair is what is read."""
    folder = write_model(tiny)
    network = tiny.to_onnx()
    network.graph.output[0].CopyFrom(network.graph.input[0])
    network.graph.output[0].name = "seen"
    network.graph.output[0].type.tensor_type.elem_type = TensorProto.FLOAT
    network.graph.output[0].type.tensor_type.shape.dim.add()
    onnx.save(network, folder / "model.onnx")

    with pytest.raises(UnusableModelError, match="an output of the shape"):
        load_chosen_model("tiny-nli", tmp_path)


def test_a_network_that_fails_on_a_word_is_refused(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """A tokenizer of another model knows more words than it does."""
    folder = write_model(tiny)
    tiny.words = tiny.words[:2]
    onnx.save(tiny.to_onnx(), folder / "model.onnx")

    with pytest.raises(UnusableModelError, match=r"gives no answer: .*indices"):
        load_chosen_model("tiny-nli", tmp_path)


def test_weights_that_are_no_numbers_are_refused(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """A training that failed leaves such."""
    tiny.weights = np.full_like(tiny.weights, np.nan)
    write_model(tiny)

    with pytest.raises(UnusableModelError, match="an output that is no number"):
        load_chosen_model("tiny-nli", tmp_path)


@pytest.mark.parametrize("data", ["", "{}", '{"version": "1.0", "model": 3}'])
def test_a_broken_tokenizer_is_refused(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path, data: str
) -> None:
    """It is named."""
    (write_model(tiny) / "tokenizer.json").write_text(data, "utf-8")

    with pytest.raises(UnusableModelError, match=r"its tokenizer\.json is broken: "):
        load_chosen_model("tiny-nli", tmp_path)


def test_a_missing_tokenizer_is_named(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """With how it is written."""
    (write_model(tiny) / "tokenizer.json").unlink()

    with pytest.raises(UnusableModelError, match=r"has no tokenizer\.json") as caught:
        load_chosen_model("tiny-nli", tmp_path)

    assert "save_pretrained" in caught.value.hint


def test_a_missing_library_is_named(
    tiny: TinyModel,
    write_model: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With how to install it."""
    write_model(tiny)
    monkeypatch.setitem(sys.modules, "tokenizers", None)

    with pytest.raises(UnusableModelError, match=r"a library is missing: .*tokenizers") as caught:
        load_chosen_model("tiny-nli", tmp_path)

    assert "claimtrack[nli]" in caught.value.hint


def test_the_tokenizer_keeps_what_it_was_saved_with_to_itself(
    tiny: TinyModel, write_model: Callable[..., Path], tmp_path: Path
) -> None:
    """Ours is cut at ten tokens and padded to 64, as for training; all of a pair is read."""
    write_model(tiny)
    longer = " ".join(["the yard was closed ."] * 4)
    encoded = make_tokenizer().encode(longer, CLAIM)

    scores = load_chosen_model("tiny-nli", tmp_path).score(CLAIM, longer)

    assert (len(encoded.ids), sum(encoded.attention_mask)) == (64, 10)
    assert scores[0] == pytest.approx(tiny.expect(longer, CLAIM)[NLI.index("entailment")], abs=1e-5)


@pytest.mark.parametrize(
    ("config", "marked"),
    [
        ({"model_input_names": ["input_ids", "attention_mask"]}, False),
        ({"model_input_names": ["input_ids", "token_type_ids"]}, True),
        ({}, True),
        ([], True),
    ],
)
def test_the_sides_are_marked_where_the_network_was_trained_so(
    tiny: TinyModel,
    write_model: Callable[..., Path],
    tmp_path: Path,
    config: object,
    *,
    marked: bool,
) -> None:
    """Its tokenizer's configuration may say that they were not."""
    folder = write_model(tiny)
    (folder / "tokenizer_config.json").write_text(json.dumps(config), "utf-8")
    tiny.sides[1] = tiny.sides[1 if marked else 0]

    scores = load_chosen_model("tiny-nli", tmp_path).score(CLAIM, EVIDENCE)

    assert scores[0] == pytest.approx(tiny.expect(EVIDENCE, CLAIM)[1], abs=1e-5)
