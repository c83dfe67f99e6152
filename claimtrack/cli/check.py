"""`check`: hold a statement or whole drafts against the ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimtrack.cli.drafts import are_same, exists, find_drafts, read_given
from claimtrack.cli.holding import FEW_SENTENCES, open_checker, showing_progress
from claimtrack.cli.options import JsonOption, LedgerOption, show_examples
from claimtrack.cli.output import width
from claimtrack.cli.outputs import refuse_own_places, write_output
from claimtrack.cli.stance import ModelOption, RulesOnlyOption, open_model

if TYPE_CHECKING:
    from claimtrack.check.checking import Checker
    from claimtrack.check.results import CheckReport, State
    from claimtrack.models.settings import CheckSettings

_EXAMPLES = show_examples(
    'claimtrack check "At least 41 North Koreans were detained in 2017."',
    "claimtrack check draft.md --fail-on contradicted,unsourced",
    "claimtrack check draft.docx --format html --output checked.html",
    "claimtrack check drafts/*.md --since main --format github",
    "claimtrack check draft.md --watch",
)
Format = Literal["terminal", "json", "markdown", "html", "sarif", "junit", "github"]


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("check", epilog=_EXAMPLES)(check)


def check(  # noqa: PLR0917 - Typer makes an option of each
    drafts: Annotated[
        list[str],
        typer.Argument(metavar="DRAFT", help="Files, - for standard input, or a statement."),
    ],
    output_format: Annotated[
        Format, typer.Option("--format", help="How to show what was found.")
    ] = "terminal",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False),
    ] = None,
    minimum_origins: Annotated[
        int | None,
        typer.Option(
            "--min-origins",
            min=1,
            metavar="N",
            help="From how many origins on a statement counts as supported.  "
            "[default: as claimtrack.toml says, else 2]",
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="STATES",
            help="Exit with 1 when a statement is in one of these states, with commas between; "
            "never for none.  [default: contradicted,disputed,unsourced]",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="STATES", help="List these alone.", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="Only sentences on lines that changed since this git revision.",
            show_default=False,
        ),
    ] = None,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Check again whenever a draft or the ledger changes."),
    ] = False,
    rules_only: RulesOnlyOption = False,
    model: ModelOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say for each statement what the ledger has to say to it, and why.

    Each number, date, name and quotation is traced by itself. It says what the sources say and
    never what is true. A comment in the draft, <!-- claimtrack: ok because … -->, accepts the
    sentence before it.

    Several drafts have a report each, one after the other; JSON is then an array. One that cannot
    be read is said to be so, the others are checked, and the exit code is the highest of all.

    --watch goes on until Ctrl-C, and ends with the exit code of the last check.

    States: contradicted, disputed, unsourced, single-origin, supported, not-checkable.
    """
    task = _Task(
        drafts=find_drafts(drafts),
        several=len(drafts) > 1,
        output_format="json" if as_json else output_format,
        output=output,
        minimum_origins=minimum_origins,
        fail_on=None if fail_on is None else _read_states("--fail-on", fail_on),
        only=None if only is None else _read_states("--only", only),
        since=since,
        rules_only=rules_only,
        model=model,
        ledger=ledger,
    )
    _refuse_what_cannot_be(task, watch=watch)
    code = _watch(task) if watch else _run(task)
    if code:
        raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class _Task:
    """What was asked for."""

    drafts: Mapping[str, Path | None]
    """As they were given, with the file that each is; None for what is none."""
    several: bool
    output_format: Format
    output: Path | None
    minimum_origins: int | None
    fail_on: frozenset[State] | None
    only: frozenset[State] | None
    since: str | None
    rules_only: bool
    model: str | None
    ledger: str | None


_DEFAULT_FAILING = ("contradicted", "disputed", "unsourced")


