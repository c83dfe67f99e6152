"""Drafts taken apart: their text, its sentences, and what stands around them, each with its place.

Nothing here knows the ledger. A draft is data: nothing in it is run, fetched or written to disk.
"""
