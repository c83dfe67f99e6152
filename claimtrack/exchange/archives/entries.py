"""From the files of a ledger in an archive to the entries that an import takes."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final

from claimtrack.errors import UnreadableFormatError
from claimtrack.exchange.archives.container import show
from claimtrack.formats.contract import Copy, Entry
from claimtrack.formats.records import refuse_entry
from claimtrack.models.settings import FORMAT
from claimtrack.models.source import Source
from claimtrack.store import json_files, reading
from claimtrack.store.captures import TEXT
from claimtrack.store.layout import CLAIMS, SETTINGS, SOURCES, claims_name, source_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.exchange.archives.payload import Payload
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding

_RECORDS: Final = re.compile(rf"(?:{SOURCES}/([^/]+)/source|{CLAIMS}/([^/]+))\.json")


def is_ledger_file(name: str) -> bool:
    """Tell whether a file in an archive is where a ledger has its own, hidden ones passed over."""
    top, *rest = name.split("/")
    if not rest:
        return top == SETTINGS
    return top in {SOURCES, CLAIMS} and not any(part.startswith(".") for part in rest)


def list_entries(payload: Payload) -> Iterator[Entry | Finding]:
    """Yield each source with its claims and copies, then what is no file of a ledger.

    Raises:
        UnreadableFormatError: it holds no ledger, or one of another format.
    """
    _check_settings(payload)
    return _list_entries(payload)


def _list_entries(payload: Payload) -> Iterator[Entry | Finding]:
    used = {SETTINGS}
    ids = {found[1] or found[2] for name in payload.names if (found := _RECORDS.fullmatch(name))}
    for source_id in sorted(ids):
        used |= {source_name(source_id), claims_name(source_id)}
        yield from _read_entry(payload, source_id, used)
    for name in payload.names:
        if is_ledger_file(name) and name not in used:
            why = "no source lists it; docs/file-format.md names the files of a ledger"
            yield refuse_entry(_place(payload, name), "it is not taken", why)


def _check_settings(payload: Payload) -> None:
    if SETTINGS not in payload:
        reason = f"it holds no ledger: there is no {SETTINGS}; nothing else is taken from archives"
        raise UnreadableFormatError(payload.archive, reason)
    try:
        found = tomllib.loads(json_files.strip_mark(payload.read(SETTINGS)).decode())
        number = found.get("format", FORMAT)
    except (ValueError, RecursionError) as error:
        reason = f"its {SETTINGS} is damaged: {error}"
        raise UnreadableFormatError(payload.archive, reason) from None
    if number != FORMAT:
        reason = f"its ledger has format {number}; this claimtrack reads format {FORMAT}"
        raise UnreadableFormatError(payload.archive, reason)


def _read_entry(payload: Payload, source_id: str, used: set[str]) -> Iterator[Entry | Finding]:
    source: Source | None = None
    claims: tuple[Claim, ...] = ()
    places: tuple[str, ...] = ()
    name = source_name(source_id)
    where = _place(payload, name)
    try:
        if name in payload:
            data = payload.read(name)
            _refuse_hidden_fault(name, data)
            source = reading.read_source(source_id, name, data)
    except reading.UnreadableFileError as error:
        yield _move(payload, error.finding)
    try:
        if (name := claims_name(source_id)) in payload:
            data = payload.read(name)
            _refuse_hidden_fault(name, data)
            claims = tuple(reading.read_claims(source_id, name, data).values())
            places = _list_places(_place(payload, name), data, claims)
    except reading.UnreadableFileError as error:
        yield _move(payload, error.finding)
    if source is not None:
        copies = tuple(_list_copies(payload, source, used))
        yield Entry(where, source, claims, places=places, copies=copies)
    elif claims:
        named = Source(id=source_id, csl={"type": "document"})
        yield Entry(places[0], named, claims, places=places, only_named=True)


def _list_copies(payload: Payload, source: Source, used: set[str]) -> Iterator[Copy]:
    """Yield the copies of which both files are here; what is of one file alone is not one."""
    for capture in source.captures:
        folder = f"{SOURCES}/{source.id}/{capture.n}"
        data, text = f"{folder}/{capture.original.name}", f"{folder}/{TEXT}"
        used |= {data, text}
        if data in payload and text in payload:
            yield Copy(
                capture.n,
                lambda name=data: payload.read(name),  # type: ignore[misc]
                # What is no UTF-8 has another hash afterwards, and is refused for it.
                lambda name=text: payload.read(name).decode(errors="replace"),  # type: ignore[misc]
            )


def _refuse_hidden_fault(name: str, data: bytes) -> None:
    if fault := reading.find_hidden_fault(name, data):
        raise reading.UnreadableFileError(fault)


def _list_places(where: str, data: bytes, claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """Return where each claim stands, found in one walk through the file."""
    places = []
    at, line = 0, 1
    for claim in claims:
        key = re.compile(rf'"{claim.id}"\s*:'.encode()).search(data, at) if at >= 0 else None
        if key is None:  # written with escapes: from here on the file will have to do
            at = -1
            places.append(where)
            continue
        line += data.count(b"\n", at, key.start())
        at = key.start()
        places.append(f"{where}:{line}")
    return tuple(places)


def _move(payload: Payload, finding: Finding) -> Finding:
    return finding.with_changes(where=f"{payload.archive}: {finding.where}")


def _place(payload: Payload, name: str) -> str:
    return f"{payload.archive}: {show(name)}"
