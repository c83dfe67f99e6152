"""Running an ONNX network with onnxruntime, and its tokenizer with the tokenizers library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import UnusableModelError
from claimtrack.stance.locating import TOKENIZER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

INSTALL: Final = "Install what it needs: pip install 'claimtrack[nli]'."
_WRITE_TOKENIZER: Final = (
    "Whoever made it can write one: AutoTokenizer.from_pretrained(…).save_pretrained(folder)."
)
#: What a network may ask for numbers as.
TYPES: Final = {"tensor(int64)": "int64", "tensor(int32)": "int32"}
_OUTPUT: Final = "logits"
_SIDES: Final = "token_type_ids"
#: Nothing but what ends the program: what matters comes as an exception.
_FATAL: Final = 4


class OnnxRunner:
    """A network and its tokenizer.

    Args:
        name: of the model, for messages.
        model: the ONNX file.
        folder: holds the tokenizer.
        longest: how many tokens of a pair are read.

    Raises:
        UnusableModelError: a file is missing or broken, or a library is.
    """

    def __init__(self, name: str, model: Path, folder: Path, longest: int) -> None:
        self._tokenizer = load_tokenizer(name, folder / TOKENIZER, longest)
        self._session = load_session(name, model)
        self._tells_sides = _tells_sides(folder)
        self._types: dict[str, str] = {}
        known = {"input_ids", "attention_mask", _SIDES}
        for each in self._session.get_inputs():
            if each.name not in known or each.type not in TYPES:
                raise UnusableModelError(name, f"it asks for “{each.name}”, which no text has")
            self._types[each.name] = TYPES[each.type]
        outputs = [each.name for each in self._session.get_outputs()]
        self._output = _OUTPUT if _OUTPUT in outputs else outputs[0]

    def run(self, evidence: str, claim: str) -> Sequence[float]:
        """Return what the network puts out for one pair.

        Raises:
            ValueError: it fails on it, or puts out something else than a row of numbers.
        """
        import numpy as np

        encoding = self._tokenizer.encode(evidence, claim)
        values = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            _SIDES: encoding.type_ids if self._tells_sides else [0] * len(encoding.ids),
        }
        inputs = {name: np.array([values[name]], kind) for name, kind in self._types.items()}
        try:
            found = np.asarray(self._session.run([self._output], inputs)[0])
        except list_faults() as error:
            raise ValueError(shorten(error)) from None
        if found.ndim != 2 or found.shape[0] != 1 or found.dtype.kind != "f":  # noqa: PLR2004
            raise ValueError(f"an output of the shape {found.shape}")
        row: list[float] = found[0].astype(np.float64).tolist()
        return row


def load_tokenizer(name: str, path: Path, longest: int) -> Any:  # noqa: ANN401 - may be missing
    """Load a tokenizer that cuts at ``longest`` tokens and adds no padding.

    Raises:
        UnusableModelError: it is missing or broken, or the library is.
    """
    if not path.is_file():
        reason = f"{path.parent} has no {TOKENIZER}, by which text becomes numbers"
        raise UnusableModelError(name, reason, _WRITE_TOKENIZER)
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise UnusableModelError(name, f"a library is missing: {error}", INSTALL) from None
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001 - it raises nothing more precise
        raise UnusableModelError(name, f"its {TOKENIZER} is broken: {shorten(error)}") from None
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    # “[SEP]” in a text is plain text, so that no draft can forge where the evidence ends.
    tokenizer.encode_special_tokens = True
    return tokenizer


def _tells_sides(folder: Path) -> bool:
    """Whether the network was trained with the two sides marked, where its tokenizer says so."""
    try:
        config = json.loads((folder / "tokenizer_config.json").read_text("utf-8"))
        names = config.get("model_input_names")
    except (OSError, ValueError, RecursionError, AttributeError):
        return True
    return not isinstance(names, list) or _SIDES in names


def load_session(name: str, model: Path) -> Any:  # noqa: ANN401 - it ships no types
    """Load a network.

    Raises:
        UnusableModelError: it is broken.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = _FATAL
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except list_faults() as error:
        raise UnusableModelError(name, f"its {model.name} is broken: {shorten(error)}") from None


def list_faults() -> tuple[type[Exception], ...]:
    """Return what onnxruntime raises: classes with no base of their own."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    raised = [each for each in vars(state).values() if isinstance(each, type)]
    own = [each for each in raised if issubclass(each, Exception)]
    return (*own, RuntimeError, ValueError)


def shorten(error: Exception) -> str:
    """Return what a library says in one line."""
    return " ".join(str(error).split())[:300]
