"""Putting captures into a ledger and supplying the text of withheld ones again."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimtrack.errors import HashMismatchError, IdTakenError, RefusedError, UnknownCaptureError
from claimtrack.ledger import editing
from claimtrack.models.source import Capture, Original, Source, Text
from claimtrack.store.contract import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.ingest.reader import Document
    from claimtrack.ledger.ledger import Ledger
    from claimtrack.values.dates import Edtf

#: Endings under which the bytes of a capture are kept; what comes under another is kept as `.bin`.
ENDINGS = {"text/plain": "txt", "text/html": "html"}


def describe_capture(
    document: Document,
    data: bytes,
    *,
    n: int,
    captured: Edtf,
    captured_evidence: str = "",
    withheld: bool = False,
) -> Capture:
    """Return the record of a capture of ``data``, which was read as ``document``."""
    return Capture(
        n=n,
        captured=captured,
        captured_evidence=captured_evidence,
        media_type=document.media_type,
        encoding=document.encoding,
        original=Original(
            name=f"original.{ENDINGS.get(document.media_type, 'bin')}",
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
        ),
        text=Text(
            sha256=hashlib.sha256(document.text.encode()).hexdigest(),
            length=len(document.text),
            extractor=document.extractor,
        ),
        withheld=withheld,
    )


def add_captured_source(
    ledger: Ledger, source: Source, data: bytes, text: str, *, keep: bool = True
) -> None:
    """Add a source together with its one capture; stopped at any point, it leaves no source behind.

    Args:
        ledger: where to.
        source: with exactly one capture.
        data: the bytes as received.
        text: what was extracted from them.
        keep: whether a withheld capture is kept outside the ledger, or nowhere.

    Raises:
        RefusedError: as `editing.add_source`; nothing was changed.
    """
    (capture,) = source.captures
    editing.check_new_source(ledger, source)
    with _undoing(ledger, source.id, capture.n):
        _place(ledger, source.id, capture, data, text, keep=keep)
        editing.add_source(ledger, source)


def add_capture(
    ledger: Ledger, source_id: str, capture: Capture, data: bytes, text: str, *, keep: bool = True
) -> Source:
    """Add another capture to a source and return the source.

    Raises:
        UnknownIdError: there is no such source.
        RefusedError: the same bytes are a capture of it already; nothing was changed.
    """
    before = ledger.find_source(source_id)
    for known in before.captures:
        if known.original.sha256 == capture.original.sha256:
            raise RefusedError(
                f"{before.id} has these bytes already, as capture {known.n}",
                "There is nothing to add; a withheld copy is supplied again by source attach.",
            )
    after = before.with_changes(captures=(*before.captures, capture))
    ledger.refuse_if_broken()
    with _undoing(ledger, before.id, capture.n):
        _place(ledger, before.id, capture, data, text, keep=keep)
        ledger.apply(Change(before.id, before, after))
    return after


def attach(ledger: Ledger, source_id: str, data: bytes, *, n: int | None = None) -> Capture:
    """Supply the bytes of a withheld capture again; they stay outside the ledger.

    Args:
        ledger: where to.
        source_id: whose capture it is.
        data: the bytes.
        n: which capture; the one whose hash fits, when not given.

    Returns:
        The capture they belong to.

    Raises:
        HashMismatchError: they are of no such capture, or give another text than was anchored in.
        RefusedError: the source has no such capture.
    """
    from claimtrack.ingest.reader import read_document

    source = ledger.find_source(source_id)
    capture = _choose(source, hashlib.sha256(data).hexdigest(), n)
    document = read_document(
        data, name=capture.original.name, media_type=capture.media_type, limit=len(data)
    )
    text_sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    if text_sha256 != capture.text.sha256:
        what = f"the text that {capture.text.extractor} took from it (here: {document.extractor})"
        raise HashMismatchError(what, capture.text.sha256, text_sha256)
    ledger.store.place_capture(source.id, capture, data, document.text)
    return capture


def next_number(source: Source) -> int:
    """Return the number that a new capture of ``source`` gets."""
    return max((capture.n for capture in source.captures), default=0) + 1


@contextmanager
def _undoing(ledger: Ledger, source_id: str, n: int) -> Iterator[None]:
    """Take the files of a capture away again when what was begun was not finished.

    The store keeps what a record lists: an interrupt may come after the record was written, and
    another process may have added the very same capture meanwhile.
    """
    try:
        yield
    except IdTakenError:
        raise  # other bytes are in that place, and not ours to remove
    except BaseException:
        ledger.store.discard_captures(source_id, [n])
        raise


def _choose(source: Source, sha256: str, n: int | None) -> Capture:
    if not source.captures:
        raise RefusedError(
            f"{source.id} is a stub: nothing was captured that could be attached",
            f"Add a copy of it: claimtrack source add FILE --to {source.id}",
        )
    candidates = [capture for capture in source.captures if n in {None, capture.n}]
    if not candidates:
        raise UnknownCaptureError(source.id, n or 0, tuple(each.n for each in source.captures))
    for capture in candidates:
        if capture.original.sha256 == sha256:
            return capture
    last = candidates[-1]
    raise HashMismatchError(f"{source.id} capture {last.n}", last.original.sha256, sha256)


def _place(
    ledger: Ledger, source_id: str, capture: Capture, data: bytes, text: str, *, keep: bool
) -> None:
    if keep or not capture.withheld:
        ledger.store.place_capture(source_id, capture, data, text)
