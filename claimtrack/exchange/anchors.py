"""Quotes that come in from a file: looked up where the text is held, else kept as not checked.

A quote that does not stand in its source never gets in as if it did. Where the text is here, the
anchor is found in it or refused; where it is not, it stays as it was given if it says where in
which copy it stands, and goes into the note if it does not.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimtrack.errors import AmbiguousQuoteError, RefusedError
from claimtrack.exchange.findings import refuse, warn
from claimtrack.ledger.quoting import MOST_WITHHELD_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from claimtrack.models.anchor import Anchor
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture, Source
    from claimtrack.values.text import MappedText, Stretch


@dataclass
class Passages:
    """The texts of one source, normalised when they are first asked for."""

    source: Source
    text_of: Callable[[Source, Capture], str | None]
    _texts: dict[int, MappedText | None] = field(default_factory=dict)

    def text(self, capture: Capture) -> MappedText | None:
        """Return the text of a capture, or None where it is not held."""
        from claimtrack.values.text import normalise

        if capture.n not in self._texts:
            raw = self.text_of(self.source, capture)
            self._texts[capture.n] = None if raw is None else normalise(raw)
        return self._texts[capture.n]

    def list_captures(self, first: int | None) -> Iterator[Capture]:
        """Yield the captures: the one with number ``first``, then the others, latest first."""
        latest = sorted(self.source.captures, key=lambda capture: -capture.n)
        yield from sorted(latest, key=lambda capture: capture.n != first)


def settle_anchor(
    claim: Claim, ours: Claim | None, passages: Passages, numbers: Mapping[int, int], where: str
) -> tuple[Claim, list[Finding]]:
    """Return a claim with its anchor checked, or without one, and what is to be said about it.

    Args:
        claim: as the file has it.
        ours: as the ledger has it, if it has it: the same quote was anchored there already.
        passages: the texts of its source.
        numbers: the numbers that the file's captures have in the ledger, by theirs in the file.
        where: its place in the file.
    """
    anchor = claim.anchor
    if anchor is None:
        return claim, []
    if ours and ours.anchor and ours.anchor.quote.split() == anchor.quote.split():
        moved = anchor.with_changes(capture=numbers.get(anchor.capture, anchor.capture))
        if moved == ours.anchor or not _is_placed(moved, passages.source):
            return claim.with_changes(anchor=ours.anchor), []
    number = numbers.get(anchor.capture)
    refusals: list[tuple[int, RefusedError]] = []
    for capture in passages.list_captures(number):
        text = passages.text(capture)
        if text is None:
            continue
        try:
            found = _find(anchor, capture, text)
        except RefusedError as refusal:
            refusals.append((capture.n, refusal))
        else:
            return claim.with_changes(anchor=found), []
    if refusals:
        n, first = refusals[0]
        what = str(first).partition("\n")[0].rstrip(":")
        finding = refuse(
            "QUOTE-REFUSED",
            where,
            f"{claim.id}: {what}",
            f"looked up in capture {n} of {passages.source.id}; the claim comes in without it",
        )
        return claim.with_changes(anchor=None), [finding]
    placed = anchor.with_changes(capture=number) if number else anchor
    if number and _is_placed(placed, passages.source):
        return claim.with_changes(anchor=placed), []
    return _note_quote(claim, anchor, where)


def _note_quote(claim: Claim, anchor: Anchor, where: str) -> tuple[Claim, list[Finding]]:
    line = f"Quote, not looked up: “{anchor.quote}”"
    note = claim.note if line in claim.note else "\n".join(filter(None, (claim.note, line)))
    finding = warn(
        "QUOTE-IN-NOTE",
        where,
        f"{claim.id}: its quote goes into the note",
        "no text of its source is here, and where in which copy it stands is not said",
    )
    return claim.with_changes(anchor=None, note=note), [finding]


def _find(anchor: Anchor, capture: Capture, text: MappedText) -> Anchor:
    """Return the anchor of the same quote in ``text``: as it is where all of it fits.

    Raises:
        RefusedError: the quote does not stand there, or leaves out a negation.
    """
    from claimtrack.anchoring.describe import describe
    from claimtrack.anchoring.negations import check_negations
    from claimtrack.anchoring.resolve import resolve
    from claimtrack.values.text import normalise

    most_words = MOST_WITHHELD_WORDS if capture.withheld else None
    if not any(segment.end for segment in anchor.segments):
        spans = _locate(anchor, text)
        return describe(text, spans, capture=capture.n, quote=anchor.quote, most_words=most_words)
    place = resolve(anchor, text)
    passage = tuple((_find_norm(text, start), _find_norm(text, end)) for start, end in place.spans)
    check_negations(normalise(anchor.quote).norm.strip(), passage, text)
    exact = all(
        segment.exact == text.raw[start:end]
        and text.raw.endswith(segment.prefix, 0, start)
        and text.raw.startswith(segment.suffix, end)
        for segment, (start, end) in zip(anchor.segments, place.spans, strict=True)
    )
    if exact and not place.moved:
        return anchor.with_changes(capture=capture.n)
    return describe(text, place.spans, capture=capture.n, quote=anchor.quote, most_words=most_words)


def _locate(anchor: Anchor, text: MappedText) -> tuple[Stretch, ...]:
    """Return where a quote of unknown place stands, as for one that somebody types.

    Raises:
        RefusedError: it does not stand there, or in several places.
    """
    from claimtrack.anchoring.locate import locate

    try:
        return locate(anchor.quote, text)
    except AmbiguousQuoteError:
        prefix, suffix = anchor.segments[0].prefix, anchor.segments[-1].suffix
        if not prefix and not suffix:
            raise
        return locate(anchor.quote, text, prefix=prefix or None, suffix=suffix or None)


def _find_norm(text: MappedText, offset: int) -> int:
    """Return the place in the normal form that ``offset`` in the text itself is."""
    places = range(len(text.norm) + 1)
    return bisect_left(places, offset, key=lambda place: text.raw_span(place, place)[0])


def _is_placed(anchor: Anchor, source: Source) -> bool:
    """Whether an anchor says where it stands, as far as one can tell without the text."""
    capture = source.capture(anchor.capture)
    done = 0
    for segment in anchor.segments:
        if not done <= segment.start < segment.end:
            return False
        if segment.end - segment.start != len(segment.exact):
            return False
        done = segment.end
    return capture is not None and done <= capture.text.length
