"""Finding a quote in what the ledger holds of a source, and naming the claim that rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.errors import NoCaptureTextError, UnknownCaptureError
from claimtrack.models.ids import slugify
from claimtrack.store.contract import Presence

if TYPE_CHECKING:
    from collections.abc import Collection

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.anchor import Anchor
    from claimtrack.models.source import Capture, Source

_WHY = {
    Presence.WITHHELD: "it is withheld, and was not attached here",
    Presence.MISSING: "its file is not where it should be",
    Presence.CHANGED: "its file was changed since it was captured",
    Presence.UNREADABLE: "its file cannot be read",
}

#: How much of a withheld text one anchor may show, its context included. More finds a repeated
#: quote again more surely; less is what a right to quote covers.
MOST_WITHHELD_WORDS = 25

#: Room is left for a number at the end.
_LONGEST = 90


def anchor_quote(
    ledger: Ledger,
    source: Source,
    quote: str,
    *,
    capture: int | None = None,
    prefix: str | None = None,
    suffix: str | None = None,
    nth: int | None = None,
    short: bool = False,
) -> Anchor:
    """Find a quote in the text of a capture and return where it stands.

    Args:
        ledger: that holds the source.
        source: that is quoted.
        quote: as it stands in the source; an ellipsis leaves words out, brackets put words in.
        capture: which one; the latest by default.
        prefix: what stands before it, where it stands more than once.
        suffix: what stands after it.
        nth: which of several, from 1.
        short: whether a quote too short to be telling is meant.

    Raises:
        NoCaptureTextError: there is no text to look in.
        UnknownCaptureError: the source has no such capture.
        RefusedError: the quote does not stand there, or not only once.
    """
    from claimtrack.anchoring.describe import describe
    from claimtrack.anchoring.locate import locate

    chosen = _choose_capture(source, capture)
    text = read_capture(ledger, source, chosen)
    spans = locate(quote, text, prefix=prefix, suffix=suffix, nth=nth, short=short)
    most_words = MOST_WITHHELD_WORDS if chosen.withheld else None
    return describe(text, spans, capture=chosen.n, quote=quote, most_words=most_words)


def read_capture(ledger: Ledger, source: Source, capture: Capture) -> str:
    """Return the text of a capture.

    Raises:
        NoCaptureTextError: it is withheld, missing, changed or unreadable; the error says which.
    """
    found = ledger.store.read_text(source.id, capture)
    if found.presence is Presence.HELD and found.text is not None:
        return found.text
    detail = f" ({found.detail})" if found.detail else ""
    withheld = found.presence is Presence.WITHHELD
    hint = (
        f"Attach the file that was captured: claimtrack source attach {source.id} FILE"
        if withheld
        else f"Look at {found.where}; `claimtrack verify` tells more."
    )
    what = f"{source.id} capture {capture.n}"
    raise NoCaptureTextError(what, f"{_WHY[found.presence]}{detail}", hint)


def propose_claim_id(ledger: Ledger, source_id: str, text: str) -> str:
    """Return an id for a claim of ``source_id`` that is still free, from the words of its text."""
    slug = slugify(text)[:_LONGEST].strip("-") or "claim"
    return f"{source_id}/{find_free(slug, ledger.claims, f'{source_id}/')}"


def find_free(slug: str, taken: Collection[str], beginning: str = "") -> str:
    """Return ``slug``, with a number from 2 on where ``beginning`` and it are an id already."""
    free, number = slug, 1
    while beginning + free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _choose_capture(source: Source, number: int | None) -> Capture:
    if source.is_stub:
        raise NoCaptureTextError(
            source.id,
            "it is a stub, cited but not held",
            f"Add a copy of it: claimtrack source add FILE --to {source.id}",
        )
    if number is None:
        return max(source.captures, key=lambda capture: capture.n)
    chosen = source.capture(number)
    if chosen is None:
        numbers = tuple(capture.n for capture in source.captures)
        raise UnknownCaptureError(source.id, number, numbers)
    return chosen
