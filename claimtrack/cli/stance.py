"""The stance model as commands use it: on unless asked otherwise, and said when it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from claimtrack.stance.scorer import OnnxStance

RulesOnlyOption = Annotated[
    bool, typer.Option("--rules-only", help="Judge by rules alone, without the stance model.")
]


def open_model(*, rules_only: bool) -> OnnxStance | None:
    """Return the stance model, or None when it is not wanted or, with a message, cannot be used."""
    if rules_only:
        return None
    from claimtrack.cli.output import clean
    from claimtrack.stance.scorer import StanceModelError, load_stance_model

    try:
        return load_stance_model()
    except StanceModelError as error:
        typer.echo(f"claimtrack: {clean(str(error))}; rules alone decide", err=True)
        return None
