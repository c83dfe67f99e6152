"""Captures: whether bytes and text are there, and are what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.rules.rule import Rule, error, warning
from claimtrack.store.contract import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source
    from claimtrack.rules.rule import Context
    from claimtrack.store.contract import CaptureText

MISSING = error("CAPTURE-MISSING", "bytes or text of a capture are not where they should be")
CHANGED = error("CAPTURE-CHANGED", "bytes or text of a capture are not what was captured")
UNREADABLE = error("CAPTURE-UNREADABLE", "bytes or text of a capture are there, but unreadable")
WITHHELD = warning("WITHHELD", "a capture is not in the ledger, so nothing in it was re-checked")
LENGTH = warning("CAPTURE-LENGTH", "a capture's text is of another length than recorded")
TWICE = error("CAPTURE-TWICE", "two captures of one source have the same number")
CODES = (MISSING, CHANGED, UNREADABLE, WITHHELD, LENGTH, TWICE)

_FAULTS = {
    Presence.MISSING: (
        MISSING,
        "is missing",
        "nothing that rests on it can be re-checked; restore it, or attach the file again",
    ),
    Presence.CHANGED: (
        CHANGED,
        "was changed",
        "a capture is never rewritten: restore it, or add what is there now as a new capture",
    ),
    Presence.UNREADABLE: (
        UNREADABLE,
        "cannot be read",
        "whether it is what was captured is not known",
    ),
}


def check_hashes(context: Context) -> Iterator[Finding]:
    """Hash the bytes and the text of each capture; one finding a capture, not one a claim."""
    for source_id in context.source_ids:
        source = context.ledger.sources[source_id]
        if source.captures:
            yield from _check_source(context, source)


def _check_source(context: Context, source: Source) -> Iterator[Finding]:
    resting: dict[int, int] = {}
    for claim in context.ledger.claims_of(source.id):
        if claim.anchor:
            resting[claim.anchor.capture] = resting.get(claim.anchor.capture, 0) + 1
    numbers: set[int] = set()
    for place, capture in enumerate(source.captures):
        path = ("captures", place)
        if capture.n in numbers:
            yield TWICE.found(
                context.locate(source.id, *path, "n"),
                f"{source.id} has two captures {capture.n}",
                "an anchor names its capture by number, and could mean either",
            )
        numbers.add(capture.n)
        store = context.ledger.store
        original = store.check_original(source.id, capture)
        text = store.read_text(source.id, capture)
        context.read_capture()
        _tally(context, original, text)
        concerned = _say_concerned(resting.get(capture.n, 0))
        if Presence.WITHHELD in {original.presence, text.presence}:
            yield WITHHELD.found(
                context.locate(source.id, *path),
                f"{source.id}, capture {capture.n}: withheld, not re-checked{concerned}",
                "its text may not be redistributed; `claimtrack source attach` lets it be checked",
            )
        for what, answer in (("original", original), ("text", text)):
            if answer.presence in _FAULTS:
                code, fault, why = _FAULTS[answer.presence]
                detail = f" ({answer.detail})" if answer.detail else ""
                yield code.found(
                    context.locate(source.id, *path, what),
                    f"{source.id}, capture {capture.n}: its {what} {fault}{concerned}",
                    f"{answer.where}{detail}: {why}",
                )
        if text.text is not None and len(text.text) != capture.text.length:
            yield LENGTH.found(
                context.locate(source.id, *path, "text", "length"),
                f"{source.id}, capture {capture.n}: {len(text.text):,} characters, "
                f"recorded are {capture.text.length:,}",
                "the text is the right one by its hash, so the number was altered",
            )


_REASONS = {
    Presence.UNREADABLE: "unreadable",
    Presence.MISSING: "missing",
    Presence.WITHHELD: "withheld, not re-checked",
}


def _tally(context: Context, original: CaptureText, text: CaptureText) -> None:
    for presence, reason in _REASONS.items():
        if presence in {original.presence, text.presence}:
            context.leave("capture", reason)
            return
    context.count("capture")


def _say_concerned(anchors: int) -> str:
    if not anchors:
        return ""
    return f"; {anchors:,} anchor{'' if anchors == 1 else 's'} in it"


RULE = Rule("hashes", check_hashes, CODES)
