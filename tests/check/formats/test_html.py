from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from claimtrack.check.formats.html import render
from claimtrack.check.formats.options import Options
from claimtrack.check.results import State

if TYPE_CHECKING:
    from claimtrack.check.results import CheckReport

_VOID = {"meta"}


class _Page(HTMLParser):
    """Reads a page back: its elements, and that each is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def list_values(self, name: str) -> list[str]:
        """Return the values of an attribute, wherever it stands."""
        return [str(attrs[name]) for _, attrs in self.elements if name in attrs]


def test_hostile_text_is_text(hostile: CheckReport) -> None:
    """No draft or claim brings an element, an attribute or a comment of its own."""
    text = render([hostile])
    page = _Page(text)

    assert "<script" not in text
    assert "<!--" not in text.replace("&lt;!--", "")
    names = {name for _, attrs in page.elements for name in attrs}
    known = {"lang", "charset", "content", "http-equiv", "name", "id", "class", "dir", "href"}
    assert names <= known | {"tabindex", "aria-label"}
    assert any("<script>alert(1)</script> ]]>" in each for each in page.texts)


def test_the_page_asks_nothing_of_anybody(story: CheckReport) -> None:
    """There is nothing to load: no source, no style sheet, no address but within the page."""
    text = render([story])
    page = _Page(text)
    tags = {tag for tag, _ in page.elements}

    assert not tags & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert "default-src 'none'; style-src 'unsafe-inline'" in " ".join(page.list_values("content"))
    assert re.search(r"url\(|@import|https?:", text) is None


def test_links_lead_to_statements(story: CheckReport) -> None:
    """Each link leads to an element of the page, and no two elements have the same name."""
    page = _Page(render([story]))
    names = page.list_values("id")

    assert len(set(names)) == len(names) == len(story.statements)
    assert {link.removeprefix("#") for link in page.list_values("href")} <= set(names)
    assert len(page.list_values("href")) == len({each.state for each in story.statements})


def test_headings_descend_by_one(story: CheckReport) -> None:
    """The page can be read by its headings: one for the draft, one a statement, one a claim."""
    levels = [int(tag[1]) for tag, _ in _Page(render([story])).elements if re.match(r"h\d", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_no_links_where_nothing_is_listed(story: CheckReport) -> None:
    """A page without statements has no list of links to them."""
    assert "<nav" not in render([story], Options(only=frozenset()))


def _find_colours(style: str, *, dark: bool) -> dict[str, str]:
    light, night = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", light))
    return found | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", night)) if dark else found


def _measure_light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_is_legible(story: CheckReport, *, dark: bool) -> None:
    """Every colour of text has a contrast of 4.5 to 1 with every ground that it can stand on."""
    colours = _find_colours(render([story]), dark=dark)
    grounds = ["paper", "alarm-paper"]
    pairs = [(ink, ground) for ink in ("ink", "faint", *State) for ground in grounds]
    pairs += [("ink", each) for each in ("sibling-paper", "nowhere-paper", "code-paper")]
    pairs += [("on-badge", state) for state in State]

    for ink, ground in pairs:
        lights = sorted((_measure_light(colours[ink]), _measure_light(colours[ground])))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, (ink, ground)


def test_a_source_on_the_web_opens_at_the_quote(story: CheckReport) -> None:
    """Its line is a link to the passage that tells nobody where the reader comes from."""
    address = "https://town.example/minutes?a=1&b=2#:~:text=280%20dismissals"
    statement = next(each for each in story.statements if each.evidence)
    linked = replace(statement, evidence=(replace(statement.evidence[0], link=address),))
    page = _Page(render([replace(story, statements=(linked,))]))

    links = [attrs for tag, attrs in page.elements if tag == "a" and attrs["href"] == address]
    assert [attrs["rel"] for attrs in links] == ["noreferrer"]
