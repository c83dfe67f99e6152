"""CSL-JSON, which reference managers and citation processors share.

What is written holds to the CSL data schema (1.0.2). What CSL has no place for stands in
``custom.claimtrack`` and comes back: how a date is known, the grade, aliases, rights, contact,
references, the note, and names that the schema does not have. Captures do not: without its bytes a
capture would claim what nobody holds.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any, Final

from claimtrack.formats.bibliography.item_dates import write_csl_date
from claimtrack.formats.bibliography.items import Naming, make_entry, refuse
from claimtrack.formats.bibliography.json_items import Broken, Found, list_items
from claimtrack.formats.contract import Entry, Format
from claimtrack.formats.remarks import note_claims, read_text, warn
from claimtrack.models import csl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source

_TITLE: Final = "CSL-JSON"
#: Where in `custom` our own fields stand, and in those the names that the schema does not have.
_OURS, _FIELDS, _CUSTOM = "claimtrack", "fields", "custom"
#: Variables of the specification that its data schema forgot.
_NOT_IN_SCHEMA: Final = frozenset(
    """
    ISAN ISCI ISMN ISRC ISWC container part-number printing-number supplement-number
    translated-title translated-title-short
    """.split()
)
_SCHEMA: Final = csl.KNOWN - _NOT_IN_SCHEMA
#: An object with none of these may be anything.
_TELLING: Final = frozenset({"type", "title", "author", "URL", "DOI", "issued"})
#: What a source's own fields never bring with them.
_NOT_OURS: Final = frozenset({"id", "csl", "captures"})
_LAST: Final = "of two values the last was taken, as JSON readers do"
_TWICE: Final = "where they are not one work, the second comes in under an id of its own"


def write(selection: Selection, out: IO[bytes]) -> list[Finding]:
    """Write each source as an item of one array."""
    begun = False
    for source in selection.sources.values():
        item = json.dumps(write_item(source), indent=2, ensure_ascii=False, allow_nan=False)
        out.write((",\n" if begun else "[\n").encode())
        out.write(item.encode())
        begun = True
    out.write(b"\n]\n" if begun else b"[]\n")
    return note_claims(selection, _TITLE)


def write_item(source: Source) -> dict[str, Any]:
    """Return a source as an item that the CSL data schema takes."""
    item: dict[str, Any] = {"id": source.id, "type": source.csl["type"]}
    fields: dict[str, Any] = {}
    for name, value in sorted(source.csl.items()):
        if name not in _SCHEMA or name == "id":
            fields[name] = value
        elif name in csl.DATES:
            date = write_csl_date(value)
            if date:
                item[name] = date
        else:
            item[name] = value
    ours = source.to_document()
    ours = {name: value for name, value in ours.items() if name not in _NOT_OURS}
    custom = dict(item.pop("custom", {}))
    if fields:
        ours[_FIELDS] = fields
    if _OURS in custom:
        ours[_CUSTOM] = custom[_OURS]
    if ours:
        custom[_OURS] = ours
    return {**item, "custom": custom} if custom else item


def read(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read an array of items, one item, or an object that holds them as `items` or `references`.

    Raises:
        UnreadableFormatError: it is no text, or no JSON of that kind.
    """
    text, remarks = read_text(stream, name)
    yield from remarks
    naming, seen = Naming(), set[str]()
    line = 0
    for found in list_items(text, name):
        where = f"{name}:{found.line}" + (f":{found.column}" if found.line == line else "")
        line = found.line
        if isinstance(found, Broken):
            yield refuse(where, found.message, found.why)
        elif isinstance(found.value, dict) and found.value.keys() & _TELLING:
            yield _read_item(found, where, naming, seen)
        else:
            yield refuse(where, "is no CSL item", "an item is an object with id, type and title")


def _read_item(found: Found, where: str, naming: Naming, seen: set[str]) -> Entry | Finding:
    item = dict(found.value)
    key = item.pop("id", "")
    key = str(key) if isinstance(key, str | int) else ""
    remarks = [warn("UNREAD-FIELD", where, f"{each} stands twice", _LAST) for each in found.twice]
    if key and key in seen:
        remarks.append(warn("SAME-ID", where, f"the id {key!r} stands in the file before", _TWICE))
    seen.add(key)
    ours = _take_ours(item)
    return make_entry(
        item, where=where, key=key, naming=naming, extras=ours, remarks=tuple(remarks)
    )


def _take_ours(item: dict[str, Any]) -> dict[str, Any]:
    """Take what `write_item` put into `custom` out of it; return the source's own fields."""
    custom = item.get("custom")
    if not isinstance(custom, dict) or not isinstance(custom.get(_OURS), dict):
        return {}
    ours = dict(custom[_OURS])
    item["custom"] = {name: value for name, value in custom.items() if name != _OURS}
    if _CUSTOM in ours:
        item["custom"][_OURS] = ours.pop(_CUSTOM)
    fields = ours.pop(_FIELDS, None)
    item.update(fields if isinstance(fields, dict) else {})
    return {name: value for name, value in ours.items() if name not in _NOT_OURS}


FORMATS: Final = (
    Format(
        name="csl-json",
        title="CSL-JSON: sources for reference managers and citation processors",
        media_type="application/vnd.citationstyles.csl+json",
        suffixes=(".csl.json", ".json"),
        write=write,
        read=read,
    ),
)
