"""A ledger of which little is read gives the answers of the same ledger loaded as a whole."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.check.checking import Checker
from claimtrack.extract.drafts import read_draft
from claimtrack.graph.network import build_network
from claimtrack.graph.origins import find_origins, gather
from claimtrack.graph.states import state_of
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.search.view import LedgerView
from claimtrack.store import json_files
from claimtrack.store.layout import Layout
from claimtrack.store.settings import NEW

SOURCES = ["wire", "wire-two", "courier", "voice"]
RECORDS = [*SOURCES, *(f"{source}/{slug}" for source in SOURCES for slug in ("one", "two")), "lost"]
NAMES = ["Selm Wire", "the Voice", "SW", "a witness", ""]
TEXTS = [
    "The Kelm ferry lost 31 jobs in 2024.",
    "The Kelm ferry lost 45 jobs in 2024.",
    "The Kelm ferry did not lose 31 jobs.",
    "Mayor Orrin opened the dam of Varrow in May 2019.",
]
DRAFT = (
    "The Kelm ferry lost 31 jobs in 2024 [@wire; @voice/t]. Mayor Orrin opened the dam of Varrow "
    "[@wi; @lost; @../voice]. “Kelm ferry lost” jobs, 45 of them, it says [@courier/one]."
)

a_link = st.builds(
    lambda kind, target, state: {
        "kind": kind,
        "target": target if kind == "cites" or "/" in target else f"{target}/one",
        "because": "it says so",
        "judgement": {"state": state, "by": "desk", "when": "2025-03-13"},
    },
    st.sampled_from(["cites", "corroborates", "conflicts", "updates"]),
    st.sampled_from(RECORDS),
    st.sampled_from(["confirmed", "suggested", "unsure", "rejected"]),
)
a_claim = st.builds(
    lambda text, attribution, links, fit: {
        "text": text,
        "attribution": attribution,
        "links": links,
        **({"fit": {"state": fit, "by": "desk", "when": "2025-03-13"}} if fit else {}),
    },
    st.sampled_from(TEXTS),
    st.sampled_from(NAMES),
    st.lists(a_link, max_size=3),
    st.sampled_from(["", "confirmed", "rejected"]),
)
claims = st.dictionaries(st.sampled_from(["one", "two"]), a_claim, max_size=2)
a_source = st.builds(
    lambda publisher, aliases: {
        "csl": {"type": "article", "title": "Kelm", "publisher": publisher},
        "aliases": aliases,
    },
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(NAMES), max_size=2),
)
ledgers = st.dictionaries(
    st.sampled_from(SOURCES), st.tuples(st.none() | a_source, st.none() | claims), min_size=1
)
Written = dict[str, tuple[dict[str, Any] | None, dict[str, Any] | None]]


def write(layout: Layout, written: Written) -> None:
    """Replace what a ledger holds."""
    for folder in (layout.sources, layout.claims):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    layout.settings.write_text(NEW, "utf-8")
    for source_id, (source, its_claims) in written.items():
        if source is not None:
            layout.source_file(source_id).parent.mkdir()
            layout.source_file(source_id).write_bytes(json_files.dump(source))
        if its_claims is not None:
            document = {f"{source_id}/{slug}": claim for slug, claim in its_claims.items()}
            layout.claims_file(source_id).write_bytes(json_files.dump(document))


def assert_same(view: LedgerView, whole: Ledger, layout: Layout) -> None:
    """Ask both the same and compare the answers."""
    assert dict(view.sources) == whole.sources
    assert dict(view.claims) == whole.claims
    network = build_network(whole.sources, whole.claims)
    for claim_id in whole.claims:
        assert state_of(claim_id, view.network) == state_of(claim_id, network)
        counted = gather(claim_id, network)
        assert find_origins(counted, view.network) == find_origins(counted, network)
    for source_id in SOURCES:
        assert view.claims_of(source_id) == whole.claims_of(source_id)
    for way in ("cites", "cited_by", "corroborators", "conflicts", "updated_by"):
        assert {each: getattr(view.network, way).get(each) for each in RECORDS} == {
            each: getattr(network, way).get(each) for each in RECORDS
        }
    draft = read_draft(DRAFT.encode(), name="draft.md")
    seen = LedgerView.open(layout, sidecar_from=0)
    assert seen is not None
    assert Checker(seen, layout).check_draft(draft) == Checker(whole, layout).check_draft(draft)


@settings(max_examples=40, deadline=None)
@given(before=ledgers, after=ledgers)
def test_a_view_answers_as_the_whole_ledger_does(before: Written, after: Written) -> None:
    """Also after everything changed: reports, states, origins and relations are the same."""
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "ledger")
        for written in (before, after):
            write(layout, written)
            view = LedgerView.open(layout, sidecar_from=0)
            assert view is not None
            assert_same(view, open_ledger(layout.root), layout)
