"""`compare`: how two statements stand to each other, or a whole file of pairs."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from claimtrack.cli import completion
from claimtrack.cli.options import JsonOption, LedgerOption, open_ledger, show_examples
from claimtrack.cli.output import print_json, print_line, print_text
from claimtrack.cli.stance import ModelOption, RulesOnlyOption, open_model

if TYPE_CHECKING:
    from claimtrack.compare import Comparison, Reason, StanceModel, Statement

_EXAMPLES = show_examples(
    'claimtrack compare "At least 41 people were held." "92 people were held."',
    "claimtrack compare agency/240-go union/280-go",
    "claimtrack compare --batch pairs.jsonl > answers.jsonl",
)
#: What is written like a claim id is one; a typed statement has a space in it.
_CLAIM_ID = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9-]*)?")
#: So many pairs pass between two notes of progress: about a quarter of a second.
_PROGRESS_STEP = 250


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("compare", epilog=_EXAMPLES)(compare)


def compare(
    claim: Annotated[
        str | None,
        typer.Argument(
            metavar="CLAIM",
            help="A claim id, or a statement.",
            autocompletion=completion.complete_claim,
        ),
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Argument(
            metavar="EVIDENCE",
            help="What it is held against, likewise.",
            autocompletion=completion.complete_claim,
        ),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Compare the pairs of a file, a JSON object with id, claim and evidence on each "
            "line; - for standard input. Writes one JSON object a line.",
        ),
    ] = None,
    rules_only: RulesOnlyOption = False,
    model: ModelOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether one statement supports another, conflicts with it, or neither, and why.

    The answer is about what the two say, never about which of them is true.
    """
    if batch is not None:
        if claim is not None or evidence is not None:
            raise typer.BadParameter("--batch takes no statements besides its file")
        _compare_batch(batch, open_model(rules_only=rules_only, chosen=model, ledger=ledger))
        return
    if claim is None or evidence is None:
        raise typer.BadParameter("give two statements or claim ids, or --batch FILE")
    judge = open_model(rules_only=rules_only, chosen=model, ledger=ledger)
    _compare_two(claim, evidence, ledger, judge, as_json=as_json)


def _compare_two(
    claim: str, evidence: str, ledger: str | None, model: StanceModel | None, *, as_json: bool
) -> None:
    from claimtrack.compare import compare as compare_statements

    left, right = _read_statements((claim, evidence), ledger)
    comparison = compare_statements(left, right, model)
    if as_json:
        print_json({"claim": left.text, "evidence": right.text, **_to_document(comparison)})
        return
    scores = comparison.scores
    print_line(f"{comparison.verdict} ({comparison.score:.0%})")
    print_text(
        f"supports {scores.supports:.2f}, conflicts {scores.conflicts:.2f}, "
        f"unclear {scores.unclear:.2f}",
        indent=2,
    )
    for reason in comparison.reasons:
        print_text(f"{_mark(reason)} {reason.sentence}", indent=2, hang=2)


def _mark(reason: Reason) -> str:
    from claimtrack.compare import Verdict

    marks = {Verdict.SUPPORTS: "+", Verdict.CONFLICTS: "!"}
    return marks.get(reason.verdict, "?")


def _read_statements(given: tuple[str, ...], folder: str | None) -> list[Statement]:
    """Prepare what was given; the ledger is opened only for an id."""
    from claimtrack.compare import prepare_statement

    ids = [words for words in given if _CLAIM_ID.fullmatch(words)]
    opened = open_ledger(folder) if ids else None
    statements = []
    for words in given:
        if opened is None or words not in ids:
            statements.append(prepare_statement(words))
            continue
        found = opened.find_claim(words)
        statements.append(
            prepare_statement(
                found.text, said=found.said, about=found.about, attribution=found.attribution
            )
        )
    return statements


def _to_document(comparison: Comparison) -> dict[str, Any]:
    scores = comparison.scores
    return {
        "verdict": comparison.verdict,
        "score": comparison.score,
        "scores": {
            "supports": scores.supports,
            "conflicts": scores.conflicts,
            "unclear": scores.unclear,
        },
        "reasons": [
            {
                "comparator": reason.comparator,
                "verdict": reason.verdict,
                "weight": reason.weight,
                "sentence": reason.sentence,
                "left": reason.left,
                "right": reason.right,
                "decides": reason.decides,
                "cause": reason.cause,
            }
            for reason in comparison.reasons
        ],
    }


class Progress:
    """A count of pairs on one line of a terminal; nothing on anything else.

    Args:
        stream: where it is shown.
        step: how many pairs pass between two notes.
    """

    def __init__(self, stream: TextIO, step: int = _PROGRESS_STEP) -> None:
        self._stream = stream if stream.isatty() else None
        self._step = step

    def show(self, count: int) -> None:
        """Show the count, if it is time to."""
        if self._stream is not None and count % self._step == 0:
            self._write(f"\r{count:,} compared")

    def finish(self, count: int) -> None:
        """Show the last count and leave the line, if any count was shown."""
        if count >= self._step:
            self._write(f"\r{count:,} compared\n")

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(text)
            self._stream.flush()


def _compare_batch(name: str, model: StanceModel | None) -> None:
    """Compare the pairs of a file as they come; name the lines that cannot be read."""
    from claimtrack.cli.batch import Batch, write_answer
    from claimtrack.compare import compare as compare_statements
    from claimtrack.compare import prepare_statement

    progress = Progress(sys.stderr)
    batch = Batch(name, "claim", "evidence")
    for pair in batch.read():
        comparison = compare_statements(
            prepare_statement(pair["claim"]), prepare_statement(pair["evidence"]), model
        )
        write_answer({"id": pair["id"], **_to_document(comparison)})
        progress.show(batch.lines)
    progress.finish(batch.lines)
    batch.refuse_bad_lines()
