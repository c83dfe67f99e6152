from __future__ import annotations

import pytest

from claimtrack.extract.checkworthy import judge_sentence
from claimtrack.language.packs import load_pack


@pytest.mark.parametrize(
    "sentence",
    [
        "Forty boats sank off Lindehavn in 1921.",
        "The ministry closed the port of Lindehavn in March.",
        "The mayor resigned.",
        "The harbour is in Orm.",
        "Kalle Rask is the mayor of Orm.",
        "According to the council, no one was hurt.",
        "Unemployment rose by three percent last year.",
        "Vote counts rose by 41.",
        "Ms Rask said the ferry company had paid no taxes.",
        "The board met in May 2024.",
        "May 2024 was dry in Orm.",
        "The council closed the harbour in May.",
    ],
)
def test_statements_are_checkable(sentence: str) -> None:
    """What gives a particular, or tells what somebody did, can be checked."""
    found = judge_sentence(sentence, load_pack())
    assert found.checkable
    assert found.reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("I think the harbour is beautiful.", "judges"),
        ("We must protect our coast.", "ought to be"),
        ("How many boats sank in 1921?", "question"),
        ("“Did 41 boats sink?”", "question"),
        ("Send us your photographs.", "request"),
        ("Good evening.", "greeting"),
        ("The council will vote soon.", "may come"),
        ("Water is wet.", "too short"),
        ("Jobs", "too short"),
        ("The council may close the harbour.", "may come"),
        ("@orm-log/fire", "no words"),
        ("…", "no words"),
        ("Water in winter stays wet.", "no particular"),
    ],
)
def test_other_sentences_are_not(sentence: str, reason: str) -> None:
    """Opinions, demands, questions, greetings and empty phrases are not, and it is said why."""
    found = judge_sentence(sentence, load_pack())
    assert not found.checkable
    assert reason in found.reason


def test_without_word_lists_only_digits_count() -> None:
    """In a language without word lists a sentence with a digit is checkable, and no other."""
    assert judge_sentence("41 Boote sanken.", None).checkable
    assert not judge_sentence("Viele Boote sanken.", None).checkable


def test_a_digit_in_a_citation_is_no_particular() -> None:
    """The id that a sentence cites gives it no number."""
    assert not judge_sentence("Viele Boote sanken, siehe @orm-1921/41-boote", None).checkable
