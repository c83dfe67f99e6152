"""What a rule of `verify` is, and what it is given.

A rule is a function from a context to findings, and the table of the codes it can give. To add one:
a new file, and one line in `verify.RULES`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from claimtrack.graph.network import Network, build_network
from claimtrack.models.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.ledger.ledger import Ledger

_PLACE = re.compile(r"(?::\d+){1,2}$")


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    name: str
    severity: Severity
    meaning: str

    def found(self, where: str, message: str, why: str) -> Finding:
        """Return a finding of this kind."""
        return Finding(
            code=self.name, severity=self.severity, where=where, message=message, why=why
        )


def error(name: str, meaning: str) -> Code:
    """Return a code for what is wrong."""
    return Code(name, Severity.ERROR, meaning)


def warning(name: str, meaning: str) -> Code:
    """Return a code for what is missing, doubtful, or could not be checked."""
    return Code(name, Severity.WARNING, meaning)


def note(name: str, meaning: str) -> Code:
    """Return a code for what is worth knowing."""
    return Code(name, Severity.NOTE, meaning)


@dataclass(frozen=True, slots=True)
class Rule:
    """One topic of `verify`."""

    name: str
    check: Callable[[Context], Iterator[Finding]]
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """How many things of a sort were examined, and how many were not, and why."""

    noun: str
    """In the singular."""
    examined: int
    left: tuple[tuple[str, int], ...] = ()
    """A reason, and how many were not examined for it."""

    @property
    def total(self) -> int:
        """How many there are."""
        return self.examined + sum(number for _, number in self.left)


@dataclass
class Context:
    """What a rule is given: the ledger, its relations, and a place to count what it looked at."""

    ledger: Ledger
    progress: Callable[[int, int], None] | None = None
    _examined: Counter[str] = field(default_factory=Counter)
    _left: dict[str, Counter[str]] = field(default_factory=dict)
    _captures_read: int = 0

    @cached_property
    def network(self) -> Network:
        """The relations of the ledger."""
        return build_network(self.ledger.sources, self.ledger.claims)

    @cached_property
    def source_ids(self) -> list[str]:
        """The ids of all sources, sorted."""
        return sorted(self.ledger.sources)

    @cached_property
    def claim_ids(self) -> list[str]:
        """The ids of all claims, sorted."""
        return sorted(self.ledger.claims)

    def locate(self, record_id: str, *path: str | int) -> str:
        """Return ``file:line`` of a record or of a value in it; it reads the file again."""
        return self.ledger.store.locate(record_id, *path)

    def may_be_in_broken_file(self, record_id: str) -> bool:
        """Whether a record that is not in the ledger may be in a file that cannot be read."""
        if not self.ledger.faults:
            return False
        return _PLACE.sub("", self.locate(record_id)) in self._broken_files

    def count(self, noun: str, number: int = 1) -> None:
        """Count things that were examined."""
        self._examined[noun] += number

    def leave(self, noun: str, reason: str, number: int = 1) -> None:
        """Count things that were not examined."""
        self._left.setdefault(noun, Counter())[reason] += number

    def read_capture(self) -> None:
        """Tell whoever waits that another capture was read."""
        self._captures_read += 1
        if self.progress:
            self.progress(self._captures_read, self._captures_to_read)

    def sum_up(self) -> tuple[Examined, ...]:
        """Return what was counted, in the order in which it was first met."""
        nouns = dict.fromkeys([*self._examined, *self._left])
        return tuple(
            Examined(noun, self._examined[noun], tuple(self._left.get(noun, Counter()).items()))
            for noun in nouns
        )

    @cached_property
    def _broken_files(self) -> frozenset[str]:
        return frozenset(_PLACE.sub("", fault.where) for fault in self.ledger.faults)

    @cached_property
    def _captures_to_read(self) -> int:
        # Once for the hashes, once for the anchors.
        return 2 * sum(len(source.captures) for source in self.ledger.sources.values())
