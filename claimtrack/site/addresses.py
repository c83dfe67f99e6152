"""Where each page lies.

Every link is relative, so that a site works from a disk, from any folder of a server, and moved.
Ids are slugs and safe as names of files; what is not (tags, names of origins, pairs of claims) goes
by a hash. Pages of records lie one folder deeper than lists, so that no id can take a list's name.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from claimtrack.models.ids import slugify

if TYPE_CHECKING:
    from claimtrack.report.conflicts import Opposition

HOME: Final = "index.html"
SEARCH: Final = "search.html"
GUIDE: Final = "guide.html"
STYLE: Final = "assets/site.css"
SCRIPT: Final = "assets/search.js"
CLAIM_FEED: Final = "feeds/claims"
CONFLICT_FEED: Final = "feeds/conflicts"

#: Characters of a hash: the chance that two of a million are one is below one in ten million.
_HASH = 16


def claim_page(claim_id: str) -> str:
    """Return where the page of a claim lies."""
    return f"claims/{claim_id}.html"


def source_page(source_id: str, number: int = 1) -> str:
    """Return where the page of a source lies, or the one on which its claims go on."""
    return f"sources/{source_id}/{_name_part(number)}"


def conflict_page(entry: Opposition) -> str:
    """Return where the page of a conflict lies; which side stores it makes no difference."""
    ends = sorted(side.id for side in entry.sides)
    return f"conflicts/{hash_words(entry.kind, *ends)}.html"


def list_page(folder: str, number: int = 1) -> str:
    """Return where a list of all records of a kind lies, or a later part of it."""
    return f"{folder}/{_name_part(number)}"


def state_page(state: str, number: int = 1) -> str:
    """Return where the list of the claims in a state lies, or a later part of it."""
    return f"claims/{state}{'' if number == 1 else f'-{number}'}.html"


def tag_page(tag: str, number: int = 1) -> str:
    """Return where the list of the claims with a tag lies, or a later part of it."""
    name = "-".join(filter(None, (slugify(tag), hash_words(tag))))
    return f"tags/{name}/{_name_part(number)}"


def origin_mark(key: str) -> str:
    """Return the name that an origin has within the page that lists it."""
    return f"origin-{hash_words(key)}"


def find_root(page: str) -> str:
    """Return what leads from a page to the folder of the site."""
    return "../" * page.count("/")


def hash_words(*words: str) -> str:
    """Return a short name made of any words."""
    return sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def _name_part(number: int) -> str:
    return "index.html" if number == 1 else f"page-{number}.html"
