"""`verify`: check everything there is to check, and say what could not be checked."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from claimtrack.cli.options import JsonOption, LedgerOption, open_ledger, show_examples
from claimtrack.cli.output import count, print_findings, print_json, print_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.models.settings import Settings
    from claimtrack.rules.rule import Examined
    from claimtrack.rules.verify import Verification

_EXAMPLES = show_examples(
    "claimtrack verify",
    "claimtrack verify --fail-on warning     for a gate in CI",
    "claimtrack verify --json | jq '.[].code'",
)

#: A bar for less than this many seconds only flickers.
_PATIENCE = 1.0


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("verify", epilog=_EXAMPLES)(verify)


def verify(
    fail_on: Annotated[
        Literal["error", "warning", "note"],
        typer.Option(help="Exit with 1 when something weighs this much or more."),
    ] = "error",
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check quotes, hashes, references, links and dates, and say what was not checked.

    A quote is looked up only in a text that is here and has the recorded hash. What is missing,
    changed, unreadable or withheld is said to be so: none of it is passed as checked.

    Codes are turned off, each with a reason, under [rules.off] in claimtrack.toml; how many
    findings that hides is said. Exits with 1 for findings at or above --fail-on, and with 4 when a
    file of the ledger cannot be read.
    """
    from claimtrack.models.finding import Severity
    from claimtrack.rules import verify as rules

    opened = open_ledger(ledger, warn=False)  # they are among the findings
    settings = load_settings(ledger)
    with showing_progress(sys.stderr) as progress:
        result = rules.verify(opened, settings, progress)
    if as_json:
        print_json([finding.to_document() for finding in result.findings])
    else:
        print_findings(result.findings)
        if result.findings:
            print_text()
    _print_summary(result, err=as_json)
    if result.count_at_least(Severity(fail_on)):
        raise typer.Exit(1)


def load_settings(folder: str | None) -> Settings:
    """Read the settings of the ledger that the options name.

    Raises:
        UnreadableLedgerError: they cannot be read.
    """
    from claimtrack.store import settings
    from claimtrack.store.layout import find_layout

    return settings.load_settings(find_layout(Path(folder or "."), explicit=folder is not None))


def _print_summary(result: Verification, *, err: bool) -> None:
    from claimtrack.models.finding import Severity

    numbers = [
        count(sum(finding.severity is severity for finding in result.findings), severity.value)
        for severity in Severity
    ]
    print_text(", ".join(numbers), err=err)
    whole = [each for each in result.examined if not each.left]
    if whole:
        counts = ", ".join(count(each.total, each.noun) for each in whole)
        print_text(f"checked: {counts}", hang=2, err=err)
    for each in result.examined:
        if each.left:
            print_text(_say_examined(each), hang=2, err=err)
    for hidden in result.hidden:
        number = count(hidden.number, f"finding of {hidden.code}", f"findings of {hidden.code}")
        print_text(f"{number} not shown: {hidden.reason}", hang=2, err=err)


def _say_examined(each: Examined) -> str:
    checked = f"{each.examined:,} checked" if each.examined else "none checked"
    left = "; ".join(f"{number:,} {reason}" for reason, number in each.left)
    return f"{count(each.total, each.noun)}: {checked}; {left}"


@contextmanager
def showing_progress(
    stream: TextIO, patience: float = _PATIENCE, *, work: str = "re-checking captures"
) -> Iterator[Callable[[int, int], None] | None]:
    """Give what shows a bar on a terminal, once the work has taken a while; else None.

    Args:
        stream: where to; nothing is shown on what is no terminal.
        patience: after how many seconds.
        work: what is being done.
    """
    if not stream.isatty():
        yield None
        return
    started = time.monotonic()
    with ExitStack() as stack:
        shown: list[Callable[[int, int], None]] = []

        def show(done: int, total: int) -> None:
            if not shown and time.monotonic() - started > patience:
                shown.append(_start_bar(stack, stream, work))
            for update in shown:
                update(done, total)

        yield show


def _start_bar(stack: ExitStack, stream: TextIO, work: str) -> Callable[[int, int], None]:
    from rich.console import Console
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=Console(file=stream), transient=True))
    task = bar.add_task(work)
    return lambda done, total: bar.update(task, completed=done, total=total)
