"""A ledger in memory: sources and claims by id, by source and by what they link to."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.errors import AmbiguousIdError, BrokenFilesError, UnknownIdError
from claimtrack.models.claim import Claim
from claimtrack.models.ids import source_of
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from claimtrack.models.finding import Finding
    from claimtrack.models.relation import Kind, Relation
    from claimtrack.store.contract import Change, PlacedCopy, Store


#: From which likeness on, in percent, an id is proposed for one that nothing has: lower, and people
#: are asked whether they meant something else altogether; higher, and a swapped word goes unhelped.
_NEAR = 60.0
_LONGEST_GUESS = 250


class Link(NamedTuple):
    """A relation seen from one of its ends."""

    holder: str
    """The claim that stores it."""
    relation: Relation

    @property
    def target(self) -> str:
        """What it points at."""
        return self.relation.target

    def other_end(self, record_id: str) -> str:
        """Return the end that is not ``record_id``."""
        return self.target if record_id == self.holder else self.holder


class Ledger:
    """Sources and claims, indexed; the only writer to its store.

    Args:
        store: where it is kept; read once, here.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        snapshot = store.load()
        self.sources: dict[str, Source] = snapshot.sources
        self.claims: dict[str, Claim] = snapshot.claims
        #: The files that could not be read; what is in them is missing from everything else.
        self.faults: tuple[Finding, ...] = snapshot.faults

    @cached_property
    def _claims_by_source(self) -> dict[str, dict[str, Claim]]:
        index: dict[str, dict[str, Claim]] = defaultdict(dict)
        for claim_id, claim in self.claims.items():
            index[source_of(claim_id)][claim_id] = claim
        return index

    @cached_property
    def _links_by_target(self) -> dict[str, list[Link]]:
        index: dict[str, list[Link]] = defaultdict(list)
        for claim in self.claims.values():
            for relation in claim.links:
                index[relation.target].append(Link(claim.id, relation))
        return index

    def claims_of(self, source_id: str) -> list[Claim]:
        """Return the claims of one source, in order of id."""
        claims = self._claims_by_source.get(source_id, {})
        return [claims[claim_id] for claim_id in sorted(claims)]

    def links_to(self, target: str) -> Sequence[Link]:
        """Return the links that point at a claim or a source, the rejected ones too.

        In order of the claims that hold them, whatever was changed in which order.
        """
        return sorted(self._links_by_target.get(target, ()), key=lambda link: link.holder)

    def links_at(self, claim_id: str, *kinds: Kind) -> list[Link]:
        """Return the links at a claim, its own and those that point at it, of ``kinds`` or all."""
        own = [Link(claim_id, relation) for relation in self.claims[claim_id].links]
        links = [*own, *self.links_to(claim_id)]
        return [link for link in links if not kinds or link.relation.kind in kinds]

    def links(self, *kinds: Kind) -> list[Link]:
        """Return every link once, in order of the claims that hold them, of ``kinds`` or all."""
        return [
            Link(claim_id, relation)
            for claim_id in sorted(self.claims)
            for relation in self.claims[claim_id].links
            if not kinds or relation.kind in kinds
        ]

    def find_source(self, given: str) -> Source:
        """Return the source whose id is ``given``, or begins with it and no other does.

        Raises:
            UnknownIdError: there is none.
            AmbiguousIdError: there are several.
        """
        return self.sources[match_id(given, self.sources, "source")]

    def find_claim(self, given: str) -> Claim:
        """Return the claim whose id is ``given``, or begins with it and no other does.

        Raises:
            UnknownIdError: there is none.
            AmbiguousIdError: there are several.
        """
        return self.claims[match_id(given, self.claims, "claim")]

    def find_id(self, given: str) -> str:
        """Return the id of the claim or source that ``given`` is, or is the beginning of.

        A source comes before its claims: their ids all begin with its own.

        Raises:
            UnknownIdError: there is none.
            AmbiguousIdError: there are several.
        """
        if "/" in given:
            return self.find_claim(given).id
        return match_id(given, self.sources, "source or claim")

    def apply(self, *changes: Change, copies: Sequence[PlacedCopy] = ()) -> None:
        """Make changes durable in the store, then here; ``copies`` are kept together with them.

        Raises:
            BrokenFilesError: a file of the ledger could not be read, so nothing may be written.
            RefusedError: the store refused; nothing here changed.
        """
        self.refuse_if_broken()
        self.store.commit(changes, copies)
        for change in changes:
            if "/" in change.id:
                self._remember_claim(change.id, change.after)
            elif isinstance(change.after, Source):
                self.sources[change.id] = change.after
            else:
                self.sources.pop(change.id, None)

    def refuse_if_broken(self) -> None:
        """Refuse to go on to a change while a file cannot be read.

        Raises:
            BrokenFilesError: it names the files.
        """
        if self.faults:
            raise BrokenFilesError(tuple(str(fault) for fault in self.faults))

    def _remember_claim(self, claim_id: str, after: object) -> None:
        # Touching the properties first builds them from the old state; then both move on together.
        by_source, by_target = self._claims_by_source, self._links_by_target
        before = self.claims.get(claim_id)
        for relation in before.links if before else ():
            by_target[relation.target].remove(Link(claim_id, relation))
        if isinstance(after, Claim):
            self.claims[claim_id] = after
            by_source[source_of(claim_id)][claim_id] = after
            for relation in after.links:
                by_target[relation.target].append(Link(claim_id, relation))
        else:
            self.claims.pop(claim_id, None)
            by_source[source_of(claim_id)].pop(claim_id, None)


def open_ledger(start: Path | str | None = None) -> Ledger:
    """Open the ledger at ``start``, or the nearest one at or above the working directory.

    Raises:
        NoLedgerError: there is none.
    """
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import find_layout

    layout = find_layout(Path(start or "."), explicit=start is not None)
    return Ledger(FolderStore(layout))


def match_id(given: str, ids: Collection[str], noun: str) -> str:
    """Return the one of ``ids`` that ``given`` is, or is the beginning of.

    Raises:
        UnknownIdError: there is none; it names ``noun``, and those that look alike.
        AmbiguousIdError: there are several.
    """
    if given in ids:
        return given
    matches = tuple(sorted(known for known in ids if given and known.startswith(given)))
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise AmbiguousIdError(given, matches)
    raise UnknownIdError(given, noun, _find_near(given, ids))


def _find_near(given: str, ids: Collection[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    # A list: of a dictionary the values would be compared.
    near = process.extract(
        given[:_LONGEST_GUESS].lower(), list(ids), scorer=fuzz.ratio, limit=2, score_cutoff=_NEAR
    )
    return tuple(match for match, *_ in near)
