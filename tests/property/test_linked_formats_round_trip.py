"""Whatever records hold, they come back the same from the formats of the linked web."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from prov.model import ProvDocument, ProvEntity

from claimtrack.formats import cito, nanopub, prov, web_annotation
from claimtrack.formats.annotations.checking import find_faults
from claimtrack.formats.contract import Entry, Format, Selection
from claimtrack.models.claim import Claim
from claimtrack.models.judgement import State
from claimtrack.models.relation import Cause, Kind
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The first text with accents reads the character database, once.
unhurried = settings(deadline=None, max_examples=25)

CHARACTERS = st.characters(codec="utf-8")
TEXTS = st.text(CHARACTERS, max_size=20)
WORDS = st.text(CHARACTERS, min_size=1, max_size=20)
SLUGS = st.sampled_from(["one", "two-2", "x"])
DATES = st.sampled_from(["2025", "2025-03", "2025-03-12", "2025-03/..", "20XX", "2025~", "2024-22"])
ADDRESSES = st.sampled_from(["https://a.example/b#c", "no address", "urn:isbn:1", " ", "http://["])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
STRANGE = st.dictionaries(TEXTS.map("x-{}".format), VALUES, max_size=2)
DAYS = st.dates(min_value=dt.date(1, 1, 1)).map(dt.date.isoformat)
JUDGEMENTS = st.fixed_dictionaries(
    {"state": st.sampled_from(State), "by": TEXTS, "when": DAYS}, optional={"why": TEXTS}
)
PLACES = st.integers(0, 10**9)


def some(required: Mapping[str, Any], optional: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Draw a document with some of the optional keys, and some that nobody knows."""
    known = st.fixed_dictionaries(dict(required), optional=dict(optional))
    return st.builds(lambda strange, document: {**strange, **document}, STRANGE, known)


