"""Makes a CSL item of an entry: what pandoc understood, and what stands in the file to the letter.

Pandoc knows how fields belong together. Where a field alone says a variable, in plain words, its
own words are taken instead: so no apostrophe is curled, no capital of a name lost and no date cut
to its year. What nobody reads is kept in `custom.biblatex`, as TeX, and written back.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from claimtrack.formats.bibliography import biblatex_table as table
from claimtrack.formats.bibliography.item_dates import read_date_text
from claimtrack.formats.bibliography.tex import read_tex, strip_tex
from claimtrack.formats.bibliography.tex_names import read_names, split_names
from claimtrack.formats.remarks import note
from claimtrack.models import csl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.formats.bibliography.bibtex_blocks import Block
    from claimtrack.models.finding import Finding

#: What is before the name of a variable that BibLaTeX has no field for.
PREFIX: Final = "csl-"
#: Under which name in `custom` the fields that nobody reads are kept, and that of an entry type.
KEPT, ENTRY_TYPE = "biblatex", "entrytype"

_YEARS = re.compile(r"(\d{4})\s*(?:--?|–|/)\s*(\d{4})")
_ESCAPED = re.compile(
    r"\{\\([%&#_$~])\}|\\([%&#_$~])(?:\{\})?|\{\\textasciitilde\}|\\textasciitilde\{\}"
)
_VARIABLES: Final = {f"{PREFIX}{name}".lower(): name for name in csl.KNOWN}
_TEXTS: Final = csl.STRINGS | csl.NUMBERS
#: What pandoc calls otherwise than the table does.
_RENAMED: Final = {"event": "event-title"}
#: What pandoc says twice: a variable, and the one that it copies it to.
_COPIES: Final = {
    "periodical": (("title", "container-title"), ("title-short", "container-title-short")),
    "patent": (("jurisdiction", "publisher-place"),),
}


def make_item(
    block: Block, understood: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return the CSL item of an entry, without an id, and what a person should look at."""
    item = {_RENAMED.get(name, name): value for name, value in understood.items()}
    for original, copy in _COPIES.get(block.type, ()):
        if original in item:
            item.pop(copy, None)
    kept: dict[str, Any] = {}
    _set_type(item, block, kept)
    lost = _set_texts(item, block) + _set_names(item, block)
    _set_dates(item, block)
    for name, source in block.fields.items():
        if name.startswith(PREFIX):
            _set_variable(item, name, source, kept)
        elif name not in table.READ:
            kept[name] = source
    kept |= {name: source for name, source in block.joined.items() if name not in table.READ}
    if kept:
        item["custom"] = {KEPT: kept}
    why = "it holds TeX that could not be read; braces and commands were taken out"
    remarks = (note("UNREAD-FIELD", block.where, f"{name}: {why}", source) for name, source in lost)
    return item, (*block.remarks, *remarks)


def _set_type(item: dict[str, Any], block: Block, kept: dict[str, Any]) -> None:
    subtype = block.fields.get("entrysubtype", "")
    named = table.TYPES_OF.get((block.type, subtype))
    if named is None and subtype:
        kept["entrysubtype"] = subtype
        named = table.TYPES_OF.get((block.type, ""))
    if named is None and not item.get("type"):
        kept[ENTRY_TYPE] = block.type
    item["type"] = named or item.get("type") or "document"


def _set_texts(item: dict[str, Any], block: Block) -> list[tuple[str, str]]:
    """Take plain fields to the letter; return those that had to be stripped of their TeX."""
    lost: list[tuple[str, str]] = []
    fields = {block_name: name for name, block_name in table.list_fields(block.type).items()}
    fields |= {"journaltitle": "container-title", "institution": "publisher"}
    fields |= {"organization": "publisher", "publisher": "publisher"}
    if "container-title" not in item:
        fields["booktitle"] = "container-title"
    if "issue" not in item and "number" not in fields.values():
        fields["issue"] = "issue"
    for name, source in block.fields.items():
        field = table.SYNONYMS.get(name, name)
        variable = fields.get(field)
        if variable is None or not source.strip():
            continue
        alone = not table.SIBLINGS.get(field, frozenset()) & block.fields.keys()
        plain = read_tex(_unwrap(source))
        if alone and plain is not None:
            item[variable] = plain
        elif variable not in item:
            item[variable] = strip_tex(source)
            lost.append((name, source))
    for variable, name in table.VERBATIM.items():
        address = _read_address(block.fields.get(name, ""))
        if address and "\\" not in address:
            item[variable] = address
    return lost


def _read_address(source: str) -> str:
    """Return an address without the backslashes that some programs put into it for TeX."""
    return _ESCAPED.sub(lambda sign: sign[1] or sign[2] or "~", source.strip())


def _unwrap(source: str) -> str:
    """Return a source without the second pair of braces that protects its capitals."""
    inner = source
    while True:
        shorn = inner.strip(" \t\r\n")
        if not (shorn.startswith("{") and shorn.endswith("}")) or read_tex(shorn[1:-1]) is None:
            return inner
        inner = shorn[1:-1]


def _set_names(item: dict[str, Any], block: Block) -> list[tuple[str, str]]:
    lost = []
    for variable, name in table.NAMES.items():
        source = block.fields.get(name, "")
        if not source.strip():
            continue
        names = read_names(source)
        if names:
            item[variable] = names
        elif not item.get(variable):
            item[variable] = _strip_names(source)
            lost.append((name, source))
    return lost


def _strip_names(source: str) -> list[dict[str, str]]:
    names = (strip_tex(each) for each in split_names(source))
    return [{"literal": name} for name in names if name]


def _set_dates(item: dict[str, Any], block: Block) -> None:
    for variable, name in table.DATES.items():
        source = block.fields.get(name, "")
        if source.strip():
            item[variable] = _read_date(source)
    year = block.fields.get("year", "")
    if year.strip() and "date" not in block.fields and not _is_date(item.get("issued")):
        item["issued"] = _read_date(year)


def _read_date(source: str) -> Any:  # noqa: ANN401 - an EDTF text or a CSL object
    words = strip_tex(source)
    years = _YEARS.fullmatch(words)
    return read_date_text(f"{years[1]}/{years[2]}" if years else words)


def _is_date(value: object) -> bool:
    return isinstance(value, dict) and bool(value.get("date-parts"))


def _set_variable(item: dict[str, Any], name: str, source: str, kept: dict[str, Any]) -> None:
    """Take a field that was written for want of one in BibLaTeX."""
    variable = _VARIABLES.get(name, name.removeprefix(PREFIX))
    plain = read_tex(source)
    if variable in csl.NAMES and not (plain or "").startswith("["):
        names = read_names(source)
        item[variable] = names or _strip_names(source)
    elif plain is None or variable in {"id", "type", "custom"}:
        kept[name] = source
    elif variable not in csl.KNOWN or (variable not in _TEXTS and plain.startswith(("[", "{"))):
        try:
            item[variable] = json.loads(plain)
        except (ValueError, RecursionError):
            kept[name] = source
    else:
        item[variable] = plain
