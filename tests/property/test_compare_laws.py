from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.compare import Verdict, compare, prepare_statement

WORDS = (
    "the a board of harbour crew boat rose fell not never 12 12 41 92 per cent people $5 million "
    "more than at least up to Selm Ostrel Norway Sweden in May June 2012 2013 on 3 third red blue "
    "denied said only , . based on two and half"
).split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join) | st.text(max_size=40)
NOUNS = st.sampled_from(["people", "boats", "loaves", "jobs"])
NUMBERS = st.integers(min_value=2, max_value=900)
FRAMES = st.sampled_from(
    [
        "The harbour board of Selm counted {} last winter.",
        "{} were lost when the ferry stopped.",
        "In Ostrel, {} stood on the pier, a captain said.",
    ]
)
OPEN_BOUNDS = st.sampled_from(["at least {}", "up to {}", "no more than {}", "a minimum of {}"])


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_a_conflict_is_seen_from_both_sides(one: str, other: str) -> None:
    """Whether two conflict, and how likely, is the same whichever comes first."""
    left, right = prepare_statement(one), prepare_statement(other)
    there, back = compare(left, right), compare(right, left)

    assert abs(there.scores.conflicts - back.scores.conflicts) < 1e-12
    for verdict in (Verdict.CONFLICTS, Verdict.NOT_COMPARABLE):
        assert (there.verdict is verdict) == (back.verdict is verdict)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_nothing_conflicts_with_itself(text: str) -> None:
    """A statement supports itself, unless it says nothing."""
    statement = prepare_statement(text)
    verdict = compare(statement, statement).verdict

    assert verdict is (Verdict.SUPPORTS if statement.pieces else Verdict.NOT_COMPARABLE)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_scores_add_up_and_passages_lie_inside(one: str, other: str) -> None:
    """The scores add up to 1, and each passage is a part of its statement."""
    comparison = compare(prepare_statement(one), prepare_statement(other))
    scores = comparison.scores

    assert abs(scores.supports + scores.conflicts + scores.unclear - 1) < 1e-9
    assert min(scores.supports, scores.conflicts, scores.unclear) >= -1e-12
    for reason in comparison.reasons:
        assert reason.sentence
        for place, text in ((reason.left, one), (reason.right, other)):
            assert place is None or 0 <= place[0] < place[1] <= len(text)


@settings(max_examples=200, deadline=None)
@given(FRAMES, NOUNS, NUMBERS, NUMBERS)
def test_another_number_in_a_copy_conflicts(frame: str, noun: str, one: int, other: int) -> None:
    """A copy with another number, not a rounding, conflicts with the statement."""
    if abs(one - other) * 10 <= max(one, other):
        other = one * 2
    left, right = (prepare_statement(frame.format(f"{n} {noun}")) for n in (one, other))

    assert compare(left, right).verdict is Verdict.CONFLICTS


@settings(max_examples=200, deadline=None)
@given(FRAMES, NOUNS, NUMBERS, OPEN_BOUNDS)
def test_an_open_bound_never_makes_a_conflict(
    frame: str, noun: str, number: int, bound: str
) -> None:
    """A number does not conflict with the same number as a bound."""
    plain = prepare_statement(frame.format(f"{number} {noun}"))
    bounded = prepare_statement(frame.format(f"{bound.format(number)} {noun}"))

    assert compare(plain, bounded).verdict is not Verdict.CONFLICTS
    assert compare(bounded, plain).verdict is not Verdict.CONFLICTS
