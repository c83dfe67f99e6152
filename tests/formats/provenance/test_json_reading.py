from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.contract import Entry, Selection
from claimtrack.formats.prov import FORMATS
from claimtrack.models.finding import Finding

if TYPE_CHECKING:
    from claimtrack.formats.contract import Reader

OWN, ANYBODY, _ = FORMATS

#: A document as another program writes it: a report that quotes a dataset, and who made them.
FOREIGN: dict[str, Any] = {
    "prefix": {"ex": "https://data.example/", "dcterms": "http://purl.org/dc/terms/"},
    "entity": {
        "ex:figures": {"dcterms:title": "Yard figures 2025", "ex:colour": "red"},
        "ex:report": {
            "prov:label": {"$": "Report on the yard", "lang": "en"},
            "prov:location": {"$": "https://board.example/report", "type": "xsd:anyURI"},
            "prov:type": {"$": "ex:Report", "type": "prov:QUALIFIED_NAME"},
        },
        "ex:line": {"prov:value": "240 workers"},
    },
    "agent": {
        "ex:board": {
            "prov:label": "Harbour Board",
            "prov:type": {"$": "prov:Organization", "type": "xsd:QName"},
        },
        "ex:tilda": {"prov:type": [{"$": "prov:Person", "type": "prov:QUALIFIED_NAME"}]},
    },
    "activity": {"ex:counting": {"prov:startTime": "2025-03-01T00:00:00Z"}},
    "wasGeneratedBy": {"_:g1": {"prov:entity": "ex:figures", "prov:activity": "ex:counting"}},
    "wasAttributedTo": {
        "_:a1": {"prov:entity": "ex:report", "prov:agent": "ex:board"},
        "_:a2": [{"prov:entity": "ex:report", "prov:agent": "ex:tilda"}],
    },
    "wasDerivedFrom": {
        "_:d1": {"prov:generatedEntity": "ex:report", "prov:usedEntity": "ex:figures"},
        "_:d1-again": {"prov:generatedEntity": "ex:report", "prov:usedEntity": "ex:figures"},
        "_:d2": {
            "prov:generatedEntity": "ex:line",
            "prov:usedEntity": "ex:report",
            "prov:type": {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"},
        },
    },
}


def read(document: object, reader: Reader | None = ANYBODY.read) -> tuple[list[Any], list[Any]]:
    """Read a document, given as JSON values or as bytes, into entries and findings."""
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    assert reader is not None
    results = list(reader(io.BytesIO(data), "x.json"))
    return (
        [each for each in results if isinstance(each, Entry)],
        [each for each in results if isinstance(each, Finding)],
    )


def write(selection: Selection) -> dict[str, Any]:
    """Return what is written, as JSON values."""
    out = io.BytesIO()
    assert ANYBODY.write is not None
    ANYBODY.write(selection, out)
    written: dict[str, Any] = json.loads(out.getvalue())
    return written


@pytest.mark.parametrize("form", [OWN, ANYBODY])
def test_what_was_written_is_read_as_it_was(linked: Selection, form: Any) -> None:  # noqa: ANN401
    """Every record comes back whole."""
    entries, findings = read(write(linked), form.read)

    assert findings == []
    assert {entry.source.id: entry.source for entry in entries} == linked.sources
    assert {claim.id: claim for entry in entries for claim in entry.claims} == linked.claims


def test_entities_of_others_are_sources() -> None:
    """Their labels, addresses, agents and derivations become those of a source."""
    (figures, report), _ = read(FOREIGN)

    assert figures.source.csl == {
        "type": "document",
        "title": "Yard figures 2025",
        "URL": "https://data.example/figures",
    }
    assert figures.source.id == "yard-figures-2025"
    assert report.source.csl == {
        "type": "document",
        "title": "Report on the yard",
        "URL": "https://board.example/report",
        "publisher": "Harbour Board",
        "author": [{"literal": "tilda"}],
    }
    assert report.source.references == ("yard-figures-2025",)


def test_a_quotation_is_a_claim_in_the_words_of_its_source() -> None:
    """It is anchored by its words, of which nobody has looked up the place."""
    (_, report), _ = read(FOREIGN)
    (claim,) = report.claims

    assert claim.id == "harbour-board-report-on-the/240-workers"
    assert (claim.text, claim.quote) == ("240 workers", "240 workers")
    assert claim.anchor.end == 0


def test_words_of_others_survive() -> None:
    """What an entity says in words that mean nothing here is written again."""
    (figures, report), _ = read(FOREIGN)
    again = write(selection := _select(figures, report))
    node = again["entity"]["source:yard-figures-2025"]

    assert again["prefix"]["ns1"] == "https://data.example/"
    assert node["ns1:colour"] == "red"
    assert again["entity"]["source:harbour-board-report-on-the"]["prov:type"] == [
        {"$": "claimtrack:Source", "type": "prov:QUALIFIED_NAME"},
        {"$": "ns1:Report", "type": "prov:QUALIFIED_NAME"},
    ]
    assert read(again)[0][0].source == selection.sources["yard-figures-2025"]


def _select(*entries: Entry) -> Selection:
    sources = {entry.source.id: entry.source for entry in entries}
    return Selection(sources, {c.id: c for entry in entries for c in entry.claims})


def test_what_has_no_place_in_a_ledger_is_counted() -> None:
    """Activities are no sources; how many were passed over is said."""
    _, (finding,) = read(FOREIGN)

    assert finding.message == "left out: 2 statements on activities"


def test_bundles_are_read_with_their_own_prefixes() -> None:
    """What stands in a bundle is read as what stands outside."""
    bundle = {"prefix": {"b": "https://b.example/"}, "entity": {"b:x": {}, "ex:y": {}}}
    entries, _ = read({"prefix": FOREIGN["prefix"], "bundle": {"ex:b": bundle, "ex:c": 5}})

    assert [entry.source.url for entry in entries] == [
        "https://b.example/x",
        "https://data.example/y",
    ]


def test_names_without_a_known_prefix_are_taken_as_they_are() -> None:
    """A default namespace counts; without one, a name is only a name."""
    (entry,), _ = read({"prefix": {"default": "https://d.example/"}, "entity": {"one": {}}})
    (bare,), _ = read({"entity": {"x:two": {}}})

    assert entry.source.url == "https://d.example/one"
    assert (bare.source.title, bare.source.url) == ("two", "")


def test_entities_of_one_title_are_told_apart() -> None:
    """Each entity is a source of its own."""
    entries, _ = read({"entity": {f"x:{n}": {"prov:label": "Report"} for n in range(3)}})

    assert [entry.source.id for entry in entries] == ["report", "report-2", "report-3"]


def test_a_quotation_of_a_quotation_is_left_out_and_said() -> None:
    """A claim is what a source says; of a quote of a quote there is none."""
    document = json.loads(json.dumps(FOREIGN))
    document["entity"]["ex:word"] = {"prov:value": "workers"}
    document["wasDerivedFrom"]["_:d3"] = {
        "prov:generatedEntity": "ex:word",
        "prov:usedEntity": "ex:line",
        "prov:type": "prov:Quotation",
    }
    document["wasDerivedFrom"]["_:d3"]["prov:type"] = [
        {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"}
    ]
    _, findings = read(document)

    assert [finding.code for finding in findings] == ["QUOTE-LEFT-OUT", "ACTIVITIES-LEFT-OUT"]


def test_a_quotation_of_our_source_is_a_claim_of_it(linked: Selection) -> None:
    """Somebody may add to what we wrote: then the file is anybody's."""
    document = write(linked)
    document["entity"]["ex:new"] = {"prov:value": "their jobs"}
    document["entity"]["claim:courier/x"] = {}
    document["entity"]["source:new"] = {"prov:label": "New"}
    document["wasDerivedFrom"]["_:x"] = {
        "prov:generatedEntity": "ex:new",
        "prov:usedEntity": "source:courier",
        "prov:type": {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"},
    }
    document["wasDerivedFrom"]["_:y"] = {
        "prov:generatedEntity": "source:new",
        "prov:usedEntity": "source:courier",
    }
    entries, _ = read(document)
    by_id = {entry.source.id: entry for entry in entries}

    assert "courier/their-jobs" in {claim.id for claim in by_id["courier"].claims}
    assert by_id["new"].source.references == ("courier",)
    with pytest.raises(UnreadableFormatError, match="records of claimtrack alone"):
        read(document, OWN.read)


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ("no json", "Expecting value"),
        ("[]", "it is not the record that its entity names"),
        ('{"id": "board", "csl": {"type": "book"}}', "it is not the record that its entity names"),
        ('{"id": "courier", "csl": {}}', "csl"),
        (5, "Expecting value"),
    ],
)
def test_a_record_that_is_none_is_refused(linked: Selection, record: object, fault: str) -> None:
    """What an entity carries is held against what a record is; the rest is read."""
    document = write(linked)
    document["entity"]["source:courier"]["claimtrack:record"] = record
    entries, (finding,) = read(document)

    assert str(finding).startswith("x.json: urn:claimtrack:source:courier: ENTRY-REFUSED")
    assert fault in finding.message
    (orphans,) = [entry for entry in entries if entry.only_named]
    assert (orphans.source.id, len(orphans.claims)) == ("courier", 2)


@pytest.mark.parametrize(
    "document",
    [
        b"no json",
        [],
        {},
        {"@context": "x", "entity": {}},
        {"entity": []},
        {"prefix": {}, "entity": {}, "agent": 5},
    ],
)
@pytest.mark.parametrize("form", [OWN, ANYBODY])
def test_other_files_are_refused(document: object, form: Any) -> None:  # noqa: ANN401
    """What has no sections of PROV-JSON is left to another format."""
    with pytest.raises(UnreadableFormatError):
        read(document, form.read)


@pytest.mark.parametrize(
    "document",
    [
        {"entity": {"ex:a": 5, "ex:b": [5, {"prov:label": {"$": 7}}]}},
        {"wasDerivedFrom": {"_:a": {"prov:generatedEntity": 1, "prov:usedEntity": {}}}},
        {"wasAttributedTo": {"_:a": {"prov:entity": [], "prov:agent": None}}, "entity": {"x": {}}},
        {"prefix": {"ex": 5, "y": "no iri"}, "entity": {"ex:a": {"prov:type": [1, {"$": []}]}}},
    ],
)
def test_odd_values_stop_nothing(document: dict[str, Any]) -> None:
    """What is not as it should be is passed over."""
    entries, findings = read(document)

    assert len(entries) <= 1
    assert findings == []
