"""What a ledger amounts to: its conflicts, and a summary of what it holds and what it lacks."""
