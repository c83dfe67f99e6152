"""Who does it to whom."""

from __future__ import annotations

import pytest

from claimtrack.check.roles import is_done_by_another
from claimtrack.compare import prepare_statement


def is_swapped(statement: str, claim: str) -> bool:
    """Tell whether somebody else acts."""
    return is_done_by_another(prepare_statement(statement), prepare_statement(claim))


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("Voss criticised auditor Solm for it.", "Auditor Petra Solm criticised Maren Voss."),
        ("The Fish Ministry asked the Kelm League.", "The Kelm League asked the Fish Ministry."),
        ("Sunniva Lall bought Grey Harbour.", "The Kelm Museum bought Grey Harbour by Lall."),
        ("Emil Dray succeeded Jorun Aske in Kelm.", "In Kelm Jorun Aske succeeded Emil Dray."),
        ("Jorun Aske was succeeded by Emil Dray in Kelm.", "Jorun Aske succeeded Emil Dray."),
        ("The island of Pelo has returned three masks to Kelm.", "Kelm returned masks to Pelo."),
        ("Varga Works did not check Dorn.", "The Court did not check Varga Works."),
    ],
)
def test_who_acts_must_act_in_the_claim(statement: str, claim: str) -> None:
    """One whom the claim only has behind the verb is another."""
    assert is_swapped(statement, claim)


@pytest.mark.parametrize(
    ("statement", "claim"),
    [
        ("Maren Voss was criticised by Petra Solm.", "Auditor Petra Solm criticised Maren Voss."),
        ("Petra Solm criticised Maren Voss.", "Auditor Petra Solm criticised Maren Voss."),
        ("Emil Dray was succeeded by Jorun Aske of Kelm.", "Jorun Aske succeeded Emil Dray."),
        ("The mayor of Kelm asked for it.", "Mayor Anselm Kray asked for it in Kelm."),
        ("It was criticised.", "Auditor Petra Solm criticised Maren Voss."),
        ("Auditor Petra Solm left.", "Auditor Petra Solm criticised Maren Voss."),
    ],
)
def test_the_passive_turns_names_round(statement: str, claim: str) -> None:
    """And where no name acts, or no verb is shared, nothing is told."""
    assert not is_swapped(statement, claim)
