"""How many origins claims rest on, counted as an upper bound, with the reason for each merge.

The claims counted are a claim and those that directly corroborate it. The ends of their chains are
merged where they are one origin:

* the same record is cited, or the same name is credited;
* both are from one publisher, or by one author (`names` says who stands behind what);
* somebody unnamed is credited in the same words by one publisher;
* an article is cited as a whole, and its own claim is among those counted: then that claim's
  origins are meant.

What is left may still be one origin in truth, so the count is printed as "at most". An origin
counts only where a claim of its own carries it (`matching` says why), so there are never more of
them than claims.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.graph.components import find_components
from claimtrack.graph.ends import find_ends
from claimtrack.graph.matching import count_apart
from claimtrack.graph.names import Speaker
from claimtrack.graph.steps import End, EndKind
from claimtrack.models.ids import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimtrack.graph.ends import Ends
    from claimtrack.graph.network import Network


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin, and what rests on it."""

    label: str
    record_id: str | None
    """The one record that stands for it; None when it is only a name, or several records."""
    claims: tuple[str, ...]
    """The counted claims that rest on it, in order of id."""
    reasons: tuple[str, ...]
    """A sentence for each way that leads to it, then one for each merge."""


@dataclass(frozen=True, slots=True)
class OriginCount:
    """The origins of some claims."""

    origins: tuple[Origin, ...]
    """Those on which most claims rest come first."""
    claims: tuple[str, ...]
    """The claims counted, in order of id."""
    circular: tuple[str, ...]
    """Those of them that lead to no origin, for what they cite runs in a circle."""
    at_most: int
    """How many of the origins can be told apart, at most."""

    @property
    def sentence(self) -> str:
        """The count in words."""
        return say_at_most(self.at_most)


def say_at_most(number: int) -> str:
    """Return "at most 2 origins", or for 0 that none is known."""
    if number == 0:
        return "no origin known"
    return f"at most {number:,} origin{'' if number == 1 else 's'}"


def find_origins(
    claim_ids: Iterable[str], network: Network, ends: Mapping[str, Ends] | None = None
) -> OriginCount:
    """Return the origins of claims that say the same, such as `gather` returns.

    Args:
        claim_ids: claims of the ledger, in any order.
        network: what they are part of.
        ends: of all claims, as `find_ends` returns them, where many are asked about in a row.
    """
    claims = tuple(sorted(set(claim_ids)))
    ends = find_ends(claims, network) if ends is None else ends
    settled = settle_ends(claims, ends)
    found: dict[str, list[tuple[str, End]]] = defaultdict(list)
    speakers: dict[str, Speaker] = {}
    named: list[set[str]] = []
    for claim_id in claims:
        keys = set()
        for end in sorted(settled[claim_id]):
            speaker = find_speaker(end, network)
            speakers.setdefault(speaker.key, speaker)
            found[speaker.key].append((claim_id, end))
            keys.add(speaker.key)
        named.append(keys)
    origins = [_describe(speakers[key], ways, ends, network) for key, ways in found.items()]
    origins.sort(key=lambda origin: (-len(origin.claims), origin.label, origin.claims))
    circular = tuple(claim_id for claim_id in claims if not settled[claim_id])
    return OriginCount(tuple(origins), claims, circular, count_apart(named))


def gather(claim_id: str, network: Network) -> list[str]:
    """Return a claim and those that support it: what its origins are counted over."""
    return [claim_id, *network.supporters(claim_id)]


def count_origins(claim_ids: list[str], network: Network, ends: Mapping[str, Ends]) -> int:
    """Return `find_origins(…).at_most` without the sentences, for many claims in a row.

    Args:
        claim_ids: the claims to count over.
        network: what they are part of.
        ends: of all claims, as `find_ends` returns them.
    """
    settled = settle_ends(claim_ids, ends)
    return count_apart(
        {find_speaker(end, network).key for end in found} for found in settled.values()
    )


