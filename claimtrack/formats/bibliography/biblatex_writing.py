"""Writes sources as BibLaTeX entries, or as BibTeX, from the same table.

Written here and not by pandoc, which leaves out where a copy is archived, in what a page or a post
appeared, what an interview is, and all of a date but its days. BibLaTeX itself speaks EDTF.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.formats.bibliography import biblatex_table as table
from claimtrack.formats.bibliography.biblatex_items import ENTRY_TYPE, KEPT, PREFIX
from claimtrack.formats.bibliography.items import clean_value
from claimtrack.formats.bibliography.tex import write_tex
from claimtrack.formats.bibliography.tex_names import read_names, write_names
from claimtrack.models import csl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.source import Source

_KEY = re.compile(r"\w[\w.:+/-]*")
_FIELD = re.compile(r"[a-z][a-z0-9_-]*")
_ENTRY_TYPE = re.compile(r"[a-z]+")
_BRACE = re.compile(r"(?<!\\)[{}]")
_ADDRESS = re.compile(r"https?://[^\s{}\\]+")
#: What may not stand in a field without TeX, as an address writes it.
_IN_ADDRESS: Final = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\n": "%0A", "\t": "%09"}
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
#: The fields of BibTeX, by those of BibLaTeX.
_BIBTEX_FIELDS: Final = {
    **{name: name for name in "author editor title booktitle edition volume number".split()},
    **{name: name for name in "pages series chapter type publisher institution".split()},
    **{name: name for name in "url doi isbn issn keywords abstract language".split()},
    "journaltitle": "journal",
    "organization": "organization",
    "location": "address",
}


def find_key(source: Source) -> str:
    """Return what an entry is cited by: its own key where it came with one, else the id."""
    key = source.csl.get("citation-key")
    return key if isinstance(key, str) and _KEY.fullmatch(key) else source.id


def write_entry(source: Source, key: str) -> tuple[str, list[str]]:
    """Return a source as a BibLaTeX entry, and the names of what is left out."""
    item: dict[str, Any] = clean_value(source.csl)
    entry_type, subtype = table.TYPES[item.pop("type")]
    custom = dict(item.pop("custom", {}))
    held = custom.pop(KEPT, {})
    kept = dict(held) if isinstance(held, dict) else {}
    own_type = str(kept.pop(ENTRY_TYPE, ""))
    if (entry_type, subtype) == table.TYPES["document"] and _ENTRY_TYPE.fullmatch(own_type):
        entry_type = own_type
    if item.get("citation-key") == key:
        del item["citation-key"]
    fields = dict(_list_fields(item, entry_type))
    if subtype:
        fields["entrysubtype"] = subtype
    writable = {name: value for name, value in kept.items() if _is_writable(name, value)}
    left_out = [f"custom.{name}" for name in custom]
    left_out += [f"custom.{KEPT}.{name}" for name in kept if name not in writable]
    left_out += [name for name in item if name not in csl.KNOWN and not _FIELD.fullmatch(name)]
    left_out += [name for name in source.to_document() if name not in {"csl", "captures"}]
    return _write(entry_type, key, {**writable, **fields}), left_out


def _is_writable(name: str, value: object) -> bool:
    if not isinstance(value, str) or not _FIELD.fullmatch(name):
        return False
    depth = 0
    for brace in _BRACE.findall(value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth


def _list_fields(item: dict[str, Any], entry_type: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of an item; what has none under its own name, with a prefix."""
    left = dict(item)
    for variable, name in table.NAMES.items():
        if left.get(variable):
            written = write_names(left[variable])
            yield name, written
            if read_names(written) == left[variable]:
                del left[variable]
    for variable, name in table.list_fields(entry_type).items():
        if variable in left:
            text = write_tex(str(left.pop(variable)))
            yield name, f"{{{text}}}" if name in table.CASED else text
    for variable, name in table.DATES.items():
        if date := _write_date(left.get(variable)):
            yield name, date
            del left[variable]
    yield from _take_addresses(left)
    for variable, value in left.items():
        if variable in csl.KNOWN or _FIELD.fullmatch(variable):
            yield f"{PREFIX}{variable}".lower(), _write_variable(variable, value)


