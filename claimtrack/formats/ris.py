"""RIS, the tagged lines that reference managers and databases exchange.

A file is cut into entries here, so that each has its line and a broken one costs only itself; the
lines of an entry are read and written by `rispy`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import IO, TYPE_CHECKING, Final

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.bibliography import ris_table as table
from claimtrack.formats.bibliography.items import Naming, clean_value, make_entry, refuse
from claimtrack.formats.bibliography.ris_items import KEPT, read_tags, write_line, write_tags
from claimtrack.formats.contract import Format
from claimtrack.formats.remarks import note, note_claims, note_fields, read_text, warn
from claimtrack.models import csl
from claimtrack.models.ids import find_slug_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rispy.parser import RisParser
    from rispy.writer import RisWriter

    from claimtrack.formats.bibliography.ris_items import Tags
    from claimtrack.formats.contract import Entry, Selection
    from claimtrack.models.finding import Finding

_TITLE: Final = "RIS"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Every tag that there can be, for `rispy`, which else knows those of one dialect.
_TAGS: Final = {
    first + second: (first + second).lower()
    for first in _LETTERS
    for second in f"{_LETTERS}0123456789"
}
_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|$)")
#: What some programs write between entries.
_HEADER = re.compile(r"\s*(?:\d+\.)?\s*")
_BEGIN = re.compile(r"^TY  -", re.MULTILINE)
_LOOSE = re.compile(r"^([A-Z][A-Z0-9]) ?- ?", re.MULTILINE)
_LAST: Final = "ER"
_TWICE: Final = "where they are not one work, the second comes in under an id of its own"


@dataclass(slots=True)
class _Record:
    line: int
    lines: list[str] = field(default_factory=list)
    wrapped: dict[int, list[str]] = field(default_factory=dict)
    """What goes on with a line of ``lines``, by its number."""
    is_entry: bool = False
    is_closed: bool = False


def write(selection: Selection, out: IO[bytes]) -> list[Finding]:
    """Write each source as an entry."""
    left_out: dict[str, list[str]] = {}
    for source in selection.sources.values():
        item = clean_value(source.csl)
        own_key = item.pop("citation-key", None)
        tags = write_tags(item, write_line(str(own_key)) if own_key else source.id)
        out.write(f"{_format(tags)}\n".encode())
        names = [f"custom.{name}" for name in item.get("custom", {}) if name != KEPT]
        names += [name for name in item if name not in csl.KNOWN]
        names += [name for name in source.to_document() if name not in {"csl", "captures"}]
        for name in names:
            left_out.setdefault(name, []).append(source.id)
    return note_claims(selection, _TITLE) + note_fields(left_out, _TITLE)


def _format(tags: Tags) -> str:
    entry = {_TAGS[name]: values for name, values in tags.items()}
    return str(_make_writer().formats([{**entry, _TAGS["TY"]: tags["TY"][0]}]))


@cache
def _make_writer() -> RisWriter:
    from rispy.writer import RisWriter

    class Writer(RisWriter):  # type: ignore[misc] # rispy ships no types
        """Puts no numbers between the entries: most readers take them for text."""

        REFERENCE_TYPE_KEY = _TAGS["TY"]

        def set_header(self, count: int) -> str:  # noqa: ARG002 - what rispy asks for
            return ""

    return Writer(mapping=_TAGS, list_tags=_TAGS, delimiter_tags_mapping={})


@cache
def _make_parser() -> RisParser:
    from rispy.parser import RisParser

    return RisParser(mapping=_TAGS, list_tags=_TAGS, delimiter_tags_mapping={})


def read(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read a file of RIS entries.

    Raises:
        UnreadableFormatError: it is no text, or holds no entry.
    """
    text, remarks = read_text(stream, name)
    yield from remarks
    if not _BEGIN.search(text):
        text = _LOOSE.sub(r"\1  - ", text)
    if text.strip() and not _BEGIN.search(text):
        raise UnreadableFormatError(name, "no line begins an entry (TY  - …)")
    naming, seen = Naming(), set[str]()
    for record in _split(text):
        where = f"{name}:{record.line}"
        if record.is_entry:
            yield _read_record(record, where, naming, seen)
        else:
            yield refuse(where, "has no type", "each begins with a line “TY  - …”")


def _split(text: str) -> Iterator[_Record]:
    """Yield the entries, and what stands between them and is no blank or number."""
    record = _Record(1)
    for number, line in enumerate(text.split("\n"), start=1):
        match = _LINE.fullmatch(line.rstrip())
        if match and match[1] == "TY":
            if record.lines:
                yield record
            record = _Record(number, [line], is_entry=True)
        elif match and match[1] == _LAST and record.is_entry:
            record.is_closed = True
            yield record
            record = _Record(number + 1)
        elif record.is_entry and not match and len(record.lines) > 1:
            record.wrapped.setdefault(len(record.lines) - 1, []).append(line.strip())
        elif record.is_entry or not _HEADER.fullmatch(line):
            if not record.lines:
                record.line = number
            record.lines.append(line)
    if record.lines:
        yield record


def _read_record(record: _Record, where: str, naming: Naming, seen: set[str]) -> Entry | Finding:
    lines = [
        " ".join(filter(None, (line.rstrip(), *record.wrapped.get(number, ()))))
        for number, line in enumerate(record.lines)
    ]
    (read,) = _make_parser().parse_lines(iter([*lines, f"{_LAST}  - "]))
    kind = read.pop(_TAGS["TY"])
    tags: Tags = {name.upper(): values for name, values in read.items()}
    keys = tags.pop(table.KEY, [])
    key = keys[0] if keys else ""
    item = read_tags({"TY": [kind], **tags})
    if key and find_slug_fault(key):
        item.setdefault("citation-key", key)
    remarks = []
    if not record.is_closed:
        why = "the line “ER  -” is missing; see whether the entry is whole"
        remarks.append(warn("NO-END", where, "this entry has no end", why))
    if key and key in seen:
        remarks.append(warn("SAME-ID", where, f"the id {key!r} stands in the file before", _TWICE))
    seen.add(key)
    if kind.upper() not in table.TYPES_OF:
        message = f"the type {kind!r} is not known; it was taken as “document”"
        remarks.append(note("UNREAD-FIELD", where, message, f"it is kept under custom.{KEPT}"))
    return make_entry(item, where=where, key=key, naming=naming, remarks=tuple(remarks))


FORMATS: Final = (
    Format(
        name="ris",
        title="RIS: sources for reference managers and databases",
        media_type="application/x-research-info-systems",
        suffixes=(".ris",),
        write=write,
        read=read,
    ),
)
