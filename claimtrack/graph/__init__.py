"""Chains, origins and states: pure functions over the claims and sources of a ledger."""
