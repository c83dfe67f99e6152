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

#: Prefixes by what they stand for, of which none begins another.
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

_KNOWN = re.compile("|".join(map(re.escape, PREFIXES)))
_SPLIT = re.compile(r".*[#/:](?=.)", re.DOTALL)


def split_iri(iri: str) -> tuple[str, str]:
    """Return the namespace of an IRI and what follows; ours where it is one of ours."""
    found = _KNOWN.match(iri) or _SPLIT.match(iri)
    at = found.end() if found else 0
    return iri[:at], iri[at:]
