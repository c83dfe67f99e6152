"""The search is run as a browser runs it, by a JavaScript engine, on the scripts of a real site."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
import quickjs

from claimtrack.site import searching
from claimtrack.site.rendering import read_asset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.source import Source


class Search:
    """The search of a site, without a page around it."""

    def __init__(self, *scripts: str) -> None:
        self._context = quickjs.Context()
        self._context.eval(read_asset("search.js") + "; globalThis.claimtrack = claimtrack;")
        for script in scripts:
            self._context.eval(script)

    def ask(self, words: str) -> Any:  # noqa: ANN401 - JSON
        """Return what an expression gives."""
        return json.loads(str(self._context.eval(f"JSON.stringify({words})")))

    def find(self, query: str) -> list[str]:
        """Return the pages that a query finds, in order."""
        return [row["page"] for row in self.ask(f"claimtrack.find({json.dumps(query)})")]


def make_search(*texts: str) -> Search:
    """Make a search of claims with these texts, whose pages are their numbers."""
    rows = [["claim", str(number), text, "", "", ""] for number, text in enumerate(texts)]
    return Search(f"claimtrack.add({json.dumps(rows)});")


@pytest.fixture
def site_search(rich: Ledger, publish: Callable[..., Path]) -> Search:
    """The search of the rich ledger's site."""
    assets = publish(rich) / "assets"
    return Search(*(path.read_text("utf-8") for path in sorted(assets.glob("rows-*.js"))))


def test_claims_are_found_by_text_quote_source_and_tag(site_search: Search) -> None:
    """What a reader remembers of a claim leads to its page."""
    page = "claims/agency/240-jobs.html"

    for query in ("closing 240", "At least 240 workers", "ñandú", "selm river", "agency/240"):
        assert page in site_search.find(query), query
    assert site_search.find("mina") == ["sources/agency/index.html"]
    assert site_search.find("선거") == [
        "sources/gazette/index.html",
        "claims/gazette/280-jobs.html",
        "claims/gazette/loop.html",
    ]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("A loss of 1,240 jobs", "1240"),
        ("A loss of 1240 jobs", "1,240"),
        ("The café closes", "CAFE"),
        ("The cafe closes", "café"),
        ("Growth of 3.5 per cent", "3.5"),
        ("중국은 탈북자를 송환했다", "송환"),
        ("中国遣返难民", "难民"),
        ("Ferry yard closes", "fer ya"),
        ("O’Neill said so", "o'neill"),
    ],
)
def test_spelling_makes_no_difference(text: str, query: str) -> None:
    """Case, accents, commas of thousands and beginnings of words."""
    assert make_search(text, "Something else").find(query) == ["0"]


def test_all_words_must_be_there() -> None:
    """Each of them begins a word."""
    search = make_search("The yard closes", "The shipyard opens", "The yard opens")

    assert search.find("yard opens") == ["2"]
    assert search.find("yard  YARD") == ["0", "2"]


@pytest.mark.parametrize("query", ["", "   ", "…", "?!", "'\"</>"])
def test_a_query_without_words_finds_nothing(query: str) -> None:
    """Nothing is guessed."""
    assert make_search("One", "Two").find(query) == []


def test_whole_words_and_claims_come_first() -> None:
    """A word of the claim outweighs one of its quote, and a whole one the beginning of one."""
    rows = [
        ["claim", "quoted", "Nothing", "", "", "ferry"],
        ["claim", "begun", "Ferrymen", "", "", ""],
        ["claim", "whole", "Ferry", "", "", ""],
        ["claim", "beneath", "Nothing", "Ferry News", "", ""],
    ]
    search = Search(f"claimtrack.add({json.dumps(rows)});")

    assert search.find("ferry") == ["whole", "begun", "quoted", "beneath"]


def test_what_was_asked_for_is_marked() -> None:
    """The pieces add up to the text, and the words that fit are marked."""
    pieces = make_search("x").ask('claimtrack.mark("At least 1,240 jobs, O’Neill.", "1240 job")')

    assert "".join(piece["text"] for piece in pieces) == "At least 1,240 jobs, O’Neill."
    assert [piece["text"] for piece in pieces if piece["marked"]] == ["1,240", "jobs"]


def test_rows_of_thousands_are_shared_out_and_all_found(
    rich: Ledger, publish: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each script hands over its own rows, and the search page names all of them."""
    monkeypatch.setattr(searching, "PER_FILE", 3)
    site = publish(rich)
    scripts = sorted((site / "assets").glob("rows-*.js"))

    assert len(scripts) == 4
    search = Search(*(path.read_text("utf-8") for path in scripts))
    assert search.ask("claimtrack.count()") == 10
    page = (site / "search.html").read_text("utf-8")
    assert all(f'src="assets/{script.name}"' in page for script in scripts)
    assert all(script.read_text("utf-8").isascii() for script in scripts)


def test_ten_thousand_claims_are_searched_while_one_types() -> None:
    """Even this engine, dozens of times slower than a browser's, takes no longer than seconds."""
    search = make_search(*(f"Statement {n} about the ferry yard of Varrow" for n in range(10_000)))

    started = time.process_time()
    assert len(search.find("ferry yar")) == 10_000
    assert time.process_time() - started < 5


def test_who_wrote_and_published_a_source_is_named_once(
    hold: Callable[..., Ledger],
    publish: Callable[..., Path],
    make_source: Callable[..., Source],
) -> None:
    """Agencies and offices are often their own publishers."""
    csl = {
        "type": "report",
        "title": "Notice",
        "author": [{"literal": "Harbour Board"}],
        "publisher": "Harbour Board",
        "issued": "2025",
    }
    site = publish(hold(make_source("notice", csl=csl)))
    search = Search((site / "assets/rows-1.js").read_text("utf-8"))

    assert [row["detail"] for row in search.ask("claimtrack.find('notice')")] == [
        "Harbour Board, 2025"
    ]
