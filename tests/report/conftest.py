"""Ledgers written as they are, checked by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.ledger.ledger import Ledger
from claimtrack.store.contract import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source
    from claimtrack.store.folder import FolderStore


@pytest.fixture
def hold(store: FolderStore) -> Callable[..., Ledger]:
    """Write records and open them as a ledger: ``hold(source, claim)``."""

    def write(*records: Source | Claim) -> Ledger:
        store.commit([Change(record.id, None, record) for record in records])
        return Ledger(store)

    return write
