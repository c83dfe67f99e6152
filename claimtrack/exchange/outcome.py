"""What an import comes to: how much of it is new, what is to be written, and what was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.models.finding import Severity
from claimtrack.store.contract import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source
    from claimtrack.store.contract import PlacedCopy


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of a sort were added, changed, or are the same already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import comes to; nothing of it is in the ledger before `store_outcome`."""

    sources: Tally
    claims: Tally
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    copies: tuple[PlacedCopy, ...] = ()
    """Those that the file brings and the ledger does not hold yet."""

    @property
    def refused(self) -> int:
        """How many things of the file were not taken."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    def list_added(self) -> list[str]:
        """Return the ids of the records that are new, sources first."""
        return [change.id for change in self.changes if change.before is None]

    def list_changed(self) -> list[str]:
        """Return the ids of the records that are there already and will be others."""
        return [change.id for change in self.changes if change.before is not None]


def list_changes(
    planned: Mapping[str, Source] | Mapping[str, Claim],
    known: Mapping[str, Source] | Mapping[str, Claim],
) -> tuple[list[Change], Tally]:
    """Return what must be written for records to be as planned, and how much of it is new."""
    changes = []
    counts: Counter[str] = Counter()
    for record_id, after in planned.items():
        before = known.get(record_id)
        if before is None:
            counts["added"] += 1
        elif before is after or before.to_document() == after.to_document():
            counts["unchanged"] += 1
            continue
        else:
            counts["changed"] += 1
        changes.append(Change(record_id, before, after))
    return changes, Tally(**counts)
