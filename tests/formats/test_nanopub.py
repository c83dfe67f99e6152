from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import rdflib

from claimtrack.formats.contract import Selection
from claimtrack.formats.nanopub import write_nanopubs

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source

#: rdflib warns about names of its own that it still uses itself.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")

NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
CITO = rdflib.Namespace("http://purl.org/spar/cito/")
JOBS = "urn:claimtrack:nanopub:courier/jobs"
GRAPHS = ("head", "assertion", "provenance", "pubinfo")


def write(selection: Selection) -> rdflib.Dataset:
    """Return what rdflib reads of what is written."""
    out = io.BytesIO()
    write_nanopubs(selection, out)
    dataset = rdflib.Dataset()
    dataset.parse(data=out.getvalue(), format="trig")
    return dataset


def graph_of(dataset: rdflib.Dataset, name: str) -> rdflib.Graph:
    """Return one graph of the nanopublication of the claim on jobs."""
    return dataset.graph(rdflib.URIRef(f"{JOBS}#{name}"))


def test_each_claim_has_four_graphs(linked: Selection) -> None:
    """The head names the other three, and none of them is empty or missing."""
    dataset = write(linked)
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}

    assert names == {
        f"urn:claimtrack:nanopub:{claim_id}#{name}" for claim_id in linked.claims for name in GRAPHS
    }
    publication = rdflib.URIRef(JOBS)
    assert set(graph_of(dataset, "head")) == {
        (publication, rdflib.RDF.type, NP.Nanopublication),
        (publication, NP.hasAssertion, rdflib.URIRef(f"{JOBS}#assertion")),
        (publication, NP.hasProvenance, rdflib.URIRef(f"{JOBS}#provenance")),
        (publication, NP.hasPublicationInfo, rdflib.URIRef(f"{JOBS}#pubinfo")),
    }


def test_the_assertion_is_the_claim(linked: Selection) -> None:
    """It says what the claim says, and how it stands to others where that is confirmed."""
    assertion = graph_of(write(linked), "assertion")
    claim = rdflib.URIRef("urn:claimtrack:claim:courier/jobs")

    assert str(assertion.value(claim, rdflib.RDFS.label)) == "240 jobs are lost."
    assert set(assertion.predicates(claim)) == {
        rdflib.RDF.type,
        rdflib.RDFS.label,
        rdflib.URIRef("urn:claimtrack:terms:said"),
        rdflib.URIRef("urn:claimtrack:terms:about"),
        CITO.citesAsEvidence,
        CITO.confirms,
    }


def test_the_provenance_is_that_of_the_assertion(linked: Selection) -> None:
    """It says of the assertion what it rests on, and where that is."""
    provenance = graph_of(write(linked), "provenance")
    assertion = rdflib.URIRef(f"{JOBS}#assertion")
    quote = rdflib.URIRef("urn:claimtrack:quote:courier/jobs")
    board = rdflib.URIRef("urn:claimtrack:source:board")

    assert set(provenance.objects(assertion, PROV.wasDerivedFrom)) == {quote, board}
    assert set(provenance.objects(assertion, PROV.hadPrimarySource)) == {board}
    assert str(provenance.value(quote, PROV.value)) == "240 workers"
    assert provenance.value(assertion, PROV.wasAttributedTo) is not None
    assert str(provenance.value(quote, PROV.atLocation)).endswith("#:~:text=240%20workers")


def test_the_publication_info_is_about_the_publication(linked: Selection) -> None:
    """It says who found that the quote carries the claim, and on which day."""
    info = graph_of(write(linked), "pubinfo")
    publication = rdflib.URIRef(JOBS)
    reviewer = rdflib.URIRef("urn:claimtrack:agent:fact%20desk")

    assert info.value(publication, rdflib.DCTERMS.creator) == reviewer
    assert str(info.value(publication, rdflib.DCTERMS.created)) == "2025-03-13"
    assert str(info.value(reviewer, rdflib.RDFS.label)) == "fact desk"


def test_nobody_vouches_for_what_nobody_judged(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """A rule's suggestion is no signature."""
    fits = {
        "a-paper/one": None,
        "a-paper/two": {"state": "suggested", "by": "fit-rule 1", "when": "2025-03-13"},
        "a-paper/three": {"state": "unsure", "by": " ", "when": "2025-03-13"},
        "a-paper/four": {
            "state": "rejected",
            "by": "desk",
            "when": "2025-03-13",
            "why": "another year",
        },
    }
    claims = {name: make_claim(name, fit=fit) for name, fit in fits.items()}
    dataset = write(Selection({"a-paper": make_source()}, claims))
    creators = {
        str(s).rpartition("/")[2]: str(o)
        for s, _, o, _ in dataset.quads((None, rdflib.DCTERMS.creator, None, None))
    }
    states = [str(o) for _, p, o, _ in dataset.quads() if str(p).endswith("terms:fit")]

    assert creators == {"four": "urn:claimtrack:agent:desk"}
    assert sorted(states) == ["not judged", "rejected", "suggested", "unsure"]


def test_no_claims_make_no_publications() -> None:
    """An empty selection is an empty file that reads all the same."""
    assert len(write(Selection({}, {}))) == 0
