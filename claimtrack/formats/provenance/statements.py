"""What records say of where they come from, as statements of PROV-DM.

=========================  =========================================================================
a record                   is stated as
=========================  =========================================================================
source                     an entity, attributed to its publisher and its authors
capture                    an entity, a specialization of its source
quote                      an entity, quoted from its capture (or its source)
claim                      an entity, derived from its quote (or its source) and from what it cites;
                           a revision of what it updates; with the ends of its chain as primary
                           sources; attributed to whom it credits
link, fit                  an entity that an activity generated, which used what it is about and was
                           done by whoever judged it
rating                     an entity, derived from the claim, attributed to the reviewer
=========================  =========================================================================

What a person rejected is stated as judged, and nothing is derived from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode

from claimtrack.anchoring.fragments import text_fragment
from claimtrack.formats.iris import PREFIX, TERMS, is_iri, name_agent, name_capture, name_record
from claimtrack.formats.namespaces import DCTERMS, PROV, XSD
from claimtrack.graph.ends import find_ends
from claimtrack.graph.names import is_named
from claimtrack.graph.network import build_network
from claimtrack.graph.steps import EndKind
from claimtrack.models import csl
from claimtrack.models.ids import source_of
from claimtrack.models.judgement import State
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.graph.ends import Ends
    from claimtrack.models.claim import Claim
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.source import Source

LABEL, VALUE, LOCATION = f"{PROV}label", f"{PROV}value", f"{PROV}location"
START, END = f"{PROV}startTime", f"{PROV}endTime"
ANY_URI, DATE_TIME = f"{XSD}anyURI", f"{XSD}dateTime"


class Part(StrEnum):
    """What a statement introduces."""

    ENTITY = "entity"
    ACTIVITY = "activity"
    AGENT = "agent"


class Way(StrEnum):
    """How one thing stands to another; the first is the later one."""

    DERIVED = "wasDerivedFrom"
    QUOTED = "wasQuotedFrom"
    REVISED = "wasRevisionOf"
    PRIMARY = "hadPrimarySource"
    ATTRIBUTED = "wasAttributedTo"
    GENERATED = "wasGeneratedBy"
    USED = "used"
    ASSOCIATED = "wasAssociatedWith"
    SPECIALIZED = "specializationOf"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an attribute."""

    text: str
    datatype: str = ""
    """An IRI; "" for a plain text."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, an activity or an agent."""

    part: Part
    iri: str
    types: tuple[str, ...] = ()
    attributes: tuple[tuple[str, Value], ...] = ()
    record: Source | Claim | None = None
    """The record that it stands for, where it stands for one."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two things."""

    way: Way
    later: str
    earlier: str


Statement = Thing | Edge


def list_statements(selection: Selection) -> Iterator[Statement]:
    """Yield what a selection says; a thing may be introduced more than once."""
    for source in selection.sources.values():
        yield from state_source(source)
    ends = find_ends(selection.claims, build_network(selection.sources, selection.claims))
    for claim in selection.claims.values():
        yield from _state_claim(claim, selection)
        yield from state_credit(claim)
        yield from state_origins(claim, ends[claim.id])


def state_source(source: Source) -> Iterator[Statement]:
    """Yield what a source is, who made it, what it draws on, and which copies of it there are."""
    iri = name_record(source.id)
    attributes = [(LABEL, Value(source.title))]
    if is_iri(source.url.strip()):
        attributes.append((LOCATION, Value(source.url.strip(), ANY_URI)))
    if isinstance(issued := source.csl.get("issued"), str):
        attributes.append((f"{DCTERMS}issued", Value(issued)))
    yield Thing(Part.ENTITY, iri, (f"{TERMS}Source",), tuple(attributes), source)
    for name, kind in _list_makers(source):
        yield from _attribute(iri, name_agent(name), name, kind)
    for reference in source.references:
        yield Edge(Way.DERIVED, iri, name_record(reference))
    for capture in source.captures:
        copy = name_capture(source.id, capture.n)
        taken = (f"{TERMS}captured", Value(str(capture.captured)))
        digest = (f"{TERMS}sha256", Value(capture.original.sha256))
        yield Thing(Part.ENTITY, copy, (f"{TERMS}Capture",), (taken, digest))
        yield Edge(Way.SPECIALIZED, copy, iri)


def _list_makers(source: Source) -> Iterator[tuple[str, str]]:
    """Yield who made a source, and what they are; of a literal name that is not said."""
    if source.publisher.strip():
        yield source.publisher, f"{PROV}Organization"
    for author in source.csl.get("author", ()):
        if (name := csl.name_people([author]).strip()) and name != source.publisher.strip():
            yield name, "" if "literal" in author else f"{PROV}Person"


