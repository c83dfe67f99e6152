"""How often `compare` is right on labelled pairs: by rules, by the stance model, by both.

    python benchmarks/quality.py FOLDER [--method both] [--floors benchmarks/quality_floors.json]

The folder holds `*.jsonl` files of pairs: `id`, `claim`, `evidence`, `label` (`supports`, `refutes`
or `unclear`). They are other people's and are not part of this project. With --floors, each figure
is checked against its floor, and floors are raised to what was reached; a floor goes down only with
--lower. Each floor is tied to the SHA-256 of its file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from claimtrack.compare import Comparison, Scores, Verdict, compare, prepare_statement
from claimtrack.stance.scorer import OnnxStance, load_stance_model

LABELS = {"supports": Verdict.SUPPORTS, "refutes": Verdict.CONFLICTS, "unclear": Verdict.UNCLEAR}
METHODS = ("rules", "model", "both")
#: Rounding, so that a floor is not missed by the last digit.
SLACK = 0.0005


@dataclass
class Result:
    """How one set came out.

    Attributes:
        name: the file's name without its ending.
        sha256: that of the file.
        outcomes: how often each label got each verdict.
        fired: for each comparator that decides, how often each label had it.
        stated: what the verdict `conflicts` was given to, by label, without leaving any out.
    """

    name: str
    sha256: str
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    fired: dict[str, Counter[str]] = field(default_factory=dict)
    stated: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many pairs there are."""
        return self.outcomes.total()

    @property
    def accuracy(self) -> float:
        """The share of pairs with the right answer."""
        return sum(n for (label, got), n in self.outcomes.items() if label == got) / self.count

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the labels."""
        labels = sorted({label for label, _ in self.outcomes})
        return sum(self._f1(label) for label in labels) / len(labels)

    @property
    def conflict_precision(self) -> float:
        """Of what the verdict calls a conflict, the share that is labelled so."""
        return self.stated["refutes"] / max(1, self.stated.total())

    def _f1(self, label: str) -> float:
        right = self.outcomes[label, label]
        wrong = sum(
            n for (has, got), n in self.outcomes.items() if (has == label) != (got == label)
        )
        return 2 * right / (2 * right + wrong) if right else 0.0


def main() -> int:
    """Measure all sets of a folder, print a table, and keep the floors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=1500, help="pairs of each file")
    parser.add_argument("--method", choices=METHODS, default="rules")
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--lower", action="store_true", help="let floors go down")
    parser.add_argument("--comparators", action="store_true", help="precision of each comparator")
    given = parser.parse_args()
    results = [
        result
        for path in sorted(given.folder.glob("*.jsonl"))
        if (result := measure(path, given.most, given.method))
    ]
    print_table(results)
    if given.comparators:
        print_comparators(results)
    return (
        keep_floors(results, given.floors, given.method, lower=given.lower) if given.floors else 0
    )


def measure(path: Path, most: int, method: str = "rules") -> Result | None:
    """Measure one file; None if it holds no labelled pairs."""
    model = None if method == "rules" else load_stance_model()
    raw = path.read_bytes()
    rows = [json.loads(line) for line in raw.decode().split("\n")[:most] if line.strip()]
    if not rows or any(row.get("label") not in LABELS for row in rows):
        return None
    result = Result(path.stem, hashlib.sha256(raw).hexdigest())
    labels = {row["label"] for row in rows}
    for row in rows:
        if method == "model" and model is not None:
            comparison = ask_alone(model, row["claim"], row["evidence"])
        else:
            left, right = prepare_statement(row["claim"]), prepare_statement(row["evidence"])
            comparison = compare(left, right, model)
        result.outcomes[row["label"], answer(comparison, labels)] += 1
        if comparison.verdict is Verdict.CONFLICTS:
            result.stated[row["label"]] += 1
        for reason in comparison.reasons:
            result.fired.setdefault(reason.comparator, Counter())[row["label"]] += 1
    return result


def ask_alone(model: OnnxStance, claim: str, evidence: str) -> Comparison:
    """Return what the model says, as if it were a comparison."""
    scores = Scores(*model.score(claim, evidence))
    best = max(scores.supports, scores.conflicts, scores.unclear)
    verdicts = {
        scores.unclear: Verdict.UNCLEAR,
        scores.supports: Verdict.SUPPORTS,
        scores.conflicts: Verdict.CONFLICTS,
    }
    return Comparison(verdicts[best], best, scores, ())


def answer(comparison: Comparison, labels: set[str]) -> str:
    """Return the label that a comparison gives, among those a set has.

    Where nothing is labelled as refuted, what conflicts is not supported, and counts as unclear.
    """
    if labels == set(LABELS):
        verdicts = {verdict: label for label, verdict in LABELS.items()}
        return verdicts.get(comparison.verdict, "unclear")
    scores = comparison.scores
    refutes = "refutes" in labels
    known = {
        "supports": scores.supports,
        "refutes": scores.conflicts,
        "unclear": scores.unclear if refutes else scores.unclear + scores.conflicts,
    }
    return max(sorted(labels), key=known.__getitem__)


def print_table(results: list[Result]) -> None:
    """Print accuracy, macro-F1 and the precision and coverage of conflicts, a line for each set."""
    print(f"{'set':24} {'pairs':>6} {'accuracy':>9} {'macro-F1':>9} {'conflicts right':>16}")
    for result in results:
        stated = f"{result.conflict_precision:.3f} of {result.stated.total()}"
        print(
            f"{result.name:24} {result.count:6} {result.accuracy:9.3f} "
            f"{result.macro_f1:9.3f} {stated:>16}"
        )


def print_comparators(results: list[Result]) -> None:
    """Print for each comparator how the labels were spread where it was seen."""
    for result in results:
        print(f"\n{result.name}")
        for name, seen in sorted(result.fired.items()):
            spread = "  ".join(f"{label} {seen[label] / seen.total():.2f}" for label in LABELS)
            print(f"  {name:24} {seen.total() / result.count:6.1%}  {spread}")


def keep_floors(results: list[Result], path: Path, method: str, *, lower: bool) -> int:
    """Check the figures against their floors and raise these; return 1 when one is missed."""
    all_floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    floors = all_floors.setdefault(method, {})
    missed = []
    for result in results:
        floor = floors.get(result.name, {})
        if floor and floor["sha256"] != result.sha256:
            missed.append(f"{result.name}: another file than the floor was set on")
            if not lower:
                continue
            floor = {}
        figures = {"accuracy": result.accuracy, "macro_f1": result.macro_f1}
        kept = {"sha256": result.sha256, "pairs": result.count}
        for name, reached in figures.items():
            least = floor.get(name, 0.0)
            if reached + SLACK < least:
                missed.append(f"{result.name}: {name} {reached:.4f} is below its floor {least:.4f}")
            kept[name] = round(reached if lower else max(reached, least), 4)
        floors[result.name] = kept
    path.write_text(json.dumps(all_floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for line in missed:
        print(line, file=sys.stderr)
    return int(bool(missed) and not lower)


if __name__ == "__main__":
    raise SystemExit(main())
