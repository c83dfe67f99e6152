"""How often `check` is right when it says CONTRADICTED or SUPPORTED, in a ledger of many things.

    python benchmarks/check_precision.py FOLDER [--items 1500] [--skip 0] [--turn 1]

The folder holds `vitaminc_real.jsonl`: pairs of a claim and a sentence of an encyclopaedia, each
labelled `supports`, `refutes` or `unclear`, with their page. It is other people's and is not part
of this project. The sentences go into a temporary ledger, one claim each, and the claims of their
pairs are checked against all of them, with the stance model unless --rules-only, as `check` does.
Many sentences are versions of one ("21 reviews", "28 reviews"), taken from a page on different days
without their dates; of those, one alone goes in, the newer or the older by turns (with --turn 1 the
other of the two), and pairs of the others are left out.

How an answer is counted, by the claim that decided it, the first of those shown:

* a sentence that is labelled for this claim, the pair's own first of all: by that label;
* another sentence of the same page: by the label of the pair. That is harsher than the truth: it
  may be another version that does say so, or does contradict ("11 reviews" against "less than ten"
  of a pair whose own sentence tells no number), and then counts as wrong all the same;
* a sentence of another page: as wrong, since nobody has said that it is right.

The precision of the first kind alone is printed beside that of all, which is the lower bound.
Disputed answers have two sides, and none is counted. Coverage is the share of pairs labelled so
that get the answer.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimtrack.check.checking import Checker
from claimtrack.check.results import CheckedStatement, State
from claimtrack.extract.drafts import read_draft
from claimtrack.ledger.ledger import open_ledger
from claimtrack.stance.scorer import load_stance_model
from claimtrack.store import json_files
from claimtrack.store.layout import Layout

FILE = "vitaminc_real.jsonl"
SETTINGS = "format = 1\n"
ANSWERS = {
    State.CONTRADICTED: ("CONTRADICTED", "conflicts", "refutes"),
    State.SUPPORTED: ("SUPPORTED or SINGLE-ORIGIN", "supports", "supports"),
    State.SINGLE_ORIGIN: ("SUPPORTED or SINGLE-ORIGIN", "supports", "supports"),
}
#: Two sentences of a page with so many words of the shorter one in common are versions of one.
SAME = 0.6
Row = dict[str, Any]


@dataclass
class Tally:
    """How one answer came out: by label, and by whose sentence decided."""

    wanted: int = 0
    got: Counter[str] = field(default_factory=Counter)
    labelled: Counter[bool] = field(default_factory=Counter)
    """Whether it was right, of those where what decided is labelled for this very claim."""

    @property
    def total(self) -> int:
        """How often the answer was given."""
        return self.got.total()


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=1500)
    parser.add_argument("--skip", type=int, default=0, help="pairs to leave out at the start")
    parser.add_argument("--turn", type=int, choices=(0, 1), default=0, help="which versions")
    parser.add_argument("--rules-only", action="store_true", help="without the stance model")
    parser.add_argument("--wrong", action="store_true", help="list what came out wrong")
    given = parser.parse_args()
    lines = (given.folder / FILE).read_text("utf-8").splitlines()
    rows = choose_versions([json.loads(line) for line in lines if line.strip()], given.turn)
    rows = rows[given.skip : given.skip + given.items]
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder))
        claim_ids = write_ledger(rows, layout)
        states, tallies = measure(
            rows, claim_ids, layout, with_model=not given.rules_only, show_wrong=given.wrong
        )
    print(f"{len(rows):,} pairs, {len(set(claim_ids.values())):,} claims in the ledger")
    print("answers:", ", ".join(f"{state} {count:,}" for state, count in states.most_common()))
    for name, tally in tallies.items():
        right = tally.got["right"]
        print(
            f"{name}: given {tally.total:,}, right {right:,}: precision "
            f"{right / max(1, tally.total):.3f} (of the labelled "
            f"{tally.labelled[True] / max(1, tally.labelled.total()):.3f} of "
            f"{tally.labelled.total():,}), coverage {right / max(1, tally.wanted):.3f}; "
            + ", ".join(f"{sort} {count}" for sort, count in sorted(tally.got.items()))
        )
    return 0


def choose_versions(rows: list[Row], turn: int = 0) -> list[Row]:
    """Return the pairs of one version of each sentence: the first and the last by turns."""
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cases[row["id"].rpartition("_")[0]].append(row)
    kept: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for index, case in enumerate(cases.values(), start=turn):
        sentence, others = case[-(index % 2)]["evidence"], kept[case[0]["page"]]
        words = frozenset(sentence.lower().split())
        if not any(
            len(words & other) > SAME * min(len(words), len(other)) for other in others.values()
        ):
            others[sentence] = words
    return [row for row in rows if row["evidence"] in kept[row["page"]]]


def write_ledger(rows: list[Row], layout: Layout) -> dict[str, str]:
    """Write each sentence as a claim, each page as a source; return the claim id of each."""
    layout.settings.write_text(SETTINGS, "utf-8")
    layout.claims.mkdir()
    pages = {page: f"page-{n}" for n, page in enumerate(dict.fromkeys(r["page"] for r in rows))}
    claims: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    claim_ids: dict[str, str] = {}
    for row in rows:
        if row["evidence"] not in claim_ids:
            source_id = pages[row["page"]]
            claim_id = f"{source_id}/s-{len(claims[source_id])}"
            claims[source_id][claim_id] = {"text": row["evidence"]}
            claim_ids[row["evidence"]] = claim_id
    for page, source_id in pages.items():
        path = layout.source_file(source_id)
        path.parent.mkdir(parents=True)
        csl = {"type": "entry-encyclopedia", "title": page.replace("_", " ")}
        path.write_bytes(json_files.dump({"csl": csl}))
        layout.claims_file(source_id).write_bytes(json_files.dump(claims[source_id]))
    return claim_ids


def measure(
    rows: list[Row],
    claim_ids: dict[str, str],
    layout: Layout,
    *,
    with_model: bool,
    show_wrong: bool,
) -> tuple[Counter[str], dict[str, Tally]]:
    """Check each pair's claim; return how often each state came, and how each answer came out."""
    model = load_stance_model() if with_model else None
    checker = Checker(open_ledger(layout.root), layout, model=model)
    labels = {(row["claim"], claim_ids[row["evidence"]]): row["label"] for row in rows}
    tallies = {name: Tally() for name, _, _ in ANSWERS.values()}
    states: Counter[str] = Counter()
    for row in rows:
        for name, wanted in {(name, label) for name, _, label in ANSWERS.values()}:
            tallies[name].wanted += row["label"] == wanted
        draft = read_draft(row["claim"].encode(), name="statement", media_type="text/plain")
        checked = checker.check_draft(draft).statements
        if len(checked) != 1:
            states["more than one sentence"] += 1
            continue
        states[checked[0].state] += 1
        if checked[0].state in ANSWERS:
            name, _, label = ANSWERS[checked[0].state]
            deciding = name_deciding(checked[0])
            came = judge(deciding, row, claim_ids[row["evidence"]], labels)
            if (row["claim"], deciding) in labels:
                tallies[name].labelled[came == label] += 1
            tallies[name].got["right" if came == label else f"wrong: {came}"] += 1
            if show_wrong and came != label:
                print(f"{row['id']} {came}: {row['claim']}\n  {checked[0].evidence[0].text}")
                print(f"  {checked[0].headline}: {checked[0].why}")
    return states, tallies


def name_deciding(checked: CheckedStatement) -> str:
    """Return the claim that decided, the first of those shown that say what the state says."""
    verdict = ANSWERS[checked.state][1]
    return next(each.claim_id for each in checked.evidence if each.verdict == verdict)


def judge(deciding: str, row: Row, own_id: str, labels: dict[tuple[str, str], str]) -> str:
    """Return the label of what decided; "another page" when it has none."""
    label = labels.get((row["claim"], deciding))
    if label:
        return label
    return str(row["label"]) if on_one_page(deciding, own_id) else "another page"


def on_one_page(one: str, two: str) -> bool:
    """Tell whether two claims are of one source."""
    return one.partition("/")[0] == two.partition("/")[0]


if __name__ == "__main__":
    raise SystemExit(main())
