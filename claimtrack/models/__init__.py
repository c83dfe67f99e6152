"""The records of a ledger: frozen pydantic models without input or output of their own."""
