"""A sentence-embedding model of the user's own: a text becomes one vector, near others in meaning.

It is found as a stance model of one's own is, runs on the same two libraries, and nothing is ever
downloaded. What the vectors of words make together is read from where sentence-transformers, the
library that most such models are made with, writes it down: ``1_Pooling/config.json``.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from claimtrack.errors import UnusableEmbeddingsError, UnusableModelError
from claimtrack.stance.locating import CONFIG, TOKENIZER, find_model
from claimtrack.stance.onnx_runner import (
    INSTALL,
    TYPES,
    list_faults,
    load_session,
    load_tokenizer,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np

    from claimtrack.stance.locating import ModelFiles

Pooling = Literal["mean", "cls", "max"]

#: Tokens that are read of a text: no claim is longer, and time grows with the square.
_LONGEST: Final = 256
#: Some families count their places from 2 on.
_PLACES_KEPT: Final = 2
_MOST_CHARACTERS: Final = 4_000
#: Texts that are run at once: more needs more memory and is no faster on a processor.
_TOGETHER: Final = 32
_POOLING: Final = f"1_Pooling/{CONFIG}"
_MODULES: Final = "modules.json"
#: Ready vectors of sentences, where an export brings its pooling along.
_READY: Final = "sentence_embedding"
_INPUTS: Final = ("input_ids", "attention_mask", "token_type_ids")
_SENTENCES, _WORDS = 2, 3


class SentenceModel:
    """A loaded model.

    Args:
        files: of the model.

    Attributes:
        name: what to call it: its name, with the beginning of the SHA-256 of its weights.
        key: of everything that makes its vectors what they are, in hexadecimal.
        size: how many numbers a vector has.

    Raises:
        UnusableModelError: a file is missing or broken, or a library is.
    """

    def __init__(self, files: ModelFiles) -> None:
        if files.onnx is None:
            raise UnusableModelError(files.name, "it has weights, but no ONNX file to run")
        self._pooling = _read_pooling(files)
        self._tokenizer = load_tokenizer(files.name, files.folder / TOKENIZER, _count_places(files))
        self._session = load_session(files.name, files.onnx)
        self._types: dict[str, str] = {}
        for each in self._session.get_inputs():
            if each.name not in _INPUTS or each.type not in TYPES:
                reason = f"it asks for “{each.name}”, which no text has"
                raise UnusableModelError(files.name, reason)
            self._types[each.name] = TYPES[each.type]
        outputs = [each.name for each in self._session.get_outputs()]
        self._output = _READY if _READY in outputs else outputs[0]
        self._given = files.name
        self.name = files.label
        self.key = self._hash(files)
        self.size = self.embed(["The bridge is shut."]).shape[1]  # say now what is amiss

    def _hash(self, files: ModelFiles) -> str:
        digest = hashlib.blake2b(digest_size=12)
        tokens = (files.folder / TOKENIZER).read_bytes()
        for part in (files.label.encode(), hashlib.sha256(tokens).digest(), self._pooling.encode()):
            digest.update(part)
        return digest.hexdigest()

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors of texts, a row each, of length 1.

        Raises:
            UnusableEmbeddingsError: it fails, or puts out something that is no vector.
        """
        import numpy as np

        tidy = [text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode() for text in texts]
        encodings = self._tokenizer.encode_batch(tidy)
        rows: list[np.ndarray] = [np.empty(0)] * len(texts)
        # Texts of a length go together, so that little is run that only fills up.
        order = sorted(range(len(texts)), key=lambda number: len(encodings[number].ids))
        for first in range(0, len(order), _TOGETHER):
            some = order[first : first + _TOGETHER]
            for number, row in zip(some, self._run([encodings[n] for n in some]), strict=True):
                rows[number] = row
        return np.array(rows, np.float32)

    def _run(self, encodings: Sequence[Any]) -> np.ndarray:
        import numpy as np

        size = max(len(encoding.ids) for encoding in encodings)
        values = {name: np.zeros((len(encodings), size), np.int64) for name in _INPUTS}
        for number, encoding in enumerate(encodings):
            length = len(encoding.ids)
            values["input_ids"][number, :length] = encoding.ids
            values["attention_mask"][number, :length] = 1
        inputs = {name: values[name].astype(kind) for name, kind in self._types.items()}
        try:
            found = np.asarray(self._session.run([self._output], inputs)[0])
        except list_faults() as error:
            reason = f"it gives no answer: {shorten(error)}"
            raise UnusableEmbeddingsError(self._given, reason) from None
        fits = found.ndim == _SENTENCES or (found.ndim == _WORDS and found.shape[1] == size)
        if not fits or found.shape[0] != len(encodings) or found.dtype.kind != "f":
            reason = f"it gives no vectors, but an output of the shape {found.shape}"
            raise UnusableEmbeddingsError(self._given, reason)
        vectors = found.astype(np.float32)
        if found.ndim == _WORDS:
            vectors = _pool(vectors, values["attention_mask"].astype(bool), self._pooling)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(norms).all():
            raise UnusableEmbeddingsError(self._given, "its vectors are not of finite numbers")
        scaled: np.ndarray = vectors / np.maximum(norms, np.finfo(np.float32).tiny)
        return scaled


