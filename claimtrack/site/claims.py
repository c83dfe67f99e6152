"""The page of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from claimtrack.anchoring.fragments import is_web_address, text_fragment
from claimtrack.graph.origins import find_origins, gather
from claimtrack.models.relation import Kind
from claimtrack.site import addresses
from claimtrack.site.chains import draw_chain
from claimtrack.site.passages import show_passage
from claimtrack.site.rendering import Page
from claimtrack.site.words import say_judgement, say_source, shorten
from claimtrack.store.contract import CaptureText, Presence

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Link
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source
    from claimtrack.site.material import Material
    from claimtrack.site.passages import Passage

#: Of each list on the page; a claim that ten thousand others repeat would make a page of its own.
MOST: Final = 100
#: Of the reasons of one origin.
_MOST_REASONS: Final = 20


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim that is linked to the one of the page."""

    id: str
    href: str
    """Its page, from the root of the site; "" where it has none."""
    text: str
    source: str
    because: str
    judgement: str
    why: str
    is_counted: bool
    """Whether anything follows from it."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What is linked to a claim in one way."""

    heading: str
    entries: tuple[Tie, ...]
    total: int


def make_claim_page(material: Material, claim: Claim) -> Page:
    """Return the page of a claim."""
    source = material.sources[claim.source_id]
    passage, link = _find_passage(material, source, claim)
    standing = material.standings[claim.id]
    context: dict[str, Any] = {
        "claim": claim,
        "source": source,
        "capture": source.capture(claim.anchor.capture) if claim.anchor else None,
        "passage": passage,
        "passage_link": link,
        "standing": standing,
        "conflicts": material.conflicts_of.get(claim.id, [])[:MOST],
        "conflict_total": len(material.conflicts_of.get(claim.id, [])),
        "ties": _list_ties(material, claim),
        "chain": draw_chain(material, claim.id),
        "origins": _list_origins(material, claim.id),
        "ratings": [
            (rating, rating.url if is_web_address(rating.url) else "") for rating in claim.ratings
        ],
    }
    return Page(addresses.claim_page(claim.id), "claim.html", context)


def find_text(material: Material, source: Source, claim: Claim) -> CaptureText:
    """Return the text that a claim's quote stands in, or why there is none."""
    capture = source.capture(claim.anchor.capture) if claim.anchor else None
    if capture is None:
        return CaptureText(Presence.MISSING, None, "")
    return material.read(source, capture)


def _find_passage(material: Material, source: Source, claim: Claim) -> tuple[Passage | None, str]:
    """Return a claim's passage, and the link that opens the page of its source there."""
    if claim.anchor is None:
        return None, ""
    found = find_text(material, source, claim)
    passage = show_passage(claim.anchor, found)
    material.quotes[passage.standing] += 1
    return passage, text_fragment(source.url, claim.anchor.segments, found.text)


def _list_ties(material: Material, claim: Claim) -> list[Ties]:
    supporters = set(material.network.supporters(claim.id))
    groups: dict[str, list[Tie]] = {
        "Says the same": [],
        "Updated by": [],
        "Updates": [],
        "Cited by": [],
    }
    for link in material.ledger.links_at(claim.id):
        kind, is_own = link.relation.kind, link.holder == claim.id
        if not link.relation.is_standing or link.other_end(claim.id) == claim.id:
            continue
        if kind is Kind.CORROBORATES:
            other = link.other_end(claim.id)
            groups["Says the same"].append(_tie(material, claim, link, other in supporters))
        elif kind is Kind.UPDATES:
            groups["Updates" if is_own else "Updated by"].append(_tie(material, claim, link))
        elif kind is Kind.CITES and not is_own:
            groups["Cited by"].append(_tie(material, claim, link))
    return [
        Ties(heading, tuple(entries[:MOST]), len(entries))
        for heading, entries in groups.items()
        if entries
    ]


def _tie(material: Material, claim: Claim, link: Link, is_counted: bool = True) -> Tie:  # noqa: FBT001, FBT002 - private
    other = link.other_end(claim.id)
    known = material.claims.get(other)
    judgement = link.relation.judgement
    return Tie(
        id=other,
        href=addresses.claim_page(other) if known else "",
        text=shorten(known.text) if known else "",
        source=say_source(material.sources[known.source_id]) if known else "",
        because=link.relation.because,
        judgement=say_judgement(judgement.state, judgement.by, judgement.when),
        why=judgement.why,
        is_counted=is_counted,
    )


def _list_origins(material: Material, claim_id: str) -> dict[str, Any]:
    counted = find_origins(gather(claim_id, material.network), material.network, material.ends)
    outside = {each for each in counted.claims if each not in material.claims}
    return {
        "counted": counted,
        "others": [each for each in counted.claims if each != claim_id],
        "named": [
            (
                origin,
                [why for why in origin.reasons if why.partition(" ")[0] not in outside][
                    :_MOST_REASONS
                ],
            )
            for origin in counted.origins[:MOST]
        ],
    }
