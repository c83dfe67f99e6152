"""The engine of a small ledger: everything in memory, made anew by each process."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimtrack.search.entries import Entry, Wanted


class MemoryEngine:
    """Entries, and for each term the numbers of those that have it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            for term in set(entry.terms):
                self._having[term].append(number)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    @property
    def usual_length(self) -> float:
        """How many terms an entry has on average."""
        return max(1, sum(len(entry.terms) for entry in self._entries)) / max(1, self.size)

    def count(self, term: str) -> int:
        """Return how many entries have a term."""
        return len(self._having.get(term, ()))

    def terms_beginning(self, prefix: str) -> list[str]:
        """Return the terms that begin so."""
        return [term for term in self._having if term.startswith(prefix)]

    def strongest(
        self, weights: Mapping[str, int], most: int, wanted: Wanted
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Return key and terms of the entries whose shared terms weigh most."""
        sums: dict[int, int] = defaultdict(int)
        for term, weight in weights.items():
            for number in self._having.get(term, ()):
                sums[number] += weight
        fitting = [number for number in sums if wanted.fits(self._entries[number])]
        if len(fitting) > most:
            floor = sorted((sums[number] for number in fitting), reverse=True)[most - 1]
            above = [number for number in fitting if sums[number] > floor]
            level = [number for number in fitting if sums[number] == floor]
            level.sort(key=lambda number: self._entries[number].order)
            fitting = above + level[: most - len(above)]
        return [(self._entries[number].key, self._entries[number].terms) for number in fitting]

    def list_fitting(self, wanted: Wanted) -> list[str]:
        """Return the keys of the entries that are what is asked for."""
        return [entry.key for entry in self._entries if wanted.fits(entry)]

    def read_terms(self, keys: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Return key and terms of these entries; what is not there is left out."""
        found = map(self._by_key.get, keys)
        return [(entry.key, entry.terms) for entry in found if entry is not None]

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in self._entries}
