"""How grave a finding is, for the formats that machines and CI services read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from claimtrack.check.results import State

if TYPE_CHECKING:
    from claimtrack.check.results import CheckedStatement


class Level(StrEnum):
    """The levels of SARIF; GitHub calls a note a notice."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"
    """Nothing to look at."""


LEVELS = {
    State.CONTRADICTED: Level.ERROR,
    State.DISPUTED: Level.WARNING,
    State.UNSOURCED: Level.WARNING,
    State.SINGLE_ORIGIN: Level.NOTE,
    State.SUPPORTED: Level.NONE,
    State.NOT_CHECKABLE: Level.NONE,
}


def rate(statement: CheckedStatement) -> Level:
    """Return how grave a statement is.

    One that a person accepts is a note at most, as a reader should still see that it was accepted.
    A warning makes the best of statements worth a look: a citation that does not carry its sentence
    is worse than none.
    """
    level = LEVELS[statement.state]
    if statement.warnings and level not in (Level.ERROR, Level.WARNING):
        level = Level.WARNING
    return Level.NOTE if statement.accepted and level is not Level.NONE else level
