"""Makes CSL items of the tags of RIS, and tags of items.

RIS says less than CSL: no particle of a name, no organisation with a comma, no span of time. So
what was written is read again before it goes out, and each variable that would come back otherwise
stands a second time under a tag that is free for such things.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.formats.bibliography import ris_table as table
from claimtrack.formats.bibliography.ris_dates import read_ris_date, write_ris_date
from claimtrack.models import csl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Under which name in `custom` the tags that nobody reads are kept.
KEPT: Final = "ris"

Tags = dict[str, list[str]]

_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_PAGES = re.compile(r"(\w+)-(\w+)")
_EXACT = re.compile(r"([A-Za-z][\w-]*): (.*)")
_JSON: Final = ("{", "[", '"', "null")
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_DOI = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_NAME_PARTS: Final = 3


def read_tags(tags: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the CSL item that the tags of an entry say, without an id."""
    left = {name: [value for value in values if value] for name, values in tags.items()}
    given = "".join(left.pop("TY", [])[:1])
    item: dict[str, Any] = {"type": table.TYPES_OF.get(given.upper(), "document")}
    exact = left.pop(table.EXACT, [])
    for variable, names in table.NAMES.items():
        people = [_read_name(each) for name in (*left,) if name in names for each in left.pop(name)]
        if people:
            item[variable] = people
    for variable, names in table.TEXTS.items():
        value = _take_first(left, names)
        if value:
            item[variable] = value
    _read_rest(item, left, given)
    kept = {name: values for name, values in left.items() if values}
    if given and given.upper() not in table.TYPES_OF:
        kept["TY"] = [given]
    free = [each for each in exact if not _read_exact(item, each)]
    if free:
        kept[table.EXACT] = free
    if kept:
        item["custom"] = {KEPT: kept}
    return item


def _read_rest(item: dict[str, Any], left: Tags, given: str) -> None:
    for name in table.ISSUED:
        if "issued" not in item and left.get(name):
            item["issued"] = read_ris_date(left[name].pop(0))
        elif name != "DA":
            left.pop(name, None)  # the year again
    if left.get(table.ACCESSED):
        item["accessed"] = read_ris_date(left[table.ACCESSED].pop(0))
    first, last = (_take_first(left, (tag,)) for tag in (table.FIRST_PAGE, table.LAST_PAGE))
    if first or last:
        item["page"] = "-".join(filter(None, (first, last)))
    if "DOI" not in item and (doi := _DOI.fullmatch(item.get("genre", ""))):
        item["DOI"] = doi[1]  # as older reference managers write it, under M3
        del item["genre"]
    serial = _take_first(left, (table.SERIAL,))
    if serial:
        item["ISBN" if given.upper() in table.BOOKS else "ISSN"] = serial
    for variable, name, between in (("note", table.NOTE, "\n"), ("keyword", table.KEYWORD, ", ")):
        values = left.pop(name, [])
        if values:
            item[variable] = between.join(values)


def _take_first(left: Tags, names: Sequence[str]) -> str:
    """Take the first value that stands under one of the tags; all others are left."""
    found = next((name for name in names if left.get(name)), "")
    if not found:
        return ""
    value = left[found].pop(0)
    for name in names:  # the same said again under another tag says nothing more
        left[name] = [each for each in left.get(name, []) if each != value]
    return value


def _read_name(text: str) -> dict[str, str]:
    if "," not in text:
        return {"literal": text}
    parts = [part.strip() for part in text.split(",", _NAME_PARTS - 1)]
    pieces = zip(("family", "given", "suffix"), parts, strict=False)
    return {piece: part for piece, part in pieces if part} or {"literal": text}


def _read_exact(item: dict[str, Any], text: str) -> bool:
    match = _EXACT.fullmatch(text)
    if match is None or match[1] not in csl.KNOWN - {"custom", "id"}:
        return False
    variable, value = match[1], match[2]
    if not value.startswith(_JSON):
        item[variable] = value
        return True
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return False
    if read is None:
        item.pop(variable, None)
    else:
        item[variable] = read
    return True


def write_tags(item: Mapping[str, Any], key: str) -> Tags:
    """Return the tags of an item, in the order in which they are written."""
    custom = item.get("custom")
    held = custom.get(KEPT) if isinstance(custom, dict) else None
    kept = _list_kept(held if isinstance(held, dict) else {})
    said = {name: value for name, value in item.items() if name in csl.KNOWN - {"custom", "id"}}
    own_type = kept.pop("TY", [""])[0] if said["type"] == "document" else ""
    tags: Tags = {"TY": [own_type or table.TYPES[said["type"]]]}
    for name, value in _list_tags(said, tags["TY"][0]):
        if line := write_line(value):
            tags.setdefault(name, []).append(line)
    again = read_tags(tags)
    exact = [
        f"{name}: {_write_exact(said.get(name))}"
        for name in sorted(said.keys() | (again.keys() - {"custom"}))
        if again.get(name) != _as_read(said.get(name))
    ]
    for name, values in ({table.EXACT: exact} | kept).items():
        if values and name not in {"TY", "ER", table.KEY}:
            before = exact if name == table.EXACT else tags.get(name, [])
            tags[name] = [*before, *(value for value in values if value not in before)]
    return {**tags, table.KEY: [key]}


def write_line(value: str) -> str:
    """Return a value on one line, as RIS has it."""
    return _BREAKS.sub(" ", value).strip()


def _list_kept(kept: Mapping[str, Any]) -> Tags:
    """Return what a file brought with it under tags that nobody reads."""
    found: Tags = {}
    for name, values in kept.items():
        for value in values if isinstance(values, list) else [values]:
            if _TAG.fullmatch(name) and isinstance(value, str) and write_line(value):
                found.setdefault(name, []).append(write_line(value))
    return found


def _list_tags(item: Mapping[str, Any], ris_type: str) -> Iterator[tuple[str, str]]:
    for variable, names in table.NAMES.items():
        for name in item.get(variable, ()):
            yield names[0], _write_name(name)
    for variable, names in table.TEXTS.items():
        if variable in item:
            yield names[0], str(item[variable])
    if "issued" in item:
        date, year = write_ris_date(item["issued"])
        yield "PY", year
        yield "DA", date if date != year else ""
    if "accessed" in item:
        yield table.ACCESSED, write_ris_date(item["accessed"])[0]
    pages = _PAGES.fullmatch(str(item.get("page", "")))
    yield table.FIRST_PAGE, pages[1] if pages else str(item.get("page", ""))
    yield table.LAST_PAGE, pages[2] if pages else ""
    yield table.SERIAL, str(item.get("ISBN" if ris_type in table.BOOKS else "ISSN", ""))
    for each in str(item.get("note", "")).split("\n"):
        yield table.NOTE, each
    for each in str(item.get("keyword", "")).split(", "):
        yield table.KEYWORD, each


def _write_name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    before = (name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family"))
    family = " ".join(str(part) for part in before if part)
    given, suffix = str(name.get("given", "")), str(name.get("suffix", ""))
    return f"{family}, {given}, {suffix}" if suffix else f"{family}, {given}".rstrip(" ")


def _as_read(value: Any) -> Any:  # noqa: ANN401 - JSON
    return str(value) if isinstance(value, int | float) else value


def _write_exact(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str) and value and write_line(value) == value and value[0] not in '{["n':
        return value
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return _BREAKS.sub(lambda found: "".join(f"\\u{ord(each):04x}" for each in found[0]), written)
