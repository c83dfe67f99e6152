"""`init`: start a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli.options import JsonOption, show_examples
from claimtrack.cli.output import print_json, print_text

_EXAMPLES = show_examples("claimtrack init", "claimtrack init investigations/harbour")


def register(app: typer.Typer) -> None:
    """Add the commands of this file to ``app``."""
    app.command("init", epilog=_EXAMPLES)(init)


def init(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Where; made when it is not there.", show_default="here"
        ),
    ] = Path(),
    as_json: JsonOption = False,
) -> None:
    """Start a ledger: a settings file and two folders, ready for git."""
    from claimtrack.ledger.starting import start_ledger

    root = folder.absolute()
    created = start_ledger(root)
    if as_json:
        print_json({"ledger": str(root), "created": created})
        return
    print_text(f"started a ledger in {root}")
    print_text(f"wrote {', '.join(created)}", indent=2, hang=2)
    print_text("next: claimtrack source add FILE", indent=2)
