"""Import: from the entries of a file to one change of the ledger, all of it or nothing.

In three passes, for a link may point at what stands further down: read every entry; find which
records they are, so that every id is known; put each together with what the ledger has of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimtrack.exchange.anchors import Passages, settle_anchor
from claimtrack.exchange.captures import check_copies, unite_captures
from claimtrack.exchange.findings import refuse, remark, warn
from claimtrack.exchange.links import settle_links, suggest
from claimtrack.exchange.merging import Merger
from claimtrack.exchange.outcome import Outcome, list_changes
from claimtrack.exchange.placing import Placer
from claimtrack.formats.contract import Entry
from claimtrack.models.claim import Claim
from claimtrack.models.csl import read_date
from claimtrack.models.source import Source
from claimtrack.store.contract import Presence
from claimtrack.values.collector import paused_collector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from claimtrack.exchange.placing import Place
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture
    from claimtrack.store.contract import PlacedCopy

#: How many entries are done between two looks at the progress.
_STRIDE = 256

#: So many records a finding names before it only counts.
_NAMED = 3


def plan_import(
    ledger: Ledger,
    entries: Iterable[Entry | Finding],
    *,
    own: bool,
    update: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Work out what a file adds to a ledger and changes in it; nothing is written.

    Args:
        ledger: where it is to go.
        entries: what a reader yields.
        own: whether ids and judgements in it are taken as they are (`Format.own`).
        update: whether the file's values replace the ledger's where they differ.
        progress: called with how many entries are done and how many there are.

    Raises:
        BrokenFilesError: a file of the ledger cannot be read.
        UnreadableFormatError: the file cannot be read to its end.
    """
    ledger.refuse_if_broken()
    plan = _Plan(ledger, own=own, update=update)
    read: list[Entry] = []
    with paused_collector():
        for each in entries:
            if isinstance(each, Entry):
                read.append(each)
            else:
                plan.findings.append(each)
        places = plan.place(read)
        for number, place in enumerate(places):
            plan.take(place)
            if progress and number % _STRIDE == 0:
                progress(number, len(places))
        return plan.finish()


def store_outcome(ledger: Ledger, outcome: Outcome) -> None:
    """Make an import durable: all of it, or nothing where it is refused or stopped.

    Raises:
        RefusedError: the store refused; nothing changed.
    """
    if outcome.changes or outcome.copies:
        ledger.apply(*outcome.changes, copies=outcome.copies)


