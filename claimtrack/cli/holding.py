"""Opening a ledger to hold drafts against it, with the progress of that shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claimtrack.cli.options import open_ledger, warn_of_settings

if TYPE_CHECKING:
    from claimtrack.check.checking import Checker
    from claimtrack.compare import StanceModel
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.search.view import LedgerView
    from claimtrack.store.layout import Layout

#: So many sentences, or files of the ledger, take about a second.
FEW_SENTENCES, _FEW_FILES = 50, 500


def open_checker(
    folder: str | None,
    minimum_origins: int,
    model: StanceModel | None,
    most_shown: int | None = None,
) -> Checker:
    """Open the ledger that the options name, to hold statements against it.

    Args:
        folder: as the option has it.
        minimum_origins: from how many origins on a statement counts as supported.
        model: is asked where no rule decides; None for rules alone.
        most_shown: how many claims are shown for a statement; None for as many as usual.

    Raises:
        NoLedgerError: there is none.
        BrokenFilesError: a file of it cannot be read, so that an answer could be a false one.
    """
    from claimtrack.check.checking import MOST_SHOWN, Checker
    from claimtrack.store.layout import find_layout

    layout = find_layout(Path(folder or "."), explicit=folder is not None)
    opened = _open_whole(layout, folder)
    return Checker(
        opened,
        layout,
        minimum_origins=minimum_origins,
        model=model,
        most_shown=most_shown or MOST_SHOWN,
    )


def open_records(folder: str | None) -> Ledger | LedgerView:
    """Open the ledger that the options name, to look up a few records of it.

    Only where it has an index it is opened through that: making one takes longer than to load all.

    Args:
        folder: as the option has it.

    Raises:
        NoLedgerError: there is none.
    """
    from claimtrack.store.layout import WORKING, find_layout

    layout = find_layout(Path(folder or "."), explicit=folder is not None)
    has_index = (layout.root / WORKING / "index" / "claims").is_dir()
    return (has_index and _open_view(layout, folder)) or open_ledger(folder)


def _open_view(layout: Layout, folder: str | None) -> LedgerView | None:
    from claimtrack.search.view import LedgerView

    with showing_progress("indexing", few=_FEW_FILES) as progress:
        view = LedgerView.open(layout, tell=_say, progress=progress)
    if view is not None:
        warn_of_settings(folder)
    return view


def _open_whole(layout: Layout, folder: str | None) -> Ledger | LedgerView:
    """Open the ledger: through its index if it is large, otherwise as a whole."""
    from claimtrack.errors import BrokenFilesError

    if view := _open_view(layout, folder):
        return view
    opened = open_ledger(folder)
    if opened.faults:  # an answer without what is in them could be a false one
        raise BrokenFilesError(tuple(str(fault) for fault in opened.faults))
    return opened


def _say(note: str) -> None:
    from claimtrack.cli.output import clean

    typer.echo(f"claimtrack: {clean(note)}", err=True)


@contextmanager
def showing_progress(work: str, few: int) -> Iterator[Callable[[int, int], None] | None]:
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
