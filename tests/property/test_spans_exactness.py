from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.values.spans import Answer, Span

if TYPE_CHECKING:
    from collections.abc import Callable

Days = tuple[int, int]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Draw a span among nine days, small enough to list all that it can mean."""
    low, high = sorted((draw(st.integers(1, 9)), draw(st.integers(1, 9))))
    return Span(low, draw(st.integers(low, high)), draw(st.integers(low, high)), high)


def list_meanings(span: Span) -> list[Days]:
    """List each pair of first and last day that a span can mean."""
    firsts = range(span.start_min, span.start_max + 1)
    lasts = range(span.end_min, span.end_max + 1)
    return [(first, last) for first, last in product(firsts, lasts) if first <= last]


def judge(left: Span, right: Span, holds: Callable[[Days, Days], bool]) -> Answer:
    """Answer by trying all that the two spans can mean."""
    found = {holds(a, b) for a, b in product(list_meanings(left), list_meanings(right))}
    if len(found) == 2:
        return Answer.CANNOT_TELL
    return Answer.YES if found.pop() else Answer.NO


@given(spans(), spans())
def test_overlap_is_exact(left: Span, right: Span) -> None:
    """Overlap is certain just when it holds for all days, and denied just when for none."""
    assert left.overlaps(right) is judge(left, right, lambda a, b: a[0] <= b[1] and b[0] <= a[1])


@given(spans(), spans())
def test_order_is_exact(left: Span, right: Span) -> None:
    """Order is certain just when it holds for all days, and denied just when for none."""
    assert left.before(right) is judge(left, right, lambda a, b: a[1] < b[0])


@given(spans(), spans())
def test_containment_is_exact(left: Span, right: Span) -> None:
    """Containment is certain just when it holds for all days, and denied just when for none."""
    assert left.contains(right) is judge(left, right, lambda a, b: a[0] <= b[0] and b[1] <= a[1])
