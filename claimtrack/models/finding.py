"""What `verify`, `report` and `check` return: one fault or remark, where it stands, and why."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from claimtrack.models.base import Record


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Something is wrong."""
    WARNING = "warning"
    """Something is missing, unknown or could not be checked."""
    NOTE = "note"
    """Worth knowing."""

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return list(Severity).index(self)


class Finding(Record):
    """One thing found; without a why it would be a bug."""

    code: str = Field(pattern="^[A-Z][A-Z0-9-]*$")
    severity: Severity
    where: str
    """``path:line`` (or ``path:line:column``) inside the ledger."""
    message: str = Field(min_length=1)
    why: str = Field(min_length=1)

    def __str__(self) -> str:
        """Return the line that `verify` prints."""
        return f"{self.where}: {self.code} {self.message}"
