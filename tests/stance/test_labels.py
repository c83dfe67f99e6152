from __future__ import annotations

import math

import pytest

from claimtrack.errors import UnusableModelError
from claimtrack.stance.labels import Meaning, read_labels

SUPPORTS, REFUTES, UNCLEAR = Meaning


@pytest.mark.parametrize(
    ("words", "meanings"),
    [
        (("entailment", "neutral", "contradiction"), (SUPPORTS, UNCLEAR, REFUTES)),
        (("CONTRADICTION", "NEUTRAL", "ENTAILMENT"), (REFUTES, UNCLEAR, SUPPORTS)),
        (("SUPPORTS", "REFUTES", "NOT ENOUGH INFO"), (SUPPORTS, REFUTES, UNCLEAR)),
        (("refuted", "supported", "nei"), (REFUTES, SUPPORTS, UNCLEAR)),
        (("entailment", "not_entailment"), (SUPPORTS, UNCLEAR)),
        (("Not-Entailment", "Entailment"), (UNCLEAR, SUPPORTS)),
        (("REFUTES", "SUPPORTS"), (REFUTES, SUPPORTS)),
    ],
)
def test_labels_are_read_in_any_case_and_order(
    words: tuple[str, ...], meanings: tuple[Meaning, ...]
) -> None:
    """Each output means what its own label says."""
    labels = read_labels("tiny", {"id2label": {str(n): word for n, word in enumerate(words)}})

    assert labels.meanings == meanings


def test_labels_are_ordered_by_their_numbers() -> None:
    """Not by where they stand in the file: "10" is not before "2"."""
    words = ["neutral"] * 12
    words[2], words[10] = "entailment", "contradiction"
    given = {str(number): words[number] for number in sorted(range(12), key=str)}

    meanings = read_labels("tiny", {"id2label": given}).meanings

    assert (meanings[2], meanings[10]) == (SUPPORTS, REFUTES)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}, "labels are called “LABEL_0”, “LABEL_"),
        ({"0": "entailment", "1": "label_1"}, "nobody can tell"),
        (None, "does not name its labels"),
        ({}, "does not name its labels"),
        ([], "does not name its labels"),
        ({"0": "entailment", "2": "neutral"}, "does not name its labels"),
        ({"0": "entailment", "1": 1}, "does not name its labels"),
    ],
)
def test_labels_without_a_name_are_refused(given: object, message: str) -> None:
    """With what to write into the file."""
    with pytest.raises(UnusableModelError, match=message) as caught:
        read_labels("tiny", {"id2label": given})

    assert '"id2label": {"0": "entailment"' in caught.value.hint


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("NEGATIVE", "POSITIVE"), "nothing is known of “NEGATIVE”, “POSITIVE”"),
        (("supports", "refutes", "disputed", "nei"), "nothing is known of “disputed”"),
        (("entailment",), "“entailment” alone"),
        (("contradiction", "neutral"), "alone"),
        (tuple(f"topic {n}" * 99 for n in range(900)), r"nothing is known of .{260,300} …"),
    ],
)
def test_labels_of_another_task_are_refused(words: tuple[str, ...], message: str) -> None:
    """What finds moods or topics finds no support."""
    with pytest.raises(UnusableModelError, match=message) as caught:
        read_labels("tiny", {"id2label": dict(enumerate(words))})

    assert "natural language inference" in caught.value.hint


def test_outputs_become_scores_by_their_meaning() -> None:
    """They add up to one, and labels that mean the same count together."""
    labels = read_labels(
        "tiny", {"id2label": {0: "refutes", 1: "nei", 2: "supports", 3: "neutral"}}
    )

    scores = labels.weigh([math.log(1), math.log(2), math.log(3), math.log(4)])

    assert scores == pytest.approx((0.3, 0.1, 0.6))


def test_of_two_labels_none_is_a_conflict() -> None:
    """That something does not follow does not mean that somebody says otherwise."""
    labels = read_labels("tiny", {"id2label": {0: "entailment", 1: "not_entailment"}})

    assert labels.weigh([0.0, 1000.0]) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize("logits", [[1.0], [1.0, 2.0, 3.0], [math.nan, 1.0], [math.inf, 0.0]])
def test_outputs_that_fit_no_labels_are_an_error(logits: list[float]) -> None:
    """Too few, too many, and what is no number."""
    labels = read_labels("tiny", {"id2label": {0: "entailment", 1: "not_entailment"}})

    with pytest.raises(ValueError, match=r"output"):
        labels.weigh(logits)
