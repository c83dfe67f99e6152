"""Whatever a record holds, it comes back from its file the same, and the file is stable."""

from __future__ import annotations

import datetime as dt
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.models import csl
from claimtrack.models.claim import Claim
from claimtrack.models.judgement import State
from claimtrack.models.relation import Cause, Kind
from claimtrack.models.source import Source
from claimtrack.store import json_files, reading
from claimtrack.store.contract import Change
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True).map("x{}".format)
DATES = st.sampled_from(["2025", "2025-03", "2025-03-12", "2025-03/..", "20XX", "2025~", "2024-22"])
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def _extras(model: type[Claim | Source]) -> st.SearchStrategy[dict[str, Any]]:
    """Keys that the record does not know, none of which pydantic keeps for itself."""
    names = st.text(st.characters(codec="utf-8"), max_size=8).filter(
        lambda name: name not in model.model_fields
    )
    return st.dictionaries(names, VALUES, max_size=3)


JUDGEMENTS = st.fixed_dictionaries(
    {
        "state": st.sampled_from(State),
        "by": TEXTS,
        "when": st.dates(min_value=dt.date(1, 1, 1)).map(dt.date.isoformat),
        "why": TEXTS,
    }
)
LINKS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Kind),
        "target": st.builds("{}/{}".format, SLUGS, SLUGS) | SLUGS,
        "because": WORDS,
        "cause": st.none() | st.sampled_from(Cause),
        "judgement": JUDGEMENTS,
        "extra": VALUES,
    }
)
ANCHORS = st.fixed_dictionaries(
    {
        "capture": st.integers(1, 99),
        "quote": WORDS,
        "segments": st.lists(
            st.fixed_dictionaries(
                {
                    "exact": WORDS,
                    "prefix": TEXTS,
                    "suffix": TEXTS,
                    "start": st.integers(0, 10**9),
                    "end": st.integers(0, 10**9),
                }
            ),
            min_size=1,
            max_size=3,
        ),
    }
)
CLAIMS = st.builds(
    lambda slug, extras, fields: Claim.model_validate({**extras, **fields, "id": f"a/{slug}"}),
    SLUGS,
    _extras(Claim),
    st.fixed_dictionaries(
        {"text": WORDS},
        optional={
            "anchor": ANCHORS,
            "said": DATES,
            "about": DATES,
            "about_words": TEXTS,
            "attribution": TEXTS,
            "tags": st.lists(TEXTS, max_size=3),
            "grade": st.integers(1, 6),
            "fit": JUDGEMENTS,
            "links": st.lists(LINKS, max_size=2),
            "note": TEXTS,
        },
    ),
)
SOURCES = st.builds(
    lambda extras, item, fields: Source.model_validate({**extras, **fields, **item, "id": "a"}),
    _extras(Source),
    st.fixed_dictionaries(
        {"type": st.sampled_from(sorted(csl.TYPES))},
        optional={
            "title": TEXTS,
            "volume": NUMBERS | TEXTS,
            "issued": DATES | st.just({"date-parts": [[2025, 3]], "circa": True}),
            "author": st.lists(
                st.fixed_dictionaries({"family": TEXTS, "given": TEXTS}), max_size=2
            ),
            "custom": st.dictionaries(TEXTS, VALUES, max_size=2),
            "x-unknown": VALUES,
        },
    ).map(lambda item: {"csl": item}),
    st.fixed_dictionaries(
        {},
        optional={
            "grade": st.sampled_from("ABCDEF"),
            "aliases": st.lists(TEXTS, max_size=2),
            "references": st.lists(SLUGS, max_size=2),
            "rights": TEXTS,
            "contact": TEXTS,
            "note": TEXTS,
        },
    ),
)


@given(CLAIMS)
def test_a_claim_comes_back_from_its_file(claim: Claim) -> None:
    """Equal, its unknown keys with it; written once more, it is the same bytes."""
    data = json_files.dump({claim.id: claim.to_document()})

    again = reading.read_claims("a", "claims/a.json", data)[claim.id]

    assert again == claim
    assert again.id == claim.id
    assert json_files.dump({again.id: again.to_document()}) == data


@given(SOURCES)
def test_a_source_comes_back_from_its_file(source: Source) -> None:
    """Likewise."""
    data = json_files.dump(source.to_document())

    again = reading.read_source("a", "sources/a/source.json", data)

    assert again == source
    assert json_files.dump(again.to_document()) == data


@given(VALUES)
def test_a_file_is_stable(value: object) -> None:
    """Written, read and written again, it is the same bytes."""
    data = json_files.dump(value)

    assert json_files.dump(json_files.load(data)) == data
    assert data.endswith(b"\n")
    assert b"\r\n" not in data


@given(st.lists(CLAIMS, min_size=1, max_size=4, unique_by=lambda claim: claim.id), SOURCES)
@settings(max_examples=25)
def test_a_store_gives_back_what_it_was_given(claims: list[Claim], source: Source) -> None:
    """And finds nothing changed when it looks before the next write."""
    with tempfile.TemporaryDirectory() as folder:
        store = FolderStore(Layout(Path(folder)))
        records: list[Claim | Source] = [source, *claims]

        store.commit([Change(record.id, None, record) for record in records])
        snapshot = FolderStore(Layout(Path(folder))).load()

        assert snapshot.sources == {"a": source}
        assert snapshot.claims == {claim.id: claim for claim in claims}
        store.commit([Change(record.id, record, None) for record in records])
        assert store.load().claims == {}


@given(st.binary(max_size=60) | VALUES.map(json_files.dump))
@settings(max_examples=200)
def test_any_bytes_are_read_or_named(data: bytes) -> None:
    """A file is a record or a finding, never an exception of another sort."""
    for read in (reading.read_claims, reading.read_source):
        with suppress(reading.UnreadableFileError):
            read("a", "a.json", data)
    reading.find_hidden_fault("a.json", data)


@given(CLAIMS, st.data())
def test_a_claim_cut_anywhere_is_named(claim: Claim, data: st.DataObject) -> None:
    """Whatever is left of a file, it is not taken for the whole."""
    whole = json_files.dump({claim.id: claim.to_document()})
    cut = data.draw(st.integers(0, len(whole) - 2))

    with pytest.raises(reading.UnreadableFileError):
        reading.read_claims("a", "claims/a.json", whole[:cut])
