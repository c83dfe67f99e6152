"""The bytes and the texts of captures: written once, never rewritten, their hashes checked."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from claimtrack.errors import IdTakenError
from claimtrack.store import atomic, json_files, plain
from claimtrack.store.contract import CaptureText, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claimtrack.models.source import Capture
    from claimtrack.store.contract import PlacedCopy
    from claimtrack.store.layout import Layout

TEXT = "text.txt"


def place(layout: Layout, source_id: str, capture: Capture, data: bytes, text: str) -> None:
    """Keep bytes and text in the capture's folder, which appears whole or not at all.

    A folder that is there already gets what it lacks; bytes that are there are never written over.

    Raises:
        IdTakenError: other bytes, or bytes that cannot be read, are there.
        OSError: the disk refused.
    """
    folder = layout.capture_folder(source_id, capture.n, withheld=capture.withheld)
    if os.path.lexists(folder):
        presence, _, _ = check_bytes(folder / capture.original.name, capture.original.sha256)
        if presence not in {Presence.HELD, Presence.MISSING}:
            raise IdTakenError(layout.relative(folder))
        _write(folder, capture, data, text)  # an interrupted or repeated call, or a lost file
        return
    staging = folder.with_name(f".{folder.name}.tmp")
    atomic.remove_tree(staging)
    made = atomic.make_folder(folder.parent)
    try:
        _write(staging, capture, data, text)
        staging.rename(folder)
    except BaseException:
        atomic.remove_tree(staging)
        for parent in reversed(made):
            remove_if_empty(parent)
        raise
    atomic.sync_folder(folder.parent)


def list_missing(layout: Layout, copy: PlacedCopy) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a copy that are not held yet, by the ledger's own names for them.

    Raises:
        IdTakenError: other bytes, or bytes that cannot be read, are there.
    """
    capture = copy.capture
    folder = layout.capture_folder(copy.source_id, capture.n, withheld=capture.withheld)
    for name, expected, read in (
        (capture.original.name, capture.original.sha256, copy.read_data),
        (TEXT, capture.text.sha256, lambda: copy.read_text().encode()),
    ):
        presence, _, _ = check_bytes(folder / name, expected)
        if presence is Presence.MISSING:
            yield layout.relative(folder / name), read()
        elif presence is not Presence.HELD:
            raise IdTakenError(layout.relative(folder))


def discard(layout: Layout, source_id: str, n: int) -> None:
    """Remove what is kept of a capture, inside the ledger and outside it."""
    for withheld in (False, True):
        folder = layout.capture_folder(source_id, n, withheld=withheld)
        atomic.remove_tree(folder)
        remove_if_empty(folder.parent)


def read_text(layout: Layout, source_id: str, capture: Capture) -> CaptureText:
    """Return the capture's text, or which of the other answers holds."""
    folder = layout.capture_folder(source_id, capture.n, withheld=capture.withheld)
    path = folder / TEXT
    presence, data, detail = check_bytes(path, capture.text.sha256)
    if presence is Presence.MISSING and capture.withheld:
        presence = Presence.WITHHELD
    text = None
    if presence is Presence.HELD:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            presence, detail = Presence.UNREADABLE, f"not UTF-8 at byte {error.start:,}"
    return CaptureText(presence, text, layout.relative(path), detail)


def check_original(layout: Layout, source_id: str, capture: Capture) -> CaptureText:
    """Say what became of the bytes as received."""
    folder = layout.capture_folder(source_id, capture.n, withheld=capture.withheld)
    path = folder / capture.original.name
    presence, _, detail = check_bytes(path, capture.original.sha256)
    if presence is Presence.MISSING and capture.withheld:
        presence = Presence.WITHHELD
    return CaptureText(presence, None, layout.relative(path), detail)


def check_bytes(path: Path, expected: str) -> tuple[Presence, bytes, str]:
    """Read a file and compare its SHA-256 with ``expected``."""
    try:
        data = plain.read_file(path)
    except FileNotFoundError:
        return Presence.MISSING, b"", ""
    except OSError as error:
        return Presence.UNREADABLE, b"", error.strerror or str(error)
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        return Presence.CHANGED, b"", _describe_change(data, expected, found)
    return Presence.HELD, data, ""


def find_strays(layout: Layout, source_id: str, source: bytes) -> list[str]:
    """Return the names of folders of captures that a source.json does not list.

    Args:
        layout: of the ledger.
        source_id: whose folder is looked into.
        source: the content of its source.json; one that cannot be read lists nothing to compare.
    """
    try:
        captures = json_files.load(source).get("captures", [])
        listed = {str(capture["n"]) for capture in captures}
    except (AttributeError, KeyError, TypeError, ValueError):
        return []
    with os.scandir(layout.source_file(source_id).parent) as entries:
        names = [entry.name for entry in entries if entry.name.isdecimal() and entry.is_dir()]
    return sorted(set(names) - listed)


def remove_if_empty(folder: Path) -> None:
    """Remove a folder that holds nothing any more; leave any other as it is."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _describe_change(data: bytes, expected: str, found: str) -> str:
    """Say what was changed; git can alter line ends, and a checkout with others mends that."""
    plain_ends = data.replace(b"\r\n", b"\n")
    for same in (plain_ends, plain_ends.replace(b"\n", b"\r\n")):
        if hashlib.sha256(same).hexdigest() == expected:
            return (
                "its line ends alone, as git does where .gitattributes lacks the line "
                "“sources/** -text”"
            )
    return f"SHA-256 should be {expected[:16]}…, is {found[:16]}…"


def _write(folder: Path, capture: Capture, data: bytes, text: str) -> None:
    atomic.write_files(
        [(folder / capture.original.name, data), (folder / TEXT, text.encode())],
    )
