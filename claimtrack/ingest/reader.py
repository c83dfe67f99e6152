"""Reads a document, whatever it is: picks the reader, and puts together what it found.

To add a kind of document, write a reader in a file of its own and add a line to `READERS`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from claimtrack.errors import TooLargeError
from claimtrack.ingest.dates import DateCandidate, Role
from claimtrack.ingest.html import read_html
from claimtrack.ingest.issued import IssuedProposal, propose_issued
from claimtrack.ingest.limits import MAX_BYTES
from claimtrack.ingest.plaintext import read_plain_text
from claimtrack.ingest.proposals import Confidence, Proposal
from claimtrack.language.packs import load_pack
from claimtrack.values.dateforms import MAX_DATES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from claimtrack.ingest.extracted import Extracted


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of document and what reads it.

    Attributes:
        media_type: what it is recorded as.
        also: other media types for the same.
        suffixes: how the names of such files end, lower case.
        looks_like: a pattern for its first bytes; `None` where nothing tells.
        read: what reads it, given the bytes and the encoding named beside them.
    """

    media_type: str
    also: tuple[str, ...]
    suffixes: tuple[str, ...]
    looks_like: re.Pattern[bytes] | None
    read: Callable[[bytes, str | None], Extracted]


_HTML_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?"
    rb"<(?:!doctype html|html|head|body|meta|title|article|div)\b",
    re.IGNORECASE,
)

#: Looked through in this order; what fits none is read by the last.
READERS: Final = (
    Reader(
        "text/html",
        ("application/xhtml+xml",),
        (".html", ".htm", ".xhtml"),
        _HTML_START,
        read_html,
    ),
    Reader("text/plain", ("text/markdown",), (".txt", ".text", ".md"), None, read_plain_text),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read. All but its text, hashes and format is proposed, never sure.

    Attributes:
        text: the text, in which all positions count code points.
        title: its headline.
        byline: who wrote it.
        publisher: who published it.
        language: an ISO 639 code; `None` where nothing tells.
        issued: when it was issued.
        captured: the day the copy was made, as EDTF, where the document shows it.
        candidates: all its dates.
        media_type: what it was read as.
        encoding: what its bytes were read as.
        extractor: the name and version of what took the text out.
        sha256_original: the hash of the bytes, hexadecimal.
        sha256_text: the hash of the text in UTF-8, hexadecimal.
        length: the code points of the text.
        notes: what a person should know about the reading.
    """

    text: str
    title: Proposal | None
    byline: Proposal | None
    publisher: Proposal | None
    language: str | None
    issued: IssuedProposal
    captured: Proposal | None
    candidates: tuple[DateCandidate, ...]
    media_type: str
    encoding: str
    extractor: str
    sha256_original: str
    sha256_text: str
    length: int
    notes: tuple[str, ...]


def read_document(
    data: bytes,
    *,
    name: str | None,
    media_type: str | None = None,
    limit: int = MAX_BYTES,
    received: date | None = None,
) -> Document:
    """Read bytes as received into text and what is proposed about it.

    Args:
        data: the bytes.
        name: the name of the file, for its ending; `None` when there is none.
        media_type: what they are said to be, as in `text/html; charset=euc-kr`.
        limit: how many bytes are read at most.
        received: the day they were received.

    Raises:
        TooLargeError: they are more than the limit, or a page is too intricate.
        TooDeepError: a page's tags are nested too deep.
        NotTextError: they are not text.
        DamagedTextError: they are text with a part missing.
        NoTextError: there is no article in them.
    """
    if len(data) > limit:
        raise TooLargeError(len(data), limit)
    essence, charset = _split_media_type(media_type)
    reader = pick_reader(data, name=name, media_type=essence)
    found = reader.read(data, charset)
    notes = found.notes
    if len(found.dates) >= MAX_DATES:
        notes = (*notes, f"of its many dates the first and last {MAX_DATES // 2:,} were looked at")
    return Document(
        text=found.text,
        title=found.title,
        byline=found.byline,
        publisher=found.publisher,
        language=found.language,
        issued=propose_issued(found.text, found.dates, load_pack(), received=received),
        captured=_propose_captured(found.dates),
        candidates=found.dates,
        media_type=reader.media_type,
        encoding=found.encoding,
        extractor=found.extractor,
        sha256_original=hashlib.sha256(data).hexdigest(),
        sha256_text=hashlib.sha256(found.text.encode("utf-8")).hexdigest(),
        length=len(found.text),
        notes=notes,
    )


def pick_reader(data: bytes, *, name: str | None = None, media_type: str | None = None) -> Reader:
    """Pick the reader for bytes: by their media type, their look, their file's name, in this order.

    A media type of plain text does not outweigh the look: servers send pages as plain text.
    """
    plain = READERS[-1]
    for reader in READERS:
        if reader is not plain and media_type in (reader.media_type, *reader.also):
            return reader
    for reader in READERS:
        if reader.looks_like and reader.looks_like.match(data):
            return reader
    suffix = PurePath(name).suffix.lower() if name else ""
    if media_type in (plain.media_type, *plain.also):
        return plain
    return next((reader for reader in READERS if suffix in reader.suffixes), plain)


def _split_media_type(media_type: str | None) -> tuple[str | None, str | None]:
    if not media_type:
        return None, None
    essence, *parameters = (part.strip() for part in media_type.split(";"))
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value for key, _, value in pairs if key.strip().lower() == "charset"), None)
    return essence.lower(), charset


def _propose_captured(dates: tuple[DateCandidate, ...]) -> Proposal | None:
    copied = [found for found in dates if found.role is Role.COPIED and found.edtf]
    if not copied:
        return None
    order = list(Confidence)
    best = min(copied, key=lambda found: order.index(found.confidence))
    return Proposal(best.edtf, best.reading, best.confidence)
