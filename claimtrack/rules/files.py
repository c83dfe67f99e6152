"""The files themselves: those that cannot be read, and what no record shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.rules.rule import Rule, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.finding import Finding
    from claimtrack.rules.rule import Context

UNREADABLE = error("UNREADABLE", "a file cannot be read, and what is in it is missing")
CODES = (
    UNREADABLE,
    error("DUPLICATE-KEY", "a key stands twice in one object, and only the last is read"),
    warning("ORPHAN-FOLDER", "a folder holds captures of a source that is not there"),
    warning("ORPHAN-CAPTURE", "a folder of a source holds a capture that it does not list"),
)


def check_files(context: Context) -> Iterator[Finding]:
    """Pass on what reading the files brought up."""
    yield from context.ledger.faults
    yield from context.ledger.store.inspect()
    context.count("source", len(context.source_ids))
    context.count("claim", len(context.claim_ids))
    if context.ledger.faults:
        context.leave("file", "could not be read", len(context.ledger.faults))


RULE = Rule("files", check_files, CODES)
