"""A ledger of which only what is asked for is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import AmbiguousIdError, BrokenFilesError, UnknownIdError
from claimtrack.search.view import LedgerView

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout


@pytest.fixture
def view(layout: Layout, write_claims: Callable[..., None]) -> LedgerView:
    """A view of two papers, of which one takes up a claim of the other."""
    because = {"because": "it says so", "judgement": {"state": "suggested", "by": "rule 1"}}
    because["judgement"] |= {"when": "2025-03-13"}  # type: ignore[operator]
    link = {"kind": "cites", "target": "courier/one", **because}
    write_claims("courier", {"one": "The Kelm dam broke.", "other": "A dam."})
    write_claims("courier-two", {"one": {"text": "Kelm has no dam any more.", "links": [link]}})
    opened = LedgerView.open(layout, sidecar_from=0)
    assert opened is not None
    return opened


def test_only_the_files_asked_for_are_read(view: LedgerView, layout: Layout) -> None:
    """What was removed since is missed only by who asks for it."""
    layout.claims_file("courier-two").unlink()

    assert view.claims["courier/one"].text == "The Kelm dam broke."
    assert "courier-two/one" not in view.claims
    assert len(view.claims) == 2


def test_an_id_may_be_shortened(view: LedgerView) -> None:
    """As in a ledger that is loaded; what is no id of the ledger leads to no file."""
    assert view.find_id("courier") == "courier"
    assert view.find_id("courier-t") == "courier-two"
    assert view.find_id("courier/on") == "courier/one"
    for given in ("courie", "courier/o"):
        with pytest.raises(AmbiguousIdError):
            view.find_id(given)
    for given in ("../claims/courier", "..", "nowhere/one", "zzz", ""):
        with pytest.raises(UnknownIdError):
            view.find_id(given)


def test_links_are_found_from_both_ends(view: LedgerView) -> None:
    """From the end that does not store it, through the index."""
    (cited,) = view.network.cites["courier-two/one"]
    (citing,) = view.network.cited_by["courier/one"]

    assert (cited.other, citing.other) == ("courier/one", "courier-two/one")
    assert set(view.network.cited_by) == {"courier/one"}


@pytest.mark.parametrize("name", ["claims/courier.json", "sources/courier/source.json"])
def test_a_broken_file_means_that_all_is_loaded(
    view: LedgerView, layout: Layout, name: str
) -> None:
    """Loading says which and why; one that breaks after opening is refused when it is read."""
    path = layout.root / name
    path.write_bytes(b"{")
    os.utime(path, (1_700_000_500, 1_700_000_500))

    assert LedgerView.open(layout, sidecar_from=0) is None
    with pytest.raises(BrokenFilesError, match=name):
        assert view.claims["courier/one"].source_id in view.sources


def test_a_small_ledger_is_loaded(layout: Layout, write_claims: Callable[..., None]) -> None:
    """An index would cost more than it saves."""
    write_claims("courier", {"one": "The Kelm dam broke."})

    assert LedgerView.open(layout) is None
    assert not (layout.root / ".claimtrack" / "index").exists()


def test_making_the_index_is_told(layout: Layout, write_claims: Callable[..., None]) -> None:
    """How many files are done, and how many there are; then what is wrong with the index."""
    write_claims("courier", {"one": "The Kelm dam broke."})
    write_claims("gazette", {"two": "The dam of Kelm held."})
    steps: list[tuple[int, int]] = []
    notes: list[str] = []

    LedgerView.open(layout, sidecar_from=0, progress=lambda done, all_: steps.append((done, all_)))
    (layout.root / ".claimtrack" / "index" / "claims" / "stamps").write_bytes(b"\xff")
    (layout.root / ".claimtrack" / "index" / "claims" / "made-from.json").write_bytes(b"\xff")
    LedgerView.open(layout, sidecar_from=0, tell=notes.append)

    assert steps == [(0, 2), (1, 2)]
    assert ["made anew" in note for note in notes] == [True]


def test_damage_found_while_looking_for_links(view: LedgerView, layout: Layout) -> None:
    """The index is made anew, and the answer is right."""
    assert view.find_id("courier") == "courier"
    for path in (layout.root / ".claimtrack" / "index" / "claims" / "index").glob("*.store"):
        data = path.read_bytes()
        spoilt = len(data) * 3 // 10
        path.write_bytes(b"\xff" * spoilt + data[spoilt:])
    notes: list[str] = []
    opened = LedgerView.open(layout, sidecar_from=0, tell=notes.append)
    assert opened is not None
    assert notes == []

    assert [edge.other for edge in opened.network.cited_by["courier/one"]] == ["courier-two/one"]
    assert ["made anew" in note for note in notes] == [True]
