"""Feeds of claims and conflicts: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).

Names of entries are URNs that stay what they are wherever a site moves. The days are those of the
records; a ledger knows no hours, so all entries are of midnight, UTC. Without the address of the
site, the links of Atom are relative to the feed, and a JSON Feed, where relative ones are not
provided for, has none.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from claimtrack.formats.iris import PREFIX, name_record
from claimtrack.site import addresses
from claimtrack.site.conflicts import say_cause, say_decision
from claimtrack.site.material import NO_DAY
from claimtrack.site.rendering import Page, render
from claimtrack.site.words import say_source, shorten
from claimtrack.values.printable import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.site.material import Material

#: Entries of a feed: readers fetch it again and again, and keep what they have seen.
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    urn: str
    page: str
    title: str
    text: str
    day: dt.date
    tags: tuple[str, ...] = ()

    @property
    def updated(self) -> str:
        """The day as RFC 3339 has it."""
        return f"{self.day.isoformat()}T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written."""

    path: str
    """Without what names end in."""
    title: str
    home: str
    """The page that shows the same."""
    entries: Sequence[Entry]


def list_feed_files(material: Material, base_url: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of each feed."""
    title = material.title
    for feed in (
        Feed(
            addresses.CLAIM_FEED,
            f"{title}: claims",
            addresses.list_page("claims"),
            list(_list_claims(material)),
        ),
        Feed(
            addresses.CONFLICT_FEED,
            f"{title}: conflicts",
            addresses.list_page("conflicts"),
            list(_list_conflicts(material)),
        ),
    ):
        yield f"{feed.path}.xml", _write_atom(material, feed, base_url)
        yield f"{feed.path}.json", _write_json(material, feed, base_url)


def _list_claims(material: Material) -> Iterator[Entry]:
    for claim in material.newest[:MOST]:
        standing = material.standings[claim.id]
        lines = (
            f"“{shorten(claim.quote)}”" if claim.quote else "",
            say_source(material.sources[claim.source_id]),
            f"{standing.state}: {standing.reason}",
        )
        yield Entry(
            name_record(claim.id),
            addresses.claim_page(claim.id),
            shorten(claim.text),
            "\n".join(filter(None, lines)),
            material.days[claim.id],
            claim.tags,
        )


def _list_conflicts(material: Material) -> Iterator[Entry]:
    newest = sorted(material.conflicts, key=lambda entry: entry.when, reverse=True)
    for entry in newest[:MOST]:
        left, right = entry.sides
        cause = say_cause(entry)
        lines = (
            f"{left.id}: {shorten(left.text)}",
            f"{right.id}: {shorten(right.text)}",
            f"because: {entry.because}{f' ({cause})' if cause else ''}",
            say_decision(entry),
            entry.why,
        )
        page = addresses.conflict_page(entry)
        kind = "conflict" if entry.kind == "conflicts" else "likeness"
        yield Entry(
            f"{PREFIX}{kind}:{page.rpartition('/')[2].removesuffix('.html')}",
            page,
            f"{shorten(left.text or left.id, 120)} / {shorten(right.text or right.id, 120)}",
            "\n".join(filter(None, lines)),
            dt.date.fromisoformat(entry.when),
            (entry.cause,) if entry.cause else (),
        )


def _write_atom(material: Material, feed: Feed, base_url: str) -> str:
    path = f"{feed.path}.xml"
    name = uuid5(NAMESPACE_URL, f"{base_url or material.title} {feed.path}")
    days = [entry.day for entry in feed.entries]
    context = {
        "feed": feed,
        "name": f"urn:uuid:{name}",
        "updated": f"{max(days, default=NO_DAY).isoformat()}T00:00:00Z",
        "base": base_url or addresses.find_root(path),
        "address": f"{base_url}{path}" if base_url else "",
    }
    return render(Page(path, "feed.xml", context), {"title": material.title})


def _write_json(material: Material, feed: Feed, base_url: str) -> str:
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": "en",
        "authors": [{"name": material.title}],
        "items": [
            {
                "id": entry.urn,
                "title": clean(entry.title),
                "content_text": clean(entry.text),
                "date_modified": entry.updated,
                **({"url": f"{base_url}{entry.page}"} if base_url else {}),
                **({"tags": [clean(tag) for tag in entry.tags]} if entry.tags else {}),
            }
            for entry in feed.entries
        ],
    }
    if base_url:
        document["home_page_url"] = f"{base_url}{feed.home}"
        document["feed_url"] = f"{base_url}{feed.path}.json"
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
