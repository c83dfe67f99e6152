from __future__ import annotations

import io
from typing import TYPE_CHECKING

import rdflib

from claimtrack.formats.cito import write_cito
from claimtrack.formats.contract import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source

CITO = rdflib.Namespace("http://purl.org/spar/cito/")
JOBS = rdflib.URIRef("urn:claimtrack:claim:courier/jobs")
AGREEING = rdflib.URIRef("urn:claimtrack:claim:agency/jobs")
OTHER = rdflib.URIRef("urn:claimtrack:claim:agency/other")
LATER = rdflib.URIRef("urn:claimtrack:claim:courier/later")
COURIER = rdflib.URIRef("urn:claimtrack:source:courier")


def write(selection: Selection) -> rdflib.Graph:
    """Return what rdflib reads of what is written."""
    out = io.BytesIO()
    write_cito(selection, out)
    return rdflib.Graph().parse(data=out.getvalue(), format="turtle")


def test_what_is_confirmed_is_said_by_a_property(linked: Selection) -> None:
    """What holds both ways is said both ways; what is only suggested is not said so."""
    graph = write(linked)

    said = {
        (s, p, o)
        for s, p, o in graph
        if str(p).startswith(str(CITO))
        and str(s).startswith(("urn:claimtrack:c", "urn:claimtrack:s"))
    }
    assert said == {
        (COURIER, CITO.cites, rdflib.URIRef("urn:claimtrack:source:agency")),
        (JOBS, CITO.includesQuotationFrom, COURIER),
        (JOBS, CITO.citesAsEvidence, rdflib.URIRef("urn:claimtrack:source:board")),
        (JOBS, CITO.confirms, AGREEING),
        (AGREEING, CITO.confirms, JOBS),
        (LATER, CITO.updates, JOBS),
        (OTHER, CITO.citesAsEvidence, rdflib.URIRef("urn:claimtrack:claim:gone/one")),
    }


def test_a_suggestion_says_that_it_is_one(linked: Selection) -> None:
    """Each link that stands is a citation with its reason and its state."""
    graph = write(linked)
    link = rdflib.URIRef("urn:claimtrack:link:courier/jobs/3")

    assert graph.value(link, CITO.hasCitingEntity) == JOBS
    assert graph.value(link, CITO.hasCitedEntity) == OTHER
    assert graph.value(link, CITO.hasCitationCharacterization) == CITO.disputes
    state = rdflib.URIRef("urn:claimtrack:terms:state")
    assert str(graph.value(link, state)) == "suggested"
    assert len(list(graph.subjects(rdflib.RDF.type, CITO.Citation))) == 5


def test_what_was_rejected_is_left_out_and_counted(linked: Selection) -> None:
    """A conflict that is none must not look like one."""
    findings = write_cito(linked, io.BytesIO())
    link = rdflib.URIRef("urn:claimtrack:link:courier/jobs/4")

    assert [finding.message for finding in findings] == [
        "left out: links that a person rejected, 1"
    ]
    assert not list(write(linked).triples((link, None, None)))


def test_an_anonymous_judgement_has_no_creator(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """Where nobody is named, nobody is made up."""
    link = make_link("cites", "a-paper")
    link = link.with_changes(judgement=link.judgement.with_changes(by=" "))
    claim, source = make_claim(links=[link]), make_source()
    graph = write(Selection({source.id: source}, {claim.id: claim}))

    assert not list(graph.triples((None, rdflib.DCTERMS.creator, None)))
    assert write_cito(Selection({}, {}), io.BytesIO()) == []
