"""Citing against pandoc by itself, in time; and against citeproc-js, word by word.

    python benchmarks/citing.py
    python benchmarks/citing.py CITEPROC_JS LOCALES

The second way sets a newsroom's sources with both and prints where they differ; citeproc-js and its
locales are to be brought along, and docs/citations.md explains the differences.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import Result, compare_processes, time_call

from claimtrack.cite.citing import cite_sources
from claimtrack.cite.collecting import Collector
from claimtrack.cite.engine import set_citations
from claimtrack.cite.formats import FORMATS
from claimtrack.cite.formats.sheet import make_sheet
from claimtrack.cite.items import print_item
from claimtrack.cite.results import Cite, Cluster
from claimtrack.cite.styles import find_style
from claimtrack.formats.pandoc import find_pandoc
from claimtrack.ledger.ledger import Ledger, open_ledger
from claimtrack.models.source import Source
from claimtrack.store import json_files
from claimtrack.store.layout import Layout
from claimtrack.store.settings import NEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SOURCES = Path(__file__).parents[1] / "tests" / "cite" / "newsroom.json"
STYLES = (
    "chicago-author-date",
    "chicago-notes-bibliography",
    "apa",
    "modern-language-association",
    "newsroom",
)
STYLE = "chicago-author-date"
COUNTS = (12, 300)
RUNS = 25
_FAMILIES = "Adler Brown Costa Dunn Evers Field Gomez Hale Ito Jones Kern Lund Mora Nagy".split()
_GIVEN = "Ann Bo Cy Di Eva Finn Gus Hana".split()


def make_items(count: int) -> dict[str, dict[str, Any]]:
    """Make articles by people some of whom share a name."""
    chance = random.Random(count)
    return {
        f"article-{place}": {
            "type": chance.choice(("article-newspaper", "webpage", "report")),
            "title": f"Ferry yard {place} of the harbour to close",
            "author": [{"family": chance.choice(_FAMILIES), "given": chance.choice(_GIVEN)}],
            "container-title": "Varrow Courier",
            "issued": {"date-parts": [[chance.randint(2019, 2025), chance.randint(1, 12), 3]]},
            "URL": f"https://courier.example/{place}",
        }
        for place in range(count)
    }


def write_ledger(folder: Path, items: dict[str, dict[str, Any]]) -> Layout:
    """Write the items as the sources of a ledger."""
    layout = Layout(folder)
    layout.claims.mkdir(parents=True)
    layout.settings.write_text(NEW, "utf-8")
    for source_id, item in items.items():
        path = layout.source_file(source_id)
        path.parent.mkdir(parents=True)
        path.write_bytes(json_files.dump({"csl": item}))
    return layout


def cite_all(ledger: Ledger) -> bytes:
    """Do what the command does with a ledger that is loaded."""
    collector = Collector(ledger)
    clusters = [collector.cite_record(source_id) for source_id in sorted(ledger.sources)]
    citations = cite_sources(ledger, find_style(STYLE), clusters=clusters)
    return FORMATS["text"].render(make_sheet(citations, of="all", title="Sources"))


def measure() -> list[Result]:
    """Time citing a ledger that is loaded, and the whole command, against pandoc by itself."""
    return [row for count in COUNTS for row in _measure(count)]


def _measure(count: int) -> Iterator[Result]:
    items = make_items(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layout = write_ledger(folder / "ledger", items)
        (folder / "items.json").write_text(
            json.dumps([{**item, "id": source_id} for source_id, item in items.items()]), "utf-8"
        )
        (folder / "style.csl").write_text(find_style(STYLE).text, "utf-8")
        bare = [
            str(find_pandoc()),
            *("--from=csljson", "--to=plain", "--wrap=none", "--citeproc"),
            f"--csl={folder / 'style.csl'}",
            str(folder / "items.json"),
        ]
        ledger = open_ledger(layout.root)
        cite_all(ledger)
        pairs = [
            (time_call(lambda: cite_all(ledger)), time_call(lambda: _run(bare)))
            for _ in range(RUNS)
        ]
        yield Result(
            f"citing {count} sources of a ledger in memory",
            "pandoc by itself on the same items, the list alone",
            ours=statistics.median(first for first, _ in pairs),
            theirs=statistics.median(second for _, second in pairs),
            target="at most 1.5",
            runs=RUNS,
        )
        command = [sys.executable, "-m", "claimtrack", "cite", "--all", "--style", STYLE]
        yield compare_processes(
            f"`claimtrack cite --all` with {count} sources, the whole command",
            "pandoc by itself on the same items",
            [*command, "--ledger", str(layout.root)],
            bare,
            "at most 1.5",
            runs=RUNS,
        )


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def compare_with_citeproc(citeproc: Path, locales: Path) -> None:
    """Print what the two make of each source, where it is not the same."""
    sources = {
        source_id: Source.model_validate({"id": source_id, "csl": item})
        for source_id, item in json.loads(SOURCES.read_text("utf-8")).items()
    }
    items = {source_id: print_item(source) for source_id, source in sources.items()}
    for style_name in STYLES:
        style = find_style(style_name)
        clusters = [Cluster((Cite(source_id, source_id),)) for source_id in items]
        ours = set_citations(style, items, clusters)
        theirs = _run_citeproc(
            citeproc, locales, style.text, _even_ranges(items), notes=style.in_notes
        )
        listed = [_even(f"{each.label} {_join(each.inlines)}") for each in ours.entries]
        listed = [text for text in listed if text]
        expected = [_even(text) for text in theirs["entries"] if text]
        pairs = [
            (name, _even(_join(note or inlines)), _even(theirs["citations"][name]))
            for name, (inlines, note) in zip(items, ours.citations, strict=True)
        ]
        cited = sum(left == right for _, left, right in pairs)
        common = [text for text in listed if text in expected]
        in_order = common == [text for text in expected if text in listed]
        print(
            f"\n{style_name}: {len(common)} of {len(expected)} entries and {cited} of {len(items)} "
            f"citations are the same; the entries stand in {'the same' if in_order else 'another'} "
            "order"
        )
        for text in listed:
            if text not in expected:
                print(f"  list, ours alone        {text}")
        for text in expected:
            if text not in listed:
                print(f"  list, citeproc-js alone {text}")
        for name, left, right in pairs:
            if left != right:
                print(f"  {name}, ours        {left}\n  {name}, citeproc-js {right}")
        if not in_order:
            print("  order, ours        ", *(_shorten(text) for text in listed))
            print("  order, citeproc-js ", *(_shorten(text) for text in expected))


def _shorten(text: str) -> str:
    return f"[{text[:24]}]"


def _even_ranges(items: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Write open ends as citeproc-js wants them: as many noughts as the other end has parts."""
    evened = json.loads(json.dumps(items))
    for item in evened.values():
        parts = item.get("issued", {}).get("date-parts", [])
        if parts[1:] == [[0]]:
            parts[1] = [0] * len(parts[0])
    return evened  # type: ignore[no-any-return]


def _run_citeproc(
    citeproc: Path, locales: Path, style: str, items: dict[str, dict[str, Any]], *, notes: bool
) -> Any:  # noqa: ANN401 - JSON
    script = Path(__file__).parent / "peers" / "citeproc.cjs"
    done = subprocess.run(
        ["node", str(script), str(citeproc.resolve()), str(locales.resolve())],  # noqa: S607
        input=json.dumps({"style": style, "items": items, "notes": notes}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def _join(inlines: Iterable[Any]) -> str:
    return "".join(inline.text for inline in inlines)


def _even(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        compare_with_citeproc(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        for row in measure():
            print(f"{row.name}: {row.ratio:.2f} times {row.peer} (target: {row.target})")
