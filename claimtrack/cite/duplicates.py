"""Which sources are one and the same under several ids, so that the list names them once.

Only what identifies a document counts: its DOI, its address, the very text of a copy. A title does
not, and neither does an id. What speaks against it outweighs that: two versions of a page that
appeared on different days, and one agency's text in two papers, are cited apart.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from claimtrack.values.addresses import normalise_doi, normalise_url
from claimtrack.values.dates import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.models.source import Source

#: A shorter text is a notice about cookies, or an error page, that many sources share.
_SHORTEST_TEXT: Final = 200
_RESOLVER: Final = re.compile(r"\s*https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)


class Duplicate(NamedTuple):
    """A source that is listed under the id of another."""

    source_id: str
    listed_as: str
    why: str


def find_duplicates(sources: Iterable[Source]) -> list[Duplicate]:
    """Return which of the sources are listed under the id of another.

    Of several that are one, the one that says most about itself is listed: one that is held, then
    the one with more fields, then the first by id.
    """
    ordered = sorted(sources, key=_rank)
    alike = Counter(_outline(source.url) for source in ordered)
    seen: dict[tuple[str, str], list[Source]] = {}
    duplicates: list[Duplicate] = []
    for source in ordered:
        marks = list(_list_marks(source, has_twin=alike[_outline(source.url)] > 1))
        found = _find_same(source, marks, seen)
        if found:
            duplicates.append(found)
            continue
        for mark in marks:
            seen.setdefault(mark, []).append(source)
    return duplicates


def _rank(source: Source) -> tuple[bool, int, str]:
    return source.is_stub, -len(source.csl), source.id


def _outline(url: str) -> str:
    """Return what two addresses of one document have in common, however they are written.

    Telling whether two are one takes a hundred times longer, and is asked only where these agree.
    """
    path = re.split(r"[?#]", unquote(url), maxsplit=1)[0]
    return re.sub(r"[\W_]+|www", "", path.lower().removeprefix("https").removeprefix("http"))


def _find_same(
    source: Source, marks: Iterable[tuple[str, str]], seen: dict[tuple[str, str], list[Source]]
) -> Duplicate | None:
    for mark in marks:
        for other in seen.get(mark, ()):
            if not _are_apart(source, other, mark[0]):
                return Duplicate(source.id, other.id, f"the same {mark[0]}")
    return None


def _list_marks(source: Source, *, has_twin: bool) -> Iterator[tuple[str, str]]:
    if doi := _find_doi(source):
        yield "DOI", doi
    if has_twin and (url := source.url.strip()):
        yield "address", normalise_url(url)
    for capture in source.captures:
        if capture.text.length >= _SHORTEST_TEXT:
            yield "text", capture.text.sha256


def _find_doi(source: Source) -> str:
    """Return the DOI of a source, which may be noted as an address alone."""
    noted = str(source.csl.get("DOI") or "")
    return normalise_doi(noted or (source.url if _RESOLVER.match(source.url) else ""))


def _are_apart(one: Source, other: Source, kind: str) -> bool:
    """Whether something speaks against the two being one, though they share a mark."""
    if kind == "DOI":
        return _differ(one, other, "page", "chapter-number")
    if _differ(one, other, "DOI"):
        return True
    left, right = one.issued, other.issued
    if left and right and left.overlaps(right) is Answer.NO:
        return True
    return kind == "text" and _differ(one, other, "publisher", "container-title", "URL")


def _differ(one: Source, other: Source, *names: str) -> bool:
    """Whether both have one of the fields, and not the same in it."""
    pairs = ((_even(one, name), _even(other, name)) for name in names)
    return any(left and right and left != right for left, right in pairs)


def _even(source: Source, name: str) -> str:
    value = str(source.csl.get(name) or "")
    if name == "DOI":
        return normalise_doi(value)
    if name == "URL":
        return normalise_url(value) if value else ""
    return " ".join(value.casefold().split())
