"""What a ledger exports in a format that carries records whole, another ledger imports the same."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from claimtrack.exchange.exporting import select_records, write_selection
from claimtrack.exchange.importing import plan_import, store_outcome
from claimtrack.exchange.reading import read_entries
from claimtrack.formats.listing import list_formats
from claimtrack.formats.tables import neutralise, restore
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.models import csl
from claimtrack.models.claim import Claim
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind
from claimtrack.models.source import Source
from claimtrack.store.contract import Change

if TYPE_CHECKING:
    from claimtrack.exchange.outcome import Outcome

#: Each example makes two ledgers on the disk: made smaller and smaller, that would take minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

FORMATS = st.sampled_from(["csv", "jsonl", "parquet", "csv-excel"])
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.sampled_from(["=1+1", "'=1", "@a", "-5", "+", "\t", "\r", "a\r\nb", "; ", '"', "'", "\x00"]),
)
WORDS = TEXTS.filter(bool)
SLUGS = st.sampled_from(["a", "b", "a-b", "c"])
DATES = st.sampled_from(["2025", "2025-03-12", "2025-03/..", "20XX", "2025~", "2024-22"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-1e9, 1e9) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
UNKNOWN = st.dictionaries(st.sampled_from(["x-team", "x", "priority"]), VALUES, max_size=2)
JUDGEMENTS = st.fixed_dictionaries(
    {"state": st.sampled_from(State), "by": TEXTS, "when": st.just("2025-03-13"), "why": TEXTS}
)
NAMES = st.lists(
    st.fixed_dictionaries({"family": TEXTS, "given": TEXTS})
    | st.fixed_dictionaries({"literal": TEXTS}),
    max_size=2,
)
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(csl.TYPES))},
    optional={
        "title": TEXTS,
        "publisher": TEXTS,
        "author": NAMES,
        "issued": DATES | st.just({"date-parts": [[2025, 3]], "circa": True}),
        "URL": TEXTS | st.just("https://varrow.example/a"),
        "DOI": TEXTS | st.just("10.1234/varrow"),
        "volume": TEXTS | st.integers(),
        "x-unknown": VALUES,
    },
)
CAPTURE = {
    "n": 1,
    "captured": "2025-03-12",
    "media_type": "text/plain",
    "original": {"name": "original.txt", "sha256": "0" * 64, "size": 9},
    "text": {"sha256": "1" * 64, "length": 50, "extractor": "by hand 1"},
    "withheld": True,
}
SOURCES = st.fixed_dictionaries(
    {"csl": ITEMS, "captures": st.just([CAPTURE])},
    optional={
        "grade": st.sampled_from("ABCDEF"),
        "aliases": st.lists(TEXTS, max_size=2),
        "dating": st.fixed_dictionaries({"basis": st.just("declared"), "evidence": st.just(["x"])}),
        "rights": TEXTS,
        "contact": TEXTS,
        "note": TEXTS,
    },
)


def _make_anchor(exact: str, start: int) -> dict[str, Any]:
    segment = {"exact": exact, "start": start, "end": start + len(exact), "prefix": "x", "y": 1}
    return {"capture": 1, "quote": exact, "segments": [segment]}


CLAIMS = st.fixed_dictionaries(
    {"text": WORDS},
    optional={
        "anchor": st.builds(_make_anchor, WORDS, st.integers(0, 20)),
        "said": DATES,
        "about": DATES,
        "about_words": TEXTS,
        "attribution": TEXTS,
        "tags": st.lists(TEXTS, max_size=3),
        "grade": st.integers(1, 6),
        "fit": JUDGEMENTS,
        "ratings": st.lists(
            st.fixed_dictionaries({"by": WORDS, "words": WORDS, "value": st.floats(0, 5)}),
            max_size=1,
        ),
        "note": TEXTS,
    },
)
LEDGERS = st.fixed_dictionaries(
    {},
    optional={
        slug: st.tuples(
            SOURCES, UNKNOWN, st.lists(st.tuples(CLAIMS, UNKNOWN), max_size=2), JUDGEMENTS
        )
        for slug in ("a", "b", "a-b", "c")
    },
)


def _make_ledger(folder: Path, content: dict[str, Any]) -> Ledger:
    folder.mkdir()
    (folder / "claimtrack.toml").touch()
    ledger = open_ledger(folder)
    records: list[Source | Claim] = []
    for slug, (source, unknown, claims, judgement) in content.items():
        others = [other for other in content if other != slug]
        document = {**unknown, **source, "id": slug, "references": others[:1]}
        records.append(Source.model_validate(document))
        for number, (claim, more) in enumerate(claims):
            links = [
                {
                    "kind": Kind.CITES,
                    "target": other,
                    "because": "x",
                    "judgement": judgement,
                    "z": 1,
                }
                for other in others
            ]
            document = {**more, **claim, "id": f"{slug}/{number}", "links": links}
            records.append(Claim.model_validate(document))
    ledger.apply(*(Change(record.id, None, record) for record in records))
    return ledger


def _export(ledger: Ledger, name: str) -> bytes:
    out = io.BytesIO()
    write_selection(select_records(ledger), list_formats()[name], out)
    return out.getvalue()


def _import(ledger: Ledger, data: bytes, name: str, *, update: bool = False) -> Outcome:
    form = list_formats()["csv" if name.startswith("csv") else name]
    chosen, entries = read_entries(io.BytesIO(data), "it", [form])
    outcome = plan_import(ledger, entries, own=chosen.own, update=update)
    store_outcome(ledger, outcome)
    return outcome


@given(LEDGERS, FORMATS)
@settings(max_examples=40, deadline=None, phases=PHASES)
def test_an_empty_ledger_becomes_the_same(content: dict[str, Any], name: str) -> None:
    """Every record comes back as it was, byte for byte; once more, nothing is new."""
    with tempfile.TemporaryDirectory() as folder:
        first = _make_ledger(Path(folder) / "first", content)
        data = _export(first, name)
        second = _make_ledger(Path(folder) / "second", {})

        outcome = _import(second, data, name)
        again = _import(second, data, name)

        assert outcome.findings == ()
        fresh = open_ledger(Path(folder) / "second")
        for ledger in (second, fresh):
            assert _tell(ledger) == _tell(first)
        assert again.changes == ()
        assert again.findings == ()
        assert _export(fresh, name) == data


@given(LEDGERS, LEDGERS, FORMATS, st.booleans())
@settings(max_examples=25, deadline=None, phases=PHASES)
def test_a_second_import_changes_nothing(
    ours: dict[str, Any],
    theirs: dict[str, Any],
    name: str,
    update: bool,  # noqa: FBT001 - an example's value
) -> None:
    """Into whatever ledger: what was taken in once is the same the next time."""
    with tempfile.TemporaryDirectory() as folder:
        data = _export(_make_ledger(Path(folder) / "theirs", theirs), name)
        ledger = _make_ledger(Path(folder) / "ours", ours)

        _import(ledger, data, name, update=update)
        before = _tell(ledger)
        again = _import(ledger, data, name, update=update)

        assert again.changes == ()
        assert _tell(open_ledger(Path(folder) / "ours")) == before


@given(TEXTS)
def test_a_neutralised_cell_comes_back(cell: str) -> None:
    """And what a spreadsheet sees begins with nothing that it would calculate."""
    safe = neutralise(cell)

    assert restore(safe) == cell
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def _tell(ledger: Ledger) -> dict[str, str]:
    records = {**ledger.sources, **ledger.claims}
    return {
        record_id: json.dumps(record.to_document(), sort_keys=True)
        for record_id, record in records.items()
    }
