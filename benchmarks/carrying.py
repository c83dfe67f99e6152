"""Whether the cited article carries a claim, in part, or not: WiCE, beside a count of shared words.

    python benchmarks/carrying.py FILE

The file is `wice_claim_dev.jsonl`: a claim of an encyclopaedia, the sentences of the article that
it cites, and the label `supported`, `partially_supported` or `not_supported`. It is other people's
and not part of this project.

The library's own path: `search` finds the sentences nearest to the claim and to each of its parts,
`compare` holds them against these, with the stance model. Three readings are averaged: how likely
the nearest sentences support the claim, how likely the parts are supported on average, and which
share of the claim's wording stands in the five nearest. The peer is the share of the claim's plain
words in the five sentences that plain BM25 finds.

Two thresholds turn a reading into a label. They are set on every other claim and measured on the
rest, then the other way round: no claim is measured with thresholds it had a part in. Metric:
macro-F1 of the three labels, which always saying "partly" brings to 0.236.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import combinations_with_replacement
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval import PlainBM25, make_ours

from claimtrack.compare import Statement, compare, prepare_statement
from claimtrack.compare.pair import Pair
from claimtrack.stance.scorer import load_stance_model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claimtrack.compare import StanceModel

LABELS = ("not_supported", "partially_supported", "supported")
#: Sentences held against the claim; taken together; and against each part of it.
NEAREST, TOGETHER, WIDELY, FOR_A_PART = 6, 3, 5, 3
#: A part of a claim has at least so many words.
LEAST_WORDS = 4
#: A line of a page that is longer is no sentence.
LONGEST = 1500
#: Thresholds are looked for among so many values of a reading.
STEPS = 40
JOINTS = re.compile(r"[,;:]|\b(?:and|but|while|which|who)\b")


class Reader:
    """Reads how far an article carries a claim."""

    def __init__(self, model: StanceModel) -> None:
        self._model = model

    def read(self, claim: str, article: Sequence[str]) -> float:
        """Return the mean of the three readings, from 0 to 1."""
        find = make_ours({str(number): text for number, text in enumerate(article)})
        statement = prepare_statement(claim)
        near = [int(key) for key in find(claim, NEAREST)]
        together, widely = (
            " ".join(article[number] for number in sorted(near[:count]))
            for count in (TOGETHER, WIDELY)
        )
        whole = self._support(statement, [together, *(article[number] for number in near)])
        parts = [
            self._support(prepare_statement(part), [article[int(key)] for key in found])
            for part in cut_parts(claim)
            for found in [find(part, FOR_A_PART)]
        ]
        share = Pair(statement, prepare_statement(widely)).left_share
        return (whole + sum(parts) / len(parts) + share) / 3

    def _support(self, statement: Statement, texts: Sequence[str]) -> float:
        """Return how likely the text that supports a statement most does so."""
        held = (prepare_statement(text[:LONGEST]) for text in texts)
        return max(
            (compare(statement, each, self._model).scores.supports for each in held), default=0.0
        )


def cut_parts(claim: str) -> list[str]:
    """Cut a claim at commas and conjunctions into parts that say something each."""
    parts: list[str] = []
    open_words: list[str] = []
    for piece in JOINTS.split(claim):
        open_words += piece.split()
        if len(open_words) >= LEAST_WORDS:
            parts.append(" ".join(open_words))
            open_words = []
    if open_words or not parts:
        parts = [*parts[:-1], " ".join([*parts[-1:], *open_words])]
    return parts


def count_words(claim: str, article: Sequence[str]) -> float:
    """Return the share of a claim's words in the sentences that plain BM25 puts first: the peer."""
    ranked = PlainBM25({str(number): text for number, text in enumerate(article)}).rank(
        claim, WIDELY
    )
    words = set(re.findall(r"\w+", claim.lower()))
    there = set(re.findall(r"\w+", " ".join(article[int(key)] for key in ranked).lower()))
    return len(words & there) / max(1, len(words))


def measure(readings: Sequence[float], labels: Sequence[str]) -> float:
    """Return the macro-F1 with thresholds set on one half and measured on the other, both ways."""
    halves = [list(zip(readings[start::2], labels[start::2], strict=True)) for start in range(2)]
    return sum(
        score(there, set_thresholds(here)) for here, there in (halves, reversed(halves))
    ) / len(halves)


def set_thresholds(rows: Sequence[tuple[float, str]]) -> tuple[float, float]:
    """Return the two thresholds with the best macro-F1."""
    values = sorted(reading for reading, _ in rows)
    steps = sorted({values[(len(values) - 1) * step // STEPS] for step in range(STEPS + 1)})
    return max(combinations_with_replacement(steps, 2), key=lambda pair: score(rows, pair))


def score(rows: Sequence[tuple[float, str]], thresholds: tuple[float, float]) -> float:
    """Return the macro-F1 of the labels that thresholds give."""
    given = [
        (LABELS[sum(reading >= edge for edge in thresholds)], label) for reading, label in rows
    ]
    total = 0.0
    for name in LABELS:
        right = sum(got == label == name for got, label in given)
        wrong = sum((got == name) != (label == name) for got, label in given)
        total += 2 * right / (2 * right + wrong) if right else 0.0
    return total / len(LABELS)


def main(file: Path) -> None:
    """Measure both, and print a line each."""
    items = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    labels = [item["label"] for item in items]
    readers: dict[str, Callable[[str, Sequence[str]], float]] = {
        "shared words in plain BM25's five": count_words,
        "claimtrack": Reader(load_stance_model()).read,
    }
    for name, read in readers.items():
        readings = [read(item["claim"], item["evidence"]) for item in items]
        print(f"WiCE dev: {name}: macro-F1 {measure(readings, labels):.3f} ({len(items)} claims)")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and its argument
        sys.exit("usage: python benchmarks/carrying.py FILE")
    main(Path(sys.argv[1]))
