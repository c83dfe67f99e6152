from __future__ import annotations

from typing import TYPE_CHECKING

from claimtrack.cite.citing import cite_sources
from claimtrack.cite.collecting import Collector
from claimtrack.cite.results import Cite, Cluster
from claimtrack.cite.styles import find_style
from claimtrack.extract.drafts import read_draft
from claimtrack.ledger.ledger import open_ledger
from tests.cite.conftest import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout

PAGE = {"URL": "https://courier.example/x", "title": "Yard"}


def test_lists_one_document_once(layout: Layout, write: Callable[..., None]) -> None:
    """Two ids of one document are one entry and, at one place, one citation; and that is said."""
    write("a", {**PAGE, "issued": "2025"})
    write("b", PAGE)
    ledger = open_ledger(layout.root)
    clusters = [Cluster((Cite("b", "b"), Cite("a", "a")))]
    style = find_style("newsroom")
    merged = cite_sources(ledger, style, clusters=clusters)
    assert [each.source_id for each in merged.entries] == ["a"]
    assert read(merged.citations[0].inlines) == "[1]"
    assert merged.remarks[0] == "b is listed as a: they have the same address"
    apart = cite_sources(ledger, style, clusters=clusters, keep_duplicates=True)
    assert read(apart.citations[0].inlines) == "[1; 2]"


def test_says_what_cannot_be_printed(layout: Layout, write: Callable[..., None]) -> None:
    """A source without title and author, and one that is not there, are not passed over."""
    write("bare", {"type": "document"})
    clusters = [Cluster((Cite("gone", "gone/x"),)), Cluster((Cite("bare", "bare"),))]
    ledger = open_ledger(layout.root)
    citations = cite_sources(ledger, find_style("modern-language-association"), clusters=clusters)
    assert [(each.source_id, each.why) for each in citations.left_out] == [
        ("gone", "its record is missing from the ledger"),
        ("bare", "neither its title nor its author is known"),
    ]
    assert len(citations.citations) == 1


def test_says_when_a_style_prints_no_list(layout: Layout, write: Callable[..., None]) -> None:
    """Styles of notes alone have no list; a retracted source is marked in its note."""
    write("a", {**PAGE, "status": "retracted"})
    style = find_style("chicago-notes")
    assert style.has_list
    bare = find_style("modern-language-association-notes")
    ledger = open_ledger(layout.root)
    noted = cite_sources(ledger, style, clusters=[Cluster((Cite("a", "a"),))])
    assert read(noted.citations[0].note).endswith("[retracted]")
    assert bare.in_notes


def test_collects_what_a_draft_cites(layout: Layout, write: Callable[..., None]) -> None:
    """Claims bring their places, words of the author stay, and unknown keys are named."""
    write(
        "wire", PAGE, {"jobs": "It had 240"}, texts=("Yard\n\nThe yard closes.\n\nIt had 240.\n",)
    )
    write("tide", {"title": "Tide"})
    ledger = open_ledger(layout.root)
    text = (
        "Jobs go [@wire/jobs; -@tide, p. 3 and on]. As @tide [ch. 2] says, @nobody knows [@gone; "
        "@tide]. Mail a@b.example.[^1]\n\n[^1]: [@wire]\n"
    )
    draft = read_draft(text.encode(), name="d.md")
    clusters, mentioned, unknown = Collector(ledger).collect_draft(draft)
    first, second, third = clusters
    assert [
        (cite.source_id, cite.locator, cite.suffix, str(cite.mode)) for cite in first.cites
    ] == [
        ("wire", "para. 2", "", "normal"),
        ("tide", "p. 3 and on", ", p. 3 and on", "suppressed"),
    ]
    assert draft.raw[second.start : second.end] == "@tide [ch. 2]"
    assert (third.in_note, third.is_alone, third.cites[0].locator) == (True, True, "")
    assert mentioned == ["tide"]
    assert [(each.key, each.line) for each in unknown] == [("gone", 1)]
    plain = Collector(ledger, with_locators=False)
    assert plain.cite_record("wire/jobs").cites[0].locator == ""
    assert plain.cite_record("tide").cites[0].key == "tide"


def test_takes_the_beginning_of_an_id_in_brackets_alone(
    layout: Layout, write: Callable[..., None]
) -> None:
    """In running text a beginning may be anybody's name; in brackets it can only be a key."""
    write("anna-letter", {"title": "Letter"})
    draft = read_draft(b"@anna wrote [@anna].", name="d.md")
    clusters, _, unknown = Collector(open_ledger(layout.root)).collect_draft(draft)
    assert [each.cites[0].key for each in clusters] == ["anna-letter"]
    assert unknown == []
