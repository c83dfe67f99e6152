"""Tiny models with random weights, made anew for each test: what they say means nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NLI = ("contradiction", "entailment", "neutral")
WORDS = "[PAD] [UNK] [CLS] [SEP] the yard built 19 24 ferries closed was .".split()
WIDTH = 8
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


@dataclass
class TinyModel:
    """A network of one layer: the words' vectors times those of their side, added up, weighed."""

    labels: tuple[str, ...] = NLI
    seed: int = 7
    words: np.ndarray = field(init=False)
    sides: np.ndarray = field(init=False)
    weights: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        random = np.random.default_rng(self.seed)
        self.words = random.normal(size=(len(WORDS), WIDTH)).astype(np.float32)
        self.sides = random.normal(size=(2, WIDTH)).astype(np.float32)
        self.weights = random.normal(size=(WIDTH, len(self.labels))).astype(np.float32)

    def expect(self, evidence: str, claim: str) -> list[float]:
        """Return, for each label, how likely the network finds it for words that it knows."""
        sides = [["[CLS]", *evidence.split(), "[SEP]"], [*claim.split(), "[SEP]"]]
        rows = [
            self.words[WORDS.index(word)] * self.sides[side]
            for side, words in enumerate(sides)
            for word in words
        ]
        powers = np.exp(np.sum(rows, axis=0) @ self.weights)
        shares: list[float] = (powers / powers.sum()).tolist()
        return shares

    def to_onnx(self, *, kind: int = TensorProto.INT64, extra: str = "") -> onnx.ModelProto:
        """Return the network as ONNX."""
        names = [*INPUTS, *([extra] if extra else [])]
        inputs = [helper.make_tensor_value_info(name, kind, ["pairs", "tokens"]) for name in names]
        kept = {"words": self.words, "sides": self.sides, "weights": self.weights}
        nodes = [
            helper.make_node("Gather", ["words", "input_ids"], ["spelt"]),
            helper.make_node("Gather", ["sides", "token_type_ids"], ["sided"]),
            helper.make_node("Mul", ["spelt", "sided"], ["vectors"]),
            helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
            helper.make_node("Mul", ["vectors", "wide"], ["seen"]),
            helper.make_node("ReduceSum", ["seen", "middle"], ["sum"], keepdims=0),
            helper.make_node("MatMul", ["sum", "weights"], ["logits"]),
        ]
        graph = helper.make_graph(
            nodes,
            "tiny",
            inputs,
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["pairs", None])],
            [
                *(numpy_helper.from_array(value, name) for name, value in kept.items()),
                numpy_helper.from_array(np.array([2], np.int64), "last"),
                numpy_helper.from_array(np.array([1], np.int64), "middle"),
            ],
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)


def make_tokenizer() -> Tokenizer:
    """Return a tokenizer of a dozen words that asks for pairs as BERT does, padded to 64."""
    ids = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.add_special_tokens(WORDS[:4])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    tokenizer.enable_padding(length=64)
    tokenizer.enable_truncation(10)
    return tokenizer


@pytest.fixture
def tiny() -> TinyModel:
    """A network with the three usual labels, in an order that is not ours."""
    return TinyModel()


@pytest.fixture
def write_model(tmp_path: Path) -> Callable[..., Path]:
    """Write a model's folder: ``write_model(tiny)``, ``write_model(tiny, "elsewhere")``."""

    def write(model: TinyModel, name: str = "tiny-nli", onnx_at: str = "model.onnx") -> Path:
        return write_model_to(tmp_path / name, model, onnx_at)

    return write


def write_model_to(folder: Path, model: TinyModel, onnx_at: str = "model.onnx") -> Path:
    """Write a model's folder, with the ONNX file in it where it is asked for."""
    (folder / onnx_at).parent.mkdir(parents=True)
    onnx.save(model.to_onnx(), folder / onnx_at)
    make_tokenizer().save(str(folder / "tokenizer.json"))
    config = {"id2label": dict(enumerate(model.labels)), "max_position_embeddings": 66}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    return folder
