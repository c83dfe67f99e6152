"""Searching a ledger from its folders, without loading it.

A small ledger is read and scored in memory, for that is quicker than keeping anything. A large one
is searched through its sidecar; of its records only those that are shown need to be read. The
answer is the same.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimtrack.errors import BrokenFilesError
from claimtrack.search import ranking
from claimtrack.search.entries import Wanted, bound
from claimtrack.search.indexed import DamagedIndexError, SidecarEngine
from claimtrack.search.meaning import rank_by_meaning
from claimtrack.search.memory import MemoryEngine
from claimtrack.search.reasons import explain, name_words
from claimtrack.search.shelves import (
    ClaimShelf,
    PassageShelf,
    make_entry,
    total_size,
)
from claimtrack.search.sidecar import open_sidecar
from claimtrack.search.terms import find_terms
from claimtrack.store.layout import WORKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source
    from claimtrack.search.entries import Entry
    from claimtrack.search.meaning import Likeness
    from claimtrack.search.ranking import Engine
    from claimtrack.search.sentences import SentenceModel
    from claimtrack.search.shelves import Shelf, Stamps
    from claimtrack.search.vectors import ClaimVectors
    from claimtrack.store.contract import CaptureText
    from claimtrack.store.layout import Layout
    from claimtrack.values.dates import Edtf

#: From this many bytes of files on, a sidecar is kept: about 1,500 claims. Below, scoring in memory
#: costs a fifth of a second and leaves nothing behind; at 5,000 it would cost ten times what the
#: sidecar does.
SIDECAR_FROM = 1_000_000

_SHELVES: dict[str, Callable[[Layout], Shelf]] = {"claims": ClaimShelf, "passages": PassageShelf}


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that may bear on what was asked."""

    claim_id: str
    score: float
    """Higher is nearer; comparable within one answer only."""
    coverage: float
    """The share of the query's words that the claim has, by weight, from 0 to 1."""
    wording: float
    """The same without numbers."""
    matched: tuple[str, ...]
    """The words of the query that it has, the rarest first."""
    terms: tuple[str, ...]
    """The same as terms, for `find_lit`."""
    why: str
    meaning: float | None = None
    """How near it is in meaning, at most 1; None where nobody looked."""


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage of a capture that may bear on what was asked."""

    source_id: str
    capture: int
    start: int
    """In code points of the capture's text."""
    end: int
    withheld: bool
    score: float
    coverage: float
    matched: tuple[str, ...]
    terms: tuple[str, ...]
    why: str


def filter_by(source: str = "", tags: tuple[str, ...] = (), period: Edtf | None = None) -> Wanted:
    """Return what is asked for besides words.

    Args:
        source: a source id.
        tags: tags that a claim must all have; no passage has any.
        period: a time that the claim's own, or the source's for a passage, must be able to overlap.
            What has no known time stays in.
    """
    first, last = bound(period)
    return Wanted(source, tags, first, last)


