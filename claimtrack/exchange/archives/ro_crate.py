"""A ledger as an RO-Crate: its files as they are, and what they are for programs that know none.

The crate is a ledger itself: unpacked, every command runs in it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from claimtrack.errors import UnreadableFormatError
from claimtrack.exchange.archives.contents import Contents, find_layout
from claimtrack.exchange.archives.crate_metadata import (
    METADATA,
    PREVIEW,
    build_metadata,
    list_files,
)
from claimtrack.exchange.archives.crate_preview import write_preview
from claimtrack.exchange.archives.entries import is_ledger_file, list_entries
from claimtrack.exchange.archives.payload import Checker, Payload
from claimtrack.exchange.archives.writing import writing_archive
from claimtrack.exchange.packages import Package
from claimtrack.formats.records import parse_json
from claimtrack.store import json_files, plain
from claimtrack.store.layout import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from claimtrack.exchange.archives.container import Container
    from claimtrack.exchange.archives.contents import Piece
    from claimtrack.exchange.packages import Occasion
    from claimtrack.formats.contract import Entry, Selection
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.finding import Finding


def write_crate(
    ledger: Ledger, selection: Selection, place: Path, occasion: Occasion
) -> Sequence[Finding]:
    """Write a crate; see `PackageWriter`."""
    layout = find_layout(ledger)
    contents = Contents(layout, selection)
    files: list[tuple[Piece, str, int]] = []
    title = plain.printable(layout.root.name) or "ledger"
    with writing_archive(place) as add:
        for number, piece in enumerate(contents.pieces):
            if occasion.progress:
                occasion.progress(number, len(contents.pieces))
            data = piece.read()
            if data is not None:
                add(piece.name, data)
                files.append((piece, hashlib.sha256(data).hexdigest(), len(data)))
        add(METADATA, json_files.dump(build_metadata(title, selection, files, occasion.day)))
        add(PREVIEW, write_preview(title, selection, occasion.day))
    return contents.findings


def read_crate(
    container: Container, progress: Callable[[int, int], None] | None = None
) -> Iterator[Entry | Finding]:
    """Read a crate; see `PackageReader`.

    Raises:
        UnreadableFormatError: it holds no ledger, or a file in it is not what it says.
    """
    try:
        described = dict(list_files(parse_json(container.read(METADATA))))
    except (ValueError, KeyError) as error:
        reason = f"its {METADATA} is damaged: {error}"
        raise UnreadableFormatError(container.name, reason) from None
    if SETTINGS not in container.sizes:
        reason = f"it holds no ledger: there is no {SETTINGS}; nothing else is taken from crates"
        raise UnreadableFormatError(container.name, reason)
    ours = {name for name in (*described, *container.sizes) if is_ledger_file(name)}
    checker = Checker(container)
    expected = {}
    for name in sorted({*described, *ours}):
        if name not in described:
            why = f"{METADATA} does not list it"
            checker.note("EXTRA", name, "it is more than the crate says", why)
        elif not described[name] and name in ours:
            why = f"{METADATA} gives no sha256 of it"
            checker.note("NO-HASH", name, "nobody can tell whether it was changed", why)
        else:
            expected[name] = {"sha256": described[name]} if described[name] else {}
    checker.check(expected, progress)
    checker.refuse_faults()
    return list_entries(Payload(container, {each: checker.hashes[each] for each in ours}))


PACKAGES = (
    Package(
        name="ro-crate",
        title="RO-Crate: the whole ledger with its copies, described; a folder or FILE.zip",
        suffixes=(".zip",),
        marker=METADATA,
        write=write_crate,
        read=read_crate,
        own=True,
    ),
)
