"""Records as commands print them: one JSON object a record, its id included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.anchor import Anchor
    from claimtrack.models.claim import Claim
    from claimtrack.models.rating import Rating
    from claimtrack.models.source import Source


def claim_record(claim: Claim) -> dict[str, Any]:
    """Return a claim as it is stored, and its id."""
    return {**claim.to_document(), "id": claim.id}


def source_record(source: Source) -> dict[str, Any]:
    """Return a source as it is stored, and its id."""
    return {**source.to_document(), "id": source.id}


def find_link(ledger: Ledger, claim: Claim) -> str:
    """Return the address that opens a claim's source at its quote; "" where there is none."""
    from claimtrack.anchoring.fragments import text_fragment

    source = ledger.sources.get(claim.source_id)
    if source is None or claim.anchor is None or not source.url:
        return ""
    capture = source.capture(claim.anchor.capture)
    text = ledger.store.read_text(source.id, capture).text if capture else None
    return text_fragment(source.url, claim.anchor.segments, text)


def describe_anchor(anchor: Anchor) -> str:
    """Return where a quote stands: "512-539", or the place of each of its pieces."""
    return ", ".join(f"{segment.start}-{segment.end}" for segment in anchor.segments)


def describe_rating(rating: Rating) -> str:
    """Return whose rating it is, in their words: “Mostly false” (2 on …) by Selm Fact Desk."""
    from claimtrack.values.ratings import describe_value

    value = ""
    if rating.value is not None:
        value = f" ({describe_value(rating.value, rating.best, rating.worst)})"
    when = f", {rating.when}" if rating.when else ""
    return f"“{rating.words}”{value} by {rating.by}{when}"
