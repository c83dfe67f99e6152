"""`check`: hold a statement or a whole draft against the ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimtrack.cli.options import (
    JsonOption,
    LedgerOption,
    open_ledger,
    show_examples,
    warn_of_settings,
)
from claimtrack.cli.output import width
from claimtrack.cli.stance import ModelOption, RulesOnlyOption, open_model

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport, State
    from claimtrack.compare import StanceModel
    from claimtrack.extract.draft import Draft
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.settings import CheckSettings
    from claimtrack.search.view import LedgerView
    from claimtrack.store.layout import Layout

_EXAMPLES = show_examples(
    'claimtrack check "At least 41 North Koreans were detained in 2017."',
    "claimtrack check draft.md --fail-on contradicted,unsourced",
    "claimtrack check draft.docx --format html --output checked.html",
    "claimtrack check draft.md --since main --format github",
)
Format = Literal["terminal", "json", "markdown", "html", "sarif", "junit", "github"]


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("check", epilog=_EXAMPLES)(check)


def check(  # noqa: PLR0917 - Typer makes an option of each
    draft: Annotated[
        str,
        typer.Argument(metavar="DRAFT", help="A file, - for standard input, or a statement."),
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
    rules_only: RulesOnlyOption = False,
    model: ModelOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say for each statement what the ledger has to say to it, and why.

    Each number, date, name and quotation is traced by itself. It says what the sources say and
    never what is true. A comment in the draft, <!-- claimtrack: ok because … -->, accepts the
    sentence before it.

    States: contradicted, disputed, unsourced, single-origin, supported, not-checkable.
    """
    from claimtrack.check.formats import FORMATS, Options
    from claimtrack.check.results import State
    from claimtrack.ledger.settings import read_settings

    shown = None if only is None else _read_states("--only", only)
    failing = None if fail_on is None else _read_states("--fail-on", fail_on)
    settings = read_settings(ledger)
    chosen = settings.check
    least = minimum_origins or chosen.minimum_origins or settings.minimum_origins
    limit = settings.sources.largest_file_mb
    judge = open_model(rules_only=rules_only, chosen=model, ledger=ledger)
    report = _make_report(draft, ledger, least, limit, since, judge)
    options = Options(
        only=frozenset(map(State, chosen.only or State)) if shown is None else shown,
        fail_on=frozenset(map(State, _name_failing(chosen))) if failing is None else failing,
        colour=output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        columns=width(),
    )
    rendered = FORMATS["json" if as_json else output_format]([report], options)
    if output is None:
        typer.echo(rendered, nl=False)
    else:
        _write(output, rendered)
    if _count_failures(report, options.fail_on):
        raise typer.Exit(1)


_DEFAULT_FAILING = ("contradicted", "disputed", "unsourced")


def _name_failing(chosen: CheckSettings) -> tuple[str, ...]:
    return _DEFAULT_FAILING if chosen.fail_on is None else chosen.fail_on


def _make_report(
    given: str,
    folder: str | None,
    minimum_origins: int,
    megabytes: int,
    since: str | None,
    model: StanceModel | None,
) -> CheckReport:
    from claimtrack.check.checking import Checker
    from claimtrack.store.layout import find_layout

    layout = find_layout(Path(folder or "."), explicit=folder is not None)
    opened = _open(layout, folder)
    draft, path = _read(given, megabytes)
    changed = None
    if since is not None:
        from claimtrack.extract.revisions import find_changed_lines

        if path is None:
            raise typer.BadParameter("only a file has a history", param_hint="--since")
        changed = find_changed_lines(path, since)
    checker = Checker(
        opened,
        layout,
        minimum_origins=minimum_origins,
        model=model,
    )
    with _showing_progress("checking", few=_FEW) as progress:
        return checker.check_draft(draft, changed=changed, progress=progress)


def _open(layout: Layout, folder: str | None) -> Ledger | LedgerView:
    """Open the ledger: through its index if it is large, otherwise as a whole."""
    from claimtrack.errors import BrokenFilesError
    from claimtrack.search.view import LedgerView

    with _showing_progress("indexing", few=_FEW_FILES) as progress:
        view = LedgerView.open(layout, tell=_say, progress=progress)
    if view is not None:
        warn_of_settings(folder)
        return view
    opened = open_ledger(folder)
    if opened.faults:  # an answer without what is in them could be a false one
        raise BrokenFilesError(tuple(str(fault) for fault in opened.faults))
    return opened


def _say(note: str) -> None:
    from claimtrack.cli.output import clean

    typer.echo(f"claimtrack: {clean(note)}", err=True)


def _read(given: str, megabytes: int) -> tuple[Draft, Path | None]:
    """Read a file, standard input or a statement: what looks like a file and is none is refused."""
    from claimtrack.extract.drafts import read_draft
    from claimtrack.ledger.intake import MEGABYTE, read_file, read_stream

    limit = megabytes * MEGABYTE
    if given == "-":
        return read_draft(read_stream(sys.stdin.buffer, limit), name="-"), None
    path = Path(given)
    is_words = any(character.isspace() for character in given.strip())
    if not is_words or _exists(path):
        return read_draft(read_file(path, limit), name=path.as_posix()), path
    return read_draft(given.encode(), name="statement", media_type="text/plain"), None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a statement can be longer than any file name
        return False


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


def _write(path: Path, text: str) -> None:
    from claimtrack.store.atomic import reporting_disk_faults, write_file

    with reporting_disk_faults(str(path)):
        write_file(path, text.encode("utf-8", "backslashreplace"))


@contextmanager
def _showing_progress(work: str, few: int) -> Iterator[Callable[[int, int], None] | None]:
    """Show how far it is, on a terminal, when there is more to do than ``few``."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(work, visible=False)

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=total > few)

        yield step


#: So many sentences, or files of the ledger, take about a second.
_FEW, _FEW_FILES = 50, 500
