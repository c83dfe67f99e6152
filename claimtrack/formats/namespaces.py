"""The vocabularies that records are written in, and short names of IRIs."""

from __future__ import annotations

import re
from typing import Final

from claimtrack.formats.iris import PREFIX, TERMS

PROV: Final = "http://www.w3.org/ns/prov#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
DCTERMS: Final = "http://purl.org/dc/terms/"
CITO: Final = "http://purl.org/spar/cito/"
NANOPUB: Final = "http://www.nanopub.org/nschema#"

#: Prefixes by what they stand for, the longest first where one begins another.
PREFIXES: Final[dict[str, str]] = {
    PROV: "prov",
    XSD: "xsd",
    RDF: "rdf",
    RDFS: "rdfs",
    DCTERMS: "dcterms",
    CITO: "cito",
    NANOPUB: "np",
    TERMS: "claimtrack",
    f"{PREFIX}source:": "source",
    f"{PREFIX}capture:": "capture",
    f"{PREFIX}claim:": "claim",
    f"{PREFIX}quote:": "quote",
    f"{PREFIX}link:": "link",
    f"{PREFIX}judgement:": "judgement",
    f"{PREFIX}rating:": "rating",
    f"{PREFIX}agent:": "agent",
}

_SPLIT = re.compile(r".*[#/:](?=.)", re.DOTALL)


def split_iri(iri: str) -> tuple[str, str]:
    """Return the namespace of an IRI and what follows; ours where it is one of ours."""
    for namespace in PREFIXES:
        if iri.startswith(namespace):
            return namespace, iri.removeprefix(namespace)
    found = _SPLIT.match(iri)
    namespace = found[0] if found else ""
    return namespace, iri.removeprefix(namespace)
