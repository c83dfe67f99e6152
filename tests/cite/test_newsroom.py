"""Sources of every kind that a newsroom has, in five styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.cite.citing import cite_sources
from claimtrack.cite.styles import find_style
from claimtrack.ledger.ledger import open_ledger
from tests.cite.conftest import ITEMS, STYLES, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from claimtrack.cite.results import Citations
    from claimtrack.store.layout import Layout

    SetIn = Callable[[str], Citations]

IN_EVERY_STYLE = pytest.mark.parametrize("style", STYLES)


def _entry(citations: Citations, source_id: str) -> str:
    return next(
        (read(each.inlines) for each in citations.entries if each.source_id == source_id), ""
    )


def _citation(citations: Citations, source_id: str) -> str:
    found = next(each for each in citations.citations if each.cluster.cites[0].key == source_id)
    return read(found.note or found.inlines)


@IN_EVERY_STYLE
def test_prints_every_kind(style: str, set_in: SetIn, snapshot: SnapshotAssertion) -> None:
    """Citations and list are the ones that somebody read and compared with citeproc-js."""
    citations = set_in(style)
    shown: dict[str, Any] = {
        source_id: (_citation(citations, source_id), _entry(citations, source_id))
        for source_id in ITEMS
    }
    assert {**shown, "order": [each.source_id for each in citations.entries]} == snapshot


@IN_EVERY_STYLE
def test_accounts_for_every_source(style: str, set_in: SetIn) -> None:
    """What goes in is in the list or said to be left out, and never both."""
    citations = set_in(style)
    listed = {each.source_id for each in citations.entries}
    left_out = {each.source_id for each in citations.left_out}
    assert listed | left_out == set(ITEMS)
    assert not listed & left_out


@IN_EVERY_STYLE
@pytest.mark.parametrize(
    ("source_id", "words"),
    [("retracted", "retracted on 15 March 2025"), ("corrected", "corrected")],
)
def test_marks_what_no_longer_stands(style: str, source_id: str, words: str, set_in: SetIn) -> None:
    """A source that was retracted or corrected is marked, once, whatever the style prints."""
    assert _entry(set_in(style), source_id).count(words) == 1


@IN_EVERY_STYLE
@pytest.mark.parametrize("source_id", ["japanese", "arabic"])
def test_keeps_names_in_other_scripts(style: str, source_id: str, set_in: SetIn) -> None:
    """Names in other scripts stay in their own, whole."""
    author = ITEMS[source_id]["author"][0]
    entry = _entry(set_in(style), source_id)
    assert author["family"] in entry
    assert author["given"] in entry


@IN_EVERY_STYLE
@pytest.mark.parametrize("source_id", ["agency", "report", "dataset", "undated"])
def test_keeps_organisations_whole(style: str, source_id: str, set_in: SetIn) -> None:
    """The name of an organisation is neither turned round nor shortened."""
    citations = set_in(style)
    name = ITEMS[source_id]["author"][0]["literal"]
    assert name in _entry(citations, source_id).replace("———", name)
    assert name in _citation(citations, source_id) or style == "newsroom"


@IN_EVERY_STYLE
def test_says_what_is_unknown(style: str, set_in: SetIn) -> None:
    """Undated and unsigned sources are named, whatever the style makes of them."""
    remarks = " | ".join(set_in(style).remarks)
    assert "no date is known of undated" in remarks
    assert "no author is known of unsigned, unnamed, broadcast" in remarks


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("newsroom", "undated"),
        ("chicago-author-date", "n.d."),
        ("chicago-notes-bibliography", "Accessed March 14, 2025"),
        ("apa", "(n.d.)"),
        ("modern-language-association", "Accessed 14 Mar. 2025"),
    ],
)
def test_prints_an_undated_source(style: str, words: str, set_in: SetIn) -> None:
    """An undated source says so, or when it was looked at."""
    assert words in _entry(set_in(style), "undated")


@pytest.mark.parametrize("style", STYLES[1:4])
@pytest.mark.parametrize("source_id", ["letter", "interview", "unnamed"])
def test_says_what_a_style_leaves_out(style: str, source_id: str, set_in: SetIn) -> None:
    """Chicago and APA list no conversations: they are cited all the same, and that is said."""
    citations = set_in(style)
    assert source_id in {each.source_id for each in citations.left_out}
    assert _citation(citations, source_id)


@IN_EVERY_STYLE
def test_tells_the_copies(style: str, layout: Layout, write: Callable[..., None]) -> None:
    """On request, each entry says when copies were taken and where one is archived."""
    archived = "https://archive.example/2025/notice"
    csl = {"type": "webpage", "title": "Notice", "URL": "https://board.example/notice"}
    write("notice", {**csl, "archive_location": archived}, texts=("One.", "Another."))
    write("stub", {"type": "report", "title": "Plan"})
    ledger = open_ledger(layout.root)
    citations = cite_sources(ledger, find_style(style), listed=["notice", "stub"], with_copies=True)
    entry = _entry(citations, "notice")
    assert entry.endswith(f"Copies of 12 March 2025 and 13 March 2025, archived at {archived}.")
    assert entry.count(archived) == 1
    assert _entry(citations, "stub").endswith("No copy is held.")
