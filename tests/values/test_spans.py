from __future__ import annotations

import json

import pytest

from claimtrack.values.spans import Answer, Span


def test_answer_is_written_as_plain_words() -> None:
    """An answer is a string, so that it can be printed and written to JSON as it is."""
    assert json.dumps(list(Answer)) == '["yes", "no", "cannot tell"]'


@pytest.mark.parametrize(
    ("answer", "opposite"),
    [
        (Answer.YES, Answer.NO),
        (Answer.NO, Answer.YES),
        (Answer.CANNOT_TELL, Answer.CANNOT_TELL),
    ],
)
def test_opposite_of_what_cannot_be_told_cannot_be_told(answer: Answer, opposite: Answer) -> None:
    """Turning an answer round swaps yes and no, and leaves doubt alone."""
    assert ~answer is opposite


@pytest.mark.parametrize("answer", Answer)
def test_answer_refuses_to_be_a_truth_value(answer: Answer) -> None:
    """An answer used as a condition is a mistake that is named, for "no" would count as true."""
    with pytest.raises(TypeError, match=r"compare it with `is Answer\.YES`"):
        bool(answer)


def test_span_that_touches_another_on_one_day_overlaps_it() -> None:
    """Both bounds belong to a span, so one shared day is an overlap and not yet "before"."""
    left, right = Span(1, 1, 5, 5), Span(5, 5, 9, 9)

    assert left.overlaps(right) is Answer.YES
    assert left.before(right) is Answer.NO
    assert left.before(Span(6, 6, 9, 9)) is Answer.YES
