"""Putting what a file says of a record together with what the ledger says of it.

What the ledger lacks is filled in. Where both say something and it is not the same, the ledger's
own stays unless an update was asked for; either way it is told. Lists of words, links, ratings and
references are united: the order is the ledger's, then the file's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.errors import InvalidDateError
from claimtrack.models import csl
from claimtrack.values.addresses import normalise_doi, normalise_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Document = dict[str, Any]

#: Fields that hold several values, each on its own; what makes two of them the same one.
_KEYS: dict[str, Callable[[Any], object]] = {
    "tags": lambda value: value,
    "aliases": lambda value: value,
    "references": lambda value: value,
    "links": lambda value: (value["kind"], value["target"]),
    "ratings": lambda value: (value["by"], _find_place(value), value.get("when")),
}

#: As much of a value as a line shows.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the ledger and the file do not agree on."""

    name: str
    ours: Any
    theirs: Any

    def describe(self, *, update: bool) -> str:
        """Return "title differs: kept “A”, the file says “B”"."""
        first, second = _show(self.ours), _show(self.theirs)
        if update:
            return f"{self.name} differs: {second} from the file replaces {first}"
        return f"{self.name} differs: kept {first}, the file says {second}"


class Merger:
    """Puts documents together and notes where they differ.

    Args:
        update: whether the file's values replace the ledger's.
        own: whether the file carries records whole. Another evens out white space and can pass no
            judgement on a link that is judged here.
    """

    def __init__(self, *, update: bool, own: bool) -> None:
        self._update = update
        self._own = own
        self.differences: list[Difference] = []

    def merge(self, ours: Document, theirs: Document, path: str = "") -> Document:
        """Return ``ours`` with what ``theirs`` adds to it; neither is changed."""
        merged = dict(ours)
        for name, value in theirs.items():
            place = f"{path}{name}"
            if name not in ours:
                merged[name] = value
            elif not path and name in _KEYS:
                merged[name] = self._unite(name, ours[name], value)
            elif not path and name == "csl":
                merged[name] = self.merge(ours[name], value, "csl.")
            elif not self._are_same(name, ours[name], value):
                merged[name] = self._decide(place, ours[name], value)
        return merged

    def _unite(self, name: str, ours: list[Any], theirs: list[Any]) -> list[Any]:
        key_of = _KEYS[name]
        united = {_hashable(key_of(value)): value for value in ours}
        if len(united) < len(ours):
            return ours  # hand-written, and said twice: not ours to sort out here
        for value in theirs:
            key = _hashable(key_of(value))
            if key not in united:
                united[key] = value
            elif isinstance(value, dict) and not self._are_same(name, united[key], value):
                shown = f"{name.removesuffix('s')} {' '.join(map(str, key))}".strip()
                united[key] = self._merge_member(shown, united[key], value)
        return list(united.values())

    def _merge_member(self, shown: str, ours: Document, theirs: Document) -> Document:
        merged = dict(ours)
        for name, value in theirs.items():
            if name not in ours:
                merged[name] = value
            elif name == "judgement" and not self._own:
                continue
            elif not self._are_same(name, ours[name], value):
                merged[name] = self._decide(f"{shown}: {name}", ours[name], value)
        return merged

    def _decide(self, name: str, ours: Any, theirs: Any) -> Any:  # noqa: ANN401 - of any type
        self.differences.append(Difference(name.removeprefix("csl."), ours, theirs))
        return theirs if self._update else ours

    def _are_same(self, name: str, ours: Any, theirs: Any) -> bool:  # noqa: ANN401 - of any type
        if _write(ours) == _write(theirs):
            return True
        return not self._own and _mean_the_same(name, ours, theirs)


def _find_place(rating: Document) -> str:
    """Return where a rating was published, evened out; its words where that is not known."""
    url = rating.get("url")
    return normalise_url(url) if url else str(rating["words"])


def _mean_the_same(name: str, ours: Any, theirs: Any) -> bool:  # noqa: ANN401 - of any type
    """Whether two values differ only in how a format writes them."""
    if name in csl.DATES:
        return _read_date(ours) == _read_date(theirs) is not None
    if not (isinstance(ours, str) and isinstance(theirs, str)):
        return str(ours) == str(theirs) if name in csl.NUMBERS else False
    if name == "DOI":
        return normalise_doi(ours) == normalise_doi(theirs) != ""
    if name in {"URL", "url"}:
        return normalise_url(ours) == normalise_url(theirs)
    return ours.split() == theirs.split()


def _read_date(value: str | Mapping[str, Any]) -> object:
    try:
        return csl.read_date(value)
    except (InvalidDateError, TypeError, ValueError):
        return None


def _write(value: object) -> str:
    # As text: to Python 1 is True and 1.0 as well.
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _hashable(key: object) -> Any:  # noqa: ANN401 - of any type
    return tuple(map(str, key)) if isinstance(key, tuple) else (str(key),)


def _show(value: object) -> str:
    text = value if isinstance(value, str) else _write(value)
    text = " ".join(text.split())
    return f"“{text[:_SHOWN]} …”" if len(text) > _SHOWN else f"“{text}”"
