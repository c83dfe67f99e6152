"""From a document and what a person said of it to the record of a source.

Nothing that was only read off a document is taken silently: it comes with its evidence, and the
record says how its date is known.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.errors import RefusedError, UnknownNameError
from claimtrack.ledger.quoting import find_free
from claimtrack.models import csl
from claimtrack.models.naming import propose_slug
from claimtrack.models.source import Basis, Dating
from claimtrack.values.dates import Edtf

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from claimtrack.ingest.reader import Document
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.source import Capture, Source

#: What a source most likely is, by what its copy is; a person says otherwise with --type.
TYPES = {"text/html": "webpage", "text/plain": "article-newspaper"}
#: What is cited without a copy may be anything.
STUB_TYPE = "document"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value that was read off a document."""

    value: str
    evidence: tuple[str, ...]
    sure: bool
    """Whether the document itself says so in so many words."""


def propose_fields(document: Document) -> dict[str, Proposed]:
    """Return what a document says of itself: title, author, publisher, issued, captured."""
    fields = {
        "title": document.title,
        "author": document.byline,
        "publisher": document.publisher,
        "captured": document.captured,
    }
    proposed = {
        name: Proposed(found.value, (found.evidence,), found.confidence == "sure")
        for name, found in fields.items()
        if found and found.value
    }
    issued = document.issued
    if issued.edtf:
        proposed["issued"] = Proposed(issued.edtf, issued.evidence, issued.basis == "declared")
    return proposed


def propose_id(ledger: Ledger, item: Mapping[str, str | None]) -> str:
    """Return a free id from the publisher, the month of issue and the first words of the title.

    Args:
        ledger: in which it is to be free.
        item: values by their CSL names.
    """
    return find_free(propose_slug(item), ledger.sources)


def build_item(kind: str, values: Mapping[str, str | None]) -> dict[str, Any]:
    """Return a CSL item of type ``kind`` with those ``values`` that are not empty.

    Raises:
        InvalidDateError: one that should be a date is none.
    """
    given = {name: _read_value(name, value.strip()) for name, value in values.items() if value}
    return {"type": kind, **given}


def propose_type(capture: Capture | None) -> str:
    """Return what a source most likely is, as CSL calls it."""
    return TYPES.get(capture.media_type, STUB_TYPE) if capture else STUB_TYPE


def read_person(name: str) -> dict[str, str]:
    """Read "Family, Given" as a person's name; anything else stands as it is."""
    family, comma, given = (piece.strip() for piece in name.partition(","))
    if comma and family and given:
        return {"family": family, "given": given}
    return {"literal": name.strip()}


def date_source(
    issued: str, proposed: Proposed | None, *, by: str, asked: bool = False
) -> Dating | None:
    """Say how the date of a source is known.

    Args:
        issued: the date it gets; "" for none.
        proposed: what was read off the document, if anything.
        by: who gave or accepted it.
        asked: whether a person saw the proposal and accepted it.
    """
    if not issued:
        return None
    if proposed is None or proposed.value != issued:
        return Dating(basis=Basis.CONFIRMED, evidence=(f"given by {by}",))
    if proposed.sure:
        return Dating(basis=Basis.DECLARED, evidence=proposed.evidence)
    if asked:
        return Dating(basis=Basis.CONFIRMED, evidence=(f"accepted by {by}", *proposed.evidence))
    return Dating(basis=Basis.INFERRED, evidence=proposed.evidence)


def date_capture(
    captured: str, proposed: Proposed | None, *, by: str, today: dt.date
) -> tuple[Edtf, str]:
    """Return the day a copy was taken and how that is known.

    Args:
        captured: the day that was given or accepted; "" for none.
        proposed: what the copy shows.
        by: who gave it.
        today: the day it is added, for want of a better one.
    """
    if not captured:
        return Edtf.from_day(today), ""
    if proposed and proposed.value == captured:
        return Edtf.parse(captured), "; ".join(proposed.evidence)
    return Edtf.parse(captured), "" if captured == today.isoformat() else f"given by {by}"


def change_item(
    source: Source, puts: Mapping[str, str], removals: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the CSL item of ``source`` with other values, read as CSL has them.

    Args:
        source: whose.
        puts: name and value; an empty value removes the name. Names of people part at ";".
        removals: names to be removed.

    Raises:
        UnknownNameError: CSL has no such name.
        RefusedError: it cannot be set here.
    """
    item = dict(source.csl)
    for name, value in puts.items():
        _require_name(name)
        if value.strip():
            item[name] = _read_value(name, value.strip())
        else:
            item.pop(name, None)
    for name in removals:
        _require_name(name)
        item.pop(name, None)
    return item


def _require_name(name: str) -> None:
    if name == "id":
        raise RefusedError(
            "the id of a source is the name of its folder, and stays",
            "Other names go into --alias.",
        )
    if name == "custom":
        raise RefusedError(
            "“custom” holds whatever a program put there", "Edit it in source.json by hand."
        )
    if name not in csl.KNOWN:
        spelled = {known.lower(): known for known in csl.KNOWN}
        near = difflib.get_close_matches(name.lower(), spelled, n=2)
        raise UnknownNameError(name, "CSL", tuple(spelled[found] for found in near))


def _read_value(name: str, value: str) -> object:
    if name in csl.NAMES:
        return [read_person(person) for person in value.split(";") if person.strip()]
    if name in csl.DATES:
        return str(Edtf.parse(value))
    if name == "categories":
        return [entry.strip() for entry in value.split(",")]
    return value
