from __future__ import annotations

import re
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

import pytest
from lxml import etree, html
from tinyhtml5.parser import HTMLParser

from claimtrack.models.settings import Settings
from claimtrack.site.claims import MOST
from claimtrack.site.lists import PER_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.claim import Claim
    from claimtrack.models.relation import Relation
    from claimtrack.models.source import Source

#: What a browser fetches, or goes to.
ADDRESSES = ("href", "src", "action", "cite")


def list_pages(site: Path) -> list[Path]:
    """Return every page of a site."""
    return sorted(site.rglob("*.html"))


def read(page: Path) -> Any:  # noqa: ANN401 - lxml ships no types
    """Return a page as a tree."""
    return html.document_fromstring(page.read_bytes())


def list_addresses(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    """Yield each attribute that names an address, and the address."""
    for element in tree.iter():
        for name in ADDRESSES:
            if name in element.attrib:
                yield name, element.attrib[name]


def say(tree: Any, path: str = ".//main") -> str:  # noqa: ANN401 - as above
    """Return the words of a page, with single spaces."""
    return " ".join(" ".join(tree.find(path).itertext()).split())


def test_every_page_is_valid_and_fit_for_all_readers(
    rich: Ledger, publish: Callable[..., Path]
) -> None:
    """The standard has no objection; each has a language, a title, landmarks and a heading."""
    for page in list_pages(publish(rich)):
        parser = HTMLParser(namespace_html_elements=False)
        parser.parse(page.read_text("utf-8"))
        tree = read(page)

        assert not parser.errors, (page, parser.errors)
        assert tree.attrib["lang"] == "en", page
        assert tree.findtext(".//title"), page
        for landmark in ("main", "header", "footer"):
            assert len(tree.findall(f".//{landmark}")) == 1, page
        assert len(tree.findall(".//h1")) == 1, page
        ids = [each.attrib["id"] for each in tree.iter() if "id" in each.attrib]
        assert len(ids) == len(set(ids)), page
        levels = [int(e.tag[1]) for e in tree.iter() if re.fullmatch("h[1-6]", str(e.tag))]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        labels = {each.attrib["for"] for each in tree.iter("label")}
        assert {each.attrib["id"] for each in tree.iter("input")} == labels, page
        for each in tree.iter():
            assert each.attrib.get("aria-labelledby", ids[0]) in ids, page


def test_every_link_leads_somewhere(rich: Ledger, publish: Callable[..., Path]) -> None:
    """Each page and each fragment that a link names is there."""
    site = publish(rich)
    ids: dict[Path, set[str]] = {}
    reached = set()
    for page in list_pages(site):
        ids[page.resolve()] = {e.attrib["id"] for e in read(page).iter() if "id" in e.attrib}
    for page in list_pages(site):
        for _, address in list_addresses(read(page)):
            if address.startswith("https://"):
                continue
            path, fragment = urldefrag(address)
            target = (page.parent / path).resolve() if path else page.resolve()
            assert target.is_file(), (page, address)
            assert not fragment or fragment in ids[target], (page, address)
            reached.add(target)
    assert {page.resolve() for page in list_pages(site)} <= reached


def test_nothing_is_asked_of_the_network(rich: Ledger, publish: Callable[..., Path]) -> None:
    """Style and scripts lie in the folder, and a policy in each page forbids the rest."""
    site = publish(rich)
    for page in list_pages(site):
        tree = read(page)
        (policy,) = tree.findall(".//meta[@http-equiv='Content-Security-Policy']")
        assert policy.attrib["content"].startswith("default-src 'none'; ")
        assert "http" not in policy.attrib["content"]
        assert "unsafe" not in policy.attrib["content"]
        for element in tree.iter():
            assert "style" not in element.attrib
            assert not [name for name in element.attrib if name.startswith("on")]
            assert not element.attrib.get("src", "").startswith("http")
        for script in tree.iter("script"):
            assert script.attrib["src"].startswith("assets/")
            assert not script.text
        for link in tree.iter("link"):
            assert not link.attrib["href"].startswith("http")
    style = (site / "assets" / "site.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_only_addresses_on_the_web_become_links(rich: Ledger, publish: Callable[..., Path]) -> None:
    """What a record has as `javascript:` is shown as text."""
    site = publish(rich)
    found = {a for page in list_pages(site) for _, a in list_addresses(read(page))}
    outside = sorted(address for address in found if ":" in address.partition("#")[0])

    assert [address.partition("#")[0] for address in outside] == [
        "https://agency.example/yard?a=1&b=2",
        "https://agency.example/yard?a=1&b=2",
        "https://agency.example/yard?a=1&b=2",
        "https://facts.example/1?x=1&y=2",
    ]
    assert "javascript:alert(1)" in say(read(site / "sources" / "courier" / "index.html"))


def test_what_would_act_is_shown_as_text(rich: Ledger, publish: Callable[..., Path]) -> None:
    """Markup in a record stays words; what reorders a line, or is no character, is spelt out."""
    site = publish(rich)
    for page in site.rglob("*.*"):
        text = page.read_text("utf-8")
        assert "\u202e" not in text, page
        assert "\x00" not in text, page
        assert "<script>" not in text or page.suffix in {".json", ".js"}, page
    shown = say(read(site / "claims" / "courier" / "closing.html"))
    assert "<script>alert('x')</script> & \"quotes\" ]]> \\u202egnol\\x00" in shown


def test_a_claim_has_all_that_is_known_of_it(rich: Ledger, publish: Callable[..., Path]) -> None:
    """Quote, dates apart, attribution, fit, state, conflicts, ratings and how to cite it."""
    tree = read(publish(rich) / "claims" / "agency" / "240-jobs.html")
    shown = say(tree)

    assert [mark.text for mark in tree.findall(".//blockquote//mark")] == [
        "At least 240 workers will lose their jobs"
    ]
    for words in (
        "superseded updated by gazette/loop",
        "said 12 March 2025 about June 2025 “by June” source appeared 12 March 2025",
        "copy taken 12 March 2025",
        "credits “Port Varrow Harbour Board”",
        "stands in the copy of the source, letter for letter",
        "A person confirmed that the quote carries the claim (fact desk, 13 March 2025)",
        "No conflict: a number with an open end leaves room for the other (rejected by fact desk",
        "Mostly true” Selm Facts (4 on a scale of 1 (worst) to 5 (best))",
        "cite as [@agency/240-jobs]",
        "Open letter",
        "(suggested)",
        "At most 2 origins, counted over this claim and 1 that says the same",
    ):
        assert words in shown, words
    (link,) = [a for a in tree.iter("a") if a.text == "Open the page at this passage"]
    assert link.attrib["href"].endswith(
        "#:~:text=At%20least%20240%20workers%20will%20lose%20their%20jobs"
    )


def test_a_quote_in_pieces_is_marked_in_pieces(rich: Ledger, publish: Callable[..., Path]) -> None:
    """What stands between them is shown, unmarked."""
    tree = read(publish(rich) / "claims" / "agency" / "31-ferries.html")

    assert [mark.text for mark in tree.findall(".//blockquote//mark")] == [
        "240 workers",
        "built 31 ferries",
    ]
    assert "will lose their jobs, the Harbour Board said" in say(tree, ".//blockquote")


def test_a_withheld_text_stays_where_it_is(rich: Ledger, publish: Callable[..., Path]) -> None:
    """Of a text that may not be passed on only what its anchor holds is shown, attached or not."""
    site = publish(rich)

    assert not [p for p in site.rglob("*.*") if "Nobody outside" in p.read_text("utf-8")]
    shown = say(read(site / "claims" / "gazette" / "280-jobs.html"))
    assert "costs 280 jobs" in shown
    assert "Not checked here: the text of this copy is withheld" in shown
    assert "Its text is withheld" in say(read(site / "sources" / "gazette" / "index.html"))


def test_what_was_not_checked_is_said(rich: Ledger, publish: Callable[..., Path]) -> None:
    """The overview counts what nobody, and nothing, has looked at."""
    shown = say(read(publish(rich) / "index.html"))

    for words in (
        "2 quotes were held against the copy of the source",
        "2 quotes not held against the text",
        "1 captured text missing",
        "2 quotes that nobody has judged yet",
        "1 quote that only a rule has judged",
        "2 claims without a quote",
        "1 source cited, but not held",
        "3 sources without a date",
        "2 links between records that only a rule proposes",
    ):
        assert words in shown, (words, shown)


def test_two_sides_stand_beside_each_other_with_what_differs(
    rich: Ledger, publish: Callable[..., Path]
) -> None:
    """The page of a conflict marks the words that one side alone has."""
    site = publish(rich)
    trees = [read(page) for page in (site / "conflicts").glob("*.html") if "index" not in page.name]
    (tree,) = [each for each in trees if "240 jobs" in say(each) and "280 jobs" in say(each)]

    marked = {mark.text for mark in tree.findall(".//p[@class='statement']/mark")}
    assert marked == {"280", "at least 240"}
    assert "Settled: no conflict" in say(tree)
    (open_one,) = [each for each in trees if "courier/gone" in say(each)]
    assert "It has no page here" in say(open_one)


def test_conflicts_are_listed_by_what_became_of_them(
    rich: Ledger, publish: Callable[..., Path]
) -> None:
    """Open ones come first; those that are none are there too."""
    tree = read(publish(rich) / "conflicts" / "index.html")

    assert [each.text for each in tree.findall(".//main//h2")] == [
        "Open, and confirmed: 1",
        "Open: nobody has looked: 1",
        "Settled: no conflict: 1",
        "Settled: only look alike: 1",
    ]


def test_the_same_ledger_gives_the_same_bytes(rich: Ledger, publish: Callable[..., Path]) -> None:
    """Two runs differ in nothing."""
    first, second = publish(rich, "one"), publish(rich, "two")

    names = sorted(path.relative_to(first) for path in first.rglob("*"))
    assert names == sorted(path.relative_to(second) for path in second.rglob("*"))
    for name in names:
        assert (
            not (first / name).is_file()
            or (first / name).read_bytes() == (second / name).read_bytes()
        )


def test_what_was_not_selected_shows_no_more_than_its_id(
    rich: Ledger, publish: Callable[..., Path]
) -> None:
    """A site of one tag names other claims, and tells nothing of what they say."""
    site = publish(rich, tags=["jobs"])

    pages = [str(page.relative_to(site)) for page in list_pages(site / "claims")]
    assert [name for name in pages if name.count("/") > 1] == [
        "claims/agency/240-jobs.html",
        "claims/agency/31-ferries.html",
    ]
    shown = " ".join(path.read_text("utf-8") for path in site.rglob("*.*"))
    assert "gazette/280-jobs" in shown
    assert "costs 280 jobs" not in shown
    assert "people lose their jobs" not in shown
    test_every_link_leads_somewhere(rich, lambda _: site)


def test_an_empty_ledger_has_a_site(ledger: Ledger, publish: Callable[..., Path]) -> None:
    """Every page is there, and says that there is nothing."""
    site = publish(ledger)

    assert "0 claims from 0 sources" in say(read(site / "index.html"))
    test_every_link_leads_somewhere(ledger, lambda _: site)


def test_the_title_and_the_minimum_of_origins_are_those_of_the_settings(
    rich: Ledger, publish: Callable[..., Path]
) -> None:
    """What the settings say stands on the pages."""
    settings = Settings.model_validate(
        {"minimum-origins": 3, "site": {"title": "Varrow & Selm desk"}}
    )
    site = publish(rich, settings=settings)

    assert read(site / "index.html").findtext(".//h1") == "Varrow & Selm desk"
    assert "corroborated from 3 origins on" in say(read(site / "guide.html"))


def test_long_lists_come_in_parts(
    hold: Callable[..., Ledger],
    publish: Callable[..., Path],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
) -> None:
    """Claims, sources, tags, origins and the claims of one source are cut into pages."""
    many = [
        make_claim(f"big/c-{n}", f"Statement {n}.", tags=[f"tag-{n}"], attribution=f"Office {n}")
        for n in range(2 * PER_PAGE + 1)
    ]
    others = [make_source(f"source-{n}", title=f"Title {n}") for n in range(PER_PAGE)]
    ledger = hold(make_source("big", title="Big"), *others, *many)

    site = publish(ledger)

    for folder in ("claims", "tags", "origins", "sources/big"):
        assert (site / folder / "page-3.html").is_file(), folder
        assert not (site / folder / "page-4.html").exists(), folder
    assert (site / "sources" / "page-2.html").is_file()
    assert (site / "claims" / "single-origin-3.html").is_file()
    last = read(site / "claims" / "page-3.html")
    assert "201 claims, page 3 of 3" in say(last)
    assert last.find(".//ol").attrib["start"] == "201"
    test_every_link_leads_somewhere(ledger, lambda _: site)


def test_pages_stay_small_and_quick_however_much_is_linked(
    hold: Callable[..., Ledger],
    publish: Callable[..., Path],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """A chain of hundreds of hops, and a claim that hundreds repeat and cite, stay readable."""
    size = 250
    chain = [
        make_claim(f"a/c-{n:03}", links=[make_link("cites", f"a/c-{n + 1:03}")])
        for n in range(size)
    ]
    star = [
        make_claim(
            f"b/s-{n:03}",
            links=[
                make_link(kind, f"a/c-{size:03}") for kind in ("corroborates", "conflicts", "cites")
            ],
        )
        for n in range(size)
    ]
    ledger = hold(make_source("a"), make_source("b"), *chain, make_claim(f"a/c-{size:03}"), *star)

    started = time.process_time()
    site = publish(ledger)

    assert time.process_time() - started < 10
    assert max(page.stat().st_size for page in list_pages(site)) < 250_000
    first = say(read(site / "claims" / "a" / "c-000.html"))
    assert "The chain goes on; these are its first 100 places" in first
    assert "99 steps down" in first
    assert f"{size - MOST} claims more" in say(read(site / "claims" / "a" / f"c-{size:03}.html"))


def test_how_far_it_got_is_told(rich: Ledger, publish: Callable[..., Path]) -> None:
    """Progress ends at its total."""
    steps: list[tuple[int, int]] = []
    publish(rich, progress=lambda done, total: steps.append((done, total)))

    assert steps[-1] == (14, 14)
    assert steps == sorted(steps)


@pytest.mark.parametrize("path", ["sitemap.xml", "feeds/claims.xml", "feeds/conflicts.xml"])
def test_what_is_xml_is_well_formed(rich: Ledger, publish: Callable[..., Path], path: str) -> None:
    """It is read without an objection, whatever records hold."""
    site = publish(rich, base_url="https://claims.example/a")

    assert etree.fromstring((site / path).read_bytes()) is not None


def test_the_lines_of_a_note_stay_lines(
    hold: Callable[..., Ledger],
    publish: Callable[..., Path],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
) -> None:
    """As whoever wrote it set them."""
    ledger = hold(make_source("a"), make_claim("a/b", "Text.", note="First line.\nSecond line."))
    site = publish(ledger)
    (page,) = (each for each in (site / "claims").glob("*/*.html"))
    facts = (site / "assets/site.css").read_text("utf-8").partition(".facts dd {")[2]

    assert "First line.\nSecond line.</dd>" in page.read_text("utf-8")
    assert "white-space: pre-line" in facts.partition("}")[0]


def test_what_is_held_and_ordered_is_not_said_of_what_is_not(
    hold: Callable[..., Ledger],
    publish: Callable[..., Path],
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
) -> None:
    """Where nothing is held there is no more; where nothing is quoted there is no order."""
    site = publish(hold(make_source("a"), make_claim("a/b", "Text.")))
    (source,) = (each for each in (site / "sources").glob("*/index.html"))

    assert "0 sources are held, 1 is cited" in (site / "index.html").read_text("utf-8")
    assert "<p>1 claim.</p>" in source.read_text("utf-8")
