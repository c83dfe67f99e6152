"""The suite of the Citation Style Language project, through `cite` and through pandoc by itself.

A fixture is a style, items and what must come out of them. Both ways get the same: the citations
as an author would write them in Pandoc's syntax. What comes out is compared letter by letter and
look by look, white space and the way an apostrophe is written aside.
"""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from claimtrack.cite.citing import cite_sources
from claimtrack.cite.documents import make_document
from claimtrack.cite.formats.html import write_inline
from claimtrack.cite.results import Cite, Cluster, Mode
from claimtrack.cite.style_files import check_style, read_style
from claimtrack.errors import BadStyleError, ClaimtrackError
from claimtrack.formats import csl_json
from claimtrack.formats.contract import Entry
from claimtrack.formats.pandoc import find_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.source import Source

FOLDER = "processor-tests/humans"
_PART = re.compile(r"^>>=+ *([A-Z0-9-]+) *=+>>\n(.*?)\n<<=+ *\1 *=+<<", re.DOTALL | re.MULTILINE)
_MARKER = re.compile(r"^(?:\.\.|>>)\[\d+\] ", re.MULTILINE)
_ENTRY = '<div class="csl-entry">'
_PROCESSES = 2
_SECONDS = 60

Runs = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Fixture:
    """One test of the suite."""

    name: str
    is_list: bool
    result: str
    style: str
    items: list[dict[str, Any]]
    groups: list[list[dict[str, Any]]]


class Outcome(NamedTuple):
    """Whether a fixture passes."""

    ours: bool
    pandoc: bool


def read_fixtures(folder: Path) -> Iterator[Fixture]:
    """Yield the fixtures of a checkout of the suite, in order of name."""
    for path in sorted((folder / FOLDER).glob("*.txt")):
        parts = {each[1]: each[2] for each in _PART.finditer(path.read_text("utf-8"))}
        if not {"RESULT", "CSL", "INPUT"} <= set(parts):
            continue
        items = [
            {"id": f"without-{place}", **item}
            for place, item in enumerate(json.loads(parts["INPUT"]))
        ]
        yield Fixture(
            name=path.stem,
            is_list=parts.get("MODE", "citation").strip().startswith("bibliography"),
            result=parts["RESULT"],
            style=parts["CSL"],
            items=items,
            groups=_read_groups(parts, items),
        )


def run_fixtures(folder: Path) -> dict[str, Outcome]:
    """Run the suite both ways."""
    fixtures = list(read_fixtures(folder))
    with ThreadPoolExecutor(_PROCESSES) as pool:
        return dict(zip((each.name for each in fixtures), pool.map(_run, fixtures), strict=True))