def _state_claim(claim: Claim, selection: Selection) -> Iterator[Statement]:
    iri, source = name_record(claim.id), name_record(claim.source_id)
    times = (("said", claim.said), ("about", claim.about))
    attributes = [(VALUE, Value(claim.text))]
    attributes += [(f"{TERMS}{name}", Value(str(time))) for name, time in times if time]
    yield Thing(Part.ENTITY, iri, (f"{TERMS}Claim",), tuple(attributes), claim)
    if claim.anchor is None:
        yield Edge(Way.DERIVED, iri, source)
    else:
        yield from state_quote(claim, selection)
        yield Edge(Way.DERIVED, iri, name_quote(claim))
    if claim.fit:
        about = (iri, name_quote(claim) if claim.anchor else source)
        yield from _state_judgement(f"{claim.id}/fit", "Fit", about, claim.fit)
    for number, link in enumerate(claim.links, start=1):
        target = name_record(link.target)
        name = f"{claim.id}/{number}"
        because = (LABEL, Value(link.because))
        yield from _state_judgement(name, link.kind.title(), (iri, target), link.judgement, because)
        if link.is_standing and link.kind in _WAYS:
            yield Edge(_WAYS[link.kind], iri, target)
    for number, rating in enumerate(claim.ratings, start=1):
        rated = f"{PREFIX}rating:{claim.id}/{number}"
        yield Thing(Part.ENTITY, rated, (f"{TERMS}Rating",), ((VALUE, Value(rating.words)),))
        yield Edge(Way.DERIVED, rated, iri)
        yield from _attribute(rated, name_agent(rating.by), rating.by)


_WAYS = {Kind.CITES: Way.DERIVED, Kind.UPDATES: Way.REVISED}


def name_quote(claim: Claim) -> str:
    """Return the IRI of a claim's quote."""
    return f"{PREFIX}quote:{claim.id}"


def state_quote(claim: Claim, selection: Selection) -> Iterator[Statement]:
    """Yield what is said of a claim's quote, which it must have."""
    if claim.anchor is None:
        return
    source = selection.sources[claim.source_id]
    capture = source.capture(claim.anchor.capture)
    text = selection.text_of(source, capture) if capture else None
    attributes = [(VALUE, Value(claim.anchor.quote))]
    if link := text_fragment(source.url, claim.anchor.segments, text):
        attributes.append((LOCATION, Value(link, ANY_URI)))
    yield Thing(Part.ENTITY, name_quote(claim), (f"{TERMS}Quote",), tuple(attributes))
    whole = name_capture(source.id, capture.n) if capture else name_record(source.id)
    yield Edge(Way.QUOTED, name_quote(claim), whole)


def _state_judgement(
    name: str,
    kind: str,
    about: tuple[str, str],
    judgement: Judgement,
    *said: tuple[str, Value],
) -> Iterator[Statement]:
    """Yield a link or a fit with the activity that judged it, some time on its day."""
    result, activity = f"{PREFIX}link:{name}", f"{PREFIX}judgement:{name}"
    attributes = [*said, (f"{TERMS}state", Value(judgement.state.value))]
    attributes += [(f"{TERMS}of", Value(iri, ANY_URI)) for iri in about]
    yield Thing(Part.ENTITY, result, (f"{TERMS}{kind}",), tuple(attributes))
    day = judgement.when.isoformat()
    times = [(START, Value(f"{day}T00:00:00Z", DATE_TIME))]
    times += [(END, Value(f"{day}T23:59:59Z", DATE_TIME))]
    why = [(f"{TERMS}why", Value(judgement.why))] if judgement.why else []
    yield Thing(Part.ACTIVITY, activity, (f"{TERMS}Judgement",), (*times, *why))
    yield Edge(Way.GENERATED, result, activity)
    for used in dict.fromkeys(about):
        yield Edge(Way.USED, activity, used)
    if judgement.by.strip():
        suggested = judgement.state is State.SUGGESTED
        kinds = (f"{PROV}SoftwareAgent" if suggested else f"{PROV}Person",)
        agent = name_agent(judgement.by)
        yield Thing(Part.AGENT, agent, kinds, ((LABEL, Value(judgement.by)),))
        yield Edge(Way.ASSOCIATED, activity, agent)


def state_credit(claim: Claim) -> Iterator[Statement]:
    """Yield whom a claim credits; somebody unnamed is another one in each source."""
    words = " ".join(claim.attribution.split())
    of_source = f"{PREFIX}agent:{claim.source_id}/{percent_encode(words, safe='')}"
    agent = name_agent(words) if is_named(words) else of_source
    yield from _attribute(name_record(claim.id), agent, words)


def state_origins(claim: Claim, ends: Ends) -> Iterator[Edge]:
    """Yield the primary sources that the ends of a claim's chain are, where there are records."""
    for end in sorted(ends):
        record = source_of(end.id) if end.kind is EndKind.OWN else end.id
        # Of what is not there nothing is known, so neither is whether it is primary.
        if record != claim.id and end.kind is not EndKind.MISSING:
            yield Edge(Way.PRIMARY, name_record(claim.id), name_record(record))


def _attribute(iri: str, agent: str, name: str, kind: str = "") -> Iterator[Statement]:
    if not name.strip():
        return
    kinds = (kind,) if kind else ()
    yield Thing(Part.AGENT, agent, kinds, ((LABEL, Value(" ".join(name.split()))),))
    yield Edge(Way.ATTRIBUTED, iri, agent)
