from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import InvalidDateError
from claimtrack.ledger import editing
from claimtrack.ledger.filters import (
    ClaimFilter,
    describe_holding,
    find_same_anchor,
    read_period,
    select_claims,
    select_sources,
)
from claimtrack.models.anchor import Anchor, Segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Capture, Source


@pytest.mark.parametrize(
    ("options", "period"),
    [
        ({}, None),
        ({"since": "2025"}, "2025-01-01/.."),
        ({"until": "2025-02"}, "../2025-02-28"),
        ({"since": "2025-02", "until": "2025-02"}, "2025-02-01/2025-02-28"),
        ({"about": "2025-02"}, "2025-02-01/2025-02-28"),
        ({"about": "2025-02-03"}, "2025-02-03"),
        ({"about": "2024/.."}, "2024-01-01/.."),
    ],
    ids=str,
)
def test_a_period_is_meant_whole(options: dict[str, str], period: str | None) -> None:
    """Since a year is since its first day, until a month until its last."""
    found = read_period(**options)

    assert (found and str(found)) == period


def test_a_period_that_cannot_be_is_refused() -> None:
    """It may not end before it begins."""
    with pytest.raises(InvalidDateError):
        read_period(since="2025", until="2024")


@pytest.mark.parametrize(
    ("about", "certain"),
    [
        ("2025-04-01", True),
        ("2025", False),
        (None, False),
        ("2024", None),
        ("2025-03-31~", False),
        ("2025-04-01/..", True),
    ],
)
def test_a_claim_is_left_out_only_when_its_time_surely_is_another(
    about: str | None,
    certain: bool | None,  # noqa: FBT001 - an expected value
    ledger: Ledger,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
) -> None:
    """None for left out, else whether it surely lies in April 2025."""
    editing.add_source(ledger, make_source())
    editing.add_claim(ledger, make_claim(about=about))

    found = select_claims(ledger, ClaimFilter(about=read_period(about="2025-04")))

    assert [match.certain for match in found] == ([] if certain is None else [certain])


def test_words_are_found_in_any_case_and_form(
    ledger: Ledger, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """Composed or not, upper or lower: a word is a word."""
    editing.add_source(ledger, make_source())
    editing.add_claim(ledger, make_claim("a-paper/one", "Die Fa\u0308hre FÄHRT. Straße."))

    for words in (("fähre",), ("FÄHRE", "fährt"), ("STRASSE",)):
        assert select_claims(ledger, ClaimFilter(words=words))
    assert not select_claims(ledger, ClaimFilter(words=("fähre", "zug")))


def test_sources_are_selected_by_holding_and_publisher(
    ledger: Ledger, make_source: Callable[..., Source], make_capture: Callable[..., Capture]
) -> None:
    """One copy that may be read is enough for held."""
    withheld = make_capture(withheld=True)
    editing.add_source(ledger, make_source("a", publisher="The Varrow Courier"))
    editing.add_source(ledger, make_source("b", captures=(withheld,)))
    editing.add_source(ledger, make_source("c", captures=(withheld, make_capture(2))))

    ways = [describe_holding(source) for source in select_sources(ledger)]

    assert ways == ["stub", "withheld", "held"]
    assert [one.id for one in select_sources(ledger, holding=frozenset({"held"}))] == ["c"]
    assert [one.id for one in select_sources(ledger, publisher="courier VARROW")] == ["a"]


def test_claims_on_one_passage_are_found(
    ledger: Ledger, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """The same place of the same copy, whatever the words of the claim; never itself."""

    def pin(claim_id: str, start: int) -> Claim:
        segment = Segment(exact="bridge", start=start, end=start + 6)
        anchor = Anchor(capture=1, quote="bridge", segments=(segment,))
        return make_claim(claim_id, anchor=anchor)

    editing.add_source(ledger, make_source())
    editing.add_claim(ledger, pin("a-paper/one", 4))

    same = find_same_anchor(ledger, pin("a-paper/two", 4))
    assert same is not None
    assert same.id == "a-paper/one"
    assert find_same_anchor(ledger, pin("a-paper/one", 4)) is None
    assert find_same_anchor(ledger, pin("a-paper/two", 5)) is None
    assert find_same_anchor(ledger, make_claim("a-paper/two")) is None