def _read_groups(parts: dict[str, str], items: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    if "CITATION-ITEMS" in parts:
        return cast("list[list[dict[str, Any]]]", json.loads(parts["CITATION-ITEMS"]))
    if "CITATIONS" in parts:
        steps = json.loads(parts["CITATIONS"])
        known = {step[0]["citationID"]: step[0]["citationItems"] for step in steps}
        last = steps[-1]
        order = [each[0] for each in last[1]] + [last[0]["citationID"]]
        return [known[name] for name in [*order, *(each[0] for each in last[2])]]
    return [[{"id": item["id"]} for item in items]]


def _run(fixture: Fixture) -> Outcome:
    expected = _read_expected(fixture)
    try:
        ours = _read_ours(fixture)
    except ClaimtrackError:
        ours = None
    return Outcome(ours == expected, _read_pandoc(fixture) == expected)


def _read_expected(fixture: Fixture) -> list[Runs]:
    if fixture.is_list:
        return [read_runs(entry) for entry in fixture.result.split(_ENTRY)[1:]]
    lines = _MARKER.sub("", fixture.result).split("\n")
    if len(lines) != len(fixture.groups):  # the style itself breaks lines
        lines = [" ".join(lines)]
    return [read_runs(line) for line in lines]


class _Ledger(NamedTuple):
    """As much of a ledger as citing needs."""

    sources: dict[str, Source]
    claims: dict[str, Any]


def _read_ours(fixture: Fixture) -> list[Runs]:
    names = {str(item["id"]): f"item-{place}" for place, item in enumerate(fixture.items)}
    style = read_style(fixture.name, check_style(fixture.name, fixture.style.encode()))
    sources = {}
    for item in fixture.items:
        source = _take_in(item)
        name = names[str(item["id"])]
        sources[name] = source.model_copy(update={"id": name})
    answer = cite_sources(
        cast("Ledger", _Ledger(sources, {})),
        style,
        clusters=[] if fixture.is_list else _make_clusters(fixture, names, in_note=style.in_notes),
        listed=_list_cited(fixture, names),
        keep_duplicates=True,  # items of the suite are alike on purpose
    )
    if fixture.is_list:
        return [
            read_runs(f"{html.escape(entry.label)} " + "".join(map(write_inline, entry.inlines)))
            for entry in answer.entries
        ]
    return [read_runs("".join(map(write_inline, each.inlines))) for each in answer.citations]


def _take_in(item: dict[str, Any]) -> Source:
    """Import an item as a person would."""
    for found in csl_json.read(io.BytesIO(json.dumps([item]).encode()), "items.json"):
        if isinstance(found, Entry):
            return found.source
        raise BadStyleError("items.json", found.message)
    raise BadStyleError("items.json", "there is none")


def _make_clusters(fixture: Fixture, names: dict[str, str], *, in_note: bool) -> list[Cluster]:
    """Write the citations; in notes as in a footnote of the author's, which adds nothing."""
    return [
        Cluster(tuple(_make_cite(each, names) for each in group), in_note=in_note, is_alone=True)
        for group in fixture.groups
    ]


def _list_cited(fixture: Fixture, names: dict[str, str]) -> list[str]:
    """Return what is to be in the list: all that is cited, or all."""
    if not fixture.is_list:
        return list(names.values())
    cited = [names[str(cite["id"])] for group in fixture.groups for cite in group]
    return list(dict.fromkeys(cited))


def _make_cite(cite: dict[str, Any], names: dict[str, str]) -> Cite:
    locator = str(cite.get("locator", ""))
    label = str(cite.get("label", ""))
    suffix = str(cite.get("suffix", ""))
    if locator:
        suffix = f", {{{label if label != 'page' else ''} {locator}}}".replace("{ ", "{") + suffix
    mode = Mode.SUPPRESSED if cite.get("suppress-author") else Mode.NORMAL
    name = names[str(cite["id"])]
    return Cite(name, name, prefix=str(cite.get("prefix", "")), suffix=suffix, mode=mode)


def _read_pandoc(fixture: Fixture) -> list[Runs] | None:
    """Run pandoc by itself, on the items as they are."""
    ids = {str(item["id"]): f"s{place}" for place, item in enumerate(fixture.items)}
    items = [{**item, "id": ids[str(item["id"])]} for item in fixture.items]
    in_note = 'class="note"' in fixture.style
    names = {name: name for name in ids.values()}
    clusters = [] if fixture.is_list else _make_clusters(fixture, ids, in_note=in_note)
    document = make_document(clusters, names, _list_cited(fixture, ids))
    with TemporaryDirectory() as name:
        (Path(name) / "items.json").write_text(json.dumps(items), "utf-8")
        (Path(name) / "style.csl").write_text(fixture.style, "utf-8")
        done = subprocess.run(
            [
                str(find_pandoc()),
                *("--from=json", "--to=json", "--citeproc"),
                f"--bibliography={name}/items.json",
                f"--csl={name}/style.csl",
            ],
            input=json.dumps(document).encode(),
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    if done.returncode:
        return None
    blocks = json.loads(done.stdout)["blocks"]
    if fixture.is_list:
        entries = blocks[-1]["c"][1]
        return [read_runs(_write(entry["c"][1])) for entry in entries]
    return [read_runs(_write([block])) for block in blocks[: len(clusters)]]


_TAGS = {
    "Emph": "em",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
    "SmallCaps": "small-caps",
}
_CLASSES = {"nodecoration", "csl-no-emph", "csl-no-strong", "csl-no-smallcaps"}


def _write(nodes: Iterable[dict[str, Any]]) -> str:
    """Write pandoc's tree as tags."""
    return "".join(map(_write_node, nodes))


def _write_node(node: dict[str, Any]) -> str:
    kind: str = node["t"]
    content: Any = node.get("c")
    written = ""
    if kind == "Str":
        written = html.escape(content)
    elif kind in {"Space", "SoftBreak", "LineBreak"}:
        written = " "
    elif kind in _TAGS:
        written = f"<{_TAGS[kind]}>{_write(content)}</{_TAGS[kind]}>"
    elif kind == "Span":
        classes = content[0][1]
        words = (" " if "csl-right-inline" in classes else "") + _write(content[1])
        written = f"<normal>{words}</normal>" if _CLASSES.intersection(classes) else words
    elif kind in {"Para", "Plain", "Note"}:
        written = _write(content)
    elif kind in {"Link", "Cite", "Quoted", "Div"}:
        written = _write(content[1])
    return written


_LOOKS = {"i": "em", "b": "strong", "span": ""}


class _Reader(HTMLParser):
    """Reads tags as stretches of text with their looks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[tuple[str, frozenset[str]]] = []
        self._open: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        look = self._open[-1][1] if self._open else frozenset[str]()
        style = f"{dict(attrs).get('style') or ''} {dict(attrs).get('class') or ''}"
        name = _LOOKS.get(tag, tag)
        if tag == "div":
            name = ""
            self.runs.append((" ", frozenset()))
        if "small-caps" in style or "caps" in style.split():
            name = "small-caps"
        if "italic" in style:
            name = "em"
        if tag == "a":
            name = ""  # a link is an addition of ours
        if "normal" in style or tag == "normal":
            look = frozenset()
        elif name:
            look |= {name}
        self._open.append((tag, look))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        self.runs.append((data, self._open[-1][1] if self._open else frozenset()))


def read_runs(text: str) -> Runs:
    """Return text with tags as stretches that look alike, spaces evened out."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    merged: list[tuple[str, frozenset[str]]] = []
    for words, look in reader.runs:
        plain = re.sub(r"\s+", " ", words.replace("\u00a0", " "))
        if merged and merged[-1][0].endswith(" "):
            plain = plain.lstrip(" ")
        if not plain:
            continue
        if plain == " ":  # a space looks like nothing
            look = merged[-1][1] if merged else look  # noqa: PLW2901 - evened out
        if merged and merged[-1][1] == look:
            merged[-1] = (merged[-1][0] + plain, look)
        else:
            merged.append((plain, look))
    if merged:
        merged[0] = (merged[0][0].lstrip(" "), merged[0][1])
        merged[-1] = (merged[-1][0].rstrip(" "), merged[-1][1])
    return tuple(run for run in merged if run[0])


def run(folder: Path) -> list[str]:
    """Run the suite; return a line for each fixture that passes, or that pandoc by itself passes.

    Its sign tells how: none for both ways, `+` for ours alone, `-` for pandoc's alone.
    """
    signs = {(True, True): " ", (True, False): "+", (False, True): "-"}
    outcomes = run_fixtures(folder)
    return [f"{signs[each]} {name}" for name, each in outcomes.items() if each in signs]
