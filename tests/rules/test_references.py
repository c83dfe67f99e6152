from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source
    from claimtrack.rules.verify import Verification
    from claimtrack.store.layout import Layout


def test_a_link_and_a_reference_to_nothing_dangle(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
) -> None:
    """Each is an error at its own line."""
    keep(
        make_source("paper", references=("gone",)),
        make_claim("paper/1", links=(make_link("cites", "paper/9"), make_link("cites", "gone"))),
    )

    findings = find("DANGLING")

    assert len(findings) == 3
    assert len({finding.where for finding in findings}) == 3
    assert all(finding.severity == "error" for finding in findings)


def test_what_may_be_in_a_broken_file_does_not_dangle(
    layout: Layout,
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    run: Callable[..., Verification],
) -> None:
    """It is counted as not examined, for nobody knows."""
    links = (make_link("cites", "other/1"), make_link("cites", "other"))
    keep(make_source("paper", references=("other",)), make_claim("paper/1", links=links))
    keep(make_source("other"), make_claim("other/1"))
    layout.source_file("other").write_text("{", "utf-8")
    layout.claims_file("other").write_text("{", "utf-8")

    result = run()

    assert {finding.code for finding in result.findings} & {"DANGLING", "NO-SOURCE"} == set()
    assert sum(finding.code == "UNREADABLE" for finding in result.findings) == 2
    left = {each.noun: sum(number for _, number in each.left) for each in result.examined}
    assert left["link"] == 2
    assert left["reference"] == 1
    assert left["file"] == 2


def test_claims_of_a_source_that_may_be_in_a_broken_file_have_a_home(
    layout: Layout,
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """The unreadable file is the finding."""
    keep(make_source("other"), make_claim("other/1"))
    layout.source_file("other").write_text("{", "utf-8")

    assert not find("NO-SOURCE")


def test_a_record_linked_to_itself_is_found(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
) -> None:
    """A claim at itself, a claim at its own article, a source at itself."""
    links = (make_link("updates", "paper/1"), make_link("cites", "paper"))
    keep(make_source("paper", references=("paper",)), make_claim("paper/1", links=links))

    assert len(find("SELF-LINK")) == 3


def test_only_a_citation_may_point_at_a_source(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    find: Callable[[str], list[Finding]],
) -> None:
    """A source neither conflicts nor updates."""
    links = (make_link("conflicts", "b"), make_link("cites", "b"))
    keep(make_source("a"), make_source("b"), make_claim("a/1", links=links))

    (finding,) = find("WRONG-TARGET")

    assert "conflicts b" in finding.message