def settle_ends(claim_ids: Iterable[str], ends: Mapping[str, Ends]) -> dict[str, Ends]:
    """Replace, for claims counted together, what is cited as a whole but is among them.

    Where a chain ends at an article and a claim of that very article is counted too, the ends of
    that claim take the article's place.
    """
    inside: dict[str, list[str]] = defaultdict(list)
    for claim_id in claim_ids:
        inside[source_of(claim_id)].append(claim_id)
    plain = {claim_id: ends[claim_id] for claims in inside.values() for claim_id in claims}
    if len(plain) == 1 or not any(_is_inside(e, inside) for found in plain.values() for e in found):
        return plain

    def follow(node: str) -> list[str]:
        if node in inside:
            return inside[node]
        return [end.id for end in sorted(plain[node]) if _is_inside(end, inside)]

    settled: dict[str, Ends] = {}
    for component in find_components(sorted(plain), follow):
        kept = (
            end for node in component for end in plain.get(node, ()) if not _is_inside(end, inside)
        )
        below = (settled[n] for node in component for n in follow(node) if n in settled)
        settled.update(dict.fromkeys(component, frozenset(kept).union(*below)))
    return {claim_id: settled[claim_id] for claim_id in plain}


def find_speaker(end: End, network: Network) -> Speaker:
    """Return who stands at the end of a chain."""
    match end.kind:
        case EndKind.OWN:
            return network.names.speaker_of(source_of(end.id))
        case EndKind.CREDITED:
            claim = network.claims[end.id]
            return network.names.credited(claim.attribution, claim.source_id)
        case EndKind.SOURCE:
            return network.names.speaker_of(end.id)
        case EndKind.MISSING:
            return Speaker(f"record {end.id}", f"{end.id} (not in the ledger)", named=False)


def _is_inside(end: End, inside: Mapping[str, object]) -> bool:
    return end.kind is EndKind.SOURCE and end.id in inside


def _describe(
    speaker: Speaker, ways: list[tuple[str, End]], ends: Mapping[str, Ends], network: Network
) -> Origin:
    claims = tuple(dict.fromkeys(claim_id for claim_id, _ in ways))
    records = {_record_of(end) for _, end in ways}
    record = records.pop() if len(records) == 1 else None
    reasons = [_say_way(claim_id, end, ends, network) for claim_id, end in ways]
    reasons += _say_merges(speaker, ways)
    return Origin(speaker.label, record, claims, tuple(dict.fromkeys(reasons)))


def _record_of(end: End) -> str | None:
    if end.kind is EndKind.CREDITED:
        return None
    return source_of(end.id) if end.kind is EndKind.OWN else end.id


def _say_way(claim_id: str, end: End, ends: Mapping[str, Ends], network: Network) -> str:
    """Say how a claim leads to the end of its chain."""
    if end not in ends[claim_id]:
        whole = sorted(each.id for each in ends[claim_id] if each.kind is EndKind.SOURCE)
        return (
            f"{claim_id} cites {' and '.join(whole)} as a whole; "
            "a claim of it is counted here, and rests on this"
        )
    through = claim_id if end.id == claim_id else f"{claim_id} leads to {end.id}, which"
    match end.kind:
        case EndKind.OWN:
            return f"{through} credits nobody else"
        case EndKind.CREDITED:
            return f"{through} credits “{network.claims[end.id].attribution.strip()}”"
        case EndKind.SOURCE:
            return f"{claim_id} leads to {end.id}"
        case EndKind.MISSING:
            return f"{claim_id} leads to {end.id}, which is not in the ledger"


def _say_merges(speaker: Speaker, ways: list[tuple[str, End]]) -> list[str]:
    """Say why ways that differ lead to one origin."""
    claims: dict[End, set[str]] = defaultdict(set)
    for claim_id, end in ways:
        claims[end].add(claim_id)
    sentences = [
        f"one origin: {len(leading):,} claims lead to {end.id}"
        for end, leading in sorted(claims.items())
        if len(leading) > 1
    ]
    behind = sorted({record for end in claims if (record := _record_of(end))})
    credited = [end for end in claims if end.kind is EndKind.CREDITED]
    if len(behind) > 1:
        sentences.append(f"one origin: {speaker.label} stands behind {' and '.join(behind)}")
    elif behind and sum(end.kind is not EndKind.CREDITED for end in claims) > 1:
        sentences.append(f"one origin: all this is said by {speaker.label} in {behind[0]}")
    if credited and behind:
        sentences.append(f"one origin: the name credited is whoever stands behind {behind[0]}")
    if len(credited) > 1 and speaker.named:
        sentences.append("one origin: the same name is credited")
    elif len(credited) > 1:
        sentences.append("one origin: one publisher credits somebody unnamed in the same words")
    return sentences
