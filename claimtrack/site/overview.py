"""The first page, the lists of claims, sources, origins and tags, and the page that explains."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from claimtrack.graph.states import ClaimState
from claimtrack.models.judgement import State
from claimtrack.site import addresses
from claimtrack.site.lists import cut
from claimtrack.site.passages import Standing
from claimtrack.site.rendering import Page
from claimtrack.store.contract import Presence
from claimtrack.values.printable import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.models.claim import Claim
    from claimtrack.site.material import Material

_NEWEST: Final = 10
_CONFLICTS: Final = 5
#: Claims of an origin that are named in the list of origins.
_MOST_OF_ORIGIN: Final = 50
_WITHOUT_TEXT: Final = (
    "not held against the text when these pages were made: it is withheld, or not there"
)


def make_lists(material: Material) -> Iterator[Page]:
    """Yield the lists of claims, sources, origins and tags, each in its parts."""
    claims = sorted(material.claims.values(), key=lambda claim: _rank(material, claim))
    heading = "Claims"
    for part in cut(claims, lambda number: addresses.list_page("claims", number)):
        yield Page(part.path, "claims.html", {"part": part, "heading": heading, "state": ""})
    by_state = _group_by_state(material, claims)
    for state in ClaimState:
        for part in cut(by_state[state], _name_state_pages(state)):
            heading = f"Claims: {state.value}"
            context = {"part": part, "heading": heading, "state": state.value}
            yield Page(part.path, "claims.html", context)
    for tag, claim_ids in material.tags.items():
        for part in cut([material.claims[each] for each in claim_ids], _name_tag_pages(tag)):
            context = {"part": part, "heading": f"Tag: {tag}", "state": ""}
            yield Page(part.path, "claims.html", context)
    tags = [(tag, len(claim_ids)) for tag, claim_ids in material.tags.items()]
    for tag_part in cut(tags, lambda number: addresses.list_page("tags", number)):
        yield Page(tag_part.path, "tags.html", {"part": tag_part})
    sources = sorted(material.sources.values(), key=lambda source: source.title.casefold())
    for source_part in cut(sources, lambda number: addresses.list_page("sources", number)):
        yield Page(source_part.path, "sources.html", {"part": source_part})
    for origin_part in cut(material.origins, lambda number: addresses.list_page("origins", number)):
        context = {"part": origin_part, "most": _MOST_OF_ORIGIN}
        yield Page(origin_part.path, "origins.html", context)


def make_first_pages(material: Material) -> Iterator[Page]:
    """Yield the overview and the page that explains; after all others, for they count."""
    standings = Counter(material.standings[claim_id].state for claim_id in material.claims)
    opened = [each for each in material.conflicts if each.kind == "conflicts" and each.is_open]
    sources = list(material.sources.values())
    context: dict[str, Any] = {
        "states": [(state.value, standings[state]) for state in ClaimState],
        "newest": material.newest[:_NEWEST],
        "open_conflicts": opened[:_CONFLICTS],
        "open_total": len(opened),
        "unreviewed_conflicts": sum(each.state == State.SUGGESTED for each in opened),
        "held": sum(not source.is_stub for source in sources),
        "stubs": sum(source.is_stub for source in sources),
        "unchecked": _list_unchecked(material),
        "quotes": material.quotes,
    }
    yield Page(addresses.HOME, "index.html", context)
    yield Page(addresses.GUIDE, "guide.html", {})


def _list_unchecked(material: Material) -> list[str]:
    """Return a sentence for each thing that nobody, or nothing, has looked at."""
    sources, claims = list(material.sources.values()), list(material.claims.values())
    fits = [claim.fit.state if claim.fit else None for claim in claims if claim.anchor]
    links = [link.judgement.state for claim in claims for link in claim.links]
    lost = (Presence.MISSING, Presence.CHANGED, Presence.UNREADABLE)
    counted = (
        (material.quotes[Standing.UNCHECKED], "quote", _WITHOUT_TEXT),
        (material.quotes[Standing.GONE], "quote", "no longer where the record says"),
        *((material.presences[each], "captured text", each.value) for each in lost),
        (fits.count(None), "quote", "that nobody has judged yet"),
        (fits.count(State.SUGGESTED), "quote", "that only a rule has judged"),
        (len(claims) - len(fits), "claim", "without a quote"),
        (sum(source.is_stub for source in sources), "source", "cited, but not held"),
        (sum(source.issued is None for source in sources), "source", "without a date"),
        (links.count(State.SUGGESTED), "link", "between records that only a rule proposes"),
        (len(material.ledger.faults), "file", "of the ledger that cannot be read"),
    )
    return [f"{count(number, noun)} {words}" for number, noun, words in counted if number]


def _group_by_state(material: Material, claims: list[Claim]) -> dict[ClaimState, list[Claim]]:
    groups: dict[ClaimState, list[Claim]] = {state: [] for state in ClaimState}
    for claim in claims:
        groups[material.standings[claim.id].state].append(claim)
    return groups


def _rank(material: Material, claim: Claim) -> tuple[int, str]:
    """Return what sorts claims by the day they were said, the latest first, those without last."""
    date = claim.said or material.sources[claim.source_id].issued
    day = date.latest if date else None
    return -(day.toordinal() if day else 0), claim.id


def _name_state_pages(state: ClaimState) -> Callable[[int], str]:
    return lambda number: addresses.state_page(state.value, number)


def _name_tag_pages(tag: str) -> Callable[[int], str]:
    return lambda number: addresses.tag_page(tag, number)