def _take_addresses(left: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is written without TeX; an address that had to be changed is left as well."""
    for variable, name in table.VERBATIM.items():
        if variable not in left:
            continue
        address = str(left[variable])
        written = "".join(_IN_ADDRESS.get(sign, sign) for sign in address)
        yield name, written
        if written == address:
            del left[variable]
    if archived := write_archived(left.get("archive_location")):
        yield "addendum", archived


def write_archived(place: object) -> str:
    """Return the words that BibLaTeX prints for where a copy is archived; "" for no address."""
    if not isinstance(place, str) or not _ADDRESS.fullmatch(place):
        return ""
    return f"Archived at \\url{{{place}}}"


def _write_date(value: Any) -> str:  # noqa: ANN401 - an EDTF text or a CSL object
    """Return a date as BibLaTeX takes it, or the words that stood in its place; "" for neither."""
    if isinstance(value, dict) and "literal" in value:
        return ""
    date = csl.read_date(value)
    if date is not None:
        return date.text
    words = str(value.get("raw", "")) if isinstance(value, dict) else ""
    return write_tex(words) if words.strip() == words else ""


def _write_variable(name: str, value: Any) -> str:  # noqa: ANN401 - JSON
    if name in csl.NAMES and read_names(write_names(value)) == value:
        return write_names(value)
    if name in csl.KNOWN and isinstance(value, str | int | float):
        return write_tex(str(value))
    return write_tex(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _write(entry_type: str, key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {_enclose(name, value)}," for name, value in fields.items()]
    return "\n".join((f"@{entry_type}{{{key},", *lines, "}"))


def _enclose(name: str, value: str) -> str:
    # The months of BibTeX are macros, which each style spells in its own way.
    return value if name == "month" and value in _MONTHS else f"{{{value}}}"


def write_bibtex_entry(source: Source, key: str) -> tuple[str, list[str]]:
    """Return a source as an entry for BibTeX itself, and the names of what is left out."""
    item: dict[str, Any] = clean_value(source.csl)
    modern = table.TYPES[item["type"]][0]
    entry_type = table.BIBTEX_TYPES.get(modern, "misc")
    names = {name: variable for variable, name in table.list_fields(modern).items()}
    names |= {name: variable for variable, name in (table.NAMES | table.VERBATIM).items()}
    written = dict(_list_fields({**item, "custom": {}}, modern))
    for name in ("author", "editor"):
        if name in written:
            written[name] = write_names(item[name], extended=False)
    fields = {
        _BIBTEX_FIELDS[name]: text for name, text in written.items() if name in _BIBTEX_FIELDS
    }
    if entry_type == "phdthesis" and "institution" in fields:
        fields["school"] = fields.pop("institution")
    taken = {names[name] for name in written if name in _BIBTEX_FIELDS and name in names}
    fields |= _write_year(item)
    notes = [write_tex(str(item.get("note", ""))), write_archived(item.get("archive_location"))]
    if isinstance(item.get("accessed"), str):
        notes.append(f"Accessed {write_tex(item['accessed'])}")
    if any(notes):
        fields["note"] = ". ".join(filter(None, notes))
    taken |= {"type", "issued", "note", "accessed", "archive_location", "citation-key"}
    left_out = [name for name in item if name not in taken]
    left_out += [name for name in source.to_document() if name not in {"csl", "captures"}]
    return _write(entry_type, key, fields), left_out


def _write_year(item: dict[str, Any]) -> dict[str, str]:
    """Return the fields `year` and `month`; of a span of years both ends, of doubt nothing."""
    date = csl.read_date(item.get("issued"))
    if date is None or date.earliest is None:
        return {}
    first, last = date.earliest, date.latest
    if last is None:
        return {"year": f"{first.year}--"}
    if first.year != last.year:
        return {"year": f"{first.year}--{last.year}"}
    month = {"month": _MONTHS[first.month - 1]} if first.month == last.month else {}
    return {"year": str(first.year), **month}
