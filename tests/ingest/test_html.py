from __future__ import annotations

import json
import logging

import pytest

from claimtrack.errors import NoTextError, TooDeepError, TooLargeError
from claimtrack.ingest.dates import Role
from claimtrack.ingest.html import find_charset, read_html
from claimtrack.ingest.issued import propose_issued
from claimtrack.ingest.limits import (
    MAX_BROKEN_JSON,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_HTML_BYTES,
    MAX_INLINE_CHILDREN,
)
from claimtrack.ingest.proposals import Confidence
from claimtrack.language.packs import load_pack

FIRST = (
    "The council of Port Varrow said on Tuesday that forty-one boats lay at the quay below the "
    "Selm bridge, and that none of them would be moved before the water fell."
)
SECOND = (
    "Boatmen counted at least twelve more above the northern lock in April 2023, the harbour "
    "office said, and the café at the quay stayed open for them through the night."
)
ARTICLE = f"<article><h1>Boats stay on the Selm</h1><p>{FIRST}</p><p>{SECOND}</p></article>"


def page(body: str = ARTICLE, head: str = "", language: str = "") -> str:
    """Write a page with a head and a body."""
    attribute = f' lang="{language}"' if language else ""
    return f"<!doctype html><html{attribute}><head>{head}</head><body>{body}</body></html>"


def json_ld(**values: object) -> str:
    """Write metadata as JSON-LD."""
    content = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(content)}</script>'


def test_paragraphs_become_lines() -> None:
    """The article's paragraphs are lines of text; the extractor is named with its version."""
    found = read_html(page().encode())

    assert found.text.splitlines()[-2:] == [FIRST, SECOND]
    assert found.extractor.startswith("trafilatura 2.")


def test_metadata_is_proposed() -> None:
    """Title, author, publisher and language come from the page, with their evidence."""
    head = (
        "<title>Boats stay on the Selm | Varrow Courier</title>"
        '<meta property="og:site_name" content="Varrow Courier">'
        '<meta name="author" content="Tom Harrow">'
    )
    found = read_html(page(head=head, language="en-GB").encode())

    assert found.title is not None
    assert found.title.value == "Boats stay on the Selm"
    assert found.byline is not None
    assert found.byline.value == "Tom Harrow"
    assert found.publisher is not None
    assert found.publisher.value == "Varrow Courier"
    assert "metadata" in found.publisher.evidence
    assert found.language == "en"


def test_without_metadata_nothing_is_made_up() -> None:
    """A bare page has no author, publisher or language, and no date but those of its text."""
    found = read_html(page(f"<p>{FIRST}</p><p>{SECOND}</p>").encode())

    assert (found.byline, found.publisher, found.language) == (None, None, None)
    assert [date.edtf for date in found.dates] == ["2023-04"]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (json_ld(datePublished="2023-05-02T23:10:00+02:00"), "JSON-LD datePublished"),
        (
            '<meta property="article:published_time" content="2023-05-02T10:00:00Z">',
            "meta article:published_time",
        ),
    ],
)
def test_a_declared_date_names_its_place(head: str, place: str) -> None:
    """The day of publication that a page declares is sure, and says where it stands."""
    found = read_html(page(head=head).encode())
    declared = found.dates[0]
    issued = propose_issued(found.text, found.dates, load_pack("en"))

    assert (declared.edtf, declared.role) == ("2023-05-02", Role.PUBLISHED)
    assert declared.confidence is Confidence.SURE
    assert declared.reading == f"2 May 2023, declared in the page's metadata as {place}"
    assert (issued.edtf, issued.basis) == ("2023-05-02", "declared")


def test_all_places_of_a_date_are_named() -> None:
    """A date declared in two places is one date with both."""
    head = json_ld(datePublished="2023-05-02", dateModified="2023-05-04") * 2
    found = read_html(page('<time datetime="2023-05-02">2 May</time>' + ARTICLE, head).encode())

    roles = {(date.edtf, date.role) for date in found.dates if date.start < 0}
    assert roles == {("2023-05-02", Role.PUBLISHED), ("2023-05-04", Role.MODIFIED)}
    reading = next(date.reading for date in found.dates if date.edtf == "2023-05-02")
    assert reading.endswith("as JSON-LD datePublished and a <time> element")


def test_a_date_only_the_extractor_sees_is_likely() -> None:
    """A printed date that the extractor takes for the page's is said to come from it."""
    body = ARTICLE.replace("</h1>", '</h1><div class="date">May 2, 2023</div>')
    found = read_html(page(body).encode())

    assert (found.dates[0].edtf, found.dates[0].confidence) == ("2023-05-02", Confidence.LIKELY)
    assert "printed on the page" in found.dates[0].reading


def test_a_date_that_is_made_up_is_a_guess() -> None:
    """The extractor makes a day of a month, or of a day that no calendar has: that is no date."""
    head = '<meta property="article:modified_time" content="2023-02-31"><meta name="date">'
    found = read_html(page(head=head).encode())
    issued = propose_issued(found.text, found.dates, load_pack("en"))

    assert [date.confidence for date in found.dates if date.start < 0] == [Confidence.GUESS]
    assert "not found on the page" in found.dates[0].reading
    assert issued.basis == "inferred"


