"""Where in a source a claim stands, as a reader can find it: a page, a time, a paragraph.

It is worked out from the text of the copy that the claim is anchored to. A page is known where the
text marks its pages, by form feeds or by lines such as “[page 12]”; a time, where it is a
transcript whose lines begin with one. Else paragraphs are counted: those that hold a sentence,
without headlines, bylines and captions, as a reader of the page would count them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol

from claimtrack.extract.plaintext import read_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source
    from claimtrack.store.contract import Store

_PAGE: Final = re.compile(
    r"^[ \t]*\[(?:page|p\.)[ ]?(\d{1,5})\][ \t]*$", re.IGNORECASE | re.MULTILINE
)
_TIME: Final = re.compile(
    r"^[ \t]*[\[(]?((?:\d{1,2}:)?[0-5]?\d:[0-5]\d)(?:[.,]\d{1,3})?(?![\d:])", re.MULTILINE
)
_FIRST_PAGE: Final = re.compile(r"\s*(\d{1,5})(?!\d)\s*(?:[-–—]|\Z)")
#: A single time at the head of a line is when an article was published.
_LEAST_TIMES: Final = 2
_SENTENCE_END: Final = re.compile(r"[.!?…。！？]['\"’”»)\]]*\s*\Z")
#: So many characters in one go are no headline, however they end.
_LONG: Final = 160


class Holdings(Protocol):
    """Sources, and what is held of them: a `Ledger`, or a view of one."""

    @property
    def store(self) -> Store:
        """Where they are kept."""
        ...

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        ...


class Locator:
    """Finds where claims stand; each text is read and measured once.

    Args:
        ledger: whose claims.
    """

    def __init__(self, ledger: Holdings) -> None:
        self._ledger = ledger
        self._texts: dict[tuple[str, int], str | None] = {}
        self._paragraphs: dict[tuple[str, int], list[tuple[int, int]]] = {}

    def locate(self, claim: Claim) -> str:
        """Return ``p. 12``, ``00:12:34`` or ``para. 3``; "" when it cannot be told.

        It cannot for a claim that is not anchored, in a copy that is not at hand, or whose quote
        is a headline.
        """
        source = self._ledger.sources.get(claim.source_id)
        if claim.anchor is None or source is None:
            return ""
        place = (claim.source_id, claim.anchor.capture)
        text = self._read(*place)
        if not text or claim.anchor.end > len(text):
            return ""
        start = claim.anchor.start
        first_page = str(source.csl.get("page") or "")
        page = find_page(text, start, first_page)
        if page:
            return f"p. {page}"
        if time := find_time(text, start):
            return time
        if place not in self._paragraphs:
            self._paragraphs[place] = list_paragraphs(text)
        number = _count(self._paragraphs[place], start)
        return f"para. {number}" if number else ""

    def _read(self, source_id: str, n: int) -> str | None:
        if (source_id, n) not in self._texts:
            capture = self._ledger.sources[source_id].capture(n)
            # Withheld, missing or changed: it has no text, and `verify` says which.
            found = self._ledger.store.read_text(source_id, capture) if capture else None
            self._texts[source_id, n] = found.text if found else None
        return self._texts[source_id, n]


def find_page(text: str, at: int, pages: str = "") -> int:
    """Return the page on which a place of a text stands; 0 when its pages are not marked.

    Args:
        text: of the copy.
        at: the place.
        pages: those that the source fills, such as “212-230”: then form feeds count from the first.
    """
    marks = list(_PAGE.finditer(text))
    if marks:
        return next((int(each[1]) for each in reversed(marks) if each.start() <= at), 0)
    if "\f" not in text.strip("\f"):
        return 0
    first = _FIRST_PAGE.match(pages)
    return text.count("\f", 0, at) + (int(first[1]) if first else 1)


def find_time(text: str, at: int) -> str:
    """Return the time in a transcript at which a place of it is spoken; "" in another text."""
    times = list(_TIME.finditer(text))
    if len(times) < _LEAST_TIMES:
        return ""
    seconds = [_count_seconds(each[1]) for each in times]
    if any(later < earlier for earlier, later in pairwise(seconds)):
        return ""  # the hours of a programme, or scores: no clock that runs
    return next((each[1] for each in reversed(times) if each.start() <= at), "")


def list_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return where each paragraph that holds a sentence begins and ends."""
    reading = read_plain(text.encode(), "")
    if reading.raw != text:
        return []  # decoded otherwise, so that places would be off
    spans = [(block.pieces[0].start, block.pieces[-1].end) for block in reading.blocks]
    return [
        (start, end)
        for start, end in spans
        if end - start >= _LONG or _SENTENCE_END.search(text, max(start, end - 8), end)
    ]


def _count(paragraphs: list[tuple[int, int]], at: int) -> int:
    """Return the number of the paragraph that holds a place, from 1; 0 for none."""
    return next(
        (number for number, (start, end) in enumerate(paragraphs, 1) if start <= at < end), 0
    )


def _count_seconds(time: str) -> int:
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds
