"""JSON Lines: one record a line, whole, a source before its claims.

What has an id with a slash in it is a claim, anything else a source, each with the fields that
docs/file-format.md describes and with those that nobody knows.
"""

from __future__ import annotations

import codecs
import json
from collections import defaultdict
from typing import IO, TYPE_CHECKING, Any, Final

from claimtrack.formats.contract import Entry, Format
from claimtrack.formats.records import (
    parse_json,
    read_claim,
    read_source,
    refuse_entry,
)
from claimtrack.models.ids import SLUG_FORM, find_slug_fault
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding

#: No record is longer, in bytes: a line without end must not fill the memory.
LONGEST_LINE: Final = 1 << 24
_WHY = "each line is one record, as docs/file-format.md describes it, with its id"


def write(selection: Selection, out: IO[bytes]) -> None:
    """Write each source and, after it, its claims."""
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in selection.claims.values():
        by_source[claim.source_id].append(claim)
    for source in selection.sources.values():
        records: list[Source | Claim] = [source, *by_source[source.id]]
        for record in records:
            out.write(f"{_write_line(record)}\n".encode())


def _write_line(record: Source | Claim) -> str:
    """Return the id and, in order, all else: the same record is always the same line."""
    document = record.to_document()
    fields = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f'{{"id":"{record.id}",{fields[1:]}'


def read(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Yield a source with the claims on the lines right after it; other claims by themselves."""
    held: tuple[str, Source, list[tuple[Claim, str]]] | None = None
    for number, line in _list_lines(stream):
        where = f"{name}:{number}"
        try:
            record = _read_record(line)
        except ValueError as error:
            yield refuse_entry(where, str(error), _WHY)
            continue
        if isinstance(record, Source):
            if held:
                yield _close(*held)
            held = (where, record, [])
        elif held and held[1].id == record.source_id:
            held[2].append((record, where))
        else:
            source = Source(id=record.source_id, csl={"type": "document"})
            yield Entry(where, source, (record,), only_named=True)
    if held:
        yield _close(*held)


def _close(where: str, source: Source, claims: list[tuple[Claim, str]]) -> Entry:
    return Entry(
        where,
        source,
        tuple(claim for claim, _ in claims),
        places=tuple(place for _, place in claims),
    )


def _list_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines that are not blank with their numbers; None for one that is too long."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > LONGEST_LINE:
            yield number, None
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
        elif line.strip():
            yield number, line


def _read_record(line: bytes | None) -> Source | Claim:
    if line is None:
        raise ValueError(f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        document: Any = parse_json(line.decode())
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start:,} of the line") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg}, at character {error.pos + 1:,}") from None
    if not isinstance(document, dict) or not isinstance(document.get("id"), str):
        raise ValueError("it is no object with an id")  # noqa: TRY004 - a fault of the data
    if "/" in document["id"]:
        return read_claim(document)
    source_id = document["id"]
    if not SLUG_FORM.fullmatch(source_id):
        raise ValueError(f"“{source_id[:80]}” cannot be an id: {find_slug_fault(source_id)}")
    return read_source(document)


FORMATS = (
    Format(
        name="jsonl",
        title="JSON Lines: each record whole, on a line of its own",
        media_type="application/jsonl",
        suffixes=(".jsonl", ".ndjson"),
        write=write,
        read=read,
        own=True,
    ),
)
