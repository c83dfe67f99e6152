"""Quotes and their places: found exactly or refused, described, and found again."""

from __future__ import annotations

from claimtrack.anchoring.describe import describe
from claimtrack.anchoring.difference import Difference, DifferenceKind, nearest
from claimtrack.anchoring.fragments import text_fragment
from claimtrack.anchoring.locate import locate
from claimtrack.anchoring.quotes import split_quote
from claimtrack.anchoring.resolve import Resolution, Selector, resolve

__all__ = [
    "Difference",
    "DifferenceKind",
    "Resolution",
    "Selector",
    "describe",
    "locate",
    "nearest",
    "resolve",
    "split_quote",
    "text_fragment",
]
