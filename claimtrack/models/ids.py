"""Ids that people read, type and cite: slugs that are also safe file names everywhere."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import StringConstraints

#: One slug: lower-case ASCII letters and digits, joined by single hyphens. The pattern is plain
#: enough for pydantic's own regex engine, which checks it without calling back into Python.
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

#: Long enough for publisher, date and topic; short enough for any file system with `.json` added.
LONGEST_SLUG = 100

#: Names that Windows keeps for devices; a ledger must be cloneable there.
DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"com{digit}" for digit in range(10)}
    | {f"lpt{digit}" for digit in range(10)}
)

LONGEST_DEVICE_NAME = max(map(len, DEVICE_NAMES))

SourceId = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=LONGEST_SLUG)]
ClaimId = Annotated[
    str, StringConstraints(pattern=f"^{SLUG}/{SLUG}$", max_length=2 * LONGEST_SLUG + 1)
]
RecordId = Annotated[
    str, StringConstraints(pattern=f"^{SLUG}(?:/{SLUG})?$", max_length=2 * LONGEST_SLUG + 1)
]

SLUG_FORM = re.compile(SLUG)


def find_slug_fault(slug: str) -> str | None:
    """Say what keeps ``slug`` from being an id, or return None when it is one."""
    if not slug:
        return "it is empty"
    if len(slug) > LONGEST_SLUG:
        return f"it is longer than {LONGEST_SLUG} characters"
    if slug in DEVICE_NAMES:
        return "Windows keeps that name for a device"
    if not SLUG_FORM.fullmatch(slug):
        return "only lower-case letters a-z, digits and single hyphens between them may stand in it"
    return None


def find_claim_id_fault(claim_id: str) -> str | None:
    """Say what keeps ``claim_id`` from being ``<source-id>/<slug>``, or return None."""
    source_id, slash, slug = claim_id.partition("/")
    if not slash:
        return "a claim id is <source-id>/<slug>"
    return find_slug_fault(source_id) or find_slug_fault(slug)


def source_of(record_id: str) -> str:
    """Return the source id that a source id or a claim id begins with."""
    return record_id.partition("/")[0]


def slugify(words: str, *, most: int = 6) -> str:
    """Propose a slug from at most ``most`` words of a title; "" when none of it is Latin script."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"['’]", "", plain)
    slug = "-".join(re.findall(r"[a-z0-9]+", plain)[:most])[:LONGEST_SLUG].strip("-")
    return f"{slug}-1" if slug in DEVICE_NAMES else slug
