"""What pandoc answers: its syntax tree as stretches of text, for each citation and each entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypedDict

from claimtrack.cite.documents import LIST_ID
from claimtrack.manuscripts.contract import Inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claimtrack.cite.documents import Node

Inlines = tuple[Inline, ...]

_PLAIN: Final = Inline("")


class _Look(TypedDict, total=False):
    italic: bool
    bold: bool
    small_caps: bool
    superscript: bool
    subscript: bool
    underline: bool


_LOOKS: Final[Mapping[str, _Look]] = {
    "Emph": {"italic": True},
    "Strong": {"bold": True},
    "SmallCaps": {"small_caps": True},
    "Superscript": {"superscript": True, "subscript": False},
    "Subscript": {"subscript": True, "superscript": False},
    "Underline": {"underline": True},
}
#: What a style takes back inside of what it has set.
_TAKEN_BACK: Final[Mapping[str, _Look]] = {
    "nodecoration": {"italic": False, "bold": False, "small_caps": False, "underline": False},
    "csl-no-emph": {"italic": False},
    "csl-no-strong": {"bold": False},
    "csl-no-smallcaps": {"small_caps": False},
    "csl-no-underline": {"underline": False},
    "csl-baseline": {"superscript": False, "subscript": False},
}
_SPACES: Final = frozenset({"Space", "SoftBreak", "LineBreak"})
#: Parts of an entry that stand on lines of their own in print.
_BLOCKS: Final = frozenset({"csl-block", "csl-indent", "csl-right-inline"})
_SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)
#: An abbreviation whose full stop pandoc takes for that of the sentence, in a bracket of a note.
_STRIPPED: Final = re.compile(
    r"(\b[^\W\d_]\.[ \u00a0]?[^\W\d_]|\bet al|\b[JS]r|\bInc|\bLtd)(?=\)\Z)"
)
_MARGIN: Final = "csl-left-margin"
_ENTRY: Final = "ref-"


class Set(NamedTuple):
    """A citation as pandoc set it."""

    inlines: Inlines
    note: Inlines | None


class Entry(NamedTuple):
    """An entry of the list as pandoc set it; without inlines when the style prints nothing."""

    name: str
    label: str
    inlines: Inlines


class _Writer:
    """Puts stretches one after the other; those that look the same become one."""

    def __init__(self) -> None:
        self.found: list[Inline] = []
        self.note: Inlines | None = None
        self.margin = ""

    def add(self, text: str, look: Inline) -> None:
        if not text or (text == " " and (not self.found or self.found[-1].text.endswith(" "))):
            return
        if self.found and self.found[-1]._replace(text="") == look:
            self.found[-1] = look._replace(text=self.found[-1].text + text)
        else:
            self.found.append(look._replace(text=text))

    def write(self, nodes: Iterable[Node], look: Inline) -> None:
        for node in nodes:
            self._write_one(node["t"], node.get("c"), look)

    def _write_one(self, kind: str, content: Any, look: Inline) -> None:  # noqa: ANN401 - JSON
        if kind == "Str":
            self.add(content, look)
        elif kind in _SPACES:
            self.add(" ", look)
        elif kind in _LOOKS:
            self.write(content, look._replace(**_LOOKS[kind]))
        elif kind == "Span":
            self._write_span(content, look)
        elif kind == "Link":
            address = str(content[2][0])
            is_safe = _SAFE_LINK.match(address)
            self.write(content[1], look._replace(link=address) if is_safe else look)
        elif kind == "Note":
            self.note = (*(self.note or ()), *read_inlines(_list_inlines(content)))
        elif kind in {"Code", "Math"}:
            self.add(str(content[1]), look)
        elif kind in {"Quoted", "Cite"}:
            self.write(content[1], look)
        elif kind == "Strikeout":
            self.write(content, look)

    def _write_span(self, content: Any, look: Inline) -> None:  # noqa: ANN401 - JSON
        (_, classes, _), nodes = content
        if _MARGIN in classes and not self.found:
            self.margin += "".join(inline.text for inline in read_inlines(nodes)).strip()
            return
        for name in classes:
            look = look._replace(**_TAKEN_BACK.get(name, _Look()))
        is_block = not _BLOCKS.isdisjoint(classes)
        if is_block and self.found:
            self.add(" ", _PLAIN)
        self.write(nodes, look)
        if is_block:
            self.add(" ", _PLAIN)


def read_inlines(nodes: Iterable[Node]) -> Inlines:
    """Return stretches of text for nodes of pandoc's tree."""
    writer = _Writer()
    writer.write(nodes, _PLAIN)
    return _trim(writer.found)


def read_citations(document: Node, count: int) -> list[Set]:
    """Return the citations, which are the first ``count`` blocks of the document."""
    return [_read_citation(block) for block in document["blocks"][:count]]


def read_entries(document: Node) -> list[Entry]:
    """Return the entries of the list, in its order; empty when the style prints no list."""
    entries = []
    for block in document["blocks"]:
        if block["t"] == "Div" and block["c"][0][0] == LIST_ID:
            entries += [_read_entry(each) for each in block["c"][1] if each["t"] == "Div"]
    return entries


def _read_citation(block: Node) -> Set:
    nodes = list(_list_inlines([block]))
    in_note = bool(nodes) and nodes[0]["t"] == "Note"
    if in_note:  # of the author's own
        nodes = list(_list_inlines(nodes[0]["c"]))
    writer = _Writer()
    writer.write((node for node in nodes if node["t"] == "Cite"), _PLAIN)
    inlines = _trim(writer.found)
    return Set(_stop_abbreviation(inlines) if in_note else inlines, writer.note)


def _stop_abbreviation(inlines: Inlines) -> Inlines:
    """Give the abbreviation at the end of a bracket the full stop that it lost: `(n.d)`."""
    if not inlines:
        return inlines
    last = inlines[-1]
    return (*inlines[:-1], last._replace(text=_STRIPPED.sub(r"\1.", last.text)))


def _read_entry(block: Node) -> Entry:
    (name, _, _), blocks = block["c"]
    writer = _Writer()
    writer.write(_list_inlines(blocks), _PLAIN)
    return Entry(name.removeprefix(_ENTRY), writer.margin, _trim(writer.found))


def _list_inlines(blocks: Sequence[Node]) -> Iterator[Node]:
    for place, block in enumerate(blocks):
        if place:
            yield {"t": "Space"}
        if block["t"] in {"Para", "Plain"}:
            yield from block["c"]
        elif block["t"] == "Div":
            yield from _list_inlines(block["c"][1])


def _trim(inlines: Sequence[Inline]) -> Inlines:
    """Take spaces off both ends, and doubled ones between."""
    trimmed = list(inlines)
    if trimmed:
        trimmed[0] = trimmed[0]._replace(text=trimmed[0].text.lstrip(" "))
        trimmed[-1] = trimmed[-1]._replace(text=trimmed[-1].text.rstrip(" "))
    return tuple(inline for inline in trimmed if inline.text)
