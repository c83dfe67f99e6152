"""Statements of a draft held against the ledger."""
