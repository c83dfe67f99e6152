"""Asking in a terminal: a proposal is shown with its evidence, and Enter takes it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import typer

from claimtrack.cli.output import clean, print_text
from claimtrack.errors import RefusedError


def can_ask() -> bool:
    """Return whether somebody sits there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(
    label: str,
    proposal: str = "",
    *,
    evidence: Sequence[str] = (),
    check: Callable[[str], str] | None = None,
) -> str:
    """Ask for a value until it is one, and return it; Enter takes the proposal.

    Args:
        label: what is asked for.
        proposal: what is taken for an empty answer.
        evidence: sentences shown before, on why it is proposed.
        check: returns the value in its final form, or raises `RefusedError`, which is shown.
    """
    for line in evidence:
        print_text(line, indent=2, hang=2, err=True)
    while True:
        shown = clean(proposal)
        answer = str(typer.prompt(label, default=shown, show_default=bool(shown), err=True)).strip()
        value = proposal if answer == shown else answer
        if check is None or not value:
            return value
        try:
            return check(value)
        except RefusedError as error:
            print_text(str(error), indent=2, hang=2, err=True)
            if error.hint:
                print_text(error.hint, indent=2, hang=2, err=True)


def check_date(value: str) -> str:
    """Return a date in its canonical form.

    Raises:
        InvalidDateError: it is none.
    """
    from claimtrack.values.dates import Edtf

    return str(Edtf.parse(value))
