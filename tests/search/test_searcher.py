"""Searching a ledger's folders."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import BrokenFilesError
from claimtrack.ledger.ledger import Ledger
from claimtrack.search.searcher import Searcher, filter_by, find_lit
from claimtrack.store.contract import Change
from claimtrack.store.folder import FolderStore
from claimtrack.values.dates import Edtf

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout

QUOTE = "two hundred and eighty of us"
SEGMENT = {"exact": QUOTE, "start": 0, "end": len(QUOTE)}


@pytest.fixture(params=["memory", "sidecar"])
def sidecar_from(request: pytest.FixtureRequest) -> int:
    """Make each test run on both engines."""
    return 0 if request.param == "sidecar" else 1 << 60


@pytest.fixture
def find(layout: Layout, sidecar_from: int) -> Callable[..., list[str]]:
    """Search for claims: ``find("words")`` gives their ids."""

    def run(query: str, limit: int = 20, **wanted: Any) -> list[str]:  # noqa: ANN401 - filter_by checks
        searcher = Searcher.open(layout, sidecar_from=sidecar_from)
        return [hit.claim_id for hit in searcher.find(query, limit, filter_by(**wanted))]

    return run


@pytest.fixture
def paper(write_claims: Callable[..., None]) -> None:
    """Write three sources about invented places."""
    write_claims(
        "courier",
        {
            "jobs": {"text": "The Varrow works will close and 240 jobs go.", "about": "2024-03"},
            "dam": {"text": "The Kelm dam broke.", "tags": ["water"], "about": "2019-05-02"},
        },
        title="Works close",
    )
    write_claims("gazette", {"mayor": "Mayor Tessa Orrin denied it."}, title="Denial at the dam")
    write_claims(
        "union",
        {
            "jobs": {
                "text": "It costs work.",
                "attribution": "the Varrow branch",
                "anchor": {"capture": 1, "quote": QUOTE, "segments": [SEGMENT]},
            }
        },
    )


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("240", "courier/jobs"),
        ("jobs closing", "courier/jobs"),
        ("tessaorrin", "gazette/mayor"),
        ("Orin denies", "gazette/mayor"),
        ("@TessaOrrin https://example.org/240", "gazette/mayor"),
        ("Varrow branch", "union/jobs"),
        ("water", "courier/dam"),
        ("denial", "gazette/mayor"),
    ],
)
def test_finds(find: Callable[..., list[str]], query: str, first: str) -> None:
    """A claim is found by its text, quote, attribution, tags and title, forms and slips aside."""
    assert find(query)[0] == first


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    "query",
    ["", "   ", "who is it", "241", "zzzzqqq", "\x00\x1b[31m", "“”…", "x" * 100_000, "\ud800"],
)
def test_finds_nothing(find: Callable[..., list[str]], query: str) -> None:
    """What shares no term, or has none, finds nothing and breaks nothing."""
    assert find(query) == []


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    "query",
    [
        'dam AND (NOT "',
        "dam +kelm -kelm",
        "tags:dam",
        "dam^5 ~2 [a TO b] {c} \\ / * ?",
        "5.5 dam",
        "dam IN [kelm]",
        "dam" + " OR dam" * 3000,
    ],
)
def test_signs_of_query_languages_mean_nothing(find: Callable[..., list[str]], query: str) -> None:
    """No text that a user types is read as a query language."""
    assert "courier/dam" in find(query)


@pytest.mark.usefixtures("paper")
def test_filters(find: Callable[..., list[str]]) -> None:
    """Filters leave out what cannot fit, and keep what has no known time."""
    words = "Varrow Kelm Orrin"

    assert set(find(words)) == {"courier/jobs", "courier/dam", "gazette/mayor", "union/jobs"}
    assert set(find(words, source="courier")) == {"courier/jobs", "courier/dam"}
    assert find(words, tags=("water",)) == ["courier/dam"]
    assert find(words, tags=("water", "fire")) == []
    assert "courier/dam" not in find(words, period=Edtf.parse("2024/.."))
    assert "courier/jobs" not in find(words, period=Edtf.parse("../2020"))
    assert "gazette/mayor" in find(words, period=Edtf.parse("1999"))
    assert len(find(words, limit=1)) == 1
    assert find(words, limit=0) == []


@pytest.mark.usefixtures("paper")
def test_says_why(layout: Layout, sidecar_from: int) -> None:
    """A hit names the query's words that it has, its numbers and names apart."""
    searcher = Searcher.open(layout, sidecar_from=sidecar_from)

    (hit, *_) = searcher.find("240 jobs at Varrow, said Nobody")

    assert set(hit.matched) == {"240", "jobs", "Varrow"}
    assert "the number 240; the name Varrow; jobs" in hit.why
    assert 0 < hit.coverage < 1
    claim = searcher.read_claim(hit.claim_id)
    assert claim is not None
    lit = [claim.text[start:end] for start, end in find_lit(claim.text, hit.terms)]
    assert lit == ["Varrow", "240", "jobs"]


def test_changes_are_seen(
    find: Callable[..., list[str]], layout: Layout, write_claims: Callable[..., None]
) -> None:
    """What is added, edited or removed is found, or not, by the next search."""
    write_claims("courier", {"one": "The Kelm dam broke."}, title="News")
    assert find("dam") == ["courier/one"]
    write_claims("courier", {"one": "The Kelm bridge broke."}, title="News", at=1_700_000_100)
    assert find("dam") == []
    assert find("bridge") == ["courier/one"]
    write_claims("gazette", {"two": "A bridge at Orrin."})
    assert set(find("bridge")) == {"courier/one", "gazette/two"}
    layout.claims_file("courier").unlink()
    assert find("bridge") == ["gazette/two"]
    write_claims("gazette", {"two": "A bridge at Orrin."}, title="Selm", at=1_700_000_200)
    assert find("Selm") == ["gazette/two"]


