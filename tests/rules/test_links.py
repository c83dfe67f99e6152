from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.judgement import Judgement
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source


@pytest.fixture
def link_up(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
) -> Callable[..., None]:
    """Keep claims of one paper with their links: ``link_up(one=[…], two=[…])``."""

    def write(**links: list[Relation]) -> None:
        keep(make_source("p"), *(make_claim(f"p/{n}", links=given) for n, given in links.items()))

    return write


def test_the_same_relation_at_both_ends_is_found(
    link_up: Callable[..., None],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
) -> None:
    """Two judgements that differ are named as such."""
    link_up(
        one=[make_link("conflicts", "p/two")],
        two=[make_link("conflicts", "p/one", state="rejected")],
    )

    (finding,) = find("LINK-TWICE")

    assert finding.message == "p/two: “conflicts p/one” is stored here and at p/one"
    assert finding.why == "the judgements differ: confirmed and rejected"


@pytest.mark.parametrize(("back", "words"), [(True, "both ways"), (False, "stored twice")])
def test_a_repeated_relation_is_found(
    link_up: Callable[..., None],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
    words: str,
    *,
    back: bool,
) -> None:
    """At both ends, or twice at one."""
    first = make_link("corroborates", "p/two")
    again = make_link("corroborates", "p/one" if back else "p/two", because="again")
    link_up(one=[first] if back else [first, again], two=[again] if back else [])

    (finding,) = find("LINK-TWICE")

    assert words in f"{finding.message} {finding.why}"


def test_citations_both_ways_are_not_the_same_relation(
    link_up: Callable[..., None],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
) -> None:
    """They are a circle, which is another finding."""
    link_up(one=[make_link("cites", "p/two")], two=[make_link("cites", "p/one")])

    assert not find("LINK-TWICE")
    assert [finding.message for finding in find("LOOP")] == ["p/one and p/two cite each other"]


def test_a_large_circle_is_named_in_short(
    link_up: Callable[..., None],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
) -> None:
    """Beyond four the claims are counted."""
    link_up(**{f"n{n}": [make_link("updates", f"p/n{(n + 1) % 6}")] for n in range(6)})

    (finding,) = find("UPDATE-LOOP")

    assert finding.message == "p/n0, p/n1, p/n2, p/n3 and 2 more update each other"


def test_a_pair_that_agrees_and_conflicts_is_found(
    link_up: Callable[..., None],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
) -> None:
    """Unless one of the two was rejected."""
    link_up(
        one=[make_link("corroborates", "p/two"), make_link("corroborates", "p/three")],
        two=[make_link("conflicts", "p/one")],
        three=[make_link("conflicts", "p/one", state="rejected")],
    )

    (finding,) = find("BOTH-WAYS")

    assert finding.message == "p/one both corroborates and conflicts with p/two"


@pytest.mark.parametrize(
    ("kind", "state", "cause", "wrong"),
    [
        ("conflicts", "confirmed", "number", False),
        ("conflicts", "rejected", "rounding", False),
        ("conflicts", "rejected", "number", True),
        ("conflicts", "suggested", "rounding", True),
        ("corroborates", "confirmed", "number", True),
    ],
)
def test_a_cause_goes_with_kind_and_judgement(
    link_up: Callable[..., None],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
    kind: str,
    state: str,
    cause: str,
    *,
    wrong: bool,
) -> None:
    """Only a conflict has a cause, and only a rejected one a cause of a non-conflict."""
    link_up(one=[make_link(kind, "p/two", state=state, cause=cause)], two=[])

    assert bool(find("WRONG-CAUSE")) is wrong


def test_a_rejection_needs_a_reason(
    link_up: Callable[..., None],
    make_link: Callable[..., Relation],
    judged: Judgement,
    find: Callable[[str], list[Finding]],
) -> None:
    """So does being unsure; a reason given is enough."""
    reasoned = judged.with_changes(state="rejected", why="another bridge")
    link_up(
        one=[
            make_link("corroborates", "p/two", state="unsure"),
            make_link("corroborates", "p/three", judgement=reasoned),
        ],
        two=[],
        three=[],
    )

    (finding,) = find("NO-WHY")

    assert "p/two" in finding.message


def test_citing_what_was_updated_or_unfit_is_said(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    judged: Judgement,
    find: Callable[[str], list[Finding]],
) -> None:
    """What rests on a claim inherits its weakness."""
    keep(
        make_source("p"),
        make_claim("p/1", links=(make_link("cites", "p/2"), make_link("cites", "p"))),
        make_claim("p/2", fit=judged.with_changes(state="rejected")),
        make_claim("p/3", links=(make_link("updates", "p/2"),)),
    )

    assert len(find("CITES-UNFIT")) == 1
    assert find("CITES-SUPERSEDED")[0].message == "p/1 cites p/2, which p/3 updates"
