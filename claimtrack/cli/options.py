"""Options that several commands share, and what they stand for."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import completion

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Ledger

#: Whether a ledger was opened of which files could not be read: then no command ends well.
PARTIAL: ContextVar[bool] = ContextVar("PARTIAL", default=False)

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        "-C",
        metavar="FOLDER",
        envvar="CLAIMTRACK_LEDGER",
        help="The ledger's folder.  [default: the nearest one here or above]",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="CLAIMTRACK_BY",
        help="Who decides this.  [default: your user name]",
        show_default=False,
    ),
]
SourceArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A source id, or an unambiguous beginning of one.",
        autocompletion=completion.complete_source,
    ),
]
ClaimArgument = Annotated[
    str,
    typer.Argument(
        metavar="CLAIM",
        help="A claim id, or an unambiguous beginning of one.",
        autocompletion=completion.complete_claim,
    ),
]


def show_examples(*lines: str) -> str:
    """Return what stands under a command's help: its examples, line by line as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def open_ledger(folder: str | None, *, warn: bool = True) -> Ledger:
    """Open the ledger that the options name, and say on stderr which of its files cannot be read.

    Args:
        folder: as the option has it.
        warn: whether to say so, and which of its settings mean nothing.

    Raises:
        NoLedgerError: there is none.
    """
    from claimtrack.cli.output import print_faults
    from claimtrack.ledger import ledger

    opened = ledger.open_ledger(folder)
    if warn:
        warn_of_settings(folder)
        print_faults(opened.faults)
    if opened.faults:
        PARTIAL.set(True)
    return opened


def warn_of_settings(folder: str | None) -> None:
    """Say on stderr which keys of the settings mean nothing; those that cannot be read wait."""
    from claimtrack.cli.output import clean
    from claimtrack.errors import UnreadableLedgerError
    from claimtrack.ledger.settings import read_settings
    from claimtrack.models.settings import find_unknown_settings

    try:
        settings = read_settings(folder)
    except UnreadableLedgerError:  # whoever needs them will say so
        return
    for unknown in find_unknown_settings(settings):
        typer.echo(f"claimtrack: claimtrack.toml: {clean(str(unknown))}", err=True)


def name_user(by: str | None) -> str:
    """Return who decides: the name given, else the one the system knows."""
    if by:
        return by
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # neither environment nor system has a name
        return "unknown"