def find_lit(text: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where a text has the terms of a hit, in code points, in order and without overlaps."""
    wanted = set(terms)
    lit: list[tuple[int, int]] = []
    for term in find_terms(text):
        if term.text in wanted:
            if lit and term.start < lit[-1][1]:
                lit[-1] = (lit[-1][0], max(lit[-1][1], term.end))
            else:
                lit.append((term.start, term.end))
    return lit


@dataclass(slots=True)
class Searcher:
    """The claims and passages of a ledger, ready to be searched.

    Attributes:
        progress: is told how many files an index was made of, and of how many it will be.
        tell: is told each note when it is made.
        notes: what the user should hear: files that could not be read, an index made anew.
        is_partial: whether a file could not be read, so that its claims are in no answer.
    """

    layout: Layout
    sidecar_from: int = SIDECAR_FROM
    rehash: bool = False
    progress: Callable[[int, int], None] | None = None
    tell: Callable[[str], None] | None = None
    notes: list[str] = field(default_factory=list)
    is_partial: bool = False
    _engines: dict[str, Engine] = field(default_factory=dict)
    _read: dict[str, dict[str, Claim]] = field(default_factory=dict)
    _vectors: ClaimVectors | None = None

    @classmethod
    def open(
        cls,
        layout: Layout,
        *,
        rehash: bool = False,
        sidecar_from: int = SIDECAR_FROM,
        progress: Callable[[int, int], None] | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> Searcher:
        """Return a searcher of the ledger at ``layout``; nothing is read before the first question.

        Args:
            layout: the ledger's paths.
            rehash: look into every file instead of trusting times and sizes.
            sidecar_from: from how many bytes of files on to keep an index beside the ledger.
            progress: is told how many files an index was made of, and of how many it will be.
            tell: is told what else goes into `notes`, at once.
        """
        return cls(layout, sidecar_from, rehash, progress, tell)

    @classmethod
    def of_ledger(cls, ledger: Ledger, layout: Layout) -> Searcher:
        """Return a searcher of a ledger that is loaded already; its claims are as they are now."""
        searcher = cls(layout)
        searcher._engines["claims"] = MemoryEngine(
            make_entry(claim, ledger.sources.get(claim.source_id))
            for claim in ledger.claims.values()
        )
        return searcher

    def rank_by_meaning(
        self, model: SentenceModel, progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Rank claims by their meaning, too, from now on.

        Args:
            model: says what they mean.
            progress: is told how many claims were embedded, and how many there are to embed.

        Raises:
            BrokenFilesError: a folder of the ledger cannot be listed.
            UnusableEmbeddingsError: the model gives no vectors.
        """
        from claimtrack.search.vectors import ClaimVectors

        self._vectors = ClaimVectors(
            model,
            self.layout,
            _scan(ClaimShelf(self.layout)),
            rehash=self.rehash,
            progress=progress,
            tell=self._note,
        )

    def find(self, query: str, limit: int = 20, wanted: Wanted | None = None) -> list[Hit]:
        """Return the claims that a text is most likely about, best first.

        Args:
            query: words, a sentence, or a longer text of which the rarest words count.
            limit: how many at most.
            wanted: what they must be like, as `filter_by` says it.

        Raises:
            BrokenFilesError: a folder of the ledger cannot be listed.
            LockedError: another process has been at work on the index for a minute.
        """
        prepared, found = self._ask("claims", query, limit, wanted)
        return [
            Hit(
                ranked.key,
                ranked.score,
                ranked.coverage,
                ranked.wording,
                name_words(ranked, prepared),
                ranked.terms,
                explain(ranked, prepared),
                ranked.meaning,
            )
            for ranked in found
        ]

    def find_passages(
        self, query: str, limit: int = 20, wanted: Wanted | None = None
    ) -> list[PassageHit]:
        """Return the passages of captures that a text is most likely about, best first.

        Texts that are withheld are searched where they are attached. Arguments and errors are those
        of `find`.
        """
        prepared, found = self._ask("passages", query, limit, wanted)
        hits = []
        for ranked in found:
            source_id, capture, mark, place = ranked.key.split("#")
            start, end = place.split("-")
            hits.append(
                PassageHit(
                    source_id,
                    int(capture),
                    int(start),
                    int(end),
                    mark == "withheld",
                    ranked.score,
                    ranked.coverage,
                    name_words(ranked, prepared),
                    ranked.terms,
                    explain(ranked, prepared),
                )
            )
        return hits

    def list_holders(self, kind: str, target: str) -> list[str]:
        """Return the claims that have a link of a kind to a record, the rejected ones too.

        Only where there is an index.
        """
        engine = self.open_index()
        if engine is None:
            return []
        try:
            return engine.list_holders(kind, target)
        except DamagedIndexError as error:
            self._make_anew("claims", error)
            return self.list_holders(kind, target)

    def open_index(self) -> SidecarEngine | None:
        """Return the index of the claims, up to date, or None where none is kept.

        Raises:
            BrokenFilesError: a folder of the ledger cannot be listed.
            LockedError: another process has been at work on the index for a minute.
        """
        engine = self._engines.get("claims")
        if engine is None:
            shelf = ClaimShelf(self.layout)
            engine = self._open_sidecar("claims", shelf, _scan(shelf))
            if engine is not None:
                self._engines["claims"] = engine
        return engine if isinstance(engine, SidecarEngine) else None

    def read_claim(self, claim_id: str) -> Claim | None:
        """Return a claim from its own file, or None when it is not there or cannot be read."""
        from claimtrack.models.ids import source_of
        from claimtrack.search.records import load_claims
        from claimtrack.store.reading import UnreadableFileError

        source_id = source_of(claim_id)
        if source_id not in self._read:
            self._read[source_id] = {}
            with contextlib.suppress(UnreadableFileError):
                self._read[source_id], _ = load_claims(self.layout, source_id)
        return self._read[source_id].get(claim_id)

    def read_source(self, source_id: str) -> Source | None:
        """Return a source from its own file, or None when it is not there or cannot be read."""
        from claimtrack.search.records import load_source
        from claimtrack.store.reading import UnreadableFileError

        with contextlib.suppress(UnreadableFileError):
            return load_source(self.layout, source_id)[0]
        return None

    def read_capture(self, hit: PassageHit) -> CaptureText | None:
        """Return the text that a passage stands in, its hash checked; None for no such capture."""
        from claimtrack.store import captures

        source = self.read_source(hit.source_id)
        capture = source.capture(hit.capture) if source else None
        return captures.read_text(self.layout, hit.source_id, capture) if capture else None

    def _ask(
        self, name: str, text: str, limit: int, wanted: Wanted | None
    ) -> tuple[ranking.Query, list[ranking.Ranked]]:
        if name not in self._engines:
            self._engines[name] = self._open(name)
        likeness = self._vectors.compare(text) if self._vectors and name == "claims" else None
        try:
            return _answer(self._engines[name], text, limit, wanted, likeness)
        except DamagedIndexError as error:
            self._make_anew(name, error)
            return _answer(self._engines[name], text, limit, wanted, likeness)

    def _make_anew(self, name: str, error: DamagedIndexError) -> None:
        self._note(f"the search index is made anew: {error}")
        self._engines[name] = self._open(name, anew=True)

    def _open(self, name: str, *, anew: bool = False) -> Engine:
        shelf = _SHELVES[name](self.layout)
        stamps = _scan(shelf)
        engine = self._open_sidecar(name, shelf, stamps, anew=anew)
        return engine or MemoryEngine(_read_all(shelf, stamps, self._note_fault))

    def _open_sidecar(
        self, name: str, shelf: Shelf, stamps: Stamps, *, anew: bool = False
    ) -> SidecarEngine | None:
        if total_size(stamps) < self.sidecar_from:
            return None
        folder = self.layout.root / WORKING / "index" / name
        try:
            engine = open_sidecar(
                folder,
                shelf,
                stamps,
                rehash=self.rehash,
                anew=anew,
                tell=self._note,
                progress=self.progress,
            )
        except OSError as error:
            reason = error.strerror or str(error)
            self._note(f"no search index can be kept ({reason}); this takes longer")
            return None
        for fault in engine.made.faults:
            self._note_fault(fault)
        return engine

    def _note_fault(self, fault: str) -> None:
        self.is_partial = True
        self._note(fault)

    def _note(self, note: str) -> None:
        self.notes.append(note)
        if self.tell:
            self.tell(note)


def _scan(shelf: Shelf) -> Stamps:
    try:
        return shelf.scan()
    except OSError as error:
        raise BrokenFilesError((f"{error.filename}: {error.strerror or error}",)) from None


def _answer(
    engine: Engine, text: str, limit: int, wanted: Wanted | None, likeness: Likeness | None
) -> tuple[ranking.Query, list[ranking.Ranked]]:
    query = ranking.prepare(text, engine)
    if likeness:
        return query, rank_by_meaning(query, engine, limit, wanted or Wanted(), likeness)
    return query, ranking.rank(query, engine, limit, wanted or Wanted())


def _read_all(shelf: Shelf, stamps: Stamps, tell: Callable[[str], None]) -> Iterator[Entry]:
    for name in stamps:
        read = shelf.read(name)
        if read.fault:
            tell(f"{name} could not be searched: {read.fault}")
        yield from read.entries
