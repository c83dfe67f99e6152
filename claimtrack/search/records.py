"""Single records of a ledger, each from its own file, as a loaded ledger would have them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from claimtrack.store import plain, reading
from claimtrack.store.layout import claims_name, source_name

if TYPE_CHECKING:
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source
    from claimtrack.store.layout import Layout


def load_claims(layout: Layout, source_id: str) -> tuple[dict[str, Claim], bytes]:
    """Return the claims of a source by id, and their file's bytes; nothing where there is no file.

    Raises:
        UnreadableFileError: the file cannot be read.
    """
    name = claims_name(source_id)
    data = _read_file(layout, name)
    return ({}, b"") if data is None else (reading.read_claims(source_id, name, data), data)


def load_source(layout: Layout, source_id: str) -> tuple[Source | None, bytes]:
    """Return a source, and its file's bytes; nothing where there is no file.

    Raises:
        UnreadableFileError: the file cannot be read.
    """
    name = source_name(source_id)
    data = _read_file(layout, name)
    return (None, b"") if data is None else (reading.read_source(source_id, name, data), data)


def _read_file(layout: Layout, name: str) -> bytes | None:
    path = f"{layout.root}{os.sep}{name}"
    try:
        return plain.read_file(path)
    except OSError as error:
        is_missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        if is_missing and not os.path.islink(path):  # noqa: PTH114 - one call for one string
            return None
        raise reading.UnreadableFileError(reading.why_not(name, error)) from None
