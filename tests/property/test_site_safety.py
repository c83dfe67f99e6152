"""Whatever records hold, a page stays the page that it was meant to be."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from tinyhtml5.parser import HTMLParser

from claimtrack.exchange.exporting import select_records
from claimtrack.exchange.packages import Occasion
from claimtrack.ledger.ledger import Ledger
from claimtrack.models.claim import Claim
from claimtrack.models.settings import Settings
from claimtrack.models.source import Source
from claimtrack.site.package import write_site
from claimtrack.store.contract import Change
from claimtrack.store.folder import FolderStore
from claimtrack.store.layout import Layout
from claimtrack.store.settings import NEW

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "--><b>",
    "{{ 7 * 7 }}{% raw %}",
    "]]>&amp;&#0;",
    "\u202e\u2066\ufeff\x1b[2J\x7f",
    'https://example.org/" onclick="alert(1)',
)
words = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=30))


@st.composite
def records(draw: st.DrawFn) -> tuple[Source, Claim]:
    """Draw a source and a claim of it, with the same words in every field that takes any."""
    text = draw(words.filter(str.strip))
    csl = {"type": "webpage", "title": text, "publisher": text, "URL": text, "language": text}
    csl["author"] = [{"literal": text}]  # type: ignore[assignment]
    source = Source.model_validate(
        {"id": "a", "csl": csl, "note": text, "rights": text, "aliases": [text]}
    )
    judgement = {"state": "confirmed", "by": text, "when": "2025-03-14", "why": text}
    claim = Claim.model_validate(
        {
            "id": "a/b",
            "text": text,
            "attribution": text,
            "about_words": text,
            "tags": [text],
            "note": text,
            "fit": judgement,
            "ratings": [{"by": text, "words": text, "url": text, "why": text}],
            "anchor": {
                "capture": 1,
                "quote": text,
                "segments": [{"exact": text, "prefix": text, "suffix": text, "start": 0, "end": 1}],
            },
            "links": [
                {"kind": kind, "target": target, "because": text, "judgement": judgement}
                for kind, target in (("cites", "a"), ("cites", "gone"), ("conflicts", "gone/x"))
            ],
        }
    )
    return source, claim


def publish(source: Source, claim: Claim, folder: Path) -> Path:
    """Write a ledger of the two, and its site."""
    layout = Layout(folder / "ledger")
    layout.sources.mkdir(parents=True)
    layout.claims.mkdir()
    layout.settings.write_text(NEW, "utf-8")
    store = FolderStore(layout)
    store.commit([Change(record.id, None, record) for record in (source, claim)])
    ledger = Ledger(store)
    occasion = Occasion(dt.date(2025, 3, 15), Settings(), "https://claims.example/")
    write_site(ledger, select_records(ledger), folder / "site", occasion)
    return folder / "site"


def list_links(site: Path) -> Iterator[str]:
    """Yield every address of a site's pages."""
    for page in site.rglob("*.html"):
        for element in html.document_fromstring(page.read_bytes()).iter():
            yield from (element.get(name) for name in ("href", "src", "cite") if element.get(name))


@settings(max_examples=20, deadline=None)
@given(records())
def test_no_text_becomes_markup_a_handler_or_a_link(drawn: tuple[Source, Claim]) -> None:
    """Pages stay valid, feeds well-formed, and no element is there that the templates lack."""
    with tempfile.TemporaryDirectory() as folder:
        site = publish(*drawn, Path(folder))

        for page in site.rglob("*.html"):
            parser = HTMLParser(namespace_html_elements=False)
            parser.parse(page.read_text("utf-8"))
            assert not parser.errors, (page, parser.errors)
            for element in html.document_fromstring(page.read_bytes()).iter():
                assert element.tag not in {"img", "iframe", "object", "base"}
                assert element.tag != "script" or element.get("src", "").startswith("assets/")
                assert not [name for name in element.attrib if name.startswith("on")]
        for link in list_links(site):
            scheme = link.partition(":")[0] if ":" in link.partition("/")[0] else ""
            assert scheme in {"", "http", "https"}, link
        for feed in site.glob("feeds/*.xml"):
            etree.fromstring(feed.read_bytes())
        for feed in site.glob("feeds/*.json"):
            json.loads(feed.read_bytes())
        for script in site.glob("assets/rows-*.js"):
            rows = script.read_text("ascii").removeprefix("claimtrack.add(").removesuffix(");\n")
            assert len(json.loads(rows)) == 2