class _Plan:
    def __init__(self, ledger: Ledger, *, own: bool, update: bool) -> None:
        self.findings: list[Finding] = []
        self._ledger = ledger
        self._own = own
        self._update = update
        self._sources: dict[str, Source] = {}
        self._claims: dict[str, Claim] = {}
        self._copies: dict[tuple[str, int], PlacedCopy] = {}
        self._absent: dict[str, str] = {}
        self._placer = Placer(ledger, own=own, trusted=update)

    def place(self, entries: list[Entry]) -> list[Place]:
        """Find where entries belong."""
        places = self._placer.place(entries)
        self.findings.extend(self._placer.findings)
        return places

    def take(self, place: Place) -> None:
        """Put an entry together with what the ledger has of it."""
        entry, moves = place.entry, place.list_moves()
        self.findings.extend(entry.remarks)
        source, numbers = self._take_source(place, moves)
        passages = Passages(source, self._read_text)
        wheres = entry.places or [entry.where] * len(entry.claims)
        for claim, claim_id, where in zip(entry.claims, place.claim_ids, wheres, strict=True):
            self._take_claim(where, claim, claim_id, passages, numbers, moves)

    def _take_source(
        self, place: Place, moves: Mapping[str, str]
    ) -> tuple[Source, Mapping[int, int]]:
        entry, source_id = place.entry, place.source_id
        ours = self._sources.get(source_id) or self._ledger.sources.get(source_id)
        if entry.only_named and ours is not None:
            return ours, {capture.n: capture.n for capture in ours.captures}
        theirs = self._settle_references(entry, moves).model_copy(update={"id": source_id})
        if ours is None:
            merged, numbers = theirs, {capture.n: capture.n for capture in theirs.captures}
        else:
            united, numbers = unite_captures(ours, theirs)
            merged = self._merge_source(entry, united, theirs)
        copies, findings = check_copies(entry, merged, numbers)
        self.findings.extend(findings)
        for copy in copies:
            self._copies.setdefault((source_id, copy.capture.n), copy)
        had = {capture.n for capture in ours.captures} if ours else set()
        for capture in merged.captures:
            if capture.n not in had and not capture.withheld:
                self._absent.setdefault(f"{source_id} capture {capture.n}", entry.where)
        for copy in copies:
            self._absent.pop(f"{source_id} capture {copy.capture.n}", None)
        self._sources[source_id] = merged
        return merged, numbers

    def _read_text(self, source: Source, capture: Capture) -> str | None:
        coming = self._copies.get((source.id, capture.n))
        if coming is not None:
            return coming.read_text()
        return self._ledger.store.read_text(source.id, capture).text

    def _settle_references(self, entry: Entry, moves: Mapping[str, str]) -> Source:
        source = entry.source
        found = []
        for reference in source.references:
            target = self._placer.addresses.find(reference, moves)
            if target is not None:
                found.append(target)
                continue
            message = f"{source.id}: its reference to {reference} leads nowhere"
            why = "it is neither in the ledger nor in this file"
            self.findings.append(refuse("LINK-DANGLES", entry.where, message, why))
        if tuple(found) == source.references:
            return source
        return source.with_changes(references=tuple(found))

    def _merge_source(self, entry: Entry, ours: Source, theirs: Source) -> Source:
        mine, other = ours.to_document(), theirs.to_document()
        other.pop("captures", None)  # united already
        if not entry.is_type_said:
            other["csl"].pop("type")
        merger = Merger(update=self._update, own=self._own)
        dating = other.pop("dating", None)
        merged = merger.merge(mine, other)
        if dating and theirs.issued is not None and theirs.issued == _issued(merged):
            # How a date is known goes with the date, and with no other.
            if ours.issued == theirs.issued:
                merged = merger.merge(merged, {"dating": dating})
            else:
                merged["dating"] = dating
        self._tell(entry.where, ours.id, merger)
        return Source.model_validate({**merged, "id": ours.id}) if merged != mine else ours

    def _take_claim(
        self,
        where: str,
        claim: Claim,
        claim_id: str,
        passages: Passages,
        numbers: Mapping[int, int],
        moves: Mapping[str, str],
    ) -> None:
        ours = self._claims.get(claim_id) or self._ledger.claims.get(claim_id)
        theirs = claim.model_copy(update={"id": claim_id})
        theirs, findings = settle_anchor(theirs, ours, passages, numbers, where)
        self.findings.extend(findings)
        links, findings = settle_links(
            claim_id,
            theirs.links,
            lambda target: self._placer.addresses.find(target, moves),
            where,
            own=self._own,
        )
        self.findings.extend(findings)
        if links != theirs.links:
            theirs = theirs.with_changes(links=links)
        if theirs.fit and not self._own:
            theirs = theirs.with_changes(fit=suggest(theirs.fit))
        self._claims[claim_id] = self._merge_claim(where, ours, theirs) if ours else theirs

    def _merge_claim(self, where: str, ours: Claim, theirs: Claim) -> Claim:
        mine, other = ours.to_document(), theirs.to_document()
        if mine == other:
            return ours
        fit = other.pop("fit", None)
        merger = Merger(update=self._update, own=self._own)
        merged = merger.merge(mine, other)
        said = (merged["text"], merged.get("anchor", {}).get("quote", ""))
        if said != (ours.text, ours.quote):
            merged.pop("fit", None)  # nobody judged these two
        if fit and said == (theirs.text, theirs.quote) and (self._own or "fit" not in merged):
            merged = merger.merge(merged, {"fit": fit})
        self._tell(where, ours.id, merger)
        return Claim.model_validate({**merged, "id": ours.id}) if merged != mine else ours

    def _tell(self, where: str, record_id: str, merger: Merger) -> None:
        say, why = warn, "the ledger's own stays; --update takes the file's"
        if self._update:
            say, why = remark, "--update was given"
        for difference in merger.differences:
            message = f"{record_id}: {difference.describe(update=self._update)}"
            self.findings.append(say("DIFFERS", where, message, why))

    def finish(self) -> Outcome:
        """Return what there is to write, and how much of it is new."""
        if self._absent:
            self.findings.append(_tell_absent(self._absent))
        sources, tally_of_sources = list_changes(self._sources, self._ledger.sources)
        claims, tally_of_claims = list_changes(self._claims, self._ledger.claims)
        return Outcome(
            tally_of_sources,
            tally_of_claims,
            findings=tuple(self.findings),
            changes=(*sources, *claims),
            copies=tuple(copy for copy in self._copies.values() if not self._is_held(copy)),
        )

    def _is_held(self, copy: PlacedCopy) -> bool:
        store = self._ledger.store
        return all(
            look(copy.source_id, copy.capture).presence is Presence.HELD
            for look in (store.check_original, store.read_text)
        )


def _tell_absent(absent: Mapping[str, str]) -> Finding:
    named = ", ".join(list(absent)[:_NAMED])
    more = f" and {len(absent) - _NAMED:,} more" if len(absent) > _NAMED else ""
    return remark(
        "COPY-ABSENT",
        next(iter(absent.values())),
        f"recorded, and not held: {named}{more}",
        "the file carries no bytes of them; `claimtrack source attach SOURCE FILE` supplies them",
    )


def _issued(document: Mapping[str, Any]) -> object:
    return read_date(document["csl"].get("issued"))
