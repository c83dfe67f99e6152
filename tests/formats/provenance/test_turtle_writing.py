from __future__ import annotations

import io
from typing import TYPE_CHECKING

import rdflib

from claimtrack.formats.provenance.turtle_writing import write_prov_o

if TYPE_CHECKING:
    from claimtrack.formats.contract import Selection

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
CLAIM = rdflib.URIRef("urn:claimtrack:claim:courier/jobs")


def test_provenance_is_said_in_terms_of_prov_o(linked: Selection) -> None:
    """Derivations, primary sources, revisions, activities and agents have their properties."""
    out = io.BytesIO()
    write_prov_o(linked, out)
    graph = rdflib.Graph().parse(data=out.getvalue(), format="turtle")
    board = rdflib.URIRef("urn:claimtrack:source:board")
    quote = rdflib.URIRef("urn:claimtrack:quote:courier/jobs")
    judging = rdflib.URIRef("urn:claimtrack:judgement:courier/jobs/1")
    link = rdflib.URIRef("urn:claimtrack:link:courier/jobs/1")
    reviewer = rdflib.URIRef("urn:claimtrack:agent:fact%20desk")
    day = rdflib.Literal("2025-03-13T00:00:00Z", datatype=rdflib.XSD.dateTime)
    passage = rdflib.URIRef("https://courier.example/yard#:~:text=240%20workers")

    assert {
        (CLAIM, rdflib.RDF.type, PROV.Entity),
        (CLAIM, PROV.value, rdflib.Literal("240 jobs are lost.")),
        (CLAIM, PROV.wasDerivedFrom, quote),
        (CLAIM, PROV.hadPrimarySource, board),
        (quote, PROV.wasQuotedFrom, rdflib.URIRef("urn:claimtrack:capture:courier/1")),
        (quote, PROV.atLocation, passage),
        (rdflib.URIRef("urn:claimtrack:claim:courier/later"), PROV.wasRevisionOf, CLAIM),
        (link, PROV.wasGeneratedBy, judging),
        (judging, rdflib.RDF.type, PROV.Activity),
        (judging, PROV.startedAtTime, day),
        (judging, PROV.used, board),
        (judging, PROV.wasAssociatedWith, reviewer),
        (reviewer, rdflib.RDF.type, PROV.Person),
    } <= set(graph)
    assert not list(graph.triples((CLAIM, PROV.label, None)))


def test_an_agent_is_introduced_once(linked: Selection) -> None:
    """Somebody who judged often has one name and each kind once."""
    out = io.BytesIO()
    write_prov_o(linked, out)

    assert out.getvalue().count(b'rdfs:label "fact desk"') == 2
