from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source
    from claimtrack.rules.verify import Verification


@pytest.mark.parametrize(
    ("issued", "count"),
    [("2025-03-12", 0), ("2025-03", 0), ("2025-03-13", 1), ("2026", 1)],
)
def test_a_copy_from_before_its_source_is_an_error(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
    find: Callable[[str], list[Finding]],
    issued: str,
    count: int,
) -> None:
    """Only where it is certain: a month that holds the day is no contradiction."""
    keep(make_source("paper", csl={"issued": issued}, captures=(make_capture(),)))

    assert len(find("CAPTURED-EARLY")) == count


def test_a_claim_said_after_its_source_is_found(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """Nobody prints what was not said yet."""
    keep(
        make_source("paper", csl={"issued": "2025-03"}),
        make_claim("paper/1", said="2025-04"),
        make_claim("paper/2", said="2025"),
    )

    (finding,) = find("SAID-LATE")

    assert finding.message == "paper/1: said April 2025, after its source appeared"


def test_what_is_about_the_future_takes_a_tag(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """A prediction that is tagged, or a time that has begun, is no finding."""
    keep(
        make_source("paper", csl={"issued": "2025-03"}),
        make_claim("paper/1", about="2026"),
        make_claim("paper/2", about="2026", tags=("prediction",)),
        make_claim("paper/3", about="2025-01/2026"),
    )

    (finding,) = find("PREDICTION")

    assert finding.severity == "note"
    assert finding.message == "paper/1: about 2026, said March 2025"


def test_citing_the_future_is_found(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
) -> None:
    """A rejected citation is not looked at."""
    links = (
        make_link("cites", "late"),
        make_link("cites", "later", state="rejected"),
        make_link("corroborates", "late/1"),
    )
    keep(
        make_source("paper", csl={"issued": "2025"}),
        make_source("late", csl={"issued": "2026"}),
        make_source("later", csl={"issued": "2026"}),
        make_claim("paper/1", links=links),
        make_claim("late/1"),
    )

    (finding,) = find("TIME")

    assert finding.message == "paper/1 cites late, which appeared later"


def test_undated_and_inferred_dates_are_said_of_what_is_held(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
    find: Callable[[str], list[Finding]],
) -> None:
    """A stub without a date is no fault of anybody's."""
    held = (make_capture(),)
    keep(
        make_source("stub"),
        make_source("undated", captures=held),
        make_source("bare", csl={"issued": "2024"}, dating={"basis": "inferred"}, captures=held),
        make_source(
            "inferred",
            csl={"issued": "2024"},
            dating={"basis": "inferred", "evidence": ["It names May.", "It names 2024."]},
            captures=held,
        ),
    )

    assert [finding.message for finding in find("UNDATED")] == ["undated has no date"]
    assert [finding.why for finding in find("DATE-INFERRED")] == [
        "no evidence is recorded",
        "It names May. It names 2024.",
    ]


def test_comparisons_that_cannot_tell_are_counted(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    run: Callable[..., Verification],
) -> None:
    """A vague date is passed over, and that is said."""
    keep(
        make_source("paper", csl={"issued": "2025-03"}),
        make_claim("paper/1", about="2025"),
        make_claim("paper/2", about="2024"),
        make_claim("homeless/1", about="2024", said="2023-12"),
    )

    counts = {each.noun: each for each in run().examined}["date comparison"]

    assert counts.examined == 2
    assert counts.left == (("too vague to tell", 1),)
