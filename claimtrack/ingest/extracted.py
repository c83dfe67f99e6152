"""What every reader hands on, whatever it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.ingest.dates import DateCandidate
    from claimtrack.ingest.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document and what it says of itself.

    Attributes:
        text: the text, in which all positions are counted.
        encoding: what its bytes were read as.
        extractor: the name and version of what took the text out.
        title: its headline.
        byline: who wrote it.
        publisher: who published it.
        language: an ISO 639 code, where the page or the script tells.
        dates: the dates of the text and of the page's metadata.
        notes: what a person should know about the reading.
    """

    text: str
    encoding: str
    extractor: str
    title: Proposal | None = None
    byline: Proposal | None = None
    publisher: Proposal | None = None
    language: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    notes: tuple[str, ...] = ()
