from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import AmbiguousIdError, NoLedgerError, UnknownIdError
from claimtrack.ledger import editing
from claimtrack.ledger.ledger import Ledger, Link, open_ledger
from claimtrack.models.relation import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source
    from claimtrack.store.folder import FolderStore
    from claimtrack.store.layout import Layout


@pytest.fixture(name="ledger")
def _ledger(
    ledger: Ledger,
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> Ledger:
    """Three sources; two claims that conflict, one of which cites the third source."""
    for source_id in ("gazette", "gazette-late", "agency"):
        editing.add_source(ledger, make_source(source_id))
    editing.add_claim(ledger, make_claim("gazette/40-jobs"))
    links = (
        make_link("conflicts", "gazette/40-jobs", cause="number"),
        make_link("cites", "agency", state="rejected"),
    )
    editing.add_claim(ledger, make_claim("gazette-late/90-jobs", links=links))
    return ledger


def test_an_id_is_found_whole_or_by_its_beginning(ledger: Ledger) -> None:
    """The whole id wins over those that begin with it."""
    assert ledger.find_source("gazette").id == "gazette"
    assert ledger.find_source("ag").id == "agency"
    assert ledger.find_claim("gazette/4").id == "gazette/40-jobs"
    assert ledger.find_claim("gazette-").id == "gazette-late/90-jobs"


def test_an_id_of_either_sort_is_found(ledger: Ledger) -> None:
    """With a slash it is a claim's, without one a source's."""
    assert ledger.find_id("gazette") == "gazette"
    assert ledger.find_id("gazette/") == "gazette/40-jobs"
    assert ledger.find_id("a") == "agency"


def test_a_beginning_of_several_is_refused_with_their_names(ledger: Ledger) -> None:
    """The ids are shown."""
    with pytest.raises(AmbiguousIdError, match="2 ids: gazette, gazette-late"):
        ledger.find_source("ga")
    with pytest.raises(AmbiguousIdError, match="gazette-late/90-jobs, gazette/40-jobs"):
        ledger.find_claim("g")


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("gazete", "gazette"),
        ("gazettelate", "gazette-late"),
        ("gazette/41-jobs", "gazette/40-jobs"),
    ],
)
def test_an_unknown_id_comes_with_near_ones(ledger: Ledger, given: str, near: str) -> None:
    """A slip of the finger is helped."""
    with pytest.raises(UnknownIdError, match=f"“{given}”") as caught:
        ledger.find_id(given)

    assert near in caught.value.hint


@pytest.mark.parametrize("given", ["", "zzz", "/", "x" * 1_000_000, "gazette/zzzzzzzzzzzzzzzzzz"])
def test_an_id_like_no_other_is_unknown(ledger: Ledger, given: str) -> None:
    """Nothing is guessed; where to look is said."""
    with pytest.raises(UnknownIdError) as caught:
        ledger.find_id(given)

    assert caught.value.hint
    assert caught.value.exit_code == 3


def test_claims_are_listed_by_source(ledger: Ledger, make_claim: Callable[..., Claim]) -> None:
    """In order of id, whenever they came."""
    editing.add_claim(ledger, make_claim("gazette/10-jobs"))

    assert [claim.id for claim in ledger.claims_of("gazette")] == [
        "gazette/10-jobs",
        "gazette/40-jobs",
    ]
    assert ledger.claims_of("agency") == ledger.claims_of("nowhere") == []


def test_a_link_is_seen_from_both_ends(ledger: Ledger) -> None:
    """It is stored once."""
    (link,) = ledger.links_to("gazette/40-jobs")

    assert (link.holder, link.target) == ("gazette-late/90-jobs", "gazette/40-jobs")
    assert link.other_end("gazette/40-jobs") == "gazette-late/90-jobs"
    assert link.other_end("gazette-late/90-jobs") == "gazette/40-jobs"
    assert ledger.links_at("gazette/40-jobs") == [link]
    assert ledger.links_at("gazette-late/90-jobs", Kind.CONFLICTS) == [link]
    assert list(ledger.links_to("nowhere")) == []


def test_links_are_listed_once_and_by_kind(ledger: Ledger) -> None:
    """The rejected ones too."""
    assert [link.relation.kind for link in ledger.links()] == [Kind.CONFLICTS, Kind.CITES]
    assert [link.target for link in ledger.links(Kind.CITES)] == ["agency"]
    assert ledger.links(Kind.UPDATES) == []


def test_links_to_a_claim_come_in_order_of_those_that_hold_them(
    ledger: Ledger, make_claim: Callable[..., Claim], make_link: Callable[..., Relation]
) -> None:
    """Not in the order in which they happened to be made."""
    for name in ("c", "a", "b"):
        link = make_link("updates", "gazette/40-jobs")
        editing.add_claim(ledger, make_claim(f"agency/{name}", links=(link,)))

    holders = [link.holder for link in ledger.links_to("gazette/40-jobs")]

    assert holders == ["agency/a", "agency/b", "agency/c", "gazette-late/90-jobs"]


def test_an_edited_claim_keeps_its_place(ledger: Ledger) -> None:
    """Lists do not jump about."""
    before = list(ledger.claims)

    editing.edit_claim(ledger, "gazette/40", text="New.")

    assert list(ledger.claims) == before


def test_a_ledger_is_opened_from_a_folder(layout: Layout, ledger: Ledger) -> None:
    """Named, it must be there itself."""
    assert open_ledger(layout.root).claims == ledger.claims
    assert open_ledger(str(layout.root)).sources == ledger.sources
    with pytest.raises(NoLedgerError):
        open_ledger(layout.claims)


def test_a_ledger_is_found_from_the_working_directory(
    layout: Layout, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From any folder of it."""
    monkeypatch.chdir(layout.claims)

    assert open_ledger().claims == ledger.claims


def test_a_refused_change_leaves_memory_as_it_was(
    ledger: Ledger, store: FolderStore, make_claim: Callable[..., Claim]
) -> None:
    """What another process changed is not known here, and is not lost there."""
    editing.edit_claim(Ledger(store), "gazette/40-jobs", text="Theirs.")
    before = dict(ledger.claims)

    with pytest.raises(Exception, match="was changed in"):
        editing.edit_claim(ledger, "gazette/40-jobs", text="Ours.")

    assert ledger.claims == before
    assert Ledger(store).claims["gazette/40-jobs"] == make_claim("gazette/40-jobs", "Theirs.")


def test_a_link_is_a_value(make_link: Callable[..., Relation]) -> None:
    """Two that say the same are equal."""
    assert Link("a/x", make_link("cites", "b")) == Link("a/x", make_link("cites", "b"))
