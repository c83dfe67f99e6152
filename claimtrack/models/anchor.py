"""Where in a capture a quote stands, in the names of the W3C Web Annotation model.

A segment is a ``TextQuoteSelector`` (exact, prefix, suffix) and a ``TextPositionSelector`` (start,
end) in one. A quote with an ellipsis or a bracketed edit has several.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from claimtrack.models.base import Record

Offset = Annotated[int, Field(ge=0)]


class Segment(Record):
    """One unbroken stretch of a quote, by its words and by its place."""

    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""
    start: Offset
    """In code points of the capture's text."""
    end: Offset
    """Exclusive."""


class Anchor(Record):
    """A quote and the segments of the source that carry it."""

    capture: int = Field(ge=1)
    """The number of the capture the positions count in."""
    quote: str = Field(min_length=1)
    """The quote as it was given, with its ellipses and brackets."""
    segments: tuple[Segment, ...] = Field(min_length=1)

    @property
    def start(self) -> int:
        """Where the first segment begins."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Where the last segment ends."""
        return self.segments[-1].end
