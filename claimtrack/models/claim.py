"""A claim: one factual statement, in plain words, that one source makes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from claimtrack.models.anchor import Anchor
from claimtrack.models.base import EdtfDate, Record
from claimtrack.models.ids import ClaimId, source_of
from claimtrack.models.judgement import Judgement
from claimtrack.models.rating import Rating
from claimtrack.models.relation import Kind, Relation


class Claim(Record):
    """One statement of one source, with its passage, its dates and its links."""

    id: ClaimId = Field(default="", exclude=True, validate_default=False)
    """The key it is stored under: ``<source-id>/<slug>``."""
    text: str = Field(min_length=1)
    anchor: Anchor | None = None
    """None when the passage has not been pinned down."""
    said: EdtfDate | None = None
    """When it was said; None means when the source appeared."""
    about: EdtfDate | None = None
    """The time it is about."""
    about_words: str = ""
    """The source's own words for that time ("last December")."""
    attribution: str = ""
    """Whom the source credits; "" when it speaks for itself."""
    tags: tuple[str, ...] = ()
    grade: Annotated[int, Field(ge=1, le=6)] | None = None
    """Admiralty code, credibility of the information."""
    fit: Judgement | None = None
    """Whether the quote carries the claim, as a person or a named rule decided."""
    ratings: tuple[Rating, ...] = ()
    """What reviewers published of it, in their words; none of them is ours."""
    links: tuple[Relation, ...] = ()
    note: str = ""

    @property
    def source_id(self) -> str:
        """The source that makes the claim."""
        return source_of(self.id)

    @property
    def quote(self) -> str:
        """The quote as it was given, or ""."""
        return self.anchor.quote if self.anchor else ""

    def links_of(self, kind: Kind) -> tuple[Relation, ...]:
        """Return its own links of one kind, the rejected ones too."""
        return tuple(link for link in self.links if link.kind is kind)
