"""A reviewer's rating of a claim: their words and their scale, never a verdict of ours."""

from __future__ import annotations

from pydantic import Field

from claimtrack.models.base import EdtfDate, Record


class Rating(Record):
    """What one reviewer, mostly a fact-checking organisation, concluded and published."""

    by: str = Field(min_length=1)
    """Who rated."""
    words: str = Field(min_length=1)
    """The rating in the reviewer's own words: "Mostly false"."""
    value: float | None = None
    """Where it stands on the reviewer's scale."""
    best: float | None = None
    """The end of the scale that is nearest the truth."""
    worst: float | None = None
    """The other end."""
    when: EdtfDate | None = None
    """When it was published."""
    url: str = ""
    """Where."""
    why: str = ""
    """What led them to it, in a sentence or two of theirs."""
