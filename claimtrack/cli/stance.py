"""The stance model as commands use it: on unless asked otherwise, and said when it is not there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from claimtrack.compare import StanceModel

RulesOnlyOption = Annotated[
    bool, typer.Option("--rules-only", help="Judge by rules alone, without the stance model.")
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="FOLDER",
        help="Judge wording by a model of your own for natural language inference: its folder, an "
        "ONNX file, or its name on the Hugging Face hub if you fetched it before; nothing is "
        "downloaded.  [default: as claimtrack.toml says, else the one that comes with claimtrack]",
        show_default=False,
    ),
]


def open_model(
    *, rules_only: bool, chosen: str | None = None, ledger: str | None = None
) -> StanceModel | None:
    """Return the stance model, or None when none is wanted or, with a message, ours cannot be used.

    Args:
        rules_only: whether none is wanted.
        chosen: what ``--model`` says; it outweighs the settings.
        ledger: what ``--ledger`` says; without one there are no settings.

    Raises:
        UnusableModelError: the one that was chosen is missing or broken. Another, or none, would
            give other answers than those that were asked for.
    """
    if rules_only:
        if chosen is not None:
            raise typer.BadParameter("with --rules-only there is no model", param_hint="--model")
        return None
    given, base = (chosen, Path()) if chosen is not None else _read_chosen(ledger)
    if given is not None:
        from claimtrack.stance.chosen import load_chosen_model

        return load_chosen_model(given, base)
    from claimtrack.cli.output import clean
    from claimtrack.stance.scorer import StanceModelError, load_stance_model

    try:
        return load_stance_model()
    except StanceModelError as error:
        typer.echo(f"claimtrack: {clean(str(error))}; rules alone decide", err=True)
        return None


def _read_chosen(ledger: str | None) -> tuple[str | None, Path]:
    """Return the model of the ledger's settings, and the folder that its path starts from."""
    from claimtrack.errors import NoLedgerError
    from claimtrack.store.layout import find_layout
    from claimtrack.store.settings import load_settings

    try:
        layout = find_layout(Path(ledger or "."), explicit=ledger is not None)
    except NoLedgerError:
        return None, Path()
    return load_settings(layout).stance.model, layout.root
