"""Ledgers in a folder, whatever is wrong with them, and what `verify` says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.ledger.ledger import Ledger
from claimtrack.models.settings import Settings
from claimtrack.rules.verify import Verification, verify
from claimtrack.store.contract import Change
from claimtrack.store.folder import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.source import Source
    from claimtrack.store.layout import Layout


@pytest.fixture
def keep(store: FolderStore) -> Callable[..., None]:
    """Write records as they are, checked by nobody: ``keep(source, claim)``."""

    def write(*records: Source | Claim) -> None:
        store.commit([Change(record.id, None, record) for record in records])

    return write


@pytest.fixture
def run(layout: Layout) -> Callable[..., Verification]:
    """Verify what stands on disk: ``run()``, ``run({"UNDATED": "an archive"})``."""

    def run_rules(off: dict[str, str] | None = None) -> Verification:
        settings = Settings.model_validate({"rules": {"off": off or {}}})
        return verify(Ledger(FolderStore(layout)), settings)

    return run_rules


@pytest.fixture
def find(run: Callable[..., Verification]) -> Callable[[str], list[Finding]]:
    """Return the findings of one code: ``find("DANGLING")``."""

    def pick(code: str) -> list[Finding]:
        return [finding for finding in run().findings if finding.code == code]

    return pick
