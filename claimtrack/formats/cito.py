"""How claims stand to one another, in the terms of CiTO, the Citation Typing Ontology.

The properties and what they mean: https://sparontologies.github.io/cito/current/cito.html

=======================  ===========================================================================
in the ledger            as a property between the two
=======================  ===========================================================================
`corroborates`           ``cito:confirms``, both ways
`conflicts`              ``cito:disputes``, both ways
`cites`                  ``cito:citesAsEvidence``
`updates`                ``cito:updates``
a claim with a quote     ``cito:includesQuotationFrom`` its source
references of a source   ``cito:cites``
=======================  ===========================================================================

Only what a person confirmed is said by such a property. Every link that nobody rejected is also a
``cito:Citation`` with its reason and the state of its judgement, so that a suggestion never looks
like a finding.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from claimtrack.formats.contract import Format
from claimtrack.formats.iris import PREFIX, TERMS, is_iri, name_agent, name_record
from claimtrack.formats.namespaces import CITO, DCTERMS, PROV, RDFS, XSD
from claimtrack.formats.remarks import note
from claimtrack.formats.turtle import (
    TYPE,
    Description,
    Literal,
    write_descriptions,
    write_prefixes,
)
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source

PROPERTIES: Final[dict[Kind, str]] = {
    Kind.CORROBORATES: f"{CITO}confirms",
    Kind.CONFLICTS: f"{CITO}disputes",
    Kind.CITES: f"{CITO}citesAsEvidence",
    Kind.UPDATES: f"{CITO}updates",
}


def write_cito(selection: Selection, out: IO[bytes]) -> list[Finding]:
    """Write the relations of a selection as Turtle; say what was left out."""
    write_prefixes(out)
    write_descriptions(_describe_all(selection), out)
    links = [link for claim in selection.claims.values() for link in claim.links]
    rejected = sum(1 for link in links if not link.is_standing)
    if not rejected:
        return []
    why = "CiTO has no word for what only looks like a citation, a support or a dispute"
    message = f"left out: links that a person rejected, {rejected:,}"
    return [note("REJECTED-LEFT-OUT", "CiTO", message, why)]


def say_links(claim: Claim) -> Iterator[Description]:
    """Yield the confirmed links of a claim as properties, each on its subject."""
    for link in claim.links:
        if link.judgement.state is State.CONFIRMED:
            here, there = name_record(claim.id), name_record(link.target)
            yield Description(here, [(PROPERTIES[link.kind], there)])
            if link.kind.is_symmetric:
                yield Description(there, [(PROPERTIES[link.kind], here)])


def describe_claim(claim: Claim) -> Description:
    """Return what a claim says, and when and of when it says it."""
    description = Description(name_record(claim.id))
    description.say(TYPE, f"{TERMS}Claim")
    description.say(f"{RDFS}label", Literal(claim.text))
    for name, time in (("said", claim.said), ("about", claim.about)):
        if time:
            description.say(f"{TERMS}{name}", Literal(str(time)))
    return description


def _describe_all(selection: Selection) -> Iterator[Description]:
    for source in selection.sources.values():
        yield _describe_source(source)
    for claim in selection.claims.values():
        description = describe_claim(claim)
        made_in = name_record(claim.source_id)
        description.say(f"{DCTERMS}source", made_in)
        if claim.anchor:
            description.say(f"{CITO}includesQuotationFrom", made_in)
        yield description
        yield from say_links(claim)
        for number, link in enumerate(claim.links, start=1):
            if link.is_standing:
                yield _describe_link(claim, number, link)


def _describe_source(source: Source) -> Description:
    description = Description(name_record(source.id))
    description.say(TYPE, f"{TERMS}Source")
    description.say(f"{RDFS}label", Literal(source.title))
    if is_iri(source.url.strip()):
        description.say(f"{PROV}atLocation", source.url.strip())
    description.say(f"{CITO}cites", *map(name_record, source.references))
    return description


def _describe_link(claim: Claim, number: int, link: Relation) -> Description:
    description = Description(f"{PREFIX}link:{claim.id}/{number}")
    description.say(TYPE, f"{CITO}Citation")
    description.say(f"{CITO}hasCitingEntity", name_record(claim.id))
    description.say(f"{CITO}hasCitedEntity", name_record(link.target))
    description.say(f"{CITO}hasCitationCharacterization", PROPERTIES[link.kind])
    description.say(f"{RDFS}comment", Literal(link.because))
    description.say(f"{TERMS}state", Literal(link.judgement.state.value))
    if link.cause:
        description.say(f"{TERMS}cause", Literal(link.cause.value))
    description.say(f"{DCTERMS}date", Literal(link.judgement.when.isoformat(), f"{XSD}date"))
    if link.judgement.by.strip():
        description.say(f"{DCTERMS}creator", name_agent(link.judgement.by))
    return description


FORMATS = (
    Format(
        name="cito",
        title="CiTO (Turtle): which claim confirms, disputes, updates or cites which",
        media_type="text/turtle",
        suffixes=(".cito.ttl", ".ttl"),
        write=write_cito,
    ),
)
