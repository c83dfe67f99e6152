"""What the outputs of a model mean, as its config.json says: every model has an order of its own.

Only words are believed. Of `LABEL_0` nobody knows what it stands for, and a guess that is wrong
turns every verdict round.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import UnusableModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Supports, refutes, unclear; they add up to 1.
Scores = tuple[float, float, float]


class Meaning(Enum):
    """What a label says of the evidence, by the place it has in `Scores`."""

    SUPPORTS = 0
    REFUTES = 1
    UNCLEAR = 2


#: Labels as models have them, in small letters and without what stands between these.
_MEANINGS: Final[Mapping[str, Meaning]] = {
    **dict.fromkeys(
        ("entailment", "entails", "entailed", "entail", "supports", "support", "supported"),
        Meaning.SUPPORTS,
    ),
    **dict.fromkeys(
        ("contradiction", "contradicts", "contradicted", "contradict", "contradictory"),
        Meaning.REFUTES,
    ),
    **dict.fromkeys(("refutes", "refute", "refuted", "refutation"), Meaning.REFUTES),
    **dict.fromkeys(("neutral", "notenoughinfo", "notenoughinformation", "nei"), Meaning.UNCLEAR),
    # Of two labels, the second is both of the others together. That somebody says otherwise cannot
    # be read from it, so it is never taken for a conflict.
    **dict.fromkeys(
        ("notentailment", "nonentailment", "notentailed", "notsupported", "unsupported"),
        Meaning.UNCLEAR,
    ),
    **dict.fromkeys(("unclear", "unknown", "undetermined"), Meaning.UNCLEAR),
}
_NAMELESS: Final = re.compile(r"label_?\d+", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[\W_]+")
_MOST_SHOWN: Final = 6
_WRITE: Final = (
    'Write into its config.json what each output stands for, such as "id2label": '
    '{"0": "entailment", "1": "neutral", "2": "contradiction"}; whoever trained it says in which '
    "order."
)
_OTHER: Final = (
    "It takes a model for natural language inference, whose labels say entailment, contradiction "
    "and neutral, or supports, refutes and not enough info."
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What each output of a model means, in order."""

    meanings: tuple[Meaning, ...]

    def weigh(self, logits: Sequence[float]) -> Scores:
        """Turn the outputs for one pair into scores.

        Raises:
            ValueError: they are not as many as the labels, or are no numbers.
        """
        if len(logits) != len(self.meanings):
            raise ValueError(f"{len(logits)} outputs for {len(self.meanings)} labels")
        if not all(map(math.isfinite, logits)):
            raise ValueError("an output that is no number")
        top = max(logits)
        powers = [math.exp(logit - top) for logit in logits]
        scores = [0.0, 0.0, 0.0]
        for meaning, power in zip(self.meanings, powers, strict=True):
            scores[meaning.value] += power / math.fsum(powers)
        supports, refutes, unclear = scores
        return supports, refutes, unclear


def read_labels(name: str, config: Mapping[str, Any]) -> Labels:
    """Read `id2label` of a model's configuration.

    Args:
        name: of the model, for messages.
        config: what its config.json holds.

    Raises:
        UnusableModelError: it names no labels, or not those of natural language inference.
    """
    words = _read_words(config.get("id2label"))
    if not words or any(map(_NAMELESS.fullmatch, words)):
        shown = f"its labels are called {_show(words)}" if words else "it does not name its labels"
        raise UnusableModelError(name, f"{shown}: nobody can tell what they stand for", _WRITE)
    meanings = [_MEANINGS.get(_BETWEEN.sub("", word.lower())) for word in words]
    known = tuple(meaning for meaning in meanings if meaning is not None)
    if len(known) != len(words):
        strange = [word for word, known in zip(words, meanings, strict=True) if known is None]
        raise UnusableModelError(
            name, f"nothing is known of {_show(strange)} among its labels {_show(words)}", _OTHER
        )
    if Meaning.SUPPORTS not in known or len(set(known)) == 1:
        raise UnusableModelError(name, f"its labels are {_show(words)} alone", _OTHER)
    return Labels(known)


def _read_words(given: object) -> list[str]:
    """Return the labels in the order of their numbers; none where one of these is missing."""
    if not isinstance(given, dict):
        return []
    by_number = {str(number): word for number, word in given.items()}
    words = [by_number.get(str(number)) for number in range(len(by_number))]
    named = [word for word in words if isinstance(word, str)]
    return named if len(named) == len(words) else []


def _show(words: Sequence[str]) -> str:
    more = " …" if len(words) > _MOST_SHOWN else ""
    return ", ".join(f"“{word[:40]}”" for word in words[:_MOST_SHOWN]) + more
