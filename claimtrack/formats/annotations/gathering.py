"""What a file of annotations says, by source: those of one page may stand anywhere in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from claimtrack.formats.contract import Entry
from claimtrack.formats.iris import PREFIX, find_record
from claimtrack.formats.numbering import Numbering
from claimtrack.formats.records import read_source
from claimtrack.models.finding import Finding, Severity
from claimtrack.models.ids import slugify
from claimtrack.models.naming import propose_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.annotations.targets import Target
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source


class Gathering:
    """Sources with their claims, in the order of the file.

    Args:
        name: the file's.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._sources: dict[str, Source] = {}
        self._where: dict[str, str] = {}
        self._named: set[str] = set()
        self._made: set[str] = set()
        self._by_iri: dict[str, str] = {}
        self._claims: dict[str, dict[str, tuple[Claim, str]]] = {}
        self._findings: list[Finding] = []
        self._noted: set[str] = set()
        self._numbering = Numbering()

    def list_results(self) -> Iterator[Entry | Finding]:
        """Yield an entry for each source, then what is to be said of the others."""
        for source_id, source in self._sources.items():
            held = self._claims[source_id].values()
            yield Entry(
                self._where[source_id],
                source,
                tuple(claim for claim, _ in held),
                only_named=source_id in self._named,
                places=tuple(where for _, where in held),
                is_type_said=source_id not in self._made,
            )
        yield from self._findings

    def refuse(self, where: str, fault: str) -> None:
        """Say that an annotation was not taken."""
        self._find(Severity.ERROR, "BAD-ANNOTATION", where, f"not taken: {fault}", _MODEL)

    def warn(self, code: str, where: str, message: str, why: str) -> None:
        """Say that something of the file is missing."""
        self._find(Severity.WARNING, code, where, message, why)

    def note(self, code: str, where: str, message: str, why: str) -> None:
        """Say what is worth knowing of what was taken."""
        self._find(Severity.NOTE, code, where, message, why)

    def note_once(self, code: str, where: str, message: str, why: str) -> None:
        """Say the same thing once for the whole file."""
        if message not in self._noted:
            self._noted.add(message)
            self.note(code, where, message, why)

    def add_source(self, document: Any, where: str) -> None:  # noqa: ANN401 - JSON
        """Take a record of a source, whole."""
        try:
            if not isinstance(document, dict) or not isinstance(document.get("id"), str):
                raise ValueError("it is no object with an id")  # noqa: TRY004, TRY301 - of the data
            self._keep(read_source(document), where)
        except ValueError as error:
            self._find(Severity.ERROR, "BAD-SOURCE", where, f"not taken: {error}", _RECORD)

    def find_source(self, target: Target, where: str) -> str:
        """Return the id of the source at an IRI, which is made up where it is new."""
        known = self._by_iri.get(target.iri) or find_record(target.iri)
        if known in self._sources:
            return known
        return self._keep(self._make_source(target, known), where)

    def add_claim(self, claim: Claim, where: str) -> None:
        """Take a claim of a source that is there; its slug gets a number where it is taken."""
        claims = self._claims[claim.source_id]
        free = self._numbering.find_free(claim.id, claims)
        claims[free] = claim.model_copy(update={"id": free}), where

    def add_own_claim(self, claim: Claim, target: Target, where: str) -> None:
        """Take a claim under its own id, with the source that the id names."""
        if claim.source_id not in self._sources:
            self._keep(self._make_source(target, claim.source_id), where)
        if claim.id in self._claims[claim.source_id]:
            self.refuse(where, f"{claim.id} stands in the file twice")
            return
        self._claims[claim.source_id][claim.id] = claim, where

    def _make_source(self, target: Target, source_id: str) -> Source:
        csl = {"type": "webpage"}
        if not target.iri.startswith(PREFIX):
            csl["URL"] = target.iri
        if target.title:
            csl["title"] = target.title
        if len(csl) == 1 and source_id:
            self._named.add(source_id)
        proposed = source_id or self._numbering.find_free(_propose_id(target, csl), self._sources)
        self._made.add(proposed)
        return read_source({"id": proposed, "csl": csl})

    def _keep(self, source: Source, where: str) -> str:
        self._sources.setdefault(source.id, source)
        self._where.setdefault(source.id, where)
        self._claims.setdefault(source.id, {})
        if source.url:
            self._by_iri.setdefault(source.url.strip(), source.id)
        return source.id

    def _find(self, severity: Severity, code: str, where: str, message: str, why: str) -> None:
        self._findings.append(
            Finding(code=code, severity=severity, where=where, message=message, why=why)
        )


_MODEL = "the Web Annotation model says how an annotation is written, and this one is not so"
_RECORD = "a record of a source in the file does not hold what one must"


def _propose_id(target: Target, csl: dict[str, str]) -> str:
    if target.title and (slug := propose_slug(csl)) != "source":
        return slug
    try:
        parts = urlsplit(target.iri)
    except ValueError:
        return "source"
    host = parts.netloc.rpartition("@")[2].removeprefix("www.")
    return slugify(f"{host} {parts.path}") or "source"
