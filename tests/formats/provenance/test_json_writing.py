from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from prov.model import ProvDocument

from claimtrack.formats.contract import Selection
from claimtrack.formats.provenance.json_writing import write_prov_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from claimtrack.models.source import Source


def write(selection: Selection) -> dict[str, Any]:
    """Return what is written, as JSON values."""
    out = io.BytesIO()
    write_prov_json(selection, out)
    written: dict[str, Any] = json.loads(out.getvalue())
    return written


def list_relations(written: dict[str, Any], section: str) -> set[tuple[str, ...]]:
    """Return the two ends of each relation, with its type where it has one."""
    found = set()
    for node in written[section].values():
        kind = node.pop("prov:type", {}).get("$")
        found.add((*node.values(), kind) if kind else tuple(node.values()))
    return found


def test_what_is_written_stays_as_it_is(linked: Selection, snapshot: SnapshotAssertion) -> None:
    """The document of a small ledger."""
    assert write(linked) == snapshot


def test_a_program_for_provenance_reads_it(linked: Selection) -> None:
    """Each statement is one to the prov package too."""
    written = write(linked)
    document = ProvDocument.deserialize(content=json.dumps(written), format="json")
    sections = [nodes for section, nodes in written.items() if section != "prefix"]

    assert len(list(document.get_records())) == sum(map(len, sections))


def test_a_claim_is_derived_from_all_it_rests_on(linked: Selection) -> None:
    """Quotes, citations, revisions and origins are derivations, each of its kind."""
    derived = list_relations(write(linked), "wasDerivedFrom")

    assert derived == {
        ("source:courier", "source:agency"),
        ("quote:courier/jobs", "capture:courier/1", "prov:Quotation"),
        ("claim:courier/jobs", "quote:courier/jobs"),
        ("claim:courier/jobs", "source:board"),
        ("claim:courier/jobs", "source:board", "prov:PrimarySource"),
        ("rating:courier/jobs/1", "claim:courier/jobs"),
        ("claim:courier/later", "source:courier"),
        ("claim:courier/later", "claim:courier/jobs", "prov:Revision"),
        ("claim:courier/later", "source:courier", "prov:PrimarySource"),
        ("claim:agency/jobs", "source:agency"),
        ("claim:agency/other", "source:agency"),
        ("claim:agency/other", "claim:gone/one"),
    }


def test_who_speaks_and_who_judges_are_agents(linked: Selection) -> None:
    """Publishers, authors, the credited and reviewers; the unnamed are another in each source."""
    written = write(linked)
    agents = {
        name: [kind["$"] for kind in node.get("prov:type", [])]
        for name, node in written["agent"].items()
    }

    assert agents == {
        "agent:Varrow%20Courier": ["prov:Organization"],
        "agent:Tilda%20Orme": ["prov:Person"],
        "agent:Harbour%20staff": [],
        "agent:the%20Harbour%20Board": [],
        "agent:agency/a%20person%20at%20the%20yard": [],
        "agent:Check%20Desk": [],
        "agent:fact%20desk": ["prov:Person", "prov:SoftwareAgent"],
    }
    assert ("claim:courier/jobs", "agent:the%20Harbour%20Board") in list_relations(
        written, "wasAttributedTo"
    )


def test_a_judgement_is_an_activity_of_its_day(linked: Selection) -> None:
    """It used what it is about, generated the link, and was some time on that day."""
    written = write(linked)

    assert written["activity"]["judgement:courier/jobs/3"] == {
        "prov:type": [{"$": "claimtrack:Judgement", "type": "prov:QUALIFIED_NAME"}],
        "prov:startTime": "2025-03-13T00:00:00Z",
        "prov:endTime": "2025-03-13T23:59:59Z",
    }
    assert written["entity"]["link:courier/jobs/3"]["claimtrack:state"] == "suggested"
    used = list_relations(written, "used")
    assert ("judgement:courier/jobs/3", "claim:agency/other") in used
    assert ("judgement:courier/jobs/fit", "quote:courier/jobs") in used


def test_a_quote_is_where_it_stands(linked: Selection) -> None:
    """The location of a quote is a link to the very passage."""
    quote = write(linked)["entity"]["quote:courier/jobs"]

    assert quote["prov:location"] == {
        "$": "https://courier.example/yard#:~:text=240%20workers",
        "type": "xsd:anyURI",
    }


def test_words_of_others_are_written_again(make_source: Callable[..., Source]) -> None:
    """What came in from elsewhere keeps its names, its types too; ours outweigh theirs."""
    kept = {
        "id": "http://x.example/e1",
        "attributes": {
            "http://x.example/ns#colour": "red",
            "plain": 5,
            "http://x.example/ns#kind": {
                "$": "http://x.example/ns#Odd",
                "type": "http://www.w3.org/ns/prov#QUALIFIED_NAME",
            },
            "http://www.w3.org/ns/prov#label": "Theirs",
            "http://www.w3.org/ns/prov#type": [
                {
                    "$": "http://other.example/Thing",
                    "type": "http://www.w3.org/ns/prov#QUALIFIED_NAME",
                }
            ],
        },
    }
    source = make_source(title="Ours", prov=kept)
    written = write(Selection({source.id: source}, {}))
    node = written["entity"]["source:a-paper"]

    assert written["prefix"]["ns1"] == "http://x.example/ns#"
    assert (node["ns1:colour"], node["prov:label"], node["plain"]) == ("red", "Ours", 5)
    assert node["ns1:kind"] == {"$": "ns1:Odd", "type": "prov:QUALIFIED_NAME"}
    assert [each["$"] for each in node["prov:type"]] == ["claimtrack:Source", "ns2:Thing"]


def test_an_empty_selection_is_an_empty_document() -> None:
    """There are prefixes, and nothing else."""
    assert list(write(Selection({}, {}))) == ["prefix"]