@lru_cache(maxsize=1)
def load_sentence_model(given: str, base: Path) -> SentenceModel:
    """Load a model; the last one is kept.

    Args:
        given: a folder, an ONNX file, or a name on the Hugging Face hub that was fetched before.
        base: the folder that a relative path starts from.

    Raises:
        UnusableEmbeddingsError: it is missing, broken or no such model, or a library is missing.
    """
    try:
        return SentenceModel(find_model(given, base))
    except UnusableModelError as error:
        # Its other hints are about judging, and name options that a search has not.
        hint = error.hint if error.hint == INSTALL else ""
        raise UnusableEmbeddingsError(error.name, error.reason, hint) from None


def _pool(words: np.ndarray, seen: np.ndarray, pooling: Pooling) -> np.ndarray:
    """Return a vector for each text from those of its words."""
    import numpy as np

    if pooling == "cls":
        first: np.ndarray = words[:, 0]
        return first
    if pooling == "max":
        highest: np.ndarray = np.where(seen[:, :, None], words, -np.inf).max(axis=1)
        return highest
    # Where nothing is to be seen there is no number to be kept out either: 0 x NaN is NaN.
    total = np.where(seen[:, :, None], words, 0).sum(axis=1)
    mean: np.ndarray = total / np.maximum(seen.sum(axis=1, keepdims=True), 1)
    return mean


def _count_places(files: ModelFiles) -> int:
    places = files.config.get("max_position_embeddings")
    if isinstance(places, int) and places > 2 * _PLACES_KEPT:
        return min(_LONGEST, places - _PLACES_KEPT)
    return _LONGEST


def _read_pooling(files: ModelFiles) -> Pooling:
    """Return how the vectors of words make one, the mean where nothing is said."""
    modules = _read_json(files, _MODULES)
    if isinstance(modules, list) and any("Dense" in str(each) for each in modules):
        raise UnusableModelError(files.name, f"{_MODULES} names a layer that its ONNX file lacks")
    said = _read_json(files, _POOLING)
    if said is None:
        return "mean"
    if not isinstance(said, dict):
        raise UnusableModelError(files.name, f"its {_POOLING} is no JSON object")
    ways = {
        "pooling_mode_mean_tokens": "mean",
        "pooling_mode_cls_token": "cls",
        "pooling_mode_max_tokens": "max",
    }
    chosen = [ways.get(key, key) for key, on in said.items() if on is True and "_mode_" in key]
    if isinstance(said.get("pooling_mode"), str):
        chosen = [said["pooling_mode"]]
    match chosen:
        case [] | ["mean"]:
            return "mean"
        case ["cls"]:
            return "cls"
        case ["max"]:
            return "max"
    listing = ", ".join(map(str, chosen))[:100]
    raise UnusableModelError(files.name, f"its {_POOLING} asks for what is not known: {listing}")


def _read_json(files: ModelFiles, name: str) -> Any:  # noqa: ANN401 - JSON is of any type
    try:
        return json.loads((files.folder / name).read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = f"its {name} cannot be read: {error.strerror or error}"
    except (ValueError, RecursionError):
        reason = f"its {name} is not JSON"
    raise UnusableModelError(files.name, reason)
