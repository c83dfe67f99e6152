"""Records as rows of cells, one a claim with what is known of its source, and back."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimtrack.anchoring.fragments import text_fragment
from claimtrack.formats import columns
from claimtrack.formats.contract import Entry
from claimtrack.formats.records import (
    parse_json,
    read_claim,
    read_source,
    refuse_entry,
    write_record,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claimtrack.formats.contract import Selection
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source

Cells = dict[str, str]

_WHY = "nothing of this row is taken"


def write_rows(selection: Selection) -> Iterator[list[str]]:
    """Yield a row for each claim, and one for each source without claims, as `columns.HEADER`."""
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in selection.claims.values():
        by_source[claim.source_id].append(claim)
    for source in selection.sources.values():
        told, rest = columns.split(write_record(source), columns.SOURCE)
        source_rest = _write(rest)
        claims = by_source.get(source.id)
        if not claims:
            yield [*("" for _ in columns.CLAIM), *told, "", "", source_rest]
        for claim in claims or ():
            cells, rest = columns.split(write_record(claim), columns.CLAIM)
            link = _find_link(selection, source, claim)
            yield [*cells, *told, link, _write(rest), source_rest]


def _find_link(selection: Selection, source: Source, claim: Claim) -> str:
    anchor = claim.anchor
    if anchor is None or not source.url:
        return ""
    capture = source.capture(anchor.capture)
    text = selection.text_of(source, capture) if capture else None
    return text_fragment(source.url, anchor.segments, text)


def read_rows(rows: Iterable[tuple[str, Cells | str]]) -> Iterator[Entry | Finding]:
    """Yield what rows hold: those that follow one another and name one source as one entry.

    Args:
        rows: the place of each, and its cells by the names of our columns or of CSL variables; or,
            of a row that cannot be read, why not.
    """
    held: _Held | None = None
    before: Cells = {}
    for where, cells in rows:
        if isinstance(cells, str):
            yield refuse_entry(where, cells, _WHY)
            continue
        told = {name: cell for name, cell in cells.items() if name not in _OF_CLAIM | _DERIVED}
        same = held is not None and told == before
        try:
            begun = held if held and same else _begin(where, told)
            claim = _read_claim(cells, begun.source)
        except ValueError as error:
            yield refuse_entry(where, str(error), _WHY)
            continue
        if held and not same:
            yield held.close()
        held, before = begun, told
        if claim:
            held.claims.append(claim)
            held.places.append(where)
    if held:
        yield held.close()


@dataclass(slots=True)
class _Held:
    """A source, and the claims of it in the rows so far."""

    where: str
    source: Source
    only_named: bool
    is_type_said: bool
    claims: list[Claim] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def close(self) -> Entry:
        return Entry(
            self.where,
            self.source,
            tuple(self.claims),
            only_named=self.only_named and bool(self.claims),
            places=tuple(self.places),
            is_type_said=self.is_type_said,
        )


_OF_CLAIM = frozenset({*(column.name for column in columns.CLAIM), columns.CLAIM_REST})
#: What changes nothing of a record, whatever stands there.
_DERIVED = frozenset({columns.LINK})


def _begin(where: str, cells: Cells) -> _Held:
    own = {column.name for column in columns.SOURCE}
    others = (columns.find_column(name) for name in cells if name not in own)
    known = (*columns.SOURCE, *(column for column in others if column))
    document = columns.join(cells, _read_rest(cells, columns.SOURCE_REST), known)
    only_named = document.keys() == {"id"}
    if not only_named and not document.keys() & {"id", "csl"}:
        raise ValueError("nothing in it says which source it is of")
    item = document.setdefault("csl", {})
    is_type_said = "type" in item
    item.setdefault("type", "document")
    return _Held(where, read_source(document), only_named, is_type_said)


def _read_claim(cells: Mapping[str, str], source: Source) -> Claim | None:
    if not any(cell for name, cell in cells.items() if name in _OF_CLAIM):
        return None
    document = columns.join(cells, _read_rest(cells, columns.CLAIM_REST), columns.CLAIM)
    claim_id = document.pop("id", "")
    if claim_id:
        source_id, slash, _ = claim_id.partition("/")
        if slash and source.id and source_id != source.id:
            raise ValueError(f"the claim {claim_id} is none of the source {source.id}")
        # A source without an id is named by the import; until then its claims need one to stand.
        document["id"] = claim_id if slash else f"{source.id or 'source'}/{claim_id}"
    if not document.get("text"):
        raise ValueError("the claim has no text")
    return read_claim(document)


def _read_rest(cells: Mapping[str, str], name: str) -> dict[str, Any]:
    cell = cells.get(name, "")
    if not cell:
        return {}
    try:
        rest = parse_json(cell)
    except ValueError as error:
        raise ValueError(f"{name}: not JSON: {error}") from None
    if not isinstance(rest, dict):
        raise ValueError(f"{name}: it is no object")  # noqa: TRY004 - a fault of the data
    if not isinstance(rest.get("csl", {}), dict):
        raise ValueError(f"{name}: csl is no object")  # noqa: TRY004 - likewise
    return rest


def _write(rest: Mapping[str, Any]) -> str:
    return json.dumps(rest, separators=(",", ":"), sort_keys=True) if rest else ""
