from __future__ import annotations

from typing import Any

import pytest

from claimtrack.cite import engine
from claimtrack.cite.engine import MANY, set_citations
from claimtrack.cite.results import Cite, Cluster, Mode
from claimtrack.cite.style_files import read_style
from claimtrack.cite.styles import find_style
from claimtrack.errors import BadStyleError, PandocFailedError
from tests.cite.conftest import read

TINY = read_style(
    "tiny",
    """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><id>tiny</id><title>Tiny</title><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation disambiguate-add-names="true"><layout delimiter="; "><group delimiter=" ">
<text variable="title"/><label variable="locator" form="short"/><text variable="locator"/>
</group></layout></citation>
<bibliography><sort><key variable="title"/></sort><layout><text variable="title"/></layout>
</bibliography></style>""",
)


def _item(title: str = "", **fields: object) -> dict[str, Any]:
    return {"type": "book", **({"title": title} if title else {}), **fields}


def test_sets_what_is_cited_and_lists_the_rest() -> None:
    """Citations come back in order, the list in the style's, each entry under its own id."""
    items = {"z/ü [;": _item("Beta"), "b": _item("Alpha"), "c": _item("Gamma")}
    clusters = [
        Cluster((Cite("z/ü [;", "z", "p. 3", "see"), Cite("b", "b", suffix=", para. 2, twice"))),
        Cluster((Cite("b", "b", "00:12:34"),)),
        Cluster((Cite("b", "b", "para. 3", mode=Mode.IN_TEXT),)),
    ]
    answer = set_citations(TINY, items, clusters)
    assert [read(each.inlines) for each in answer.citations] == [
        "see Beta p. 3; Alpha para. 2, twice",
        "Alpha, 00:12:34",
        "Alpha para. 3",
    ]
    assert [(each.name, read(each.inlines)) for each in answer.entries] == [
        ("b", "Alpha"),
        ("z/ü [;", "Beta"),
        ("c", "Gamma"),
    ]


def test_returns_what_has_no_form_without_words() -> None:
    """A source of which the style prints nothing comes back, empty, and without a warning."""
    answer = set_citations(TINY, {"a": _item("A"), "b": _item()})
    assert {each.name: read(each.inlines) for each in answer.entries} == {"a": "A", "b": ""}
    assert answer.remarks == []


def test_asks_nothing_for_nothing() -> None:
    """Without items nothing is run."""
    assert set_citations(TINY, {}).entries == []


def test_takes_nothing_for_markup() -> None:
    """What would be markup or a command to pandoc is text in a title, a prefix and a locator."""
    words = "@b [x](y) `c` {=tex} <script>"
    answer = set_citations(
        TINY, {"a": _item(words)}, [Cluster((Cite("a", "a", prefix="*see* @b", suffix=" $x$"),))]
    )
    assert read(answer.citations[0].inlines) == f"*see* @b {words} $x$"


def test_stops_in_time() -> None:
    """Whatever takes too long is stopped, and that is said."""
    with pytest.raises(PandocFailedError, match="stopped after"):
        set_citations(find_style("apa"), {"a": _item("A")}, seconds=0.001)


def test_says_what_pandoc_refuses() -> None:
    """A style that is none to pandoc is refused by its name, with pandoc's own words."""
    broken = read_style("x", '<style xmlns="http://purl.org/net/xbiblio/csl"></style>')
    with pytest.raises(BadStyleError, match="the style x: pandoc says: No citation element"):
        set_citations(broken, {"a": _item("A")})


def test_simplifies_for_very_many() -> None:
    """With very many sources names are not added to tell people apart, and that is said."""
    items = {f"i{n}": _item(f"T{n}") for n in range(MANY + 1)}
    answer = set_citations(TINY, items)
    assert len(answer.entries) == MANY + 1
    assert "501 sources" in answer.remarks[0]


def test_passes_warnings_on() -> None:
    """What pandoc warns of is said, in the ids of the ledger, but for what we say ourselves."""
    messages = (
        "[WARNING] Citeproc: odd date in s1\n[INFO] x\n[WARNING] Entry with no printed form: s0"
    )
    assert engine._read_warnings(messages, {"s0": "a", "s1": "b"}) == ["pandoc: odd date in b"]
