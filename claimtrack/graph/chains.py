"""The chain of a claim: what it cites, what that cites, and so on, down to where it began."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from claimtrack.graph.steps import EndKind, cites_the_future, find_own_end, find_steps
from claimtrack.models.ids import source_of

if TYPE_CHECKING:
    from claimtrack.graph.network import Network
    from claimtrack.graph.steps import Step
    from claimtrack.models.relation import Relation


class Flag(StrEnum):
    """What is to be said about a hop."""

    LOOP = "LOOP"
    """It comes back to a claim further up; the chain stops here."""
    TIME = "TIME"
    """It appeared after what cites it."""
    MISSING = "MISSING"
    """It is not in the ledger."""
    REPEATED = "REPEATED"
    """What it rests on is shown already, further up."""


class HopKind(StrEnum):
    """What a hop leads to."""

    CLAIM = "claim"
    SOURCE = "source"
    CREDIT = "credit"
    """Somebody credited, of whom there is no record."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One place in a chain."""

    kind: HopKind
    id: str
    """Of the claim or source; of a credit, the words that credit."""
    depth: int
    """0 for the claim asked about."""
    parent: int | None
    """The number of the hop that leads here."""
    because: str = ""
    """Why it is said to be cited."""
    relation: Relation | None = None
    """The citation that leads here; None at the top, at a credit, and at a passage."""
    flags: tuple[Flag, ...] = ()
    is_end: bool = False
    """Whether it began here, as far as is known."""
    draws_on: tuple[str, ...] = ()
    """At an end: sources that its source says it draws on, without saying where."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The hops of a chain, each before what it leads to; the first is the claim asked about.

    A list and not a tree of objects: it may be 50,000 hops long.
    """

    hops: tuple[Hop, ...]
    is_cut: bool = False
    """Whether it goes on: there are more hops than were asked for."""

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags of all hops, each once."""
        return tuple(flag for flag in Flag if any(flag in hop.flags for hop in self.hops))


#: A hop to come, and the passages that a cited source leads to.
_Coming = tuple[Hop, tuple[str, ...]]


def trace(claim_id: str, network: Network, most: int | None = None) -> Chain:
    """Return the chain of a claim of ``network``.

    A claim that is reached in two ways is followed where it is met first.

    Args:
        claim_id: which.
        network: what it is part of.
        most: how many hops to follow it; None for all.
    """
    hops: list[Hop] = []
    seen: set[str] = set()
    above: set[str] = set()
    #: A text marks the place where everything below that claim has been walked.
    todo: list[_Coming | str] = [(Hop(HopKind.CLAIM, claim_id, 0, None), ())]
    while todo:
        coming = todo.pop()
        if isinstance(coming, str):
            above.discard(coming)
            continue
        if len(hops) == most:
            return Chain(tuple(hops), is_cut=True)
        hop, passages = coming
        here = len(hops)
        below: list[_Coming] = []
        if hop.kind is HopKind.SOURCE:
            below = [(_passage(claim, hop, here), ()) for claim in passages]
        elif hop.kind is HopKind.CLAIM and hop.id in seen:
            flag = Flag.LOOP if hop.id in above else Flag.REPEATED
            hop = replace(hop, flags=(*hop.flags, flag))
        elif hop.kind is HopKind.CLAIM and not hop.is_end:
            seen.add(hop.id)
            above.add(hop.id)
            todo.append(hop.id)
            hop, below = _follow(hop, here, network)
        hops.append(hop)
        todo.extend(reversed(below))
    return Chain(tuple(hops))


def _passage(claim_id: str, source: Hop, parent: int) -> Hop:
    because = "its passage on the same matter"
    return Hop(HopKind.CLAIM, claim_id, source.depth + 1, parent, because)


def _follow(hop: Hop, here: int, network: Network) -> tuple[Hop, list[_Coming]]:
    """Return a claim's hop, completed, and the hops it leads to."""
    steps = find_steps(hop.id, network)
    if steps:
        return hop, [_step_down(step, hop, here, network) for step in steps]
    own = find_own_end(hop.id, network)
    draws_on = _find_references(source_of(hop.id), network)
    if own.kind is EndKind.OWN:
        return replace(hop, is_end=True, draws_on=draws_on), []
    words = network.claims[hop.id].attribution.strip()
    credit = Hop(HopKind.CREDIT, words, hop.depth + 1, here, is_end=True, draws_on=draws_on)
    return hop, [(credit, ())]


def _step_down(step: Step, above: Hop, here: int, network: Network) -> _Coming:
    flags: tuple[Flag, ...] = ()
    if step.end and step.end.kind is EndKind.MISSING:
        flags = (Flag.MISSING,)
    elif cites_the_future(above.id, step.target, network):
        flags = (Flag.TIME,)
    is_claim = "/" in step.target
    hop = Hop(
        HopKind.CLAIM if is_claim else HopKind.SOURCE,
        step.target,
        above.depth + 1,
        here,
        step.relation.because,
        step.relation,
        flags,
        is_end=step.end is not None,
        draws_on=_find_references(step.target, network) if step.end else (),
    )
    return hop, () if is_claim else step.claims


def _find_references(source_id: str, network: Network) -> tuple[str, ...]:
    source = network.sources.get(source_id)
    return source.references if source else ()
