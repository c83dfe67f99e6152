"""Ids that a file proposes twice, told apart by a number at their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

#: Room is left in a slug for a number at its end.
_LONGEST = 90


class Numbering:
    """Finds free ids without trying each number anew."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def find_free(self, wanted: str, taken: Container[str]) -> str:
        """Return ``wanted``, an id of a source or a claim, or the next one that is free."""
        beginning, slash, slug = wanted.rpartition("/")
        free, number = wanted, self._last.get(wanted, 1)
        while free in taken:
            number += 1
            free = f"{beginning}{slash}{slug[:_LONGEST].rstrip('-')}-{number}"
        self._last[wanted] = number
        return free
