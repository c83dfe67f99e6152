"""Statements of a draft that cite nothing, and that the ledger carries: what `check` matched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimtrack.check.results import State
from claimtrack.cite.results import Cluster

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.check.results import CheckedStatement, CheckReport
    from claimtrack.cite.collecting import Collector
    from claimtrack.cite.results import Cite
    from claimtrack.extract.draft import Draft

_CARRIED: Final = frozenset({State.SUPPORTED, State.SINGLE_ORIGIN})
#: A citation stands before the full stop, and behind a quotation mark that closes after it.
_STOP: Final = re.compile(r"[.!?…。！？]+\Z")


def match_statements(
    draft: Draft, report: CheckReport, collector: Collector, clusters: Sequence[Cluster]
) -> list[Cluster]:
    """Return a citation for each statement that claims support and that cites nothing itself.

    Args:
        draft: that was checked.
        report: what `check` found in it.
        collector: of the ledger.
        clusters: what the draft cites already.
    """
    taken = [(cluster.start, cluster.end) for cluster in clusters]
    added = []
    for statement in report.statements:
        start, end = draft.raw_span(statement.start, statement.end)
        cited = any(each.cited for each in statement.evidence)
        if statement.state not in _CARRIED or cited:
            continue
        if any(first < end and start < last for first, last in taken):
            continue
        cites = _list_cites(statement, collector)
        if not cites:
            continue
        stop = _STOP.search(draft.raw, start, end)
        at = stop.start() if stop else end
        added.append(Cluster(cites, at, at, statement.line, statement.column))
    return added


def _list_cites(statement: CheckedStatement, collector: Collector) -> tuple[Cite, ...]:
    """Return a citation of each source that supports a statement, the nearest claim of each."""
    cites: dict[str, Cite] = {}
    for each in statement.evidence:
        if each.verdict == "supports":
            cite = collector.cite_claim(each.claim_id)
            cites.setdefault(cite.source_id, cite)
    return tuple(cites.values())
