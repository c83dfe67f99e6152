"""A large ledger of which only what is asked for is read: by `check`, of a million claims, a few.

What has to be known of the whole ledger comes from the index: which claims are near, which link to
a record, which sources there are, and under which names they speak. Everything else is read from
the files themselves, so that the answer is that of the ledger loaded as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from claimtrack.errors import BrokenFilesError
from claimtrack.graph.names import NameBook
from claimtrack.graph.network import Edges, Network, build_network
from claimtrack.ledger.ledger import match_id
from claimtrack.models.ids import source_of
from claimtrack.models.relation import Kind
from claimtrack.search.records import load_claims, load_source
from claimtrack.search.searcher import SIDECAR_FROM, Searcher
from claimtrack.search.shelves import list_sources
from claimtrack.store.reading import UnreadableFileError

if TYPE_CHECKING:
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source
    from claimtrack.search.indexed import Made
    from claimtrack.store.contract import Store
    from claimtrack.store.layout import Layout


class Records(Protocol):
    """Sources and claims as those need them who only look some up: a `Ledger`, or a view of one."""

    @property
    def store(self) -> Store:
        """Where they are kept."""
        ...

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        ...

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id."""
        ...

    def claims_of(self, source_id: str) -> list[Claim]:
        """Return the claims of one source, in order of id."""
        ...

    def find_id(self, given: str) -> str:
        """Return the id of the claim or source that ``given`` is, or is the beginning of.

        Raises:
            UnknownIdError: there is none.
            AmbiguousIdError: there are several.
        """
        ...


_Value = TypeVar("_Value")


class _OnDemand(Mapping[str, _Value], Generic[_Value]):
    """A mapping whose values are looked up when they are asked for, each once."""

    def __init__(
        self, look_up: Callable[[str], _Value | None], keys: Callable[[], Iterable[str]]
    ) -> None:
        self._look_up = look_up
        self._keys = keys
        self._known: dict[str, _Value | None] = {}

    def __getitem__(self, key: str) -> _Value:
        if key not in self._known:
            self._known[key] = self._look_up(key)
        value = self._known[key]
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._keys() if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


#: Of each way of a network, the kind of its links, and whether others than their holder have it.
_WAYS: dict[str, tuple[Kind, bool]] = {
    "cites": (Kind.CITES, False),
    "cited_by": (Kind.CITES, True),
    "corroborators": (Kind.CORROBORATES, True),
    "conflicts": (Kind.CONFLICTS, True),
    "updated_by": (Kind.UPDATES, True),
}


class LedgerView:
    """A ledger with an index, of which each file is read when a record of it is asked for.

    It is of the moment it was opened. Going through all of its claims reads all of their files.

    Args:
        layout: where the ledger lies.
        searcher: of the ledger, through its index.
        made: what the index was made from.
    """

    def __init__(self, layout: Layout, searcher: Searcher, made: Made) -> None:
        self.searcher = searcher
        self._layout = layout
        self._parts = made.stamps
        self._files: dict[str, dict[str, Claim]] = {}
        self.sources: Mapping[str, Source] = _OnDemand(
            self._read_source, lambda: list_sources(self._parts)
        )
        self.claims: Mapping[str, Claim] = _OnDemand(
            self._read_claim,
            lambda: chain.from_iterable(map(self._read_claims, self._parts)),
        )
        #: The relations, those of a record found when they are asked for.
        self.network = Network(
            self.sources,
            self.claims,
            NameBook(self.sources, made.aliases),
            **{way: _OnDemand(partial(self._find_edges, way), self._list_ids) for way in _WAYS},
        )

    @classmethod
    def open(
        cls,
        layout: Layout,
        *,
        sidecar_from: int = SIDECAR_FROM,
        progress: Callable[[int, int], None] | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> LedgerView | None:
        """Return a view of the ledger at ``layout``, its index made or brought up to date.

        Args:
            layout: the ledger's paths.
            sidecar_from: from how many bytes of files on to keep an index.
            progress: is told how many files an index was made of, and of how many it will be.
            tell: is told what the user should hear: that the index was damaged, say.

        Returns:
            None where the ledger must be loaded as a whole: it is small, no index can be kept, or
            a file cannot be read, and loading says which and why.

        Raises:
            BrokenFilesError: a folder of the ledger cannot be listed.
            LockedError: another process has been at work on the index for a minute.
        """
        searcher = Searcher.open(layout, sidecar_from=sidecar_from, progress=progress, tell=tell)
        index = searcher.open_index()
        if index is None or index.made.faults:
            return None
        return cls(layout, searcher, index.made)

    @cached_property
    def store(self) -> Store:
        """Where the ledger is kept: what writes to it is loaded only for who asks for it."""
        from claimtrack.store.folder import FolderStore

        return FolderStore(self._layout)

    def claims_of(self, source_id: str) -> list[Claim]:
        """Return the claims of one source, in order of id."""
        return [claim for _, claim in sorted(self._read_claims(source_id).items())]

    def find_id(self, given: str) -> str:
        """Return the id of the claim or source that ``given`` is, or is the beginning of.

        Raises:
            UnknownIdError: there is none.
            AmbiguousIdError: there are several.
        """
        if "/" in given:
            return match_id(given, self._read_claims(source_of(given)), "claim")
        if given in self.sources:
            return given
        return match_id(given, list_sources(self._parts), "source or claim")

    def _read_claim(self, claim_id: str) -> Claim | None:
        return self._read_claims(source_of(claim_id)).get(claim_id) if "/" in claim_id else None

    def _read_claims(self, source_id: str) -> dict[str, Claim]:
        if source_id not in self._parts:  # nor is any file of another name ever looked at
            return {}
        if source_id not in self._files:
            try:
                self._files[source_id], _ = load_claims(self._layout, source_id)
            except UnreadableFileError as error:
                raise BrokenFilesError((str(error),)) from None
        return self._files[source_id]

    def _read_source(self, source_id: str) -> Source | None:
        if source_id not in self._parts:
            return None
        try:
            return load_source(self._layout, source_id)[0]
        except UnreadableFileError as error:
            raise BrokenFilesError((str(error),)) from None

    def _find_edges(self, way: str, record_id: str) -> Edges | None:
        """Return the edges at a record: they are those among it and its neighbours alone."""
        kind, is_shared = _WAYS[way]
        near = {record_id}
        if own := self.claims.get(record_id):
            near.update(link.target for link in own.links_of(kind))
        if is_shared:
            near.update(self.searcher.list_holders(kind, record_id))
        found = {each: claim for each in near if (claim := self.claims.get(each))}
        edges: Mapping[str, Edges] = getattr(build_network({}, found), way)
        return edges.get(record_id)

    def _list_ids(self) -> Iterator[str]:
        return chain(self.sources, self.claims)
