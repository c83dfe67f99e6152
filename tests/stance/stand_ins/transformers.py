"""Stands where the transformers library would, which is too heavy to test with.

It has the classes and the calls that `TransformersRunner` makes, with the names, options and
results of version 5, and reads its answers from the model's folder. That the real library answers
to the same calls is checked by hand: `benchmarks/stance/nli_seam.py`.
"""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

_OPTIONS = {
    "AutoTokenizer": {"local_files_only": True, "split_special_tokens": True},
    "AutoModelForSequenceClassification": {
        "local_files_only": True,
        "weights_only": True,
        "output_loading_info": True,
    },
}


def _nothing() -> None:
    """Be quiet, which this always is."""


logging = SimpleNamespace(set_verbosity_error=_nothing, disable_progress_bar=_nothing)


class _Values:
    def __init__(self, values: list[float]) -> None:
        self._values = values

    def tolist(self) -> list[float]:
        return self._values


class AutoTokenizer:
    """Counts words instead of knowing them."""

    @classmethod
    def from_pretrained(cls, folder: str, **options: object) -> AutoTokenizer:
        """Take a folder that has a tokenizer."""
        assert options == _OPTIONS["AutoTokenizer"]
        if not (Path(folder) / "tokenizer.json").is_file():
            raise OSError(f"Can't load tokenizer for '{folder}'.")
        return cls()

    def __call__(
        self,
        premise: str,
        hypothesis: str,
        *,
        truncation: bool,
        max_length: int,
        return_tensors: str,
    ) -> dict[str, list[int]]:
        """Return how many words each side has, cut as asked."""
        assert truncation
        assert return_tensors == "pt"
        return {"input_ids": [len(side.split()[:max_length]) for side in (premise, hypothesis)]}


class AutoModelForSequenceClassification:
    """Puts out what is written in the file of weights, plus the number of words of each side."""

    def __init__(self, outputs: list[float]) -> None:
        self._outputs = outputs
        self._is_ready = False

    @classmethod
    def from_pretrained(
        cls, folder: str, **options: object
    ) -> tuple[AutoModelForSequenceClassification, dict[str, Any]]:
        """Read the weights, and say which are missing."""
        assert options == _OPTIONS["AutoModelForSequenceClassification"]
        try:
            given = json.loads((Path(folder) / "model.safetensors").read_text("utf-8"))
            if "program" in given:
                raise pickle.UnpicklingError("Weights only load failed.")
        except ValueError:
            raise RuntimeError("Error while deserializing header:\n header too large") from None
        return cls(given["outputs"]), {"missing_keys": set(given.get("missing", ()))}

    def eval(self) -> None:
        """Leave training."""
        self._is_ready = True

    def __call__(self, input_ids: list[int]) -> SimpleNamespace:
        """Return the outputs of one pair."""
        assert self._is_ready
        if not self._outputs:
            raise IndexError("index out of range in self")
        row = list(self._outputs)
        row[0] += input_ids[0]
        row[-1] += input_ids[1]
        return SimpleNamespace(logits=[_Values(row)])
