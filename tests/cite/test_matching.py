from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.check.checking import Checker
from claimtrack.cite.collecting import Collector
from claimtrack.cite.matching import match_statements
from claimtrack.extract.drafts import read_draft
from claimtrack.ledger.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout


def test_cites_what_the_ledger_carries(layout: Layout, write: Callable[..., None]) -> None:
    """A statement that a claim supports, and that cites nothing, is given its source."""
    claim = "The night ferry to Ostrel Island will stop on 1 April 2025"
    write("wire", {"title": "Ferry"}, {"end": claim}, texts=(f"Head\n\n{claim}.",))
    ledger = open_ledger(layout.root)
    text = f"{claim}. {claim} [@wire]. Nobody was asked about the 92 cats of Mill Street."
    draft = read_draft(text.encode(), name="d.md")
    collector = Collector(ledger)
    clusters = collector.collect_draft(draft).clusters
    report = Checker(ledger, layout).check_draft(draft)
    (added,) = match_statements(draft, report, collector, clusters)
    assert (added.start, added.end) == (len(claim), len(claim))
    assert added.is_added
    assert [(cite.key, cite.locator) for cite in added.cites] == [("wire/end", "para. 1")]
