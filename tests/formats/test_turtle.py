from __future__ import annotations

import io

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.formats.iris import is_iri
from claimtrack.formats.namespaces import PREFIXES, split_iri
from claimtrack.formats.turtle import (
    TYPE,
    Description,
    Literal,
    write_descriptions,
    write_graph,
    write_iri,
    write_prefixes,
)

SUBJECT = "urn:claimtrack:source:a-paper"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def read(*descriptions: Description) -> rdflib.Graph:
    """Return what rdflib reads of descriptions."""
    out = io.BytesIO()
    write_prefixes(out)
    write_descriptions(descriptions, out)
    return rdflib.Graph().parse(data=out.getvalue(), format="turtle")


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_every_text_is_read_back(text: str) -> None:
    """Quotes, line breaks and control characters of any kind come through."""
    (triple,) = read(Description(SUBJECT, [(LABEL, Literal(text))]))

    assert str(triple[2]) == text


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")).map("https://a.example/{}".format).filter(is_iri))
def test_every_iri_is_read_back(iri: str) -> None:
    """Whatever may stand in an IRI comes through."""
    (triple,) = read(Description(SUBJECT, [(TYPE, iri)]))

    assert str(triple[2]) == iri


@pytest.mark.parametrize(
    ("iri", "written"),
    [
        (SUBJECT, "source:a-paper"),
        (LABEL, "rdfs:label"),
        ("urn:claimtrack:claim:a-paper/one", "<urn:claimtrack:claim:a-paper/one>"),
        ("http://www.w3.org/ns/prov#", "<http://www.w3.org/ns/prov#>"),
        ("https://a.example/", "<https://a.example/>"),
        ("urn:x> <urn:y", "<urn:x\\u003E\\u0020\\u003Curn:y>"),
    ],
)
def test_an_iri_has_a_prefix_where_that_is_plain(iri: str, written: str) -> None:
    """A name that would have to be escaped is written out, and nothing breaks out of brackets."""
    assert write_iri(iri) == written


def test_a_statement_stands_once() -> None:
    """What is said twice is written once; of what nothing is said, nothing is."""
    description = Description(SUBJECT)
    description.say(LABEL, Literal("A"), Literal("A"), Literal("2025", "urn:year"))
    out = io.BytesIO()
    write_descriptions([description, Description("urn:empty")], out)

    assert out.getvalue().decode() == (
        'source:a-paper\n    rdfs:label "A" ;\n    rdfs:label "2025"^^<urn:year> .\n'
    )


def test_a_graph_has_a_name() -> None:
    """TriG puts descriptions in braces behind a name."""
    out = io.BytesIO()
    write_graph("urn:g", [Description(SUBJECT, [(TYPE, "urn:t")])], out)

    assert out.getvalue() == b"<urn:g> {\nsource:a-paper\n    a <urn:t> .\n}\n\n"


@pytest.mark.parametrize(
    ("iri", "parts"),
    [
        ("http://a.example/b#c", ("http://a.example/b#", "c")),
        ("http://a.example/b/", ("http://a.example/", "b/")),
        ("urn:isbn:1", ("urn:isbn:", "1")),
        ("plain", ("", "plain")),
        ("urn:claimtrack:claim:a/b", ("urn:claimtrack:claim:", "a/b")),
    ],
)
def test_an_iri_is_split_where_its_name_begins(iri: str, parts: tuple[str, str]) -> None:
    """The last mark that something follows on ends the namespace; ours are known."""
    assert split_iri(iri) == parts


def test_no_namespace_hides_another() -> None:
    """Of two prefixes never does one begin the other's namespace."""
    for one in PREFIXES:
        assert not [other for other in PREFIXES if other != one and other.startswith(one)]
