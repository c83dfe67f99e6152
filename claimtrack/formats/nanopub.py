"""Claims as `nanopublications <https://nanopub.net/guidelines/working_draft/>`_, each by itself.

A nanopublication is four graphs: the head names the others, the assertion is the claim, the
provenance says what the assertion rests on, the publication info who vouches for it and when. They
are drafts: whoever publishes them signs them, and gives them trusty URIs, with another tool.
"""

from __future__ import annotations

from dataclasses import replace
from typing import IO, TYPE_CHECKING

from claimtrack.formats.cito import describe_claim, say_links
from claimtrack.formats.contract import Format
from claimtrack.formats.iris import PREFIX, TERMS, name_agent, name_record
from claimtrack.formats.namespaces import DCTERMS, NANOPUB, RDFS, XSD
from claimtrack.formats.provenance.statements import (
    Edge,
    Way,
    name_quote,
    state_credit,
    state_origins,
    state_quote,
    state_source,
)
from claimtrack.formats.provenance.turtle_writing import describe_statements
from claimtrack.formats.turtle import TYPE, Description, Literal, write_graph, write_prefixes
from claimtrack.graph.ends import find_ends
from claimtrack.graph.network import build_network
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.formats.provenance.statements import Statement
    from claimtrack.models.claim import Claim


def write_nanopubs(selection: Selection, out: IO[bytes]) -> None:
    """Write a nanopublication for each claim of a selection, as TriG."""
    ends = find_ends(selection.claims, build_network(selection.sources, selection.claims))
    write_prefixes(out)
    for claim in selection.claims.values():
        name = f"{PREFIX}nanopub:{claim.id}"
        origins = state_origins(claim, ends[claim.id])
        rests_on = _state_provenance(claim, selection, origins, f"{name}#assertion")
        write_graph(f"{name}#head", [_describe_head(name)], out)
        write_graph(f"{name}#assertion", [describe_claim(claim), *say_links(claim)], out)
        write_graph(f"{name}#provenance", describe_statements(rests_on), out)
        write_graph(f"{name}#pubinfo", _describe_publication(claim, name), out)


def _describe_head(name: str) -> Description:
    head = Description(name)
    head.say(TYPE, f"{NANOPUB}Nanopublication")
    head.say(f"{NANOPUB}hasAssertion", f"{name}#assertion")
    head.say(f"{NANOPUB}hasProvenance", f"{name}#provenance")
    head.say(f"{NANOPUB}hasPublicationInfo", f"{name}#pubinfo")
    return head


def _state_provenance(
    claim: Claim, selection: Selection, origins: Iterator[Edge], assertion: str
) -> Iterator[Statement]:
    """Yield what a claim rests on, said of its assertion, and what is needed to find that."""
    source = name_record(claim.source_id)
    yield Edge(Way.DERIVED, assertion, name_quote(claim) if claim.anchor else source)
    for link in claim.links:
        if link.kind is Kind.CITES and link.judgement.state is State.CONFIRMED:
            yield Edge(Way.DERIVED, assertion, name_record(link.target))
    for statement in (*origins, *state_credit(claim)):
        yield replace(statement, later=assertion) if isinstance(statement, Edge) else statement
    yield from state_quote(claim, selection)
    yield from state_source(selection.sources[claim.source_id])


def _describe_publication(claim: Claim, name: str) -> Iterator[Description]:
    """Yield who found that the quote carries the claim, if a person did."""
    about = Description(name)
    about.say(f"{DCTERMS}identifier", Literal(claim.id))
    about.say(f"{TERMS}fit", Literal(claim.fit.state.value if claim.fit else "not judged"))
    yield about
    if claim.fit is None or claim.fit.state is State.SUGGESTED or not claim.fit.by.strip():
        return
    about = Description(name)
    about.say(f"{DCTERMS}created", Literal(claim.fit.when.isoformat(), f"{XSD}date"))
    about.say(f"{DCTERMS}creator", name_agent(claim.fit.by))
    if claim.fit.why:
        about.say(f"{RDFS}comment", Literal(claim.fit.why))
    yield about
    reviewer = Description(name_agent(claim.fit.by))
    reviewer.say(f"{RDFS}label", Literal(claim.fit.by))
    yield reviewer


FORMATS = (
    Format(
        name="nanopub",
        title="nanopublications (TriG): each claim with what it rests on, to be signed",
        media_type="application/trig",
        suffixes=(".trig",),
        write=write_nanopubs,
    ),
)
