"""What a team sets for its ledger, in ``claimtrack.toml``."""

from __future__ import annotations

from pydantic import Field

from claimtrack.models.base import Record

#: The version of the file format that this program reads and writes.
FORMAT = 1


class SourceSettings(Record):
    """How sources are taken in."""

    largest_file_mb: int = Field(default=50, ge=1, alias="largest-file-mb")


class RuleSettings(Record):
    """Which rules of `verify` are off."""

    off: dict[str, str] = Field(default_factory=dict)
    """Code of a rule, and the reason why it is off."""


class Settings(Record):
    """The settings of one ledger."""

    format: int = FORMAT
    minimum_origins: int = Field(default=2, ge=1, alias="minimum-origins")
    """From how many origins on a claim counts as corroborated."""
    language: str = "en"
    sources: SourceSettings = SourceSettings()
    rules: RuleSettings = RuleSettings()
