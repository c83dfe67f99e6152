"""Running the stance model with onnxruntime and numpy alone."""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import RefusedError
from claimtrack.stance.encoding import encode_pair
from claimtrack.stance.wordpiece import WordPiece

if TYPE_CHECKING:
    from pathlib import Path

#: Its name and version, shown with every answer it takes part in.
NAME: Final = "claimtrack-stance 1"

#: What the files must be: another file is another model, with other figures than those published.
SHA256: Final = {
    "stance.onnx": "6dc37969549391aa0d70d7ad35838ca44a54f0a279b0126d130adbfd559940b8",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}

Scores = tuple[float, float, float]


class StanceModelError(RefusedError):
    """The model cannot be used; the rules work without it."""

    hint = "Install claimtrack again, or go on with rules alone."


class OnnxStance:
    """A model, loaded when it is first asked: where rules decide, nobody waits for it.

    It runs on one thread, so that its cost is predictable beside other work.

    Args:
        model: an ONNX file.
        vocabulary: its word pieces, one a line.
    """

    name = NAME

    def __init__(self, model: bytes, vocabulary: str) -> None:
        self._files = (model, vocabulary)

    @cached_property
    def _loaded(self) -> tuple[Any, WordPiece]:
        try:
            import onnxruntime
        except ImportError as error:
            raise StanceModelError(f"the stance model needs onnxruntime: {error}") from None
        model, vocabulary = self._files
        self._files = (b"", "")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        providers = ["CPUExecutionProvider"]
        session = onnxruntime.InferenceSession(model, options, providers=providers)
        return session, WordPiece(vocabulary)

    def score(self, claim: str, evidence: str) -> Scores:
        """Return how likely the evidence supports, refutes or does neither; they add up to 1.

        Pairs are scored one by one: in a batch the rounding of one would depend on the others.

        Raises:
            StanceModelError: onnxruntime is there and does not work.
        """
        import numpy as np

        session, pieces = self._loaded
        ids, types = encode_pair(pieces, claim, evidence)
        inputs = {"ids": np.array([ids], np.int64), "types": np.array([types], np.int64)}
        logits = session.run(None, inputs)[0][0].astype(np.float64)
        powers = np.exp(logits - logits.max())
        supports, refutes, unclear = (powers / powers.sum()).tolist()
        return supports, refutes, unclear


@lru_cache(maxsize=1)
def load_stance_model(folder: Path | None = None) -> OnnxStance:
    """Load the model that comes with the program, or one of the same files in ``folder``.

    Raises:
        StanceModelError: a file is missing or altered, or there is no onnxruntime.
    """
    if find_spec("onnxruntime") is None:
        raise StanceModelError("the stance model needs onnxruntime, which is not installed")
    data = {name: _read_checked(name, folder) for name in SHA256}
    return OnnxStance(data["stance.onnx"], data["vocab.txt"].decode())


def _read_checked(name: str, folder: Path | None) -> bytes:
    try:
        if folder is not None:
            data = (folder / name).read_bytes()
        else:
            with as_file(files("claimtrack.stance") / "data" / name) as path:
                data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise StanceModelError(f"the stance model's {name} cannot be read: {reason}") from None
    if hashlib.sha256(data).hexdigest() != SHA256[name]:
        raise StanceModelError(f"the stance model's {name} is not the one that was measured")
    return data
