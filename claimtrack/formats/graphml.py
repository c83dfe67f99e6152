"""GraphML: every record and every link, the rejected ones too, with all that is known of them.

The format: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import io
import re
from dataclasses import fields
from typing import IO, TYPE_CHECKING, Final
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from claimtrack.formats.contract import Format
from claimtrack.formats.picture import Edge, Node, list_edges, list_nodes

if TYPE_CHECKING:
    from claimtrack.formats.contract import Selection

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_TYPES: Final = {"at_most": "int", "both_ways": "boolean"}
_LINES: Final = {"graphml", "key", "graph", "node", "edge"}
_ENDS: Final = {"id", "start", "end"}
# XML 1.0 has no way to write these.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(selection: Selection, out: IO[bytes]) -> None:
    """Write it; that an edge holds both ways is among its data.

    GraphML has undirected edges too, but common readers refuse a graph that mixes the two.
    """
    text = io.TextIOWrapper(out, "utf-8", newline="\n", write_through=True)
    xml = XMLGenerator(text, "utf-8", short_empty_elements=True)
    xml.startDocument()
    _open(xml, "graphml", xmlns=_NAMESPACE)
    _write_keys(xml, "node", Node)
    _write_keys(xml, "edge", Edge)
    _open(xml, "graph", id="claims", edgedefault="directed")
    for node in list_nodes(selection):
        _open(xml, "node", id=node.id)
        _write_data(xml, "node", node)
        xml.endElement("node")
    for edge in list_edges(selection):
        _open(xml, "edge", source=edge.start, target=edge.end)
        _write_data(xml, "edge", edge)
        xml.endElement("edge")
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()
    text.write("\n")
    text.detach()


def _open(xml: XMLGenerator, name: str, **attributes: str) -> None:
    if name in _LINES:  # one a line, so that two exports can be compared
        xml.ignorableWhitespace("\n")
    xml.startElement(name, AttributesImpl(attributes))


def _names(record: type[Node | Edge]) -> list[str]:
    return [each.name for each in fields(record) if each.name not in _ENDS]


def _write_keys(xml: XMLGenerator, part: str, record: type[Node | Edge]) -> None:
    for name in _names(record):
        given = {"attr.name": name, "attr.type": _TYPES.get(name, "string")}
        _open(xml, "key", id=f"{part}-{name}", **{"for": part}, **given)
        xml.endElement("key")


def _write_data(xml: XMLGenerator, part: str, record: Node | Edge) -> None:
    for name in _names(type(record)):
        value = getattr(record, name)
        if value in {"", False}:
            continue
        _open(xml, "data", key=f"{part}-{name}")
        xml.characters("true" if value is True else _UNWRITABLE.sub("�", str(value)))
        xml.endElement("data")


FORMATS = (
    Format(
        name="graphml",
        title="GraphML: records and links as a graph",
        media_type="application/graphml+xml",
        suffixes=(".graphml",),
        write=write,
    ),
)
