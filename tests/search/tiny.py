"""A sentence-embedding model of a few words, made anew for each test and really run.

Each word has a vector of its own; what `boat` means is nearly what `ferry` does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "[PAD] [UNK] [CLS] [SEP] ferry boat jobs dam stops".split()
WIDTH = 6


def make_words(seed: int = 7) -> np.ndarray:
    """Return a vector for each of `WORDS`, those of special tokens and unknown words short."""
    random = np.random.default_rng(seed)
    vectors = np.zeros((len(WORDS), WIDTH))
    vectors[4:] = np.eye(WIDTH)[[0, 0, 1, 2, 3]]
    return (vectors + random.normal(scale=0.02, size=vectors.shape)).astype(np.float32)


def write_sentence_model(
    folder: Path,
    *,
    seed: int = 7,
    words: np.ndarray | None = None,
    pooling: Any = None,  # noqa: ANN401 - JSON is of any type
    output: str = "last_hidden_state",
    extra: str = "",
    sums: bool = False,
) -> Path:
    """Write a model's folder.

    Args:
        folder: where; made.
        seed: of the vectors.
        words: the vectors, instead.
        pooling: what its 1_Pooling/config.json holds, if it has one.
        output: what the network calls what it gives.
        extra: another input that it asks for.
        sums: whether it adds up the vectors of words itself.
    """
    names = ["input_ids", "attention_mask", *([extra] if extra else [])]
    axes = ["texts", "tokens"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, axes) for name in names]
    nodes = [helper.make_node("Gather", ["words", "input_ids"], ["vectors" if sums else output])]
    if sums:
        nodes.append(helper.make_node("ReduceSum", ["vectors", "middle"], [output], keepdims=0))
    shape: list[str | int | None] = ["texts", WIDTH] if sums else ["texts", "tokens", WIDTH]
    vectors = make_words(seed) if words is None else words
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        [
            numpy_helper.from_array(vectors, "words"),
            numpy_helper.from_array(np.array([1], np.int64), "middle"),
        ],
    )
    folder.mkdir(parents=True)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    onnx.save(model, folder / "model.onnx")
    tokenizer = Tokenizer(
        models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]")  # noqa: S106
    )
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"max_position_embeddings": 66}), "utf-8")
    if pooling is not None:
        (folder / "1_Pooling").mkdir()
        (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling), "utf-8")
    return folder
