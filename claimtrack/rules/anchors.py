"""Anchors: whether each quote still stands where it stood."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimtrack.errors import AmbiguousQuoteError, BrokenAnchorError, RefusedError
from claimtrack.models.judgement import State
from claimtrack.rules.rule import Rule, error, note, warning
from claimtrack.store.contract import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.anchor import Anchor
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture
    from claimtrack.rules.rule import Context
    from claimtrack.values.text import MappedText

LOST = error("ANCHOR-LOST", "the quote no longer stands in the capture's text")
AMBIGUOUS = error("ANCHOR-AMBIGUOUS", "the quote stands in several places, none of them the old")
BROKEN = error("ANCHOR-BROKEN", "quote, segments and positions of an anchor contradict each other")
NO_CAPTURE = error("NO-CAPTURE", "an anchor names a capture that its source does not have")
MOVED = warning("ANCHOR-MOVED", "the quote stands elsewhere in the text than the anchor says")
UNFIT = warning("UNFIT", "a person judged that the quote does not carry the claim")
UNANCHORED = note("UNANCHORED", "claims of a source have no quote, so nothing can be re-checked")
CODES = (LOST, AMBIGUOUS, BROKEN, NO_CAPTURE, MOVED, UNFIT, UNANCHORED)

#: How many ids a finding names before it only counts.
_NAMED = 3

_NOT_EXAMINED = {
    Presence.WITHHELD: "withheld, not re-checked",
    Presence.MISSING: "text missing",
    Presence.CHANGED: "text changed",
    Presence.UNREADABLE: "text unreadable",
}


def check_anchors(context: Context) -> Iterator[Finding]:
    """Look up every quote whose text is here and is what was captured."""
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim_id in context.claim_ids:
        claim = context.ledger.claims[claim_id]
        by_source[claim.source_id].append(claim)
    for source_id, claims in by_source.items():
        yield from _check_source(context, source_id, claims)
    for source in context.ledger.sources.values():
        if source.id not in by_source:
            for _ in source.captures:
                context.read_capture()


def _check_source(context: Context, source_id: str, claims: list[Claim]) -> Iterator[Finding]:
    anchored: dict[int, list[tuple[Claim, Anchor]]] = defaultdict(list)
    for claim in claims:
        if claim.anchor:
            anchored[claim.anchor.capture].append((claim, claim.anchor))
        if claim.fit and claim.fit.state is State.REJECTED:
            yield UNFIT.found(
                context.locate(claim.id, "fit"),
                f"{claim.id}: its quote was judged not to carry it",
                claim.fit.why or f"{claim.fit.by} gave no reason",
            )
    yield from _say_unanchored(context, source_id, [claim for claim in claims if not claim.anchor])
    source = context.ledger.sources.get(source_id)
    for capture in source.captures if source else ():
        yield from _check_capture(context, source_id, capture, anchored.pop(capture.n, []))
        context.read_capture()
    for number, resting in anchored.items():
        context.leave("anchor", "its capture is not in the ledger", len(resting))
        if source is None:
            continue  # the missing source is one finding, of another rule
        for claim, _ in resting:
            yield NO_CAPTURE.found(
                context.locate(claim.id, "anchor", "capture"),
                f"{claim.id}: {source_id} has no capture {number}",
                "the quote was anchored in a copy that is no longer recorded",
            )


def _check_capture(
    context: Context, source_id: str, capture: Capture, resting: list[tuple[Claim, Anchor]]
) -> Iterator[Finding]:
    if not resting:
        return
    here = context.ledger.store.read_text(source_id, capture)
    mapped = None
    if here.text is None:
        context.leave("anchor", _NOT_EXAMINED[here.presence], len(resting))
    else:
        from claimtrack.values.text import normalise

        context.count("anchor", len(resting))
        mapped = normalise(here.text)
    for claim, anchor in resting:
        if fault := _find_positions_fault(anchor, capture.text.length):
            yield BROKEN.found(
                context.locate(claim.id, "anchor", "segments"), f"{claim.id}: {fault}", _ALTERED
            )
        elif mapped is not None:
            yield from _check_anchor(context, claim, anchor, mapped)


_ALTERED = "an anchor is made in one piece; somebody altered the file, or the capture it names"


def _find_positions_fault(anchor: Anchor, length: int) -> str | None:
    """Return what is wrong with the positions of an anchor, as far as one can say without text."""
    done = 0
    for segment in anchor.segments:
        if segment.end > length:
            return f"position {segment.end:,} is beyond the text's {length:,} characters"
        if not done <= segment.start < segment.end:
            return f"positions {segment.start:,} to {segment.end:,} are out of order"
        if segment.end - segment.start != len(segment.exact):
            return (
                f"positions {segment.start:,} to {segment.end:,} do not span "
                f"the {len(segment.exact):,} characters of its text"
            )
        done = segment.end
    return None


def _check_anchor(
    context: Context, claim: Claim, anchor: Anchor, text: MappedText
) -> Iterator[Finding]:
    from claimtrack.anchoring.resolve import resolve

    try:
        place = resolve(anchor, text)
    except BrokenAnchorError as refusal:
        code, message, why = BROKEN, str(refusal), _ALTERED
    except AmbiguousQuoteError as refusal:
        code, message = AMBIGUOUS, str(refusal)
        why = "what stood around the quote is gone, so which place was meant cannot be told"
    except RefusedError as refusal:
        code, message = LOST, str(refusal)
        why = "nothing that nearly fits is accepted: a number or a name may be what differs"
    else:
        if not place.moved:
            return
        start, end = place.spans[0][0], place.spans[-1][1]
        code = MOVED
        message = (
            f"its quote stands at {start:,} to {end:,}, not {anchor.start:,} to {anchor.end:,}"
        )
        why = "the words are the same; anchor the claim again to record the place"
    message, _, detail = message.partition("\n")
    why = f"{detail}\n{why}" if detail else why
    yield code.found(context.locate(claim.id, "anchor"), f"{claim.id}: {message.rstrip(':')}", why)


def _say_unanchored(context: Context, source_id: str, claims: list[Claim]) -> Iterator[Finding]:
    if not claims:
        return
    named = ", ".join(claim.id.partition("/")[2] for claim in claims[:_NAMED])
    more = f" and {len(claims) - _NAMED:,} more" if len(claims) > _NAMED else ""
    number = f"{len(claims):,} claim{'' if len(claims) == 1 else 's'}"
    yield UNANCHORED.found(
        context.locate(claims[0].id),
        f"{source_id}: {number} without a quote: {named}{more}",
        "where the source says it cannot be shown; `claimtrack claim edit --quote` anchors a claim",
    )


RULE = Rule("anchors", check_anchors, CODES)
