"""A chain as a nested list: each place under what cites it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from claimtrack.graph.chains import Flag, HopKind, trace
from claimtrack.models.ids import source_of
from claimtrack.models.judgement import State
from claimtrack.site import addresses
from claimtrack.site.words import FLAGS, say_date, say_source, shorten

if TYPE_CHECKING:
    from claimtrack.graph.chains import Hop
    from claimtrack.site.material import Material

#: Lists are nested so deep; further down a chain goes on in the innermost, with its numbers.
DEEPEST: Final = 6
#: Places of a chain that are shown: what is further down stands on the pages of these.
MOST: Final = 100
_MOST_REFERENCES: Final = 20


@dataclass(slots=True)
class Place:
    """One place in a chain, and those it leads to."""

    name: str
    """An id or, of a credit, its words."""
    kind: str
    href: str
    number: int
    """How many steps down, where the drawing does not say so; else 0."""
    text: str
    source: str
    quote: str
    said: str
    because: str
    doubt: str
    """What a person or a rule made of the citation, where it is not confirmed."""
    flags: tuple[tuple[str, str], ...]
    """Name and meaning of each."""
    is_end: bool
    draws_on: tuple[str, ...]
    below: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chain as it is shown."""

    top: Place
    hops: int
    is_cut: bool


def draw_chain(material: Material, claim_id: str) -> Drawing:
    """Return the chain of a claim, no more of it than fits a page."""
    chain = trace(claim_id, material.network, MOST)
    places = [_describe(material, chain.hops, hop) for hop in chain.hops]
    homes: list[Place] = []
    for hop, place in zip(chain.hops, places, strict=True):
        #: Under what the places that this one leads to are listed.
        homes.append(place if hop.depth < DEEPEST or hop.parent is None else homes[hop.parent])
        if hop.parent is not None:
            homes[hop.parent].below.append(place)
    return Drawing(places[0], len(places), chain.is_cut)


def _describe(material: Material, hops: tuple[Hop, ...], hop: Hop) -> Place:
    above = hops[hop.parent] if hop.parent is not None else None
    is_told = Flag.REPEATED in hop.flags or Flag.LOOP in hop.flags
    is_record = hop.kind is not HopKind.CREDIT and not is_told
    claim = material.claims.get(hop.id) if is_record else None
    source = material.sources.get(source_of(hop.id)) if is_record else None
    is_same_source = above is not None and above.id == source_of(hop.id)
    judgement = hop.relation.judgement if hop.relation else None
    return Place(
        name=hop.id,
        kind=hop.kind.value,
        href=find_page(material, hop.id) if hop.kind is not HopKind.CREDIT else "",
        number=hop.depth if hop.depth > DEEPEST else 0,
        text=shorten(claim.text) if claim else source.title if source else "",
        source=say_source(source, is_titled=claim is None) if source and not is_same_source else "",
        quote=shorten(claim.quote, 240) if claim else "",
        said=say_date(claim.said) if claim else "",
        because=hop.because,
        doubt=judgement.state.value if judgement and judgement.state is not State.CONFIRMED else "",
        flags=tuple((flag.value, FLAGS[flag]) for flag in hop.flags),
        is_end=hop.is_end,
        draws_on=hop.draws_on[:_MOST_REFERENCES],
    )


def find_page(material: Material, record_id: str) -> str:
    """Return the page of a claim or a source; "" where it has none."""
    if record_id in material.claims:
        return addresses.claim_page(record_id)
    return addresses.source_page(record_id) if record_id in material.sources else ""
