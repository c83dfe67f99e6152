from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from claimtrack.rules.identity import check_identity
from claimtrack.rules.rule import Context

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Capture, Source


def test_a_name_that_csl_does_not_have_is_found(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    find: Callable[[str], list[Finding]],
) -> None:
    """A citation style would pass over it."""
    keep(make_source("paper", csl={"publisher-name": "Courier"}))

    (finding,) = find("CSL-UNKNOWN")

    assert "publisher-name" in finding.message


def test_fields_that_mean_nothing_are_found_at_any_depth(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    make_capture: Callable[..., Capture],
    find: Callable[[str], list[Finding]],
) -> None:
    """They are kept, but may be a known field misspelt."""
    keep(
        make_source("paper", publishr="Courier", captures=(make_capture(colour="red"),)),
        make_claim(
            "paper/1",
            links=(make_link("cites", "paper/2"), make_link("cites", "paper/3", reason="x")),
            anchor={
                "capture": 1,
                "quote": "T",
                "segments": [{"exact": "T", "start": 0, "end": 1, "page": 4}],
            },
        ),
    )

    messages = [finding.message for finding in find("UNKNOWN-KEY")]

    assert messages == [
        "paper/1: “anchor.segments.page” means nothing here",
        "paper/1: “links.reason” means nothing here",
        "paper: “captures.colour” means nothing here",
        "paper: “publishr” means nothing here",
    ]


def test_a_field_of_ones_own_is_one_finding_a_file(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """However many claims have it."""
    keep(make_source("paper"), *(make_claim(f"paper/{n}", desk="north") for n in range(5)))

    (finding,) = find("UNKNOWN-KEY")

    assert finding.message == (
        "paper/0: “desk” means nothing, here and at 4 more places of this file"
    )


def test_what_an_import_keeps_of_a_file_is_known(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    find: Callable[[str], list[Finding]],
) -> None:
    """Words of annotations and of provenance that a record has no field for."""
    keep(
        make_source("paper", prov={"id": "http://a.example/paper"}),
        make_claim("paper/one", **{"web-annotation": {"type": "Annotation"}}),
    )

    assert find("UNKNOWN-KEY") == []


def test_one_document_under_two_ids_is_found(
    keep: Callable[..., None],
    make_source: Callable[..., Source],
    make_capture: Callable[..., Capture],
    find: Callable[[str], list[Finding]],
) -> None:
    """By its bytes, or by its address."""
    address = {"URL": "https://example.org/bridge"}
    keep(
        make_source("a", csl=address, captures=(make_capture(1), make_capture(2))),
        make_source("b", csl={"URL": "https://example.org/bridge/"}),
        make_source("c", captures=(make_capture(1),)),
    )

    assert [finding.message for finding in find("SAME-BYTES")] == ["c holds the same file as a"]
    assert [finding.message for finding in find("SAME-ADDRESS")] == ["b has the same URL as a"]


def test_an_id_that_is_no_slug_is_found_in_any_store(
    ledger: Ledger, make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """A store other than files may hold one."""
    source, claim = make_source("paper"), make_claim("paper/1")
    odd = SimpleNamespace(
        sources={"nul": source}, claims={"Paper": claim}, store=ledger.store, faults=()
    )

    findings = list(check_identity(Context(odd)))  # type: ignore[arg-type]

    assert [finding.code for finding in findings] == ["BAD-ID", "BAD-ID"]