def test_scripts_and_styles_are_not_text() -> None:
    """Code is never part of the text; code that is shown as text stays text."""
    body = ARTICLE.replace(
        "<p>", "<script>steal()</script><style>p{color:red}</style><p>Write &lt;b&gt; here. ", 1
    )
    found = read_html(page(body, "<script>document.write('x')</script>").encode())

    assert "steal" not in found.text
    assert "color" not in found.text
    assert "Write <b> here." in found.text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="{0}">',
        "<META http-equiv=Content-Type content='text/html; charset={0}'>",
        "<!-- {1} --><meta charset={0} />",
    ],
)
@pytest.mark.parametrize("charset", ["euc-kr", "windows-1252", "utf-8"])
def test_the_declared_charset_is_used(head: str, charset: str) -> None:
    """The encoding that the page declares is used and recorded."""
    korean = "포트 바로우 시의회는 셀름 강에 배 마흔한 척이 묶여 있다고 화요일에 밝혔다. "
    body = ARTICLE.replace("café", "café" if charset != "euc-kr" else korean)
    data = page(body, head.format(charset, "x" * 300)).encode(charset)
    found = read_html(data)

    assert find_charset(data) == charset
    assert (korean if charset == "euc-kr" else "café").strip() in found.text
    assert found.notes == ()


def test_a_charset_beside_the_page_comes_first() -> None:
    """A header's encoding outweighs that of the page; a doubtful one is noted."""
    data = page(head="<meta charset=koi8-r>").encode("cp1252")

    assert "café" in read_html(data, "windows-1252").text
    assert read_html(page().encode("cp1252")).notes


def test_an_xml_declaration_does_no_harm() -> None:
    """XHTML with its XML declaration is read, and the encoding in it is found."""
    data = ('<?xml version="1.0" encoding="iso-8859-1"?>' + page()).encode("iso-8859-1")

    assert find_charset(data) == "iso-8859-1"
    assert "café" in read_html(data).text


def test_entities_are_not_expanded() -> None:
    """An entity that names a file is not read."""
    start = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = page(ARTICLE.replace("April", "&x; April")).replace("<!doctype html>", start)

    assert "root:" not in read_html(data.encode()).text


@pytest.mark.parametrize(
    "nested",
    [
        "<div>" * 1_000_000 + "</div>" * 1_000_000,
        "<span><div></span>" * 600_000,
        "<x></y>" * 1_000_000,
    ],
)
def test_a_million_nested_tags_are_refused(nested: str) -> None:
    """Nesting is counted as the parser nests, before a tree is built."""
    with pytest.raises(TooDeepError, match=str(MAX_DEPTH)):
        read_html(page(nested).encode())


@pytest.mark.parametrize("tag", ["p", "li", "br", "img", "td", "option"])
def test_unclosed_tags_do_not_nest(tag: str) -> None:
    """Paragraphs and list items that are never closed, and void tags, are not nesting."""
    found = read_html(page(ARTICLE + f"<{tag}>" * 3 * MAX_DEPTH).encode())

    assert SECOND in found.text


def test_a_page_as_deep_as_allowed_is_read() -> None:
    """Depth up to the limit is read without loss."""
    depth = MAX_DEPTH - 10

    assert SECOND in read_html(page("<div>" * depth + ARTICLE + "</div>" * depth).encode()).text


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        ("<p>a" * (MAX_ELEMENTS + 1), MAX_ELEMENTS),
        ("<p>" + "<b>a</b> " * (MAX_INLINE_CHILDREN + 1), MAX_INLINE_CHILDREN),
        ("a" * MAX_HTML_BYTES, MAX_HTML_BYTES),
    ],
)
def test_pages_beyond_the_limits_are_refused(body: str, limit: int) -> None:
    """Pages that would take too long are refused with the limit."""
    with pytest.raises(TooLargeError, match=f"the limit is {limit:,}"):
        read_html(page(body).encode())


@pytest.mark.parametrize("count", [1, 100])
def test_broken_metadata_does_not_stop_the_reading(count: int) -> None:
    """JSON-LD that is no JSON is tolerated, and dropped when there is much of it."""
    broken = '"author":{' * (MAX_BROKEN_JSON // 1_000)
    head = f'<script type="application/ld+json">{broken}</script>' * count
    nested = f'<script type="application/ld+json">{"[" * 100_000}</script>'

    assert SECOND in read_html(page(head=head + nested).encode()).text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "the page is empty"),
        ("<!-- nothing -->", "the page is empty"),
        (page(""), "nothing on the page"),
        (page('<div id="root"></div><script src="app.js"></script>'), "JavaScript"),
        (
            page(
                "<noscript>You need to enable JavaScript to run this app.</noscript>"
                "<script>start()</script>"
            ),
            "JavaScript",
        ),
    ],
)
def test_a_page_without_an_article_is_refused(data: str, why: str) -> None:
    """No article is said to be none, and why, instead of an empty text."""
    with pytest.raises(NoTextError, match=why):
        read_html(data.encode())


def test_the_extractor_logs_nothing_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """What the extractor has to say about a poor page is not printed."""
    with pytest.raises(NoTextError):
        read_html(page("").encode())

    assert logging.getLogger("trafilatura").handlers
    assert capsys.readouterr() == ("", "")
