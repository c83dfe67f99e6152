"""Open formats: records to bytes and back; nothing here knows a ledger or a network."""
