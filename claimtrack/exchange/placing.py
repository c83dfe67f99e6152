"""Where the entries of a file belong: which records of the ledger they are, or which new ones.

All of them are placed before one is taken, so that a link may point at what stands further down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimtrack.exchange.findings import refuse, remark
from claimtrack.exchange.identity import ClaimFinder, SourceFinder
from claimtrack.exchange.links import Addresses

if TYPE_CHECKING:
    from claimtrack.formats.contract import Entry
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.finding import Finding


@dataclass(slots=True)
class Place:
    """Where an entry belongs: the ids of its source and of its claims in the ledger."""

    entry: Entry
    source_id: str
    claim_ids: list[str] = field(default_factory=list)

    def list_moves(self) -> dict[str, str]:
        """Return id in the ledger by id in the file."""
        moves = {self.entry.source.id: self.source_id} if self.entry.source.id else {}
        for claim, claim_id in zip(self.entry.claims, self.claim_ids, strict=True):
            if claim.id:
                moves.setdefault(claim.id, claim_id)
        return moves


class Placer:
    """Finds the places of entries in a ledger.

    Args:
        ledger: whose.
        own: whether ids in the file say which records are meant.
        trusted: whether they do even where all else speaks of another work.

    Attributes:
        addresses: where the ids of the file have gone.
        findings: what there is to say about it.
    """

    def __init__(self, ledger: Ledger, *, own: bool, trusted: bool = False) -> None:
        self.addresses = Addresses(self._exists)
        self.findings: list[Finding] = []
        self._ledger = ledger
        self._own = own
        self._trusted = trusted
        self._coming: set[str] = set()

    def _exists(self, record_id: str) -> bool:
        known = self._ledger.claims if "/" in record_id else self._ledger.sources
        return record_id in known or record_id in self._coming

    def place(self, entries: list[Entry]) -> list[Place]:
        """Find the ids of all that is in the file."""
        own = self._own
        named = {entry.source.id for entry in entries}
        reserved = {claim.id for entry in entries for claim in entry.claims} if own else set()
        finder = SourceFinder(self._ledger.sources, own=own, trusted=self._trusted, reserved=named)
        shelves: dict[str, ClaimFinder] = {}
        places = []
        for entry in sorted(entries, key=lambda entry: entry.only_named):
            source_id = self._place_source(entry, finder)
            if source_id is None:
                continue
            shelf = shelves.get(source_id)
            if shelf is None:
                claims = self._ledger.claims_of(source_id)
                shelf = ClaimFinder(source_id, claims, own=own, reserved=reserved)
                shelves[source_id] = shelf
            place = Place(entry, source_id)
            for claim in entry.claims:
                claim_id = shelf.find(claim)
                if claim_id is None:
                    claim_id = shelf.name(claim)
                    shelf.learn(claim_id, claim)
                place.claim_ids.append(claim_id)
            self._coming.update(place.claim_ids)
            for old, new in place.list_moves().items():
                self.addresses.moved.setdefault(old, new)
            places.append(place)
        return places

    def _place_source(self, entry: Entry, finder: SourceFinder) -> str | None:
        source = entry.source
        if entry.only_named:
            found = self.addresses.find(source.id, {}) if source.id else None
            if found is None:
                self.findings.append(
                    refuse(
                        "SOURCE-UNKNOWN",
                        entry.where,
                        f"there is no source “{source.id}”",
                        "claims need a source: it is neither in the ledger nor in this file",
                    )
                )
            return found
        found = finder.find(source)
        if found is None:
            found = finder.name(source)
            finder.learn(source.model_copy(update={"id": found}))
            if source.id and found != source.id:
                self._tell_renamed(entry, found)
        else:
            finder.fill(found, source)
        self._coming.add(found)
        return found

    def _tell_renamed(self, entry: Entry, found: str) -> None:
        self.findings.append(
            remark(
                "RENAMED",
                entry.where,
                f"{entry.source.id} comes in as {found}",
                "another source has that id, or it cannot be one",
            )
        )
