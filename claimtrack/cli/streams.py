"""Input and output that were closed before the program began, as in ``claimtrack cite … 2>&-``."""

from __future__ import annotations

import os
import sys

_LAST = 2
_STANDARD = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def fill_streams() -> None:
    """Let a stream that was closed lead nowhere.

    Else it would be missing where the program asks whether it is a terminal; and its number would
    be that of the file which is opened next, into which another program would then write.
    """
    if all(getattr(sys, name) is not None for name, _ in _STANDARD):
        return
    number = os.open(os.devnull, os.O_RDWR)
    while number <= _LAST:
        os.set_inheritable(number, True)
        number = os.open(os.devnull, os.O_RDWR)
    os.close(number)
    for number, (name, mode) in enumerate(_STANDARD):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - it stays open
