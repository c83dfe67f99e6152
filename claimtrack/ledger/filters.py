"""Which claims are asked for: by source, tag, time, words and state."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.values.dates import Answer, Edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What claims must be like; each field left at its default asks for nothing."""

    source: str = ""
    tags: tuple[str, ...] = ()
    """All of them."""
    about: Edtf | None = None
    """A time that the claim's own must overlap."""
    words: tuple[str, ...] = ()
    """All of them, in whatever case, in the text, quote, attribution or tags."""
    state: str = ""
    unanchored: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that was asked for."""

    claim: Claim
    certain: bool = True
    """Whether its time surely overlaps; otherwise it cannot be told from the dates."""


def select_claims(ledger: Ledger, wanted: ClaimFilter, *, minimum_origins: int = 2) -> list[Match]:
    """Return the claims that ``wanted`` asks for, in order of id.

    A claim whose time is not known well enough to leave it out stays in, and is marked.

    Args:
        ledger: whose.
        wanted: what is asked for.
        minimum_origins: from how many origins on a claim counts as corroborated.
    """
    claims: Iterable[Claim] = sorted(ledger.claims.values(), key=lambda claim: claim.id)
    if wanted.source:
        claims = ledger.claims_of(wanted.source)
    if wanted.state:
        from claimtrack.graph.network import build_network
        from claimtrack.graph.states import states

        standings = states(build_network(ledger.sources, ledger.claims), minimum_origins)
        claims = [claim for claim in claims if standings[claim.id].state == wanted.state]
    words = tuple(map(_fold, wanted.words))
    found = []
    for claim in claims:
        if wanted.unanchored and claim.anchor is not None:
            continue
        if not set(wanted.tags) <= set(claim.tags):
            continue
        if words and not _has_words(claim, words):
            continue
        answer = _overlaps(claim, wanted.about)
        if answer is not Answer.NO:
            found.append(Match(claim, certain=answer is Answer.YES))
    return found


def read_period(since: str = "", until: str = "", about: str = "") -> Edtf | None:
    """Return the days that the options name, or None when they name none.

    What is coarse is meant whole: since 2017 is since its first day, until 2017 until its last.

    Raises:
        InvalidDateError: one is not a date, or the last day is before the first.
    """
    if about:
        whole = Edtf.parse(about)
        return Edtf.interval(whole.earliest, whole.latest)
    if not since and not until:
        return None
    first = Edtf.parse(since).earliest if since else None
    last = Edtf.parse(until).latest if until else None
    return Edtf.interval(first, last)


def select_sources(
    ledger: Ledger, *, holding: frozenset[str] = frozenset(), publisher: str = ""
) -> list[Source]:
    """Return sources in order of id.

    Args:
        ledger: whose.
        holding: ways in which they may be held, as `describe_holding` names them; empty for any.
        publisher: words that must all stand in the name of the publisher, in whatever case.
    """
    words = _fold(publisher).split()
    return [
        source
        for _, source in sorted(ledger.sources.items())
        if (not holding or describe_holding(source) in holding)
        and all(word in _fold(source.publisher) for word in words)
    ]


def describe_holding(source: Source) -> str:
    """Return "stub", "held" or "withheld"; one text that may be read is enough for "held"."""
    if source.is_stub:
        return "stub"
    return "withheld" if all(capture.withheld for capture in source.captures) else "held"


def find_same_text(ledger: Ledger, source: Source) -> Source | None:
    """Return another source that holds the very text of one of ``source``'s captures, or None."""
    texts = {capture.text.sha256 for capture in source.captures}
    for _, other in sorted(ledger.sources.items()):
        if other.id != source.id and any(copy.text.sha256 in texts for copy in other.captures):
            return other
    return None


def find_same_anchor(ledger: Ledger, claim: Claim) -> Claim | None:
    """Return another claim that rests on the very same passage, or None."""
    if claim.anchor is None:
        return None
    place = (claim.anchor.capture, claim.anchor.start, claim.anchor.end)
    for other in ledger.claims_of(claim.source_id):
        there = other.anchor
        if there and other.id != claim.id and (there.capture, there.start, there.end) == place:
            return other
    return None


def _overlaps(claim: Claim, period: Edtf | None) -> Answer:
    if period is None:
        return Answer.YES
    return period.overlaps(claim.about) if claim.about else Answer.CANNOT_TELL


def _has_words(claim: Claim, words: tuple[str, ...]) -> bool:
    text = _fold("\n".join((claim.text, claim.quote, claim.attribution, *claim.tags)))
    return all(word in text for word in words)


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
