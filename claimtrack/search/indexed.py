"""The engine of a large ledger: a tantivy index, opened as it is.

Tantivy only looks terms up and adds up their weights, which are whole numbers, so that its sums are
those of any other engine. No text of a user reaches its query parser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.search.entries import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import tantivy

    from claimtrack.search.shelves import Stamps


#: How many times as many hits are asked for where those asked for did not reach far enough.
_MORE = 8


class DamagedIndexError(Exception):
    """The index cannot be used as it is; each method of an engine may find that out."""


@dataclass(frozen=True, slots=True)
class Made:
    """What an index was made from."""

    stamps: Stamps
    usual_length: float
    aliases: tuple[tuple[str, str], ...] = ()
    """Those of all parts, each pair once."""
    faults: tuple[str, ...] = ()
    """Parts that could not be read, or not wholly, with the reason."""


class SidecarEngine:
    """An opened index."""

    def __init__(self, index: tantivy.Index, made: Made) -> None:
        self._schema = index.schema
        # Its type stubs lack part of what it has.
        self._searcher: Any = index.searcher()
        self._counts: dict[str, int] = {}
        self.made = made

    @property
    def usual_length(self) -> float:
        """How many terms an entry has on average."""
        return self.made.usual_length

    @property
    def size(self) -> int:
        """How many entries there are."""
        return int(self._searcher.num_docs)

    def count(self, term: str) -> int:
        """Return how many entries have a term, those that were removed not counted."""
        known = self._counts.get(term)
        if known is None:
            known = self._counts[term] = int(guard(lambda: self._count(term)))
        return known

    def _count(self, term: str) -> int:
        if not self._searcher.doc_freq("terms", term):
            return 0
        return self._searcher.search(self._having("terms", term), limit=1).count or 0

    def list_holders(self, kind: str, target: str) -> list[str]:
        """Return the keys of the entries that have a link of a kind to a target, in any order."""
        query = self._having("links", write_link(kind, target))
        found: list[str] = guard(lambda: self._list_keys(query))
        return found

    def _list_keys(self, query: tantivy.Query) -> list[str]:
        count = self._searcher.search(query, limit=1).count
        hits = self._searcher.search(query, limit=count).hits if count else ()
        return [self._searcher.doc(address).get_first("key") for _, address in hits]

    def terms_beginning(self, prefix: str) -> list[str]:
        """Return the terms that begin so, perhaps some that no entry has any more."""
        found = guard(lambda: self._searcher.terms_with_prefix("terms", prefix))
        return [term for term, _ in found]

    def strongest(
        self, weights: Mapping[str, int], most: int, wanted: Wanted
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Return key and terms of the entries whose shared terms weigh most."""
        found: list[tuple[str, tuple[str, ...]]]
        found = guard(lambda: self._find_strongest(self._ask(weights, wanted), most))
        return found

    def list_fitting(self, wanted: Wanted) -> list[str]:
        """Return the keys of the entries that are what is asked for, in any order."""
        from tantivy import Occur, Query

        needs = self._list_needs(wanted) or [Query.all_query()]
        query = Query.boolean_query([(Occur.Must, need) for need in needs])
        found: list[str] = guard(lambda: self._list_keys(query))
        return found

    def read_terms(self, keys: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Return key and terms of these entries, in any order; what is not there is left out."""
        from tantivy import Occur, Query

        query = Query.boolean_query([(Occur.Should, self._having("key", key)) for key in keys])
        found: list[tuple[str, tuple[str, ...]]] = guard(lambda: self._read_documents(query))
        return found

    def _find_strongest(self, query: tantivy.Query, most: int) -> list[tuple[str, tuple[str, ...]]]:
        hits = self._searcher.search(query, limit=most + 1).hits
        if len(hits) > most and hits[most][0] == hits[most - 1][0]:
            # Several weigh the same where we cut, and tantivy chose by their place in the index.
            hits = self._find_down_to(query, floor=hits[most][0], at_least=most)
            floor = hits[most][0]
            above = [address for weight, address in hits if weight > floor]
            level = [address for weight, address in hits if weight == floor]
            orders = self._searcher.fast_field_values("order", level)
            in_order = sorted(zip(orders, range(len(level)), strict=True))
            chosen = above + [level[number] for _, number in in_order[: most - len(above)]]
        else:
            chosen = [address for _, address in hits[:most]]
        return self._read(chosen)

    def _read_documents(self, query: tantivy.Query) -> list[tuple[str, tuple[str, ...]]]:
        count = self._searcher.search(query, limit=1).count
        hits = self._searcher.search(query, limit=count).hits if count else ()
        return self._read(address for _, address in hits)

    def _read(self, addresses: Iterable[Any]) -> list[tuple[str, tuple[str, ...]]]:
        documents = map(self._searcher.doc, addresses)
        return [(doc.get_first("key"), tuple(doc.get_first("terms").split())) for doc in documents]

    def _find_down_to(
        self, query: tantivy.Query, floor: float, at_least: int
    ) -> list[tuple[float, Any]]:
        """Return all hits that weigh ``floor`` or more, and perhaps others after them."""
        limit = at_least
        while True:
            limit *= _MORE
            hits: list[tuple[float, Any]] = self._searcher.search(query, limit=limit).hits
            if len(hits) < limit or hits[-1][0] < floor:
                return hits

    def _ask(self, weights: Mapping[str, int], wanted: Wanted) -> tantivy.Query:
        from tantivy import Occur, Query

        def weighed(query: Query, weight: float) -> Query:
            return Query.const_score_query(query, weight)

        words = [
            (Occur.Should, weighed(self._having("terms", term), float(weight)))
            for term, weight in weights.items()
        ]
        asked = Query.boolean_query(words)
        needs = self._list_needs(wanted)
        if not needs:
            return asked
        filters = [(Occur.Must, weighed(need, 0.0)) for need in needs]
        return Query.boolean_query([(Occur.Must, asked), *filters])

    def _list_needs(self, wanted: Wanted) -> list[tantivy.Query]:
        from tantivy import FieldType, Query

        nothing = Wanted()
        needs = [self._having("tags", tag) for tag in wanted.tags]
        if wanted.source:
            needs.append(self._having("source", wanted.source))
        if wanted.last != nothing.last:
            needs.append(
                Query.range_query(self._schema, "first", FieldType.Integer, None, wanted.last)
            )
        if wanted.first != nothing.first:
            needs.append(
                Query.range_query(self._schema, "last", FieldType.Integer, wanted.first, None)
            )
        return needs

    def _having(self, field: str, value: str) -> tantivy.Query:
        from tantivy import Query

        return Query.term_query(self._schema, field, value, index_option="basic")


def write_link(kind: str, target: str) -> str:
    """Return a link as the term that it is looked up by."""
    return f"{kind} {target}"


def guard(action: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the action returns
    """Do something with tantivy, whose complaints about a damaged index are of several kinds.

    Raises:
        DamagedIndexError: it complained.
    """
    try:
        return action()
    except (ValueError, OSError) as error:
        raise DamagedIndexError(f"tantivy cannot read it ({str(error)[:200]})") from error
    except BaseException as error:
        # A panic of Rust code is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedIndexError("tantivy broke off reading it") from error
