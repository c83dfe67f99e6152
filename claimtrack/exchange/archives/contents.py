"""Which files of a ledger go into an archive, and what each of them holds.

All that `docs/file-format.md` names but what lies under `.claimtrack`: so no text that is withheld.
Files go as they stand on the disk; one that says something else than what is exported (somebody
changed it this moment, or only some of its claims are asked for) is written anew.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from claimtrack.errors import UnreadableLedgerError
from claimtrack.exchange.findings import refuse, remark
from claimtrack.store import json_files, plain, reading
from claimtrack.store.captures import TEXT, check_bytes
from claimtrack.store.contract import Presence
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import SETTINGS, claims_name, source_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Capture, Source
    from claimtrack.store.layout import Layout


def find_layout(ledger: Ledger) -> Layout:
    """Return where a ledger has its files.

    Raises:
        BrokenFilesError: one cannot be read, and what is left would pass for the whole.
        ValueError: it is not kept in files.
    """
    ledger.refuse_if_broken()
    if not isinstance(ledger.store, FolderStore):
        raise ValueError("only what is kept in files can go out as files")  # noqa: TRY004 - no type of its own is wrong
    return ledger.store.layout


class Role(Enum):
    """What a file of a ledger is."""

    SETTINGS = auto()
    SOURCE = auto()
    CLAIMS = auto()
    ORIGINAL = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a ledger."""

    name: str
    """The ledger's own name for it."""
    role: Role
    media_type: str
    read: Callable[[], bytes | None]
    """Returns what it holds; None where it cannot go out, which is among the findings then."""
    source: Source | None = None
    capture: Capture | None = None


class Contents:
    """The files of a ledger that go out.

    Args:
        layout: where the ledger is.
        selection: the records that go out.

    Attributes:
        findings: what could not go out; complete once all pieces are read.
    """

    def __init__(self, layout: Layout, selection: Selection) -> None:
        self.findings: list[Finding] = []
        self._layout = layout
        self._selection = selection
        self.pieces = sorted(self._list_pieces(), key=lambda piece: piece.name)

    def _list_pieces(self) -> Iterator[Piece]:
        yield Piece(SETTINGS, Role.SETTINGS, "application/toml", self._read_settings)
        claims: dict[str, dict[str, Claim]] = defaultdict(dict)
        for claim in self._selection.claims.values():
            claims[claim.source_id][claim.id] = claim
        withheld = 0
        for source in self._selection.sources.values():
            json = "application/json"
            read = partial(self._read_source, source)
            yield Piece(source_name(source.id), Role.SOURCE, json, read, source)
            if source.id in claims:
                read = partial(self._read_claims, source.id, claims[source.id])
                yield Piece(claims_name(source.id), Role.CLAIMS, json, read, source)
            for capture in source.captures:
                withheld += capture.withheld
                if not capture.withheld:
                    yield from self._list_copies(source, capture)
        if withheld:
            copies = "1 copy is" if withheld == 1 else f"{withheld:,} copies are"
            message = f"{copies} withheld: only the hashes go out"
            why = "their texts may not be redistributed"
            self.findings.append(remark("WITHHELD", SETTINGS, message, why))

    def _list_copies(self, source: Source, capture: Capture) -> Iterator[Piece]:
        folder = self._layout.capture_folder(source.id, capture.n, withheld=False)
        for role, file, digest, media_type in (
            (Role.ORIGINAL, capture.original.name, capture.original.sha256, capture.media_type),
            (Role.TEXT, TEXT, capture.text.sha256, "text/plain"),
        ):
            name = self._layout.relative(folder / file)
            read = partial(self._read_copy, name, digest)
            yield Piece(name, role, media_type, read, source, capture)

    def _read_settings(self) -> bytes:
        try:
            return plain.read_file(self._layout.settings)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnreadableLedgerError(f"{SETTINGS} cannot be read: {reason}") from None

    def _read_source(self, source: Source) -> bytes:
        name = source_name(source.id)
        try:
            data = plain.read_file(self._layout.root / name)
            if reading.read_source(source.id, name, data) == source:
                return data
        except (OSError, reading.UnreadableFileError):
            pass  # changed since it was loaded
        return json_files.dump(source.to_document())

    def _read_claims(self, source_id: str, claims: dict[str, Claim]) -> bytes:
        name = claims_name(source_id)
        try:
            data = plain.read_file(self._layout.root / name)
            if reading.read_claims(source_id, name, data) == claims:
                return data
        except (OSError, reading.UnreadableFileError):
            pass  # changed since it was loaded
        return json_files.dump({each.id: each.to_document() for each in claims.values()})

    def _read_copy(self, name: str, digest: str) -> bytes | None:
        presence, data, detail = check_bytes(self._layout.root / name, digest)
        if presence is Presence.HELD:
            return data
        message = f"it is {presence.value}{f': {detail}' if detail else ''}"
        why = "only what has the recorded SHA-256 goes out; `claimtrack verify` says more"
        self.findings.append(refuse("COPY-LEFT-OUT", f"{name}:1", message, why))
        return None
