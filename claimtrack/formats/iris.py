"""The names of records where a format asks for IRIs; no network ever answers to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote as percent_encode

from claimtrack.models.ids import find_claim_id_fault, find_slug_fault

if TYPE_CHECKING:
    from claimtrack.models.source import Source

#: What the names of all that is ours begin with.
PREFIX: Final = "urn:claimtrack:"
#: What the names of our own properties and classes begin with.
TERMS: Final = f"{PREFIX}terms:"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff]+")


def is_iri(value: object) -> bool:
    """Tell whether ``value`` is an absolute IRI, as far as its characters tell."""
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def name_record(record_id: str) -> str:
    """Return the IRI of a source or a claim."""
    return f"{PREFIX}{'claim' if '/' in record_id else 'source'}:{record_id}"


def name_capture(source_id: str, n: int) -> str:
    """Return the IRI of a capture."""
    return f"{PREFIX}capture:{source_id}/{n}"


def name_agent(name: str) -> str:
    """Return the IRI of somebody of whom there is a name; white space makes no difference."""
    return f"{PREFIX}agent:{percent_encode(' '.join(name.split()), safe='')}"


def find_record(iri: str) -> str:
    """Return the id of the record that an IRI of ours names; "" for any other text."""
    for kind, find_fault in (("source", find_slug_fault), ("claim", find_claim_id_fault)):
        record_id = iri.removeprefix(f"{PREFIX}{kind}:")
        if record_id != iri and find_fault(record_id) is None:
            return record_id
    return ""


def locate_source(source: Source) -> str:
    """Return the address of a source or, where it has none, the IRI of its record."""
    return source.url.strip() if is_iri(source.url.strip()) else name_record(source.id)
