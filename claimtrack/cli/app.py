"""The list of commands, and the one place that turns errors into exit codes."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from claimtrack import __version__
from claimtrack.cli import claim, investigate, link, source, start
from claimtrack.errors import ClaimtrackError

app = typer.Typer(
    name="claimtrack",
    help="A plain-text ledger of factual claims: quoted exactly, dated, linked, traced to origins.",
    epilog="Exit codes: 0 nothing found, 1 findings, 2 wrong usage, 3 refused, 4 unreadable.",
    no_args_is_help=True,
    rich_markup_mode=None,  # Rich would cost four times the whole of `--help`
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
start.register(app)
app.add_typer(source.app, name="source")
app.add_typer(claim.app, name="claim")
link.register(app)
investigate.register(app)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"claimtrack {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Keep the options that stand before any command."""


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: what stands after the program's name; those of the process by default.
    """
    try:
        app(args=arguments, prog_name="claimtrack")
    except ClaimtrackError as error:
        _print_error(str(error), error.hint)
        return error.exit_code
    except KeyboardInterrupt:
        _print_error("stopped; what was not finished was undone", "")
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not a fault of anybody's.
        sys.stderr.close()
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0


def _print_error(message: str, hint: str) -> None:
    from claimtrack.cli.output import clean

    typer.echo(f"claimtrack: {clean(message)}", err=True)
    if hint:
        typer.echo(f"  {clean(hint)}", err=True)
