from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.compare import Comparison

    Hold = Callable[[str, str], Comparison]
    Seen = Callable[[str, str], set[str]]

LONG = (
    " The harbour board told the council of Ostrel so at length on some other day of that winter."
)

SEEN = [
    # comparator, claim, evidence
    ("numbers_conflict", "The fare is $5.", "The fare is $7."),
    (
        "numbers_conflict",
        "The board cut a third of all jobs.",
        "It cut half of all jobs, the board said.",
    ),
    (
        "numbers_may_conflict",
        "The council of Ostrel counted 412 that winter.",
        "That winter the council of Ostrel met and then counted 96 boats.",
    ),
    (
        "scopes_differ",
        "The crew of Selm landed more than six boats in Week 3.",
        "In Week 17 the crew of Selm landed four boats at night.",
    ),
    ("numbers_missing", "More than three states joined.", "Three other states joined."),
    ("numbers_missing", "The port may need $363 million.", "It may need another $215 million."),
    ("ranks_differ", "Selm is the largest port.", "Selm is the second largest port."),
    (
        "ranks_differ",
        "Selm is the third-largest port of Ostrel.",
        "With 40 piers, Selm is the fourth largest port of Ostrel.",
    ),
    ("numbers_conflict", "Four boats lie there.", "Five other boats lie there."),
    ("scopes_differ", "In Selm 41 people died.", "In Varrow 92 people died."),
    ("numbers_rounded", "2,000 lines fell.", "The wind felled over 2,000 lines there." + LONG),
    ("numbers_fit", "At least 41 people came.", "At least 50 people came."),
    ("numbers_agree", "41 people came.", "41 people came on foot."),
    ("numbers_agree", "Over 40 people came.", "41 people came on foot."),
    ("numbers_missing", "41 people came.", "Some people came."),
    ("bounds_stay_open", "41 people came.", "At least 20 people came."),
    ("numbers_rounded", "It cost $5.1 million.", "It cost $5.12 million."),
    (
        "bases_differ",
        "It scored 80 per cent based on 50 reviews.",
        "It scored 70 per cent based on 90 reviews.",
    ),
    (
        "result_agrees",
        "35 boats are in the harbour now.",
        "16 boats were in the harbour and 19 more boats came later that day.",
    ),
    (
        "result_agrees",
        "The crew ate 48 loaves.",
        "Each of the 12 men of the crew ate 4 loaves on the way to the island.",
    ),
    (
        "result_agrees",
        "Each of the crew got 5 loaves.",
        "The crew had 12 loaves, was given 8 loaves more, and there were 4 men in the crew in all.",
    ),
    (
        "result_differs",
        "37 boats are in the harbour now.",
        "16 boats were in the harbour and 19 more boats came later that day.",
    ),
    ("dates_disjoint", "The ferry stopped in 2019.", "The ferry stopped in 2021."),
    ("dates_disjoint", "The ferry stopped on 1 April.", "The ferry stopped on 3 April."),
    (
        "dates_differ",
        "As of 1 April 2020 the ferry was idle.",
        "As of 3 May 2020 the ferry was idle.",
    ),
    ("dates_differ", "The 2014 Varrow Games were held.", "The 2018 Varrow Games were held."),
    ("periods_differ", "In 2017, 41 people left.", "In 2018, 92 people left."),
    ("dates_agree", "It sank in 1999.", "It sank on 1 May 1999."),
    ("dates_agree", "It sank before 5 May.", "It sank on 1 May."),
    ("dates_agree", "Six sank since June 2016.", "Since June 2016 six boats sank."),
    ("dates_missing", "It sank in 1999.", "It sank."),
    ("negation_differs", "The board refused to pay.", "The board paid to pay."),
    ("negation_differs", "He isn't guilty.", "He is guilty."),
    (
        "negation_meets",
        "The council never asked the board.",
        "The board was asked twice by it." + LONG,
    ),
    ("one_is_negated", "The port is not open.", "The port stays open."),
    ("only_added", "Only the board knew.", "The board knew."),
    ("opposites_swapped", "The boat is near the pier.", "The boat is far away from the pier."),
    ("opposites_swapped", "It was legal to fish.", "It was illegal to fish."),
    ("alternatives_swapped", "A red boat sank.", "A blue boat sank."),
    ("names_swapped", "It sank off Selm.", "It sank off Varrow."),
    ("words_swapped", "The captain saw a whale.", "The captain saw a submarine."),
    ("synonym_swapped", "It sank close to the pier.", "It sank near the pier."),
    ("opposites_used", "Fares in Selm rose.", "The board of Selm had fares fall all year." + LONG),
    ("alternatives_used", "Selm is in Norway.", "Selm is a harbour on the coast of Sweden." + LONG),
    ("roles_swapped", "Ostrel beat Varrow.", "Varrow beat Ostrel."),
    ("little_shared", "The mayor sang a song.", "Every boat in Ostrel heard the mayor."),
    ("names_missing", "The mayor of Selm left.", "The mayor left."),
    ("names_shared", "The mayor of Selm left.", "Of Selm the mayor left."),
    ("says_the_same", "The boat sank.", "A boat sank!"),
    ("claim_is_part", "A boat sank.", "A boat sank at night."),
    ("claim_adds", "A boat sank at night.", "A boat sank."),
]


