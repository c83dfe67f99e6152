"""What a team sets for its ledger, in ``claimtrack.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field

from claimtrack.models.base import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The version of the file format that this program reads and writes.
FORMAT = 1

#: The states of a statement, as `claimtrack.check.results.State` has them.
StatementState = Literal[
    "contradicted", "disputed", "unsourced", "single-origin", "supported", "not-checkable"
]

#: A whole number from 1 on: neither a text that looks like one, nor true for 1.
Count = Annotated[int, Field(strict=True, ge=1)]

#: No key of ours is half as long: what is longer is cut.
_LONGEST_KEY = 60


class SourceSettings(Record):
    """How sources are taken in."""

    largest_file_mb: Count = Field(default=50, alias="largest-file-mb")


class RuleSettings(Record):
    """Which rules of `verify` are off."""

    off: dict[str, str] = Field(default_factory=dict)
    """Code of a rule, and the reason why it is off."""


class CheckSettings(Record):
    """How drafts are held against the ledger; what is asked for in a command outweighs it."""

    minimum_origins: Count | None = Field(default=None, alias="minimum-origins")
    """From how many origins on a statement counts as supported; as the ledger's own where None."""
    fail_on: tuple[StatementState, ...] | None = Field(default=None, alias="fail-on")
    """The states of a statement for which the command fails; the usual ones where None."""
    only: tuple[StatementState, ...] = ()
    """The states that are listed; all where empty."""


class StanceSettings(Record):
    """What judges wording where no rule decides."""

    model: str | None = Field(default=None, min_length=1)
    """A folder, from the ledger's own, or a name on the Hugging Face hub; ours where None."""


class SearchSettings(Record):
    """How claims are looked for; what is asked for in a command outweighs it."""

    embeddings: str | None = Field(default=None, min_length=1)
    """A folder, from the ledger's own, or a name on the Hugging Face hub; none where None."""


class CiteSettings(Record):
    """How sources are cited; what is asked for in a command outweighs it."""

    style: str | None = Field(default=None, min_length=1)
    """The name of a citation style, or a file; ours where None."""


class SiteSettings(Record):
    """How the ledger is published as pages; what is asked for in a command outweighs it."""

    title: str = Field(default="Claims and their sources", min_length=1)
    """What stands at the head of each page."""
    base_url: str = Field(default="", alias="base-url")
    """Where the pages will be read, or ""."""


class Settings(Record):
    """The settings of one ledger."""

    format: Count = FORMAT
    minimum_origins: Count = Field(default=2, alias="minimum-origins")
    """From how many origins on a claim counts as corroborated."""
    sources: SourceSettings = SourceSettings()
    rules: RuleSettings = RuleSettings()
    check: CheckSettings = CheckSettings()
    cite: CiteSettings = CiteSettings()
    search: SearchSettings = SearchSettings()
    stance: StanceSettings = StanceSettings()
    site: SiteSettings = SiteSettings()


class UnknownSetting(NamedTuple):
    """A key that means nothing here: most often a known one, misspelt."""

    key: str
    """With the tables that it stands in: ``check.fail_on``."""
    near: str
    """The known key that is nearest, likewise; "" where none is near."""

    def __str__(self) -> str:
        """Return what to tell the person who wrote it."""
        hint = f"; did you mean “{self.near}”?" if self.near else ""
        shown = self.key if len(self.key) <= _LONGEST_KEY else f"{self.key[:_LONGEST_KEY]} …"
        return f"“{shown}” means nothing{hint}"


def find_unknown_settings(settings: Settings) -> tuple[UnknownSetting, ...]:
    """Return the keys of a settings file that nothing reads, in its order, by table."""
    known = tuple(_list_known(Settings))
    return tuple(UnknownSetting(key, _find_near(key, known)) for key in _list_unknown(settings))


def _list_known(model: type[Record], table: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = f"{table}{field.alias or name}"
        yield key
        if isinstance(field.annotation, type) and issubclass(field.annotation, Record):
            yield from _list_known(field.annotation, f"{key}.")


def _list_unknown(record: Record, table: str = "") -> Iterator[str]:
    yield from (f"{table}{name}" for name in record.model_extra or ())
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _list_unknown(value, f"{table}{field.alias or name}.")


def _find_near(key: str, known: tuple[str, ...]) -> str:
    """Return a known key that is like this one, or has its last part in another table."""
    from difflib import get_close_matches

    written = key.lower().replace("_", "-")[:_LONGEST_KEY]
    by_end = {each.rpartition(".")[2]: each for each in reversed(known)}
    near = get_close_matches(written, known, n=1, cutoff=0.75)
    ends = get_close_matches(written.rpartition(".")[2], list(by_end), n=1, cutoff=0.75)
    return near[0] if near else next((by_end[end] for end in ends), "")