def test_unreadable_files_are_named(
    layout: Layout, sidecar_from: int, write_claims: Callable[..., None]
) -> None:
    """A file that cannot be read is named each time, and keeps nothing else from being found."""
    write_claims("courier", {"one": "The Kelm dam broke."})
    for name, data in (
        ("bad", b"{"),
        ("list", b"[1]"),
        ("odd", b'{"odd/a": 7}'),
        ("date", b'{"date/a": {"text": "a", "about": "soon"}}'),
    ):
        layout.claims_file(name).write_bytes(data)
        os.utime(layout.claims_file(name), (1_700_000_000, 1_700_000_000))
    layout.claims_file("folder").mkdir()

    for _ in range(2):
        searcher = Searcher.open(layout, sidecar_from=sidecar_from)
        assert [hit.claim_id for hit in searcher.find("dam")] == ["courier/one"]
        assert len(searcher.notes) == 5
        assert searcher.read_claim("bad/one") is None


@pytest.mark.parametrize(
    "content",
    [
        '{"other/a": {"text": "dam"}}',
        '{"odd/é": {"text": "dam"}}',
        '{"odd/a": {"text": "dam \\ud800"}}',
        '{"odd/a": {"text": "dam", "tags": [7]}}',
    ],
)
def test_what_is_no_record_is_not_found(layout: Layout, sidecar_from: int, content: str) -> None:
    """A file that a loaded ledger would refuse is named and breaks no index."""
    layout.claims_file("odd").write_text(content, "utf-8")
    searcher = Searcher.open(layout, sidecar_from=sidecar_from)

    assert searcher.find("dam") == []
    assert "claims/odd.json:1:" in searcher.notes[0]
    assert searcher.is_partial


def test_an_unreadable_source_is_named(
    layout: Layout, sidecar_from: int, write_claims: Callable[..., None]
) -> None:
    """Its claims are found all the same, though not by its title; it may have no claims at all."""
    write_claims("courier", {"one": "The Kelm dam broke."}, title="News")
    write_claims("board", {}, title="Notice")
    layout.claims_file("board").unlink()
    for name in ("courier", "board"):
        layout.source_file(name).write_bytes(b"[]")
    searcher = Searcher.open(layout, sidecar_from=sidecar_from)

    assert [hit.claim_id for hit in searcher.find("dam")] == ["courier/one"]
    assert ["source.json:1:1" in note for note in searcher.notes] == [True, True]
    assert searcher.read_source("board") is None


def test_a_link_that_leads_nowhere_is_named(layout: Layout, sidecar_from: int) -> None:
    """It is no missing file: something should be there."""
    layout.claims_file("lost").symlink_to("nowhere.json")
    searcher = Searcher.open(layout, sidecar_from=sidecar_from)

    assert searcher.find("dam") == []
    assert "claims/lost.json" in searcher.notes[0]


def test_a_ledger_whose_folder_is_none_is_refused(layout: Layout, sidecar_from: int) -> None:
    """A file in place of the folder of claims is no ledger without claims."""
    layout.claims.rmdir()
    layout.claims.write_text("in the way", "utf-8")

    with pytest.raises(BrokenFilesError, match="claims"):
        Searcher.open(layout, sidecar_from=sidecar_from).find("dam")


def test_of_a_loaded_ledger(
    layout: Layout, write_claims: Callable[..., None], find: Callable[..., list[str]]
) -> None:
    """A ledger that is loaded already gives the answer that its files give."""
    write_claims("courier", {"one": "The Kelm dam broke.", "two": "A dam."}, title="Dams")
    write_claims("gazette", {"three": "The dam of Kelm held."})
    ledger = Ledger(FolderStore(layout))

    hits = Searcher.of_ledger(ledger, layout).find("Kelm dam")

    assert [hit.claim_id for hit in hits] == find("Kelm dam")


def test_passages_of_held_and_withheld_texts(
    layout: Layout,
    sidecar_from: int,
    make_capture: Callable[..., Any],
    make_source: Callable[..., Any],
) -> None:
    """Passages are found in texts that are held and in those attached though withheld."""
    store = FolderStore(layout)
    ledger = Ledger(store)
    for source_id, text, withheld in (
        ("courier", "The weather was fine.\nThe Kelm dam broke at noon.", False),
        ("letter", "We knew of the dam since spring.", True),
    ):
        data = text.encode()
        capture = make_capture(1, data, text, withheld=withheld)
        ledger.apply(Change(source_id, None, make_source(source_id, captures=(capture,))))
        store.place_capture(source_id, capture, data, text)
    searcher = Searcher.open(layout, sidecar_from=sidecar_from)

    first, second = searcher.find_passages("Kelm dam")

    assert (first.source_id, first.capture, first.withheld) == ("courier", 1, False)
    assert (second.source_id, second.withheld) == ("letter", True)
    held = searcher.read_capture(first)
    assert held is not None
    assert held.text is not None
    assert held.text[first.start : first.end] == "The Kelm dam broke at noon."
    assert searcher.find_passages("dam", wanted=filter_by("letter"))[0].source_id == "letter"
    (layout.sources / "courier" / "1" / "text.txt").write_bytes(b"\xff dam")
    layout.source_file("courier").unlink()
    later = Searcher.open(layout, sidecar_from=sidecar_from)
    assert [hit.source_id for hit in later.find_passages("dam")] == ["letter"]
    assert later.notes
    assert searcher.read_capture(first) is None
