"""Long lists in parts: so many entries a page, each part with the way to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Entries a page: a few screens, and no page above a tenth of a megabyte.
PER_PAGE: Final = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part of a list."""

    entries: Sequence[T]
    number: int
    """From 1."""
    pages: tuple[str, ...]
    """Where each of the parts lies."""
    total: int
    """How many entries there are in all parts."""

    @property
    def path(self) -> str:
        """Where it lies."""
        return self.pages[self.number - 1]

    @property
    def first(self) -> int:
        """The number of its first entry, from 1."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def near(self) -> list[int]:
        """The numbers of the parts to link to: the ends, and those around this one."""
        around = range(self.number - 2, self.number + 3)
        last = len(self.pages)
        return sorted({1, last, *(number for number in around if 1 <= number <= last)})


def cut(entries: Sequence[T], name: Callable[[int], str]) -> Iterator[Part[T]]:
    """Yield the parts of a list, at least one.

    Args:
        entries: the whole list.
        name: gives the path of a part by its number.
    """
    pages = tuple(name(number + 1) for number in range(max(1, -(-len(entries) // PER_PAGE))))
    for number in range(1, len(pages) + 1):
        start = (number - 1) * PER_PAGE
        yield Part(entries[start : start + PER_PAGE], number, pages, len(entries))
