"""The dates that a page declares in its markup, with the place that declares each.

trafilatura tells which date it takes; these places are the evidence that a reader can look up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import InvalidDateError
from claimtrack.ingest.dates import DateCandidate, Role
from claimtrack.ingest.proposals import Confidence
from claimtrack.values.dateforms import scan_dates
from claimtrack.values.dates import Edtf, describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.language.packs import LanguagePack

_METAS: Final = {
    "article:published_time": Role.PUBLISHED,
    "article:modified_time": Role.MODIFIED,
    "og:published_time": Role.PUBLISHED,
    "og:updated_time": Role.MODIFIED,
    "datepublished": Role.PUBLISHED,
    "datemodified": Role.MODIFIED,
    "dc.date": Role.PUBLISHED,
    "dc.date.issued": Role.PUBLISHED,
    "dcterms.issued": Role.PUBLISHED,
    "dcterms.modified": Role.MODIFIED,
    "date": Role.PUBLISHED,
    "pubdate": Role.PUBLISHED,
    "publishdate": Role.PUBLISHED,
    "parsely-pub-date": Role.PUBLISHED,
    "sailthru.date": Role.PUBLISHED,
}
_JSON_DATE: Final = re.compile(
    r'"(?P<name>datePublished|dateModified)"\s{0,20}:\s{0,20}"(?P<value>[^"\\]{4,40})"'
)
_DAY: Final = re.compile(r"\s*(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")


def read_page_dates(tree: Any, chosen: str | None, pack: LanguagePack) -> tuple[DateCandidate, ...]:  # noqa: ANN401 - lxml ships no types
    """List the days a page declares.

    Args:
        tree: the page as lxml reads it.
        chosen: the day that the extractor takes for that of publication.
        pack: the words of the language that dates are printed in.
    """
    places: dict[tuple[Role, str], list[str]] = {}
    for role, place, value in _walk_places(tree):
        found = _DAY.match(value)
        if found:
            known = places.setdefault((role, found["day"]), [])
            if place not in known:
                known.append(place)
    dates = [
        _declare(
            day,
            f"declared in the page's metadata as {' and '.join(known)}",
            Confidence.SURE,
            role,
        )
        for (role, day), known in places.items()
        if role is Role.MODIFIED or day == chosen
    ]
    if chosen and (Role.PUBLISHED, chosen) not in places:
        dates.append(_doubt(tree, chosen, pack))
    return tuple(date for date in dates if date)


def _doubt(tree: Any, chosen: str, pack: LanguagePack) -> DateCandidate | None:  # noqa: ANN401
    """Weigh a day that no place declares: htmldate answers also when only a part of it is there."""
    texts = tree.xpath("//text()[not(parent::script or parent::style)]")
    printed = scan_dates("\n".join(texts), pack.months)
    if any(str(form.edtf) == chosen for form in printed):
        return _declare(
            chosen, "printed on the page, and taken for its date by htmldate", Confidence.LIKELY
        )
    return _declare(chosen, "worked out by htmldate, and not found on the page", Confidence.GUESS)


def _walk_places(tree: Any) -> Iterator[tuple[Role, str, str]]:  # noqa: ANN401
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        role = _METAS.get(name.lower())
        if role:
            yield role, f"meta {name}", meta.get("content") or ""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            for match in _JSON_DATE.finditer(script.text or ""):
                role = Role.PUBLISHED if match["name"] == "datePublished" else Role.MODIFIED
                yield role, f"JSON-LD {match['name']}", match["value"]
    for time in tree.iter("time"):
        yield Role.PUBLISHED, "a <time> element", time.get("datetime") or ""


def _declare(
    day: str, why: str, confidence: Confidence, role: Role = Role.PUBLISHED
) -> DateCandidate | None:
    try:
        shown = describe(Edtf.parse(day))
    except InvalidDateError:
        return None
    reading = f"{shown}, {why}"
    return DateCandidate(day, -1, -1, day, role, reading, confidence)
