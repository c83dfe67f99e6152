"""Identity: ids, names of fields, and records that may be the same twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimtrack.models.base import Record
from claimtrack.models.claim import Claim
from claimtrack.models.csl import find_unknown_names
from claimtrack.models.ids import find_claim_id_fault, find_slug_fault, source_of
from claimtrack.models.source import Source
from claimtrack.rules.rule import Rule, error, note, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claimtrack.models.finding import Finding
    from claimtrack.rules.rule import Context

#: The way to a value inside a record.
Path = tuple[str | int, ...]

BAD_ID = error("BAD-ID", "an id that is no slug, and so no safe file name or citation key")
CSL_UNKNOWN = warning("CSL-UNKNOWN", "a source's metadata has a name that CSL does not have")
UNKNOWN_KEY = note("UNKNOWN-KEY", "a record has a field that means nothing here; it is kept")
SAME_BYTES = warning("SAME-BYTES", "two sources hold the very same file")
SAME_ADDRESS = note("SAME-ADDRESS", "two sources have the same address or identifier")
#: What imports keep of a file in fields that are no others: words of its format that ours has not.
KEPT = frozenset({"prov", "web-annotation"})
CODES = (BAD_ID, CSL_UNKNOWN, UNKNOWN_KEY, SAME_BYTES, SAME_ADDRESS)


def check_identity(context: Context) -> Iterator[Finding]:
    """Check what each record is called, and look for sources that are there twice."""
    ledger = context.ledger
    for source_id in context.source_ids:
        source = ledger.sources[source_id]
        if fault := find_slug_fault(source_id):
            yield BAD_ID.found(context.locate(source_id), f"“{source_id}” is no id", fault)
        for name in find_unknown_names(source.csl):
            yield CSL_UNKNOWN.found(
                context.locate(source_id, "csl", name),
                f"{source_id}: CSL has no “{name}”",
                "citation styles pass over it; what CSL has no name for goes into “custom”",
            )
    for claim_id in context.claim_ids:
        if fault := find_claim_id_fault(claim_id):
            yield BAD_ID.found(context.locate(claim_id), f"“{claim_id}” is no id", fault)
    yield from _find_unknown_keys(context, ledger.sources)
    yield from _find_unknown_keys(context, ledger.claims)
    yield from _find_twins(context)


def _find_unknown_keys(context: Context, records: Mapping[str, Record]) -> Iterator[Finding]:
    """Find them, one finding a name and file: a field of one's own is in every claim."""
    found: dict[tuple[str, str], list[tuple[str, Path]]] = defaultdict(list)
    for record_id in sorted(records):
        for path in _list_unknown_keys(records[record_id]):
            name = ".".join(step for step in path if isinstance(step, str))
            found[source_of(record_id), name].append((record_id, path))
    for (_, name), places in found.items():
        record_id, path = places[0]
        more = f", here and at {_count_places(len(places) - 1)} of this file" if places[1:] else ""
        yield UNKNOWN_KEY.found(
            context.locate(record_id, *path),
            f"{record_id}: “{name}” means nothing{more or ' here'}",
            "it is kept as it is; if a known field was meant, its name is misspelt",
        )


def _count_places(count: int) -> str:
    return "1 more place" if count == 1 else f"{count:,} more places"


def _list_unknown_keys(record: Record) -> Iterator[Path]:
    for name in record.model_extra or ():
        if name not in KEPT or not isinstance(record, Source | Claim):
            yield (name,)
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            for path in _list_unknown_keys(value):
                yield (name, *path)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            for place, entry in enumerate(value):
                for path in _list_unknown_keys(entry):
                    yield (name, place, *path)


def _find_twins(context: Context) -> Iterator[Finding]:
    by_bytes: dict[str, list[str]] = defaultdict(list)
    by_address: dict[str, list[str]] = defaultdict(list)
    for source_id in context.source_ids:
        source = context.ledger.sources[source_id]
        for capture in source.captures:
            by_bytes[capture.original.sha256].append(source_id)
        for name in ("DOI", "URL"):
            if address := str(source.csl.get(name) or "").strip().rstrip("/"):
                by_address[f"{name} {address}"].append(source_id)
    for ids in _pairs(by_bytes.values()):
        yield SAME_BYTES.found(
            context.locate(ids[1], "captures"),
            f"{ids[1]} holds the same file as {ids[0]}",
            "one document under two ids looks like two sources",
        )
    for address, entries in by_address.items():
        for ids in _pairs([entries]):
            name = address.partition(" ")[0]
            yield SAME_ADDRESS.found(
                context.locate(ids[1], "csl", name),
                f"{ids[1]} has the same {name} as {ids[0]}",
                "if they are one document, it looks like two sources",
            )


def _pairs(groups: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the first of each group with each of the others."""
    for group in groups:
        first, *others = dict.fromkeys(group)
        for other in others:
            yield first, other


RULE = Rule("identity", check_identity, CODES)
