"""However a ledger was changed, in memory it is what a fresh look at its files shows."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.errors import RefusedError
from claimtrack.ledger import editing
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.models.claim import Claim
from claimtrack.models.judgement import Judgement, State
from claimtrack.models.relation import Kind
from claimtrack.models.source import Source
from claimtrack.store import json_files

SOURCES = st.sampled_from(["a", "b", "a-b"])
CLAIMS = st.builds("{}/{}".format, SOURCES, st.sampled_from(["one", "two"]))
JUDGED = Judgement(state=State.CONFIRMED, by="desk", when=dt.date(2025, 3, 13))


def _add_source(ledger: Ledger, source_id: str, **fields: Any) -> None:  # noqa: ANN401
    editing.add_source(ledger, Source(id=source_id, csl={"type": "book"}, **fields))


def _add_claim(ledger: Ledger, claim_id: str) -> None:
    editing.add_claim(ledger, Claim(id=claim_id, text="T"))


def _link(ledger: Ledger, claim_id: str, kind: Kind, target: str) -> None:
    editing.link(ledger, claim_id, kind, target, because="x", judgement=JUDGED)


def _edit_claim(ledger: Ledger, claim_id: str, note: str) -> None:
    editing.edit_claim(ledger, claim_id, note=note)


def _drop_links(ledger: Ledger, claim_id: str) -> None:
    editing.edit_claim(ledger, claim_id, links=())


def _edit_source(ledger: Ledger, source_id: str, other: str) -> None:
    editing.edit_source(ledger, source_id, references=(other,))


def _remove_claim(ledger: Ledger, claim_id: str, *, force: bool) -> None:
    editing.remove_claim(ledger, claim_id, force=force)


def _remove_source(ledger: Ledger, source_id: str, *, force: bool) -> None:
    editing.remove_source(ledger, source_id, force=force)


STEPS = st.one_of(
    st.tuples(st.just(_add_source), st.tuples(SOURCES)),
    st.tuples(st.just(_add_claim), st.tuples(CLAIMS)),
    st.tuples(st.just(_add_claim), st.tuples(CLAIMS)),
    st.tuples(st.just(_link), st.tuples(CLAIMS, st.sampled_from(Kind), CLAIMS | SOURCES)),
    st.tuples(st.just(_link), st.tuples(CLAIMS, st.sampled_from(Kind), CLAIMS)),
    st.tuples(st.just(editing.unlink), st.tuples(CLAIMS, CLAIMS | SOURCES)),
    st.tuples(st.just(_edit_claim), st.tuples(CLAIMS, st.sampled_from(["", "n", "é\u2028"]))),
    st.tuples(st.just(_drop_links), st.tuples(CLAIMS)),
    st.tuples(st.just(_edit_source), st.tuples(SOURCES, SOURCES)),
)
REMOVALS = st.one_of(
    st.tuples(st.just(_remove_claim), CLAIMS, st.booleans()),
    st.tuples(st.just(_remove_source), SOURCES, st.booleans()),
)


def _take(ledger: Ledger, step: Any) -> None:  # noqa: ANN401 - a call and its arguments
    call, *rest = step
    try:
        if isinstance(rest[0], tuple):
            call(ledger, *rest[0])
        else:
            call(ledger, rest[0], force=rest[1])
    except RefusedError:
        pass  # refused: then nothing may have changed, which is what we look at


@given(st.lists(STEPS | REMOVALS, min_size=5, max_size=25))
@settings(max_examples=40, deadline=None)
def test_memory_and_files_agree(steps: list[Any]) -> None:
    """After any changes: the records, the indexes, and the form of the files."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "claimtrack.toml").touch()
        ledger = open_ledger(root)
        for source_id in ("a", "b"):
            _add_source(ledger, source_id)
            _add_claim(ledger, f"{source_id}/one")
        for step in steps:
            _take(ledger, step)

        fresh = open_ledger(root)
        assert (fresh.sources, fresh.claims) == (ledger.sources, ledger.claims)
        assert fresh.faults == ()
        assert fresh.links() == ledger.links()
        everything = ("a", "b", "a-b", *(f"{s}/{c}" for s in "ab" for c in ("one", "two")))
        for record_id in everything:
            assert list(fresh.links_to(record_id)) == list(ledger.links_to(record_id))
            assert fresh.claims_of(record_id) == ledger.claims_of(record_id)
        for path in root.rglob("*.json"):
            data = path.read_bytes()
            assert json_files.dump(json_files.load(data)) == data
        assert fresh.store.inspect() == ()
        assert not list(root.rglob(".*.tmp"))