SEGMENTS = some(
    {"exact": WORDS, "start": PLACES, "end": PLACES}, {"prefix": TEXTS, "suffix": TEXTS}
)
LINKS = some(
    {
        "kind": st.sampled_from(Kind),
        "target": st.builds("{}/{}".format, SLUGS, SLUGS) | SLUGS,
        "because": WORDS,
        "judgement": JUDGEMENTS,
    },
    {"cause": st.sampled_from(Cause)},
)
CLAIMS = some(
    {"text": WORDS},
    {
        "anchor": some(
            {
                "capture": st.integers(1, 3),
                "quote": WORDS,
                "segments": st.lists(SEGMENTS, min_size=1, max_size=2),
            },
            {},
        ),
        "said": DATES,
        "about": DATES,
        "about_words": TEXTS,
        "attribution": TEXTS,
        "tags": st.lists(TEXTS, max_size=2),
        "grade": st.integers(1, 6),
        "fit": JUDGEMENTS,
        "ratings": st.lists(some({"by": WORDS, "words": WORDS}, {"when": DATES}), max_size=1),
        "links": st.lists(LINKS, max_size=2),
        "note": TEXTS,
    },
)
CAPTURES = st.integers(1, 3).flatmap(
    lambda n: some(
        {
            "n": st.just(n),
            "captured": DATES,
            "media_type": TEXTS,
            "original": some(
                {
                    "name": st.just("original.txt"),
                    "sha256": st.just("a" * 64),
                    "size": PLACES,
                },
                {},
            ),
            "text": some({"sha256": st.just("b" * 64), "length": PLACES, "extractor": TEXTS}, {}),
        },
        {"withheld": st.booleans(), "encoding": TEXTS},
    )
)
SOURCES = some(
    {
        "csl": some(
            {"type": st.sampled_from(["book", "webpage"])},
            {
                "title": TEXTS,
                "URL": ADDRESSES | TEXTS,
                "archive_location": ADDRESSES,
                "publisher": TEXTS,
                "issued": DATES | st.just({"date-parts": [[2025, 3]], "circa": True}),
                "author": st.lists(st.fixed_dictionaries({"family": TEXTS}), max_size=2),
            },
        )
    },
    {
        "captures": st.lists(CAPTURES, max_size=2, unique_by=lambda capture: capture["n"]),
        "references": st.lists(SLUGS, max_size=2),
        "grade": st.sampled_from("ABCDEF"),
        "aliases": st.lists(TEXTS, max_size=2),
        "note": TEXTS,
    },
)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Draw up to two sources with up to two claims each."""
    sources, claims = {}, {}
    for source_id, document in sorted(draw(st.dictionaries(SLUGS, SOURCES, max_size=2)).items()):
        sources[source_id] = Source.model_validate({**document, "id": source_id})
        for slug, fields in sorted(draw(st.dictionaries(SLUGS, CLAIMS, max_size=2)).items()):
            claim_id = f"{source_id}/{slug}"
            claims[claim_id] = Claim.model_validate({**fields, "id": claim_id})
    return Selection(sources, claims)


def write(form: Format, selection: Selection) -> bytes:
    """Return what a format writes."""
    out = io.BytesIO()
    assert form.write is not None
    assert form.write(selection, out) is None
    return out.getvalue()


def read(form: Format, data: bytes) -> Selection:
    """Return what a format reads, without any finding."""
    assert form.read is not None
    entries = list(form.read(io.BytesIO(data), "file"))
    assert all(isinstance(entry, Entry) for entry in entries)
    kept = [entry for entry in entries if isinstance(entry, Entry)]
    claims = {claim.id: claim for entry in kept for claim in entry.claims}
    return Selection({entry.source.id: entry.source for entry in kept}, claims)


def assert_same(first: Selection, second: Selection) -> None:
    """Hold two selections against each other, keys that nobody knows among the rest."""
    assert first.sources == second.sources
    assert first.claims == second.claims
    for record_id, record in {**first.sources, **first.claims}.items():
        other = {**second.sources, **second.claims}[record_id]
        assert record.to_document() == other.to_document()


@unhurried
@given(selections())
def test_records_come_back_from_annotations(selection: Selection) -> None:
    """A collection of annotations holds every record whole."""
    own, form, _ = web_annotation.FORMATS
    written = write(form, selection)

    assert_same(read(own, written), selection)
    assert_same(read(form, written), selection)


@unhurried
@given(selections())
def test_what_is_written_as_annotations_is_right(selection: Selection) -> None:
    """Whatever records hold, their annotations are without fault."""
    written = json.loads(write(web_annotation.FORMATS[1], selection))
    items = written["first"]["items"] if selection.claims else []

    assert [fault for item in items for fault in find_faults(item)] == []


@unhurried
@given(selections())
def test_records_come_back_from_provenance(selection: Selection) -> None:
    """A document of PROV-JSON holds every record whole, and the prov package reads it."""
    own, form, _ = prov.FORMATS
    written = write(form, selection)

    assert_same(read(own, written), selection)
    assert_same(read(form, written), selection)
    document = ProvDocument.deserialize(content=written.decode(), format="json")
    names = {str(each.identifier) for each in document.get_records(ProvEntity)}
    assert {f"source:{source_id}" for source_id in selection.sources} <= names


@unhurried
@given(selections())
def test_what_is_written_as_turtle_is_read_by_others(selection: Selection) -> None:
    """Whatever records hold, rdflib reads PROV-O and CiTO, with the text of each claim in both."""
    for form in (prov.FORMATS[2], *cito.FORMATS):
        out = io.BytesIO()
        assert form.write is not None
        form.write(selection, out)
        graph = rdflib.Graph().parse(data=out.getvalue(), format="turtle")
        texts = {str(each) for each in graph.objects() if isinstance(each, rdflib.Literal)}

        assert {claim.text for claim in selection.claims.values()} <= texts


@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")
@unhurried
@given(selections())
def test_each_nanopublication_is_whole(selection: Selection) -> None:
    """Whatever records hold, each claim has four graphs with something in them."""
    dataset = rdflib.Dataset()
    dataset.parse(data=write(nanopub.FORMATS[0], selection), format="trig")

    assert sum(1 for graph in dataset.graphs() if len(graph)) == 4 * len(selection.claims)
