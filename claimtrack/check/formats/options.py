"""What a caller may choose about the output; each format takes what means something to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.check.results import State

if TYPE_CHECKING:
    from claimtrack.check.results import CheckedStatement, CheckReport


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is shown."""

    only: frozenset[State] = frozenset(State)
    """The states whose statements are listed; the counts are always of all."""
    fail_on: frozenset[State] = frozenset({State.CONTRADICTED, State.DISPUTED, State.UNSOURCED})
    """The states that JUnit shows as failures: those that `check` itself fails on."""
    colour: bool = False
    """Whether the terminal shows colours; whoever asks has looked at NO_COLOR."""
    columns: int = 80
    """How wide the terminal is."""
    several: bool = False
    """Whether several drafts were asked for, so that JSON is an array, even of one or none."""

    @property
    def shows_all(self) -> bool:
        """Whether no state is left out."""
        return self.only >= frozenset(State)

    def select(self, report: CheckReport) -> list[CheckedStatement]:
        """Return the statements to list, in the order of the draft."""
        return [each for each in report.statements if each.state in self.only]


#: What a format shows when it is not told otherwise.
DEFAULTS = Options()
