"""All files of a site, one after the other, so that no more than one of them is in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimtrack import __version__
from claimtrack.site import addresses
from claimtrack.site.chains import find_page
from claimtrack.site.claims import make_claim_page
from claimtrack.site.conflicts import (
    make_conflict_lists,
    make_conflict_page,
    say_cause,
    say_decision,
)
from claimtrack.site.feeds import list_feed_files
from claimtrack.site.lists import PER_PAGE
from claimtrack.site.overview import make_first_pages, make_lists
from claimtrack.site.rendering import Page, read_asset, render
from claimtrack.site.searching import count_search_files, list_search_files, name_search_file
from claimtrack.site.sources import find_language, make_source_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.claim import Claim
    from claimtrack.site.material import Material


@dataclass(frozen=True, slots=True)
class File:
    """A file of a site."""

    path: str
    """From the root of the site, with ``/``."""
    text: str


def list_files(material: Material, base_url: str) -> Iterator[File]:
    """Yield every file.

    Args:
        material: what they show.
        base_url: where they will be read, with ``/`` at its end, or "".
    """
    common = _find_common(material)
    pages = []
    for page in _list_pages(material):
        pages.append(page.path)
        yield File(page.path, render(page, common))
    yield File(addresses.STYLE, read_asset("site.css"))
    yield File(addresses.SCRIPT, read_asset("search.js"))
    for path, text in (*list_search_files(material), *list_feed_files(material, base_url)):
        yield File(path, text)
    if base_url:
        context = {"pages": sorted(pages), "base_url": base_url}
        yield File("sitemap.xml", render(Page("sitemap.xml", "sitemap.xml", context), common))


def _list_pages(material: Material) -> Iterator[Page]:
    total = len(material.sources) + len(material.claims) + len(material.conflicts)
    done = 0
    # A source with its claims: its texts are read once.
    for source in material.sources.values():
        yield from make_source_pages(material, source)
        for claim in material.claims_by_source.get(source.id, ()):
            yield make_claim_page(material, claim)
            done += 1
            if material.occasion.progress:
                material.occasion.progress(done, total)
        done += 1
    for entry in material.conflicts:
        yield make_conflict_page(entry)
        done += 1
        if material.occasion.progress:
            material.occasion.progress(done, total)
    yield from make_conflict_lists(material)
    yield from make_lists(material)
    scripts = [name_search_file(number) for number in range(count_search_files(material))]
    yield Page(addresses.SEARCH, "search.html", {"scripts": scripts})
    yield from make_first_pages(material)


def _find_common(material: Material) -> dict[str, Any]:
    """Return what every template may use."""
    parts = {origin.key: number // PER_PAGE + 1 for number, origin in enumerate(material.origins)}

    def find_origin_page(label: str) -> str:
        key = keys.get(label)
        if key is None:
            return ""
        return f"{addresses.list_page('origins', parts[key])}#{addresses.origin_mark(key)}"

    def language_of(claim: Claim) -> str:
        return find_language(material.sources[claim.source_id])

    keys = {origin.label: origin.key for origin in material.origins}
    return {
        "title": material.title,
        "version": __version__,
        "day": material.occasion.day,
        "material": material,
        "minimum_origins": material.minimum_origins,
        "find_origin_page": find_origin_page,
        "find_page": lambda record_id: find_page(material, record_id),
        "language_of": language_of,
        "find_language": find_language,
        "say_cause": say_cause,
        "say_decision": say_decision,
    }
