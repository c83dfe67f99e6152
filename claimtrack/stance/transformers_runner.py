"""Running a network with the transformers library, where the user has it with torch.

Both are heavy, so they are no part of this program. They are told to use the folder they are given
and never the network, and to take weights as numbers alone: some files of weights are programs.
"""

from __future__ import annotations

import os
import pickle
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol

from claimtrack.errors import UnusableModelError
from claimtrack.stance.onnx_runner import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_INSTALL: Final = (
    "Install what it needs, pip install transformers torch; or export it to ONNX, as with "
    "optimum-cli, and install claimtrack[nli]."
)
#: What the library raises for folders that it cannot make a model of.
_FAULTS: Final = (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError)


class _Loader(Protocol):
    """`AutoTokenizer` and its like."""

    def from_pretrained(self, folder: str, **options: object) -> Any:  # noqa: ANN401 - as it is
        """Make one of the files of a folder."""


class TransformersRunner:
    """A network and its tokenizer.

    Args:
        name: of the model, for messages.
        folder: holds both.
        longest: how many tokens of a pair are read.

    Raises:
        UnusableModelError: a file is missing or broken, or a library is.
    """

    def __init__(self, name: str, folder: Path, longest: int) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            library, self._torch = import_module("transformers"), import_module("torch")
        except ImportError as error:
            raise UnusableModelError(name, f"a library is missing: {error}", _INSTALL) from None
        library.logging.set_verbosity_error()
        library.logging.disable_progress_bar()
        self._longest = longest
        self._tokenizer = _load(name, library.AutoTokenizer, folder, split_special_tokens=True)
        self._network, found = _load(
            name,
            library.AutoModelForSequenceClassification,
            folder,
            weights_only=True,
            output_loading_info=True,
        )
        if found["missing_keys"]:  # the library fills them with random numbers
            missing = ", ".join(sorted(found["missing_keys"])[:3])
            raise UnusableModelError(name, f"it was not trained to judge: it lacks {missing}")
        self._network.eval()

    def run(self, evidence: str, claim: str) -> Sequence[float]:
        """Return what the network puts out for one pair.

        Raises:
            ValueError: it fails on it.
        """
        try:
            given = self._tokenizer(
                evidence, claim, truncation=True, max_length=self._longest, return_tensors="pt"
            )
            with self._torch.inference_mode():
                row: list[float] = self._network(**given).logits[0].tolist()
        except (*_FAULTS, IndexError) as error:
            raise ValueError(shorten(error)) from None
        return row


def _load(name: str, loader: _Loader, folder: Path, **options: object) -> Any:  # noqa: ANN401 - as above
    try:
        return loader.from_pretrained(str(folder), local_files_only=True, **options)
    except pickle.UnpicklingError:
        reason = "its weights are a program where there should be numbers, and are not run"
        raise UnusableModelError(name, reason) from None
    except _FAULTS as error:
        raise UnusableModelError(name, f"transformers says: {shorten(error)}") from None