def _refuse_what_cannot_be(task: _Task, *, watch: bool) -> None:
    files = [path for path in task.drafts.values() if path is not None]
    if task.since is not None and len(files) < len(task.drafts):
        raise typer.BadParameter("only a file has a history", param_hint="--since")
    if watch and len(files) < len(task.drafts):
        raise typer.BadParameter("only a file can be watched", param_hint="--watch")
    if task.output is not None and any(map(partial(are_same, task.output), files)):
        raise typer.BadParameter("it would be written over the draft", param_hint="--output")
    if task.output is not None:
        refuse_own_places(task.output)


def _watch(task: _Task) -> int:
    from claimtrack.cli.watching import look_at, watch
    from claimtrack.errors import UnreadableInputError
    from claimtrack.store.layout import find_layout

    layout = find_layout(Path(task.ledger or "."), explicit=task.ledger is not None)
    files = [path for path in task.drafts.values() if path is not None]
    for path in files:  # later one may be gone for a while, but a slip of the pen is said at once
        if not exists(path):
            raise UnreadableInputError(str(path), "there is no such file")
    return watch(lambda: _run(task), lambda: look_at(files, layout))


def _run(task: _Task) -> int:
    """Check all drafts, show what was found, and return the exit code."""
    from claimtrack.check.formats import FORMATS, Options
    from claimtrack.check.results import State
    from claimtrack.ledger.settings import read_settings

    settings = read_settings(task.ledger)
    chosen = settings.check
    least = task.minimum_origins or chosen.minimum_origins or settings.minimum_origins
    model = open_model(rules_only=task.rules_only, chosen=task.model, ledger=task.ledger)
    checker = open_checker(task.ledger, least, model)
    reports, code = _check_drafts(task, checker, settings.sources.largest_file_mb)
    options = Options(
        only=frozenset(map(State, chosen.only or State)) if task.only is None else task.only,
        fail_on=frozenset(map(State, _name_failing(chosen)))
        if task.fail_on is None
        else task.fail_on,
        colour=task.output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        columns=width(),
        several=task.several,
    )
    rendered = FORMATS[task.output_format](reports, options)
    if task.output is None:
        typer.echo(rendered, nl=False)
    else:
        write_output(task.output, rendered.encode("utf-8", "backslashreplace"))
    failures = sum(_count_failures(report, options.fail_on) for report in reports)
    return max(code, 1 if failures else 0)


def _name_failing(chosen: CheckSettings) -> tuple[str, ...]:
    return _DEFAULT_FAILING if chosen.fail_on is None else chosen.fail_on


def _check_drafts(task: _Task, checker: Checker, megabytes: int) -> tuple[list[CheckReport], int]:
    """Return a report of each draft, and the exit code of what could not be read, or 0."""
    from claimtrack.check.results import CheckReport
    from claimtrack.cli.watching import print_error
    from claimtrack.errors import RefusedError

    reports, code = [], 0
    for given, path in task.drafts.items():
        try:
            draft, changed = read_given(given, path, megabytes, task.since)
        except RefusedError as error:
            if not task.several:
                raise
            print_error(error)
            code = max(code, error.exit_code)
            lost = CheckReport(given, (), (), remarks=(f"it could not be read: {error}",))
            reports.append(lost)
            continue
        with showing_progress("checking", few=FEW_SENTENCES) as progress:
            reports.append(checker.check_draft(draft, changed=changed, progress=progress))
    return reports, code


def _read_states(option: str, given: str) -> frozenset[State]:
    from claimtrack.check.results import State

    if given.strip() in {"", "never"}:
        return frozenset()
    states = []
    for word in given.split(","):
        try:
            states.append(State(word.strip().lower().replace(" ", "-")))
        except ValueError:
            known = ", ".join(State)
            raise typer.BadParameter(
                f"there is no state “{word.strip()}”; there are {known}", param_hint=option
            ) from None
    return frozenset(states)


def _count_failures(report: CheckReport, failing: frozenset[State]) -> int:
    return sum(1 for each in report.statements if each.state in failing and not each.accepted)
