"""Sources as the CSL items that are printed: what a style can use, and nothing it would garble."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.cite.issued import print_date
from claimtrack.cite.outlets import settle_outlet
from claimtrack.cite.standing import find_standing
from claimtrack.cite.texts import tidy
from claimtrack.models.csl import DATES, NAMES
from claimtrack.models.source import Basis
from claimtrack.values.dates import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimtrack.models.source import Capture, Source

#: Fields that are ours or a program's, not a printer's.
_UNPRINTED: Final = frozenset({"id", "categories", "custom", "citation-key"})
#: Types that have no author by their nature.
_AUTHORLESS: Final = frozenset(
    {"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"}
)
#: Types that need no title.
_TITLELESS: Final = frozenset({"interview", "personal_communication"})
_ARCHIVES: Final = ("archive_location", "archive")
#: A year, a month, a day; one date, or a range of two.
_MOST_PARTS, _MOST_ENDS = 3, 2
_NUMBER: Final = re.compile(r"-?\d{1,9}(?:-\d\d)?")
#: More authors are “and others” in a sentence.
_MOST_NAMED: Final = 2
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
#: Flags of a name that only a program that typesets it from one string needs.
_UNPRINTED_IN_NAMES: Final = frozenset({"parse-names"})


def print_item(
    source: Source, captures: Iterable[int] = (), *, style_id: str = ""
) -> dict[str, Any]:
    """Return the CSL item of a source as it is handed to a style.

    Where the source has an address and nobody noted when it was looked at, that is the day of the
    copy we hold. An archived copy's address is left out: no CSL field is for it, and styles that
    print the fields it is kept in print it as if it were a shelf mark (see `copies`).

    Args:
        source: as the ledger has it.
        captures: the numbers of those that are cited; none for all.
        style_id: that it is printed in: some say no name twice.
    """
    item: dict[str, Any] = {"id": source.id}
    left_out = _UNPRINTED | ({"status"} if find_standing(source) else frozenset())
    for name, value in source.csl.items():
        if name in left_out or (name in _ARCHIVES and _ADDRESS.search(str(value))):
            continue
        if name in DATES:
            is_inferred = name == "issued" and _is_inferred(source)
            if date := print_date(value, is_inferred=is_inferred):
                item[name] = date.parts
        elif name in NAMES:
            item[name] = [_print_name(person) for person in value]
        else:
            item[name] = _print_value(name, value)
    item.update(_find_unread(source))
    settle_outlet(item, style_id)
    item = {name: value for name, value in item.items() if value not in ("", [])}
    used = pick_captures(source, captures)
    if "accessed" not in item and source.url and used:
        accessed = print_date(used[-1].captured.text)
        if accessed:
            item["accessed"] = accessed.parts
    return item


def pick_captures(source: Source, numbers: Iterable[int] = ()) -> list[Capture]:
    """Return the captures that are cited, or all, from the oldest to the newest."""
    wanted = set(numbers)
    chosen = [each for each in source.captures if each.n in wanted] or list(source.captures)
    return sorted(chosen, key=lambda each: (each.captured.span.start_min, each.n))


def name_source(source: Source) -> str:
    """Return what a sentence calls a source: its authors' last names, its paper or its title."""
    people = [
        tidy(str(person.get("literal") or person.get("family") or ""))
        for person in source.csl.get("author", ())
    ]
    people = list(filter(None, people))
    if not people and (outlet := source.csl.get("container-title") or source.csl.get("publisher")):
        return tidy(str(outlet))
    if not people:
        return f"“{tidy(source.title)}”"
    if len(people) > _MOST_NAMED:
        return f"{people[0]} and others"
    return " and ".join(people)


def say_unknown(sources: Iterable[Source]) -> list[str]:
    """Return what is not known of the sources or was guessed, a sentence for each kind."""
    found: dict[str, list[str]] = {
        "inferred, and printed as approximate, are the dates of": [],
        "beyond CSL, and printed as approximate, are the dates of": [],
        "printed as they were imported, for the ledger cannot read them, are the dates of": [],
        "no date is known of": [],
        "no author is known of": [],
        "no title is known of": [],
    }
    inferred, inexact, unread, undated, unsigned, untitled = found.values()
    for source in sources:
        issued, when = source.csl.get("issued"), source.issued
        printed = print_date(issued, is_inferred=_is_inferred(source))
        if printed is None and "issued" in _find_unread(source):
            unread.append(source.id)
        elif printed is None:
            undated.append(source.id)
        elif when is not None and _is_inferred(source):
            inferred.append(f"{source.id} ({describe(when)})")
        elif when is not None and not printed.is_exact:
            inexact.append(f"{source.id} ({describe(when)})")
        has_authors = source.csl["type"] not in _AUTHORLESS
        if has_authors and not any(source.csl.get(name) for name in NAMES):
            unsigned.append(source.id)
        if source.csl["type"] not in _TITLELESS and not source.csl.get("title"):
            untitled.append(source.id)
    return [f"{words} {', '.join(ids)}" for words, ids in found.items() if ids]


def _is_inferred(source: Source) -> bool:
    return source.dating is not None and source.dating.basis is Basis.INFERRED


def _find_unread(source: Source) -> dict[str, Any]:
    """Return dates that an import could not read and kept as they were: a style may print them.

    The ledger has no years before the first, say, and will not compute with a range that ends
    before it begins.
    """
    custom = source.csl.get("custom")
    unread = custom.get("unread") if isinstance(custom, dict) else None
    if not isinstance(unread, dict):
        return {}
    return {
        name: {"date-parts": value["date-parts"]}
        for name, value in unread.items()
        if name in DATES
        and not source.csl.get(name)
        and isinstance(value, dict)
        and _are_parts(value.get("date-parts"))
    }


def _are_parts(parts: object) -> bool:
    return (
        isinstance(parts, list)
        and 1 <= len(parts) <= _MOST_ENDS
        and all(isinstance(end, list) and 1 <= len(end) <= _MOST_PARTS for end in parts)
        and all(_NUMBER.fullmatch(str(part)) for end in parts for part in end)
    )


def _print_value(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, str):
        return value
    if name == "note":  # by an old custom its lines may hold variables: `reviewed-title: …`
        return "\n".join(map(tidy, value.splitlines()))
    return tidy(value)


def _print_name(person: Mapping[str, Any]) -> dict[str, Any]:
    return {
        piece: tidy(value) if isinstance(value, str) else value
        for piece, value in person.items()
        if piece not in _UNPRINTED_IN_NAMES
    }
