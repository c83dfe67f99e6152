"""Sources and claims as they come out of a document of provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimtrack.formats.contract import Entry
from claimtrack.formats.iris import find_record
from claimtrack.formats.numbering import Numbering
from claimtrack.formats.records import parse_json, read_claim, read_source, refuse_entry
from claimtrack.formats.remarks import note
from claimtrack.models.ids import slugify
from claimtrack.models.naming import propose_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source

    Node = dict[str, Any]


class Recording:
    """Sources with their claims, in the order of the file.

    Args:
        name: the file's.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._sources: dict[str, Source] = {}
        self._claims: dict[str, Claim] = {}
        self._ids: dict[str, str] = {}
        self._theirs: set[str] = set()
        self._findings: list[Finding] = []
        self._numbering = Numbering()

    @property
    def is_ours(self) -> bool:
        """Whether all that was read are records of ours."""
        return not self._theirs

    def add_record(self, iri: str, text: str) -> None:
        """Take a record of ours, as JSON."""
        try:
            document = parse_json(text)
            if not isinstance(document, dict) or document.get("id") != (find_record(iri) or None):
                raise ValueError("it is not the record that its entity names")  # noqa: TRY301
            if "/" in document["id"]:
                claim = read_claim(document)
                self._claims[claim.id] = claim
            else:
                source = read_source(document)
                self._sources[source.id] = source
        except ValueError as error:
            why = "what an entity carries as its record must be one, as docs/file-format.md has it"
            self._findings.append(refuse_entry(self._place(iri), str(error), why))

    def add_source(self, iri: str, item: Node, kept: Node) -> None:
        """Take an entity of others as a source."""
        proposed = find_record(iri) or self._numbering.find_free(propose_slug(item), self._sources)
        if "/" in proposed or proposed in self._sources:
            return
        self._ids[iri] = proposed
        self._theirs.add(proposed)
        self._sources[proposed] = read_source({"id": proposed, "csl": item, **kept})

    def add_quote(self, iri: str, text: str, origin: str) -> None:
        """Take a quotation as a claim of what it was quoted from."""
        source_id = self._ids.get(origin) or find_record(origin)
        if source_id not in self._sources:
            why = "what it was quoted from is no source in the file"
            self._findings.append(note("QUOTE-LEFT-OUT", self._place(iri), "not taken", why))
            return
        claim_id = self._numbering.find_free(
            f"{source_id}/{slugify(text) or 'claim'}", self._claims
        )
        segment = {"exact": text, "start": 0, "end": 0}
        anchor = {"capture": 1, "quote": text, "segments": [segment]}
        self._theirs.add(source_id)
        self._claims[claim_id] = read_claim({"id": claim_id, "text": text, "anchor": anchor})

    def add_reference(self, later: str, earlier: str) -> None:
        """Note that an entity of others was derived from another."""
        ours, cited = self._ids.get(later), self._ids.get(earlier) or find_record(earlier)
        if ours is None or not cited or "/" in cited or cited == ours:
            return
        source = self._sources[ours]
        if cited not in source.references:
            references = (*source.references, cited)
            self._sources[ours] = source.with_changes(references=references)

    def note_left_out(self, count: int) -> None:
        """Say how many statements have no place in a ledger."""
        why = "a ledger holds sources and what they say, not what was done to make them"
        statements = "1 statement" if count == 1 else f"{count:,} statements"
        message = f"left out: {statements} on activities"
        self._findings.append(note("ACTIVITIES-LEFT-OUT", self._name, message, why))

    def list_results(self) -> Iterator[Entry | Finding]:
        """Yield an entry for each source, then what is to be said of the rest."""
        claims: dict[str, list[Claim]] = {}
        for claim in self._claims.values():
            claims.setdefault(claim.source_id, []).append(claim)
        made = set(self._ids.values())
        for source in self._sources.values():
            held = tuple(claims.pop(source.id, ()))
            yield Entry(self._name, source, held, is_type_said=source.id not in made)
        for source_id, orphans in claims.items():
            named = read_source({"id": source_id, "csl": {"type": "document"}})
            yield Entry(self._name, named, tuple(orphans), only_named=True)
        yield from self._findings

    def _place(self, iri: str) -> str:
        return f"{self._name}: {iri[:200]}"
