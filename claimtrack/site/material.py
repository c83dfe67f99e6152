"""All that the pages are made of, worked out once: states, origins, conflicts, days, texts."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from claimtrack.graph.ends import find_ends
from claimtrack.graph.network import build_network
from claimtrack.graph.origins import find_speaker
from claimtrack.graph.states import states
from claimtrack.report.conflicts import list_conflicts
from claimtrack.store.contract import CaptureText, Presence

if TYPE_CHECKING:
    from claimtrack.exchange.packages import Occasion
    from claimtrack.formats.contract import Selection
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Capture, Source
    from claimtrack.report.conflicts import Opposition, Side

#: Of a record without any day in it: it is never the newest, and no feed shows it as news.
NO_DAY: Final = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """An origin, and the claims of the pages that rest on it."""

    key: str
    label: str
    claims: tuple[str, ...]
    """In order of id."""
    sources: int
    """How many sources these claims stand in."""


class Material:
    """What a site shows.

    States, chains and origins are those of the whole ledger; pages are of what was selected, and of
    everything else only ids appear.

    Args:
        ledger: the whole.
        selection: the records that get pages.
        occasion: the day and the settings.
    """

    def __init__(self, ledger: Ledger, selection: Selection, occasion: Occasion) -> None:
        self.ledger = ledger
        self.sources = selection.sources
        self.claims = selection.claims
        self.occasion = occasion
        self.title = " ".join(occasion.settings.site.title.split())
        self.minimum_origins = occasion.settings.minimum_origins
        self.network = build_network(ledger.sources, ledger.claims)
        self.standings = states(self.network, self.minimum_origins)
        self.ends = find_ends(sorted(ledger.claims), self.network)
        self.presences: Counter[Presence] = Counter()
        self.quotes: Counter[str] = Counter()
        self._texts: dict[int, CaptureText] = {}
        self._texts_of = ""

    @cached_property
    def claims_by_source(self) -> dict[str, list[Claim]]:
        """The selected claims of each source, in order of place; those without one come last."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.source_id].append(claim)
        for claims in found.values():
            claims.sort(key=_find_place)
        return found

    @cached_property
    def newest(self) -> list[Claim]:
        """The selected claims, those that were worked on last first."""
        return sorted(self.claims.values(), key=lambda c: (-self.days[c.id].toordinal(), c.id))

    @cached_property
    def days(self) -> dict[str, dt.date]:
        """The last day that the record of each selected claim knows of, or `NO_DAY`."""
        return {claim.id: self._find_day(claim) for claim in self.claims.values()}

    @cached_property
    def conflicts(self) -> tuple[Opposition, ...]:
        """What conflicts, or only seems to, where at least one side is selected."""
        found = list_conflicts(self.ledger)
        return tuple(
            replace(entry, sides=(self._veil(entry.sides[0]), self._veil(entry.sides[1])))
            for entry in (*found.open, *found.rejected, *found.unlike)
            if any(side.id in self.claims for side in entry.sides)
        )

    @cached_property
    def conflicts_of(self) -> dict[str, list[Opposition]]:
        """The entries of `conflicts` by the claims that are a side of them."""
        found: dict[str, list[Opposition]] = defaultdict(list)
        for entry in self.conflicts:
            for side in entry.sides:
                found[side.id].append(entry)
        return found

    @cached_property
    def origins(self) -> list[SharedOrigin]:
        """Where the chains of the selected claims begin; those with the most claims first."""
        labels: dict[str, str] = {}
        found: dict[str, set[str]] = defaultdict(set)
        for claim_id in self.claims:
            for end in sorted(self.ends[claim_id]):
                speaker = find_speaker(end, self.network)
                labels.setdefault(speaker.key, speaker.label)
                found[speaker.key].add(claim_id)
        origins = [
            SharedOrigin(
                key,
                labels[key],
                tuple(sorted(claims)),
                len({claim_id.partition("/")[0] for claim_id in claims}),
            )
            for key, claims in found.items()
        ]
        return sorted(origins, key=lambda each: (-len(each.claims), each.label, each.key))

    @cached_property
    def drawn_on_by(self) -> dict[str, list[str]]:
        """By source, the selected ones that say they draw on it."""
        found: dict[str, list[str]] = defaultdict(list)
        for source in self.sources.values():
            for each in dict.fromkeys(source.references):
                found[each].append(source.id)
        return found

    @cached_property
    def tags(self) -> dict[str, list[str]]:
        """The selected claims with each tag, in order of the tags."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim in self.claims.values():
            for tag in dict.fromkeys(claim.tags):
                found[tag].append(claim.id)
        return dict(sorted(found.items()))

    def read(self, source: Source, capture: Capture) -> CaptureText:
        """Return the text of a capture, its hash checked; of a withheld one never the text.

        The texts of one source are kept until another is asked for.
        """
        if capture.withheld:
            return CaptureText(Presence.WITHHELD, None, "")
        if self._texts_of != source.id:
            self._texts, self._texts_of = {}, source.id
        if capture.n not in self._texts:
            self._texts[capture.n] = self.ledger.store.read_text(source.id, capture)
        return self._texts[capture.n]

    def _find_day(self, claim: Claim) -> dt.date:
        source = self.sources.get(claim.source_id)
        capture = source.capture(claim.anchor.capture) if source and claim.anchor else None
        days = [link.judgement.when for link in claim.links]
        days += [claim.fit.when] if claim.fit else []
        dates = [capture.captured if capture else None, *(each.when for each in claim.ratings)]
        days += [date.latest for date in dates if date and date.latest]
        if not days:
            dates = [claim.said, source.issued if source else None]
            days = [date.latest for date in dates if date and date.latest]
        return max(days, default=NO_DAY)

    def _veil(self, side: Side) -> Side:
        """Leave of a claim without a page nothing but its id."""
        if side.id in self.claims:
            return side
        return replace(side, text="", quote="", title="", publisher="", issued="", said="")


def _find_place(claim: Claim) -> tuple[bool, int, int, str]:
    if claim.anchor is None:
        return True, 0, 0, claim.id
    return False, claim.anchor.capture, claim.anchor.start, claim.id
