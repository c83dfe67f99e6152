"""DOT: a drawing for Graphviz; what a person rejected is left out of it.

The language: https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from claimtrack.formats.contract import Format
from claimtrack.formats.picture import DRAWS_ON, MADE_BY, group_nodes, list_edges

if TYPE_CHECKING:
    from claimtrack.formats.contract import Selection
    from claimtrack.formats.picture import Edge, Node

# Told apart by form as well as by colour: many readers see no red, and printers none at all.
_NODES: Final = {
    "source": {"shape": "box", "style": "filled", "fillcolor": "#e8eef7"},
    "stub": {"shape": "box", "style": "dashed"},
    "claim": {"shape": "note"},
    "outside": {"shape": "plaintext", "fontcolor": "#666666"},
}
_EDGES: Final = {
    DRAWS_ON: {"style": "dashed"},
    "cites": {"label": "cites"},
    "updates": {"label": "updates", "style": "bold"},
    "corroborates": {"label": "corroborates", "dir": "none", "color": "#1a6b2f"},
    "conflicts": {"label": "conflicts", "dir": "none", "color": "#b00020", "style": "bold"},
}


def write(selection: Selection, out: IO[bytes]) -> None:
    """Write a directed graph from left to right, each source in a frame with its claims."""
    lines = ["digraph claims {", "  rankdir=LR;", "  node [fontname=sans, fontsize=10];"]
    for number, group in enumerate(group_nodes(selection), 1):
        nodes = [_write_node(node) for node in group]
        framed = [f"  subgraph cluster_{number} {{", '    color="#bbbbbb";', *nodes, "  }"]
        lines += nodes if group[0].kind == "outside" else framed
    edges = (edge for edge in list_edges(selection) if edge.is_standing)
    lines += [_write_edge(edge) for edge in edges if edge.kind != MADE_BY]
    out.write("\n".join([*lines, "}", ""]).encode())


def _write_node(node: Node) -> str:
    shown = {"label": node.label, **_NODES[node.kind]}
    if node.state == "disputed":
        shown["color"] = "#b00020"
    if node.url:
        shown["URL"] = node.url
    tip = f"{node.id}: {node.state}, at most {node.at_most}" if node.state else node.id
    return f"  {_quote(node.id)} {_write_attributes({**shown, 'tooltip': tip})};"


def _write_edge(edge: Edge) -> str:
    shown = dict(_EDGES[edge.kind])
    if edge.cause:
        shown["label"] = f"{edge.kind}: {edge.cause}"
    if edge.judgement in {"suggested", "unsure"}:
        shown["label"] = f"{shown['label']} ({edge.judgement})"
    if edge.because:
        shown["tooltip"] = edge.because
    return f"  {_quote(edge.start)} -> {_quote(edge.end)} {_write_attributes(shown)};"


def _write_attributes(values: dict[str, str]) -> str:
    return f"[{', '.join(f'{name}={_quote(value)}' for name, value in values.items())}]"


def _quote(text: str) -> str:
    """Return a text as a quoted string; a backslash would begin an escape of Graphviz's own."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "")
    return '"' + plain.replace("\n", "\\n") + '"'


FORMATS = (
    Format(
        name="dot",
        title="DOT: a drawing of records and links, for Graphviz",
        media_type="text/vnd.graphviz",
        suffixes=(".dot", ".gv"),
        write=write,
    ),
)
