"""What is begun before the words of a command are read: that takes as long as getting it ready.

Reading them means importing Typer and pydantic. Pandoc, a process of its own, can load what it
needs to set citations in the meantime.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.cite.press import Press

_PRESS: ContextVar[Press | None] = ContextVar("press", default=None)
#: With these `cite` sets nothing.
_SET_NOTHING = frozenset({"-h", "--help", "--list-styles"})


@contextmanager
def begin(arguments: Sequence[str]) -> Iterator[None]:
    """Begin what a command will need, and end it when the command has.

    Args:
        arguments: what stands behind the program's name.
    """
    if arguments[:1] != ["cite"] or not _SET_NOTHING.isdisjoint(arguments):
        yield
        return
    press = _begin_press()
    if press is None:
        yield
        return
    with press:
        token = _PRESS.set(press)
        try:
            yield
        finally:
            _PRESS.reset(token)


def _begin_press() -> Press | None:
    """Return a press; None where there is no place for its files, which whoever cites is told."""
    from claimtrack.cite.press import Press
    from claimtrack.errors import TemporaryFileError

    try:
        return Press(early=True)
    except TemporaryFileError:
        return None


@contextmanager
def using_press() -> Iterator[Press]:
    """Use the press that was begun, which ends with the command; else one that did not."""
    from claimtrack.cite.press import Press

    begun = _PRESS.get()
    with nullcontext(begun) if begun else Press() as press:
        yield press
