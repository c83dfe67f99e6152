"""How commands print: JSON to stdout, messages to stderr, text wrapped and safe for a terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from claimtrack.values.printable import clean, count, dump_json

if TYPE_CHECKING:
    from claimtrack.models.finding import Finding

__all__ = [
    "NARROWEST",
    "WIDEST",
    "announcing",
    "clean",
    "count",
    "print_columns",
    "print_faults",
    "print_findings",
    "print_json",
    "print_line",
    "print_text",
    "width",
    "wrap",
]

#: Wider lines are hard to read; narrower ones are respected down to this many columns.
WIDEST, NARROWEST = 100, 40


def width() -> int:
    """Return how many columns to fill: the terminal's, or 80 in a pipe."""
    columns = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    return max(NARROWEST, min(columns, WIDEST))


def print_json(document: object) -> None:
    """Print a document as JSON."""
    typer.echo(dump_json(document))


def print_text(text: str = "", *, indent: int = 0, hang: int = 0, err: bool = False) -> None:
    """Print a paragraph, wrapped; after its first line ``hang`` columns further in."""
    typer.echo(wrap(text, indent=indent, hang=hang), err=err)


def print_line(text: str) -> None:
    """Print one line, however long: what programs read is not broken up."""
    typer.echo(clean(text).replace("\n", " "))


def wrap(text: str, *, indent: int = 0, hang: int = 0) -> str:
    """Return a paragraph, wrapped; after its first line ``hang`` columns further in."""
    lines = []
    for line in clean(text).split("\n"):
        filled = textwrap.fill(
            line,
            width(),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines.append(filled)
    return "\n".join(lines)


def print_columns(
    rows: Sequence[Sequence[str]], *, indent: int = 0, gap: int = 2, err: bool = False
) -> None:
    """Print rows as columns as wide as their longest cell, the last one wrapped."""
    if not rows:
        return
    widths = [max(len(clean(cell)) for cell in column) for column in zip(*rows, strict=True)][:-1]
    hang = sum(widths) + gap * len(widths)
    for row in rows:
        cells = [clean(cell).ljust(size) for cell, size in zip(row, widths, strict=False)]
        line = (" " * gap).join([*cells, row[-1]]).rstrip()
        print_text(line, indent=indent, hang=hang, err=err)


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings, a line each with its reason under it; wrapped on a terminal alone.

    In a pipe another program reads them, and looks for ``file:line: CODE message`` on one line.
    """
    for finding in findings:
        if sys.stdout.isatty():
            print_text(str(finding), hang=4)
            print_text(finding.why, indent=4)
        else:
            print_line(str(finding))
            for line in finding.why.splitlines():
                print_line(f"    {line}")


def print_faults(faults: Sequence[Finding]) -> None:
    """Say on stderr which files could not be read, and that what is in them is missing."""
    for fault in faults:
        typer.echo(f"claimtrack: cannot read {clean(str(fault))} ({clean(fault.why)})", err=True)
    if faults:
        them = "it" if len(faults) == 1 else "them"
        typer.echo(f"  What is in {them} is missing from the answer.", err=True)


@contextmanager
def announcing(work: str) -> Iterator[None]:
    """Say on the terminal what is being done, if it takes longer than a second."""
    if not sys.stderr.isatty():
        yield
        return
    timer = threading.Timer(1.0, lambda: typer.echo(f"{clean(work)} …", err=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
