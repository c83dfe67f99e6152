"""A plain-text ledger of factual claims: quoted exactly, dated, linked, traced to their origin.

This file stays empty of imports on purpose, so that ``import claimtrack.values`` loads nothing
above it and ``claimtrack --help`` loads nothing heavy at all.
"""

__version__ = "0.1.0"
