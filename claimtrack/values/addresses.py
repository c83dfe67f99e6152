"""Addresses and identifiers evened out, so that one document is not taken for two."""

from __future__ import annotations

import re

_DOI = re.compile(r"10\.\d{4,9}/\S+")


def normalise_url(url: str) -> str:
    """Return an address as it is compared: scheme, case, trackers and fragments evened out.

    Two addresses that give the same text here lead to the same document, as far as an address can
    tell; "" for none.
    """
    from courlan import normalize_url

    plain = url.strip()
    try:
        plain = str(normalize_url(plain, strict=False))
    except ValueError:  # no address at all: compared as it is
        return plain
    plain = plain.partition("#")[0]
    plain = re.sub(r"^https?://(?:www\.)?", "", plain, flags=re.IGNORECASE)
    return plain.rstrip("/")


def normalise_doi(doi: str) -> str:
    """Return a DOI in lower case without what people write before it; "" where there is none."""
    match = _DOI.search(doi)
    return match[0].rstrip(".,;").lower() if match else ""
