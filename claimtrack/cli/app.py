"""The program, and the one place that turns errors into exit codes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from itertools import takewhile
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from claimtrack import __version__
from claimtrack.cli.commands import GROUPS, add_commands
from claimtrack.cli.options import PARTIAL
from claimtrack.errors import (
    ClaimtrackError,
    OutputFailedError,
    RefusedError,
    UnreadableLedgerError,
)

#: The shell sets this when it asks for completions.
_COMPLETING = "_CLAIMTRACK_COMPLETE"

#: Whoever stops a command, by Ctrl-C or by a no, refuses it: nothing was changed.
_STOPPED = RefusedError.exit_code
#: What Typer ends with when it is stopped outside of any command.
_STOPPED_EARLY = 130
#: Why the system takes no more output: the disk behind it is full, or broken.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_WRONG_USAGE = 2


class _Commands(TyperGroup):
    """The commands; it catches what would otherwise end a command without a word or a reason."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - as below
        """Return the names in the order in which somebody new meets them."""
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: (name != "init", name not in GROUPS))

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as Typer's own private class has it
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, EOFError, typer.Abort):
            raise typer.Exit(say_stopped()) from None
        except BrokenPipeError:
            # The reader of our output went away (`| head`): nobody's fault. What is still in the
            # buffer would be tried once more at exit, and complained about.
            _discard_output()
            raise typer.Exit(0) from None
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")  # a library's, not a reason
            raise


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"claimtrack {__version__}")
        raise typer.Exit


def make_app(arguments: Sequence[str] | None = None) -> typer.Typer:
    """Make the program.

    Args:
        arguments: what it will be run with, so that no other command is read; None for all.
    """
    app = typer.Typer(
        name="claimtrack",
        cls=_Commands,
        help="A plain-text ledger of factual claims: quoted exactly, dated, linked, traced.",
        epilog="Exit codes: 0 nothing found, 1 findings, 2 wrong usage, 3 refused, 4 unreadable.",
        no_args_is_help=True,
        rich_markup_mode=None,  # Rich would cost four times the whole of `--help`
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_main)
    words = None
    if arguments is not None and _COMPLETING not in os.environ:
        words = list(takewhile(lambda argument: not argument.startswith("-"), arguments))
    add_commands(app, words)
    return app


def _main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Keep the options that stand before any command."""


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    A command that could read only a part of the ledger says so with its code, whatever else it
    found in that part.

    Args:
        arguments: what stands after the program's name; those of the process by default.
    """
    PARTIAL.set(False)
    code = _run(sys.argv[1:] if arguments is None else arguments)
    if PARTIAL.get() and code != _WRONG_USAGE:
        return UnreadableLedgerError.exit_code
    return code


def _run(arguments: list[str]) -> int:
    try:
        make_app(arguments)(args=arguments, prog_name="claimtrack")
    except ClaimtrackError as error:
        _print_error(str(error), error.hint)
        return error.exit_code
    except KeyboardInterrupt:  # before any command began
        return say_stopped()
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _discard_output()
        refusal = OutputFailedError(error.strerror or str(error))
        _print_error(str(refusal), refusal.hint)
        return refusal.exit_code
    except SystemExit as stop:
        if stop.code == _STOPPED_EARLY:
            return say_stopped()
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0


def say_stopped() -> int:
    """Say that a person stopped the program, and return the exit code for that."""
    typer.echo(err=True)
    _print_error("stopped; nothing is left half-done", "")
    return _STOPPED


def _discard_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_error(message: str, hint: str) -> None:
    from claimtrack.cli.output import clean

    typer.echo(f"claimtrack: {clean(message)}", err=True)
    if hint:
        typer.echo(f"  {clean(hint)}", err=True)
