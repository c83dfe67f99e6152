"""Mermaid: a drawing that Markdown pages show; what a person rejected is left out of it.

The language: https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from claimtrack.formats.contract import Format
from claimtrack.formats.picture import DRAWS_ON, MADE_BY, group_nodes, list_edges
from claimtrack.formats.remarks import warn

if TYPE_CHECKING:
    from claimtrack.formats.contract import Selection
    from claimtrack.formats.picture import Edge, Node
    from claimtrack.models.finding import Finding

#: Mermaid draws no more edges than this unless the page that shows it says otherwise (`maxEdges`).
MOST_EDGES: Final = 500

_CLASSES: Final = (
    "classDef frame fill:none,stroke:#bbb",
    "classDef source fill:#e8eef7,stroke:#34507a,color:#111",
    "classDef stub fill:#fff,stroke:#34507a,stroke-dasharray:4 3,color:#111",
    "classDef claim fill:#fffdf2,stroke:#777,color:#111",
    "classDef disputed fill:#fff1f1,stroke:#b00020,stroke-width:2px,color:#111",
    "classDef outside fill:#fff,stroke:#888,stroke-dasharray:2 2,color:#555",
)
_ARROWS: Final = {DRAWS_ON: "-.->", "cites": "-->", "updates": "==>"}
_LINE: Final = {"corroborates": "---", "conflicts": "==="}


def write(selection: Selection, out: IO[bytes]) -> list[Finding]:
    """Write a flow chart, each source in a frame with its claims; say if Mermaid draws less."""
    names: dict[str, str] = {}
    frames: list[int] = []
    lines = ["flowchart LR"]
    for number, group in enumerate(group_nodes(selection), 1):
        framed = group[0].kind != "outside"
        if framed:
            frames.append(number)
            lines.append(f'  subgraph g{number}[" "]')
        for node in group:
            names[node.id] = f"n{len(names) + 1}"
            lines.append(f"  {names[node.id]}{_write_node(node)}")
        lines += ["  end"] if framed else []
    standing = (edge for edge in list_edges(selection) if edge.is_standing)
    edges = [edge for edge in standing if edge.kind != MADE_BY]
    lines += [f"  {names[edge.start]} {_write_edge(edge)} {names[edge.end]}" for edge in edges]
    lines += [f"  {line}" for line in _CLASSES]
    lines += [f"  class g{number} frame" for number in frames]
    out.write(("\n".join(lines) + "\n").encode())
    if len(edges) <= MOST_EDGES:
        return []
    why = f"Mermaid draws {MOST_EDGES} unless its setting maxEdges allows more; choose some claims"
    return [warn("MANY-EDGES", "mermaid", f"the drawing has {len(edges):,} edges", why)]


def _write_node(node: Node) -> str:
    text = _escape(node.label.replace("\n", " "))  # Mermaid breaks the lines itself
    shape = f'["{text}"]' if node.kind != "claim" else f'("{text}")'
    return f"{shape}:::{'disputed' if node.state == 'disputed' else node.kind}"


def _write_edge(edge: Edge) -> str:
    if edge.kind == DRAWS_ON:
        return _ARROWS[edge.kind]
    words = f"{edge.kind}: {edge.cause}" if edge.cause else edge.kind
    if edge.judgement in {"suggested", "unsure"}:
        words += f" ({edge.judgement})"
    return f'{_ARROWS.get(edge.kind) or _LINE[edge.kind]}|"{words}"|'


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
