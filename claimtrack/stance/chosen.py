"""A model of the user's own, instead of the one that comes with the program.

Any cross-encoder for natural language inference will do: it reads the evidence as premise and the
claim as hypothesis. One that is there as ONNX needs two small libraries to run, any other needs
those it was made with.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol

from claimtrack.errors import UnusableModelError
from claimtrack.stance.labels import read_labels
from claimtrack.stance.locating import find_model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from claimtrack.stance.labels import Labels, Scores

#: Tokens of a pair: more costs time with its square, and most models read no more.
_LONGEST: Final = 512
#: Some families count their places from 2 on, so that two of those they have are not to be used.
_PLACES_KEPT: Final = 2
#: Characters that are read of each side; more than `_LONGEST` tokens ever cover.
_LONGEST_CLAIM, _LONGEST_EVIDENCE = 4_000, 20_000


class Runner(Protocol):
    """What runs a network."""

    def run(self, evidence: str, claim: str) -> Sequence[float]:
        """Return what the network puts out for one pair: a number for each label.

        Raises:
            ValueError: it cannot say.
        """


class ChosenStance:
    """A loaded model; it scores a claim against evidence, as `OnnxStance` does."""

    def __init__(self, name: str, labels: Labels, runner: Runner) -> None:
        self.name = name
        self._labels = labels
        self._runner = runner

    def score(self, claim: str, evidence: str) -> Scores:
        """Return how likely the evidence supports, refutes or does neither; they add up to 1.

        Raises:
            UnusableModelError: it gives no answer, or none that fits its labels.
        """
        premise, hypothesis = _tidy(evidence, _LONGEST_EVIDENCE), _tidy(claim, _LONGEST_CLAIM)
        try:
            return self._labels.weigh(self._runner.run(premise, hypothesis))
        except ValueError as error:
            raise UnusableModelError(self.name, f"it gives no answer: {error}") from None


@lru_cache(maxsize=1)
def load_chosen_model(given: str, base: Path) -> ChosenStance:
    """Load a model; the last one is kept.

    Args:
        given: a folder, an ONNX file, or a name on the Hugging Face hub that was fetched before.
        base: the folder that a relative path starts from.

    Raises:
        UnusableModelError: it is missing, broken or no such model, or a library is missing.
    """
    files = find_model(given, base)
    labels = read_labels(files.name, files.config)
    longest = _count_places(files.config)
    if files.onnx:
        from claimtrack.stance.onnx_runner import OnnxRunner

        runner: Runner = OnnxRunner(files.name, files.onnx, files.folder, longest)
    else:
        from claimtrack.stance.transformers_runner import TransformersRunner

        runner = TransformersRunner(files.name, files.folder, longest)
    chosen = ChosenStance(files.label, labels, runner)
    chosen.score("The bridge is shut.", "The bridge has been closed.")  # say now what is amiss
    return chosen


def _count_places(config: Mapping[str, Any]) -> int:
    places = config.get("max_position_embeddings")
    known = isinstance(places, int) and places > 2 * _PLACES_KEPT
    return min(_LONGEST, places - _PLACES_KEPT) if known and isinstance(places, int) else _LONGEST


def _tidy(text: str, longest: int) -> str:
    """Return text that a library takes: no longer than it need be, and without lone surrogates."""
    return text[:longest].encode("utf-8", "replace").decode()
