"""Mermaid: a drawing that Markdown pages show; what a person rejected is left out of it.

The language: https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from claimtrack.formats.contract import Format
from claimtrack.formats.picture import DRAWS_ON, MADE_BY, list_edges, list_nodes
from claimtrack.formats.remarks import warn

if TYPE_CHECKING:
    from claimtrack.formats.contract import Selection
    from claimtrack.formats.picture import Edge, Node
    from claimtrack.models.finding import Finding

#: Mermaid draws no more edges than this unless the page that shows it says otherwise (`maxEdges`).
MOST_EDGES: Final = 500

_CLASSES: Final = (
    "classDef source fill:#e8eef7,stroke:#34507a,color:#111",
    "classDef stub fill:#fff,stroke:#34507a,stroke-dasharray:4 3,color:#111",
    "classDef claim fill:#fffdf2,stroke:#777,color:#111",
    "classDef disputed fill:#fff1f1,stroke:#b00020,stroke-width:2px,color:#111",
    "classDef missing fill:#fff,stroke:#a00000,stroke-dasharray:2 2,color:#a00000",
)
_ARROWS: Final = {MADE_BY: "-.-", DRAWS_ON: "-.->", "cites": "-->", "updates": "==>"}
_LINE: Final = {"corroborates": "---", "conflicts": "==="}


def write(selection: Selection, out: IO[bytes]) -> list[Finding]:
    """Write a flow chart from left to right; say so when it is more than Mermaid draws."""
    names: dict[str, str] = {}
    lines = ["flowchart LR"]
    for node in list_nodes(selection):
        names[node.id] = f"n{len(names) + 1}"
        lines.append(f"  {names[node.id]}{_write_node(node)}")
    edges = [edge for edge in list_edges(selection) if edge.is_standing]
    lines += [f"  {names[edge.start]} {_write_edge(edge)} {names[edge.end]}" for edge in edges]
    lines += [f"  {line}" for line in _CLASSES]
    out.write(("\n".join(lines) + "\n").encode())
    if len(edges) <= MOST_EDGES:
        return []
    why = f"Mermaid draws {MOST_EDGES} unless its setting maxEdges allows more; choose some claims"
    return [warn("MANY-EDGES", "mermaid", f"the drawing has {len(edges):,} edges", why)]


def _write_node(node: Node) -> str:
    text = "<br>".join(_escape(line) for line in node.label.split("\n"))
    shape = f'["{text}"]' if node.kind != "claim" else f'("{text}")'
    return f"{shape}:::{'disputed' if node.state == 'disputed' else node.kind}"


def _write_edge(edge: Edge) -> str:
    if edge.kind in {MADE_BY, DRAWS_ON}:
        return _ARROWS[edge.kind]
    words = f"{edge.kind}: {edge.cause}" if edge.cause else edge.kind
    if edge.judgement in {"suggested", "unsure"}:
        words += f" ({edge.judgement})"
    return f"{_ARROWS.get(edge.kind) or _LINE[edge.kind]}|{_escape(words)}|"


def _escape(text: str) -> str:
    """Return a text as Mermaid's entities where it would read markup, a link or an end of text."""
    return "".join(
        each if each.isalnum() or each in " .,;:!?'’“”„…–—-/%+=°€$£" else f"#{ord(each)};"
        for each in text
    )


FORMATS = (
    Format(
        name="mermaid",
        title="Mermaid: a drawing of records and links, for Markdown pages",
        media_type="text/vnd.mermaid",
        suffixes=(".mmd", ".mermaid"),
        write=write,
    ),
)
