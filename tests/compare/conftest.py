"""What the tests of comparing share: two typed statements, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.compare import Comparison, compare, prepare_statement

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def hold() -> Callable[[str, str], Comparison]:
    """Hold a claim against evidence: ``hold("41 people came.", "92 people came.")``."""
    return lambda claim, evidence: compare(prepare_statement(claim), prepare_statement(evidence))


@pytest.fixture
def seen(hold: Callable[[str, str], Comparison]) -> Callable[[str, str], set[str]]:
    """Name the comparators that saw something in a claim and its evidence."""
    return lambda claim, evidence: {reason.comparator for reason in hold(claim, evidence).reasons}
