"""Write docs/cli.md: what `--help` prints for every command, so that the page cannot drift."""

from __future__ import annotations

import contextlib
import io
import os
from typing import TYPE_CHECKING, Any

import typer.main

from claimtrack.cli.app import make_app, run

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """# The commands

What `claimtrack … --help` prints; `make docs` writes this page.
Ids may be given by an unambiguous beginning. `--json` prints JSON on stdout; messages go to stderr.

| exit code | means |
| --- | --- |
| 0 | nothing found |
| 1 | findings at or above `--fail-on` |
| 2 | wrong usage |
| 3 | refused, or stopped by Ctrl-C or a no; nothing was changed |
| 4 | the ledger, or a file of it, cannot be read; what could be read is shown |

`claimtrack --install-completion` teaches your shell to complete commands and ids.
"""


def walk(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - Click's class is private to Typer
    """Yield the path of a command and of all below it."""
    yield path
    for name in getattr(command, "commands", {}):
        yield from walk(command.commands[name], (*path, name))


def read_help(path: tuple[str, ...]) -> str:
    """Return what ``claimtrack PATH --help`` prints, 80 columns wide."""
    os.environ["COLUMNS"] = "80"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        run([*path, "--help"])
    return "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines())


def make_page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for path in walk(typer.main.get_command(make_app())):
        name = " ".join(("claimtrack", *path))
        parts.append(f"{'#' * (2 + len(path[1:]))} {name}\n\n```\n{read_help(path)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(make_page(), end="")
