"""Which of the first lines is the headline, and which only stands above it.

Above a headline stand weather, a date, a caption, a menu, the name of the site or of a section.
Whatever is left over and comes before the running text is the headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from claimtrack.ingest.lines import Kind, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_SITE: Final = re.compile(r"(?P<name>[^|–—-]{2,60}?)\s+[|–—-]\s+\S.*")
#: "Title: Trams", as at the head of a Markdown file or a letter; how far down it may stand.
_LABELLED: Final = re.compile(
    r"(?:title|headline|subject)\s*:\s*(?P<quote>[\"']?)(?P<text>\S.*?)(?P=quote)\s*", re.IGNORECASE
)
_HEAD: Final = 12
#: The name of a section or site above a headline is short, and the headline is longer.
_SECTION_WORDS: Final = 3
#: A headline after running text is only looked for so near the top, where a caption may stand.
_NEAR: Final = 5
_READ: Final = 100_000


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline of a text.

    Attributes:
        line: the line it stands on; `None` when no line reads like one.
        site: the line above it that names the site or section; `None` when there is none.
        site_name: the name on that line.
        why: why each was taken for this, a sentence.
        is_plain: whether no other line could have been the headline.
    """

    line: Line | None
    site: Line | None = None
    site_name: str = ""
    why: str = ""
    is_plain: bool = True


def find_headline(text: str, lines: Sequence[Line]) -> Headline:
    """Find the headline among the first lines of a text."""
    labelled = _find_labelled(lines)
    if labelled is not None:
        return Headline(labelled, why="the line says that it is")
    return _find_by_place(text, lines)


def _find_by_place(text: str, lines: Sequence[Line]) -> Headline:
    first_prose = next((at for at, line in enumerate(lines) if line.kind is Kind.PROSE), None)
    top = [line for line in lines[:first_prose] if line.kind is Kind.SHORT]
    if not top:
        late = [line for line in lines[:_NEAR] if line.kind is Kind.SHORT]
        if first_prose is None or not late:
            return Headline(None)
        why = "the first short line, though it stands under running text"
        return Headline(late[0], why=why, is_plain=False)
    first, second = top[0], top[1] if len(top) > 1 else None
    if second is None:
        return Headline(first, why="the only line above the running text that reads like one")
    site = _SITE.fullmatch(first.text)
    if site and _names_site(site["name"], text, first, second, lines):
        why = f"the line above it names the site, “{site['name']}”"
        return Headline(second, first, site["name"], why)
    section = _name_section(first, second, lines)
    if section:
        return Headline(second, first, first.text, section, is_plain=False)
    return Headline(first, why="the first line that reads like one", is_plain=False)


def _find_labelled(lines: Sequence[Line]) -> Line | None:
    """Find the line among the first that says that it is the title, and take it without that."""
    for line in lines[:_HEAD]:
        found = _LABELLED.fullmatch(line.text)
        if found:
            start, end = (line.start + place for place in found.span("text"))
            return replace(line, text=found["text"], start=start, end=end)
    return None


def _name_section(first: Line, second: Line, lines: Sequence[Line]) -> str:
    """Say why a line above another names a site or section; empty when it need not."""
    if lines[lines.index(first) + 1].kind is Kind.WEATHER:
        return f"the line above the weather, “{first.text}”, names the site"
    if len(first.text.split()) <= _SECTION_WORDS < len(second.text.split()):
        return f"the short line above it, “{first.text}”, names a site or a section"
    return ""


def _names_site(name: str, text: str, first: Line, second: Line, lines: Sequence[Line]) -> bool:
    """Whether `Name - Motto` names a site: a menu follows it, or the text speaks of the name."""
    between = lines[lines.index(first) + 1 : lines.index(second)]
    return (
        any(line.kind is Kind.FURNITURE for line in between)
        or text.find(name, first.end, first.end + _READ) >= 0
    )
