"""Where a ledger is kept: one contract, and the folder of plain files that meets it."""
