"""A source, what we hold of it, and how we know when it appeared."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from claimtrack.models import csl
from claimtrack.models.base import EdtfDate, Record
from claimtrack.models.ids import SourceId

if TYPE_CHECKING:
    from claimtrack.values.dates import Edtf

_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Basis(StrEnum):
    """How the date of a source is known."""

    DECLARED = "declared"
    """The source itself prints it."""
    INFERRED = "inferred"
    """Worked out from what the text says; an interval."""
    CONFIRMED = "confirmed"
    """A person gave it."""


class Dating(Record):
    """How ``issued`` is known, with its evidence."""

    basis: Basis
    evidence: tuple[str, ...] = ()


class Original(Record):
    """The bytes as received."""

    name: str = Field(pattern="^original\\.[a-z0-9]{1,20}$")
    """The file's name inside the capture's folder; a path that leads out of it is refused."""
    sha256: Sha256
    size: int = Field(ge=0)
    """In bytes."""


class Text(Record):
    """The text extracted from the bytes."""

    sha256: Sha256
    """Of the text as UTF-8."""
    length: int = Field(ge=0)
    """In code points."""
    extractor: str
    """Name and version of what extracted it."""


class Capture(Record):
    """One dated copy of a source."""

    n: int = Field(ge=1)
    captured: EdtfDate
    """The day the copy was taken."""
    captured_evidence: str = ""
    """How that day is known, when it is not the day the copy was added."""
    media_type: str
    encoding: str = ""
    original: Original
    text: Text
    withheld: bool = False
    """Whether bytes and text are kept out of the ledger."""


def _check_csl(item: dict[str, Any]) -> dict[str, Any]:
    if faults := csl.find_faults(item):
        raise ValueError("; ".join(faults))
    return item


class Source(Record):
    """An article, report, letter, broadcast, interview or page."""

    id: SourceId = Field(default="", exclude=True, validate_default=False)
    """The name of its folder, not written into the file."""
    csl: Annotated[dict[str, Any], AfterValidator(_check_csl)]
    """A CSL-JSON item without its id."""
    dating: Dating | None = None
    captures: tuple[Capture, ...] = ()
    """Empty for a stub: cited, but not held."""
    references: tuple[SourceId, ...] = ()
    """Sources that this one says it draws on, without saying where."""
    grade: Literal["A", "B", "C", "D", "E", "F"] | None = None
    """Admiralty code, reliability of the source; never averaged with a claim's."""
    aliases: tuple[str, ...] = ()
    rights: str = ""
    contact: str = ""
    """How to reach whoever can answer for it."""
    note: str = ""

    @property
    def is_stub(self) -> bool:
        """Whether it is cited but not held."""
        return not self.captures

    @property
    def title(self) -> str:
        """The title, or the id where there is none."""
        return str(self.csl.get("title") or self.id)

    @property
    def publisher(self) -> str:
        """The publisher, else the publication it appeared in; "" when neither is known."""
        return str(self.csl.get("publisher") or self.csl.get("container-title") or "")

    @property
    def authors(self) -> str:
        """The authors as words; "" when none are known."""
        return csl.name_people(self.csl.get("author", ()))

    @property
    def issued(self) -> Edtf | None:
        """When it appeared, or None when that is not known."""
        return csl.read_date(self.csl.get("issued"))

    @property
    def url(self) -> str:
        """Its address, or ""."""
        return str(self.csl.get("URL") or "")

    @property
    def archive(self) -> str:
        """The address of an archived copy, or ""."""
        places = (str(self.csl.get(name) or "") for name in ("archive_location", "archive"))
        return next((found[0] for place in places if (found := _ADDRESS.search(place))), "")

    def capture(self, n: int) -> Capture | None:
        """Return capture ``n``, or None."""
        return next((capture for capture in self.captures if capture.n == n), None)

    def csl_item(self) -> dict[str, Any]:
        """Return the complete CSL-JSON item, its id included."""
        return {**self.csl, "id": self.id}
