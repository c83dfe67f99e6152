"""From the evidence for a statement to its state: one short rule, and the sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimtrack.check.results import State
from claimtrack.compare import Verdict
from claimtrack.compare.stance import MODEL
from claimtrack.graph.origins import find_origins, gather, say_at_most
from claimtrack.graph.states import ClaimState, state_of
from claimtrack.models.relation import Cause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.check.evidence import Held
    from claimtrack.check.results import Particular
    from claimtrack.compare import Reason
    from claimtrack.graph.network import Network
#: How sure the surest support must be that rests on a stance model: its score times the share of
#: the statement's words that the claim has. At 0.5, where a claim is shown as support, one such
#: statement in ten was not supported, at 0.6 one in twelve; higher leaves more of them unsourced.
LEAST_SURE: Final = 0.6
#: More than these a line does not hold.
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """The state of a statement, and why."""

    state: State
    headline: str
    why: str
    at_most: int = 0


def decide(
    held: Sequence[Held],
    network: Network,
    minimum_origins: int,
    uncarried: Sequence[Particular] = (),
) -> Decision:
    """Return what the ledger says to a statement.

    Both sides at once is disputed: where some claims carry the rest and another has another figure,
    half of these are about something else. So is a statement that one claim contradicts and another
    comes near to saying, which a person has to look at, and support whose nearest claim is itself
    disputed. Support counts its origins, not its claims. A statement of which one figure is carried
    by no claim is not carried, as a reader would take it for checked; nor is one whose support is
    not sure.

    Args:
        held: the claims that were compared with it, the weightiest first.
        network: of the whole ledger.
        minimum_origins: from how many origins on a statement counts as supported.
        uncarried: numbers and dates of it that none of the supporting claims has.
    """
    supports = [each for each in held if each.verdict is Verdict.SUPPORTS]
    conflicts = [each for each in held if each.verdict is Verdict.CONFLICTS]
    short = next((each for each in held if each.falls_short), None)
    nearest = f"{short.claim.id} comes near, but {short.falls_short}" if short else ""
    if conflicts:
        return _speak_against(conflicts[0], supports, nearest)
    if supports and uncarried:
        what = say_uncarried(uncarried)
        why = f"{supports[0].claim.id} carries the rest, but nothing carries {what}"
        return Decision(State.UNSOURCED, f"UNSOURCED: nothing carries {what}", why)
    if supports and not any(_is_sure(each) for each in supports):
        why = f"{supports[0].claim.id} seems to carry it, but not surely enough"
        return Decision(State.UNSOURCED, "UNSOURCED", why)
    if not supports:
        why = "no claim of the ledger carries it"
        if nearest:
            why += f"; {nearest}"
        elif held and held[0].verdict is Verdict.UNCLEAR:
            why += f"; the nearest, {held[0].claim.id}, neither carries it nor says otherwise"
        return Decision(State.UNSOURCED, "UNSOURCED", why)
    return _count_support(supports, network, minimum_origins)


def _speak_against(conflict: Held, supports: Sequence[Held], nearest: str) -> Decision:
    other = _say_other(conflict)
    if supports:
        why = f"{supports[0].claim.id} says so, {conflict.claim.id} does not"
    elif nearest:
        why = f"{conflict.claim.id} says otherwise; {nearest}"
    else:
        why = _first_sentence(conflict)
        return Decision(State.CONTRADICTED, f"CONTRADICTED: {other}", why)
    return Decision(State.DISPUTED, f"DISPUTED: {other}", why)


def _is_sure(held: Held) -> bool:
    comparison = held.comparison
    if comparison.is_decided or all(each.comparator != MODEL for each in comparison.reasons):
        return True
    return comparison.score * held.coverage >= LEAST_SURE


def _count_support(supports: Sequence[Held], network: Network, minimum: int) -> Decision:
    claim_ids = [each.claim.id for each in supports]
    counted = sorted({near for claim_id in claim_ids for near in gather(claim_id, network)})
    at_most = find_origins(counted, network).at_most
    # The nearest claim decides: one that shares fewer words may be disputed for something else.
    standing = state_of(claim_ids[0], network, minimum)
    if standing.state is ClaimState.DISPUTED:
        why = f"{claim_ids[0]} says so, but is disputed itself: {standing.reason}"
        return Decision(State.DISPUTED, "DISPUTED in the ledger", why, at_most)
    why = _first_sentence(supports[0])
    if at_most < minimum:
        return Decision(
            State.SINGLE_ORIGIN, f"SINGLE-ORIGIN ({say_at_most(at_most)})", why, at_most
        )
    return Decision(State.SUPPORTED, f"SUPPORTED ({say_at_most(at_most)})", why, at_most)


def say_uncarried(particulars: Sequence[Particular]) -> str:
    """Name particulars in their own words, at most three."""
    words = [f"“{each.text}”" for each in particulars]
    more = len(words) - _MOST_NAMED
    return ", ".join(words[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _say_other(held: Held) -> str:
    """Say what stands on the other side: the figure itself where a figure decides."""
    reason = _main_reason(held)
    if reason and reason.right and reason.cause in {Cause.NUMBER, Cause.DATE}:
        start, end = reason.right
        return f"source says {held.statement.text[start:end]}"
    return f"{held.claim.id} says otherwise"


def _first_sentence(held: Held) -> str:
    reason = _main_reason(held)
    return reason.sentence if reason else f"{held.claim.id} is nearest to it"


def _main_reason(held: Held) -> Reason | None:
    """Return the weightiest reason for the verdict."""
    verdict = held.comparison.verdict
    return next((each for each in held.comparison.reasons if each.verdict is verdict), None)
