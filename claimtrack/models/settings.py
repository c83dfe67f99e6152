"""What a team sets for its ledger, in ``claimtrack.toml``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from claimtrack.models.base import Record

#: The version of the file format that this program reads and writes.
FORMAT = 1

#: The states of a statement, as `claimtrack.check.results.State` has them.
StatementState = Literal[
    "contradicted", "disputed", "unsourced", "single-origin", "supported", "not-checkable"
]


class SourceSettings(Record):
    """How sources are taken in."""

    largest_file_mb: int = Field(default=50, ge=1, alias="largest-file-mb")


class RuleSettings(Record):
    """Which rules of `verify` are off."""

    off: dict[str, str] = Field(default_factory=dict)
    """Code of a rule, and the reason why it is off."""


class CheckSettings(Record):
    """How drafts are held against the ledger; what is asked for in a command outweighs it."""

    minimum_origins: int | None = Field(default=None, ge=1, alias="minimum-origins")
    """From how many origins on a statement counts as supported; as the ledger's own where None."""
    fail_on: tuple[StatementState, ...] | None = Field(default=None, alias="fail-on")
    """The states of a statement for which the command fails; the usual ones where None."""
    only: tuple[StatementState, ...] = ()
    """The states that are listed; all where empty."""


class Settings(Record):
    """The settings of one ledger."""

    format: int = FORMAT
    minimum_origins: int = Field(default=2, ge=1, alias="minimum-origins")
    """From how many origins on a claim counts as corroborated."""
    language: str = "en"
    sources: SourceSettings = SourceSettings()
    rules: RuleSettings = RuleSettings()
    check: CheckSettings = CheckSettings()
