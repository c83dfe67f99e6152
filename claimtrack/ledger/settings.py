"""The settings of the ledger one stands in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimtrack.models.settings import Settings


def read_settings(start: Path | str | None = None) -> Settings:
    """Read the settings of the ledger that `open_ledger` would open.

    Raises:
        NoLedgerError: there is none.
        UnreadableLedgerError: its settings cannot be read.
    """
    from claimtrack.store.layout import find_layout
    from claimtrack.store.settings import load_settings

    return load_settings(find_layout(Path(start or "."), explicit=start is not None))
