from __future__ import annotations

from dataclasses import dataclass

import pytest

from claimtrack.compare import Scores, Verdict, compare, prepare_statement
from claimtrack.compare.stance import MODEL_SHARE, combine_scores


@dataclass
class Opinion:
    """A model that always says the same, and counts how often it was asked."""

    answer: tuple[float, float, float]
    name: str = "opinion 1"
    asked: int = 0

    def score(self, claim: str, evidence: str) -> tuple[float, float, float]:
        """Return the answer it was made with."""
        assert claim
        assert evidence
        self.asked += 1
        return self.answer


CLAIM = "The harbour of Selm is in decline."
EVIDENCE = "Fewer boats call at the harbour of Selm each year."


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ((0.9, 0.05, 0.05), Verdict.SUPPORTS),
        ((0.05, 0.9, 0.05), Verdict.CONFLICTS),
        ((0.05, 0.05, 0.9), Verdict.UNCLEAR),
    ],
)
def test_a_model_decides_what_rules_cannot(
    answer: tuple[float, float, float], verdict: Verdict
) -> None:
    """Where no rule decides, the model's answer is the verdict, and its name is shown."""
    opinion = Opinion(answer)
    result = compare(prepare_statement(CLAIM), prepare_statement(EVIDENCE), opinion)
    reason = next(reason for reason in result.reasons if reason.comparator == "stance_model")

    assert result.verdict is verdict
    assert reason.verdict is verdict
    assert "opinion 1" in reason.sentence


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("41 people were held.", "92 people were held."),
        ("The ferry stopped on 1 April 2025.", "The ferry stopped on 3 May 2025."),
        ("The mayor did not resign.", "The mayor did resign."),
    ],
)
def test_a_rule_that_decides_has_the_last_word(claim: str, evidence: str) -> None:
    """A number, a date or a negation is settled by it; that the model does not see it is said."""
    one, two = prepare_statement(claim), prepare_statement(evidence)
    alone = compare(one, two)
    agreed = compare(one, two, Opinion((0.05, 0.9, 0.05)))
    contested = compare(one, two, Opinion((1.0, 0.0, 0.0)))

    for result in (agreed, contested):
        assert (result.verdict, result.scores) == (Verdict.CONFLICTS, alone.scores)
        assert {reason.comparator for reason in result.reasons} >= {"stance_model"}
    assert (agreed.score, agreed.contested, agreed.is_decided) == (alone.score, False, True)
    assert (contested.score, contested.contested, contested.is_decided) == (0.0, True, False)


def test_a_model_that_says_nothing_contests_nothing() -> None:
    """A conflict stands where the model has no answer."""
    one, two = prepare_statement("41 people were held."), prepare_statement("92 people were held.")

    assert not compare(one, two, Opinion((0.0, 0.0, 0.0))).contested


def test_combined_scores_add_up() -> None:
    """Scores of a model that do not add up to 1 are made to, and negative ones are none."""
    mixed = combine_scores(Scores(0.2, 0.3, 0.5), (3.0, 1.0, -1.0))

    assert mixed.supports == pytest.approx(MODEL_SHARE * 0.75 + (1 - MODEL_SHARE) * 0.2)
    assert mixed.supports + mixed.conflicts + mixed.unclear == pytest.approx(1)


def test_a_model_without_an_answer_changes_nothing() -> None:
    """The rules' scores stand where a model gives nothing."""
    rules = Scores(0.2, 0.3, 0.5)

    assert combine_scores(rules, (0.0, 0.0, 0.0)) is rules


def test_a_model_is_asked_about_statements_in_other_words() -> None:
    """Statements that share no word are apart, unless a model sees that one bears on the other."""
    one, two = prepare_statement("Whales eat krill."), prepare_statement("The mayor resigned.")

    assert compare(one, two, Opinion((0.1, 0.1, 0.8))).verdict is Verdict.NOT_COMPARABLE
    assert compare(one, two, Opinion((0.9, 0.05, 0.05))).verdict is Verdict.SUPPORTS


def test_a_sum_is_settled_without_the_model() -> None:
    """Arithmetic is the rules' to do."""
    opinion = Opinion((0.0, 1.0, 0.0))
    claim = prepare_statement("Anna has 8 boats.")
    evidence = prepare_statement("Anna had 5 boats. She bought 3 boats.")

    assert compare(claim, evidence, opinion).verdict is Verdict.SUPPORTS
    assert opinion.asked == 0
