"""Comparing two statements: what each comparator sees, and the verdict that follows from it."""

from __future__ import annotations

from claimtrack.compare.comparison import compare
from claimtrack.compare.reasons import Comparison, Reason, Scores, Verdict
from claimtrack.compare.stance import StanceModel
from claimtrack.compare.statement import Statement, prepare_statement

__all__ = [
    "Comparison",
    "Reason",
    "Scores",
    "StanceModel",
    "Statement",
    "Verdict",
    "compare",
    "prepare_statement",
]
