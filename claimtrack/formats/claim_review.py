"""ClaimReview and MediaReview of `schema.org <https://schema.org/ClaimReview>`_, as JSON-LD.

Read from one object, lists, graphs, feeds of any length, lines, and the pages that they are
published in; written as a graph of the claims that somebody rated. No address in it is ever
fetched, neither a context nor a page.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any, Final

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.contract import Entry, Format
from claimtrack.formats.records import refuse_entry
from claimtrack.formats.remarks import read_text
from claimtrack.formats.reviews.gathering import find_reviews
from claimtrack.formats.reviews.pages import list_page_values
from claimtrack.formats.reviews.reading import Pages, read_review
from claimtrack.formats.reviews.streaming import Broken, stream_values
from claimtrack.formats.reviews.writing import write_reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.finding import Finding

#: In a file with neither there is no review, whatever else it holds.
_TELLING: Final = (b"ClaimReview", b"MediaReview")
#: The same in the encoding of files that have two bytes a character.
_WIDE: Final = tuple(word.decode().encode("utf-16-le") for word in _TELLING)
_CHUNK = 1 << 20
#: How JSON begins, a byte order mark and the zeros of wide characters aside; all else is a page.
_BEGINNING: Final = re.compile(rb"[\xef\xbb\xbf\xfe\xff\s\x00]*[\[{]")


def read_reviews(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read the reviews of a file; what else is in it is passed over.

    Raises:
        UnreadableFormatError: there is none in it, or it is no JSON from here on.
    """
    if not _tells_of_reviews(stream):
        raise UnreadableFormatError(name, "there is no ClaimReview and no MediaReview in it")
    stream.seek(0)
    early: list[Finding] = []
    begun = False
    for each in _read(stream, name):
        if begun or isinstance(each, Entry):
            begun = True
            yield each
            yield from early
            early.clear()
        else:
            early.append(each)  # an entry comes first: by it, the format is told from others
    yield from early


def _read(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    pages = Pages()
    number = 0
    for number, node in enumerate(find_reviews(_list_values(stream, name)), start=1):
        where = f"{name}: review {number:,}"
        if isinstance(node, Broken):
            yield refuse_entry(where, f"it is not JSON: {node.message}", "it was passed over")
        else:
            yield from read_review(node, where, pages)
    if not number:
        raise UnreadableFormatError(name, "there is no ClaimReview and no MediaReview in it")


def _list_values(stream: IO[bytes], name: str) -> Iterator[Any]:
    beginning = stream.read(_CHUNK)
    stream.seek(0)
    if _BEGINNING.match(beginning):
        yield from stream_values(stream, name)
        return
    text, _ = read_text(stream, name)
    for _, value in list_page_values(text, name):
        yield value


def _tells_of_reviews(stream: IO[bytes]) -> bool:
    before = b""
    while data := stream.read(_CHUNK):
        window = before + data
        if any(word in window for word in (*_TELLING, *_WIDE)):
            return True
        before = window[-2 * max(map(len, _WIDE)) :]
    return False


FORMATS: Final = (
    Format(
        name="claim-review",
        title="ClaimReview of schema.org (JSON-LD): rated claims; reads MediaReview and feeds too",
        media_type="application/ld+json",
        suffixes=(".claimreview.json", ".jsonld", ".json", ".jsonl", ".ndjson", ".html", ".htm"),
        write=write_reviews,
        read=read_reviews,
    ),
)