@pytest.mark.parametrize(("comparator", "claim", "evidence"), SEEN)
def test_a_comparator_sees_what_it_is_for(
    comparator: str, claim: str, evidence: str, seen: Seen
) -> None:
    """Each comparator names what it looks for."""
    assert comparator in seen(claim, evidence)


NOT_SEEN = [
    ("ranks_differ", "Selm is the largest port.", "Selm is one of the largest ports."),
    ("ranks_differ", "It is the best port.", "The best port is the third best port."),
    ("numbers_conflict", "More than three states joined.", "Three other states joined."),
    ("numbers_conflict", "The deficit rose by 17 %.", "The deficit rose by $113 million."),
    ("numbers_conflict", "The fare is $5.", "The fare is £7."),
    (
        "numbers_conflict",
        "The crew of Selm landed more than six boats in Week 3.",
        "In Week 17 the crew of Selm landed four boats at night.",
    ),
    ("alternatives_swapped", "She is an actor.", "She is a politician."),
    (
        "negation_differs",
        "The crew marched 73 yards in 12 plays and scored.",
        "With no lost yards, the crew marched 73 yards in 12 plays and scored.",
    ),
    ("numbers_conflict", "Nearly 100 people came.", "100 people came."),
    ("numbers_conflict", "In Selm 41 people died.", "In Varrow 92 people died."),
    ("names_swapped", "In Selm 41 people died.", "In Varrow 92 people died."),
    ("numbers_conflict", "The talk took five years.", "The pier stood 60 years." + LONG),
    ("numbers_conflict", "20 of the 24 boats sank.", "In all, 24 boats were there." + LONG),
    ("numbers_conflict", "It led for five weeks.", "It led for five consecutive weeks."),
    ("numbers_conflict", "41 boats came.", "92 people came in 41 boats."),
    ("numbers_conflict", "41 per cent came.", "92 people came."),
    ("numbers_conflict", "Flat 41 is empty.", "He is 92 years old."),
    ("numbers_rounded", "100 people came.", "103 people came."),
    ("numbers_rounded", "It cost $0.", "It cost $5."),
    (
        "result_agrees",
        "35 boats came.",
        "16 boats and 19 boats, 35 boats in all." + LONG,
    ),
    ("dates_disjoint", "It sank by May 2020.", "It sank in April 2020."),
    ("dates_disjoint", "It sank in May.", "It sank in 2020."),
    ("dates_agree", "It sank on 1 May.", "It sank in 2020."),
    ("dates_agree", "It dates from 12 August 2012.", "It dates from 8 December 2012."),
    ("dates_agree", "Six sank since 5 May.", "Six sank since 5 June."),
    ("dates_agree", "It sank in May and in June 2020.", "It sank in May 2020."),
    ("negation_differs", "He did not only sing.", "He did sing."),
    ("negation_differs", "The board never refused to pay.", "The board paid to pay."),
    ("opposites_swapped", "It did not rise.", "It did fall."),
    ("synonym_swapped", "Over 20 boats sank.", "30 boats sank."),
    ("synonym_swapped", "It did not sink near Selm.", "It did sink close to Selm."),
    ("says_the_same", "It can not sink.", "It can sink."),
    ("claim_is_part", "No boat sank.", "No boat sank at night."),
    ("claim_is_part", "Boats sank.", "12 boats sank."),
    ("roles_swapped", "The big dog bit the small cat.", "The small dog bit the big cat."),
    ("roles_swapped", "Ostrel beat Varrow.", "Ostrel beat Selm."),
]


@pytest.mark.parametrize(("comparator", "claim", "evidence"), NOT_SEEN)
def test_a_comparator_passes_over_what_only_looks_like_it(
    comparator: str, claim: str, evidence: str, seen: Seen
) -> None:
    """What only looks like a difference is passed over."""
    assert comparator not in seen(claim, evidence)


def test_a_sum_is_written_out(hold: Hold) -> None:
    """The reason of a result shows the calculation."""
    comparison = hold(
        "35 boats are in the harbour now.",
        "16 boats were in the harbour and 19 more boats came later that day.",
    )
    sentences = [reason.sentence for reason in comparison.reasons]

    assert "16 + 19 = 35" in sentences


def test_long_texts_are_not_aligned(seen: Seen) -> None:
    """Texts of many hundred words are compared by their words, not word by word in order."""
    text = " ".join(f"word{number}a" for number in range(500))

    assert "says_the_same" not in seen(text, text)
    assert "claim_mostly_covered" in seen(text, text)
