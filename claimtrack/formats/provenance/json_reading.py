"""PROV-JSON as sources and claims: ours as they were, anybody's entities as far as they are works.

An entity of others is a source: its label or title, its address, the agents it is attributed to
and, as references, what it was derived from. One with a value that was quoted from another entity
is a claim of that other one. Activities have no place in a ledger and are counted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.iris import PREFIX, find_record, is_iri
from claimtrack.formats.json_input import as_list, read_json
from claimtrack.formats.namespaces import DCTERMS, PROV, split_iri
from claimtrack.formats.provenance.json_writing import KEPT, RECORD
from claimtrack.formats.provenance.qualified import Expander
from claimtrack.formats.provenance.recording import Recording
from claimtrack.formats.provenance.statements import LABEL, LOCATION, VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Entry
    from claimtrack.models.finding import Finding

    Node = dict[str, Any]

#: One of these is in every document that says anything.
_SECTIONS = frozenset({"prefix", "entity", "activity", "agent", "bundle", "wasDerivedFrom"})
_TYPE = f"{PROV}type"
_TITLES = (f"{DCTERMS}title", "http://purl.org/dc/elements/1.1/title", LABEL)
_LEFT_OUT = ("activity", "used", "wasGeneratedBy")


_Derivation = tuple[str, set[str]]
"""What something was derived from, and what kind of derivation it was."""


@dataclass
class _Graph:
    """What a document says, in full names."""

    entities: dict[str, Node] = field(default_factory=dict)
    agents: dict[str, Node] = field(default_factory=dict)
    derived: dict[str, list[tuple[str, set[str]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    attributed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    left_out: int = 0


def read_prov_json(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read a document of PROV-JSON.

    Raises:
        UnreadableFormatError: it is none.
    """
    yield from _read_graph(_read(stream, name), name)


def read_own_prov_json(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read a document in which all sources and claims are records of ours.

    Raises:
        UnreadableFormatError: it is none; an entity that was added makes it anybody's.
    """
    graph = _read(stream, name)
    for iri, node in graph.entities.items():
        if not iri.startswith(PREFIX) or (find_record(iri) and RECORD not in node):
            raise UnreadableFormatError(name, "it does not hold records of claimtrack alone")
    yield from _read_graph(graph, name)


def _read(stream: IO[bytes], name: str) -> _Graph:
    document = read_json(stream, name)
    if not isinstance(document, dict) or not document.keys() & _SECTIONS or "@context" in document:
        raise UnreadableFormatError(name, "it has none of the sections of PROV-JSON")
    if not all(isinstance(section, dict) for section in document.values()):
        raise UnreadableFormatError(name, "a section of it is no object, as in PROV-JSON each is")
    graph = _Graph()
    _take(document, Expander(document.get("prefix", {})), graph)
    for bundle in document.get("bundle", {}).values():
        if isinstance(bundle, dict):
            own = bundle.get("prefix")
            prefixes = document.get("prefix", {}) | (own if isinstance(own, dict) else {})
            _take(bundle, Expander(prefixes), graph)
    return graph


def _take(document: Node, expander: Expander, graph: _Graph) -> None:
    for section, found in (("entity", graph.entities), ("agent", graph.agents)):
        for name, node in _list_nodes(document, section):
            attributes = {expander.expand(key): value for key, value in node.items()}
            full = {key: expander.expand_value(value) for key, value in attributes.items()}
            found.setdefault(expander.expand(name), {}).update(full)
    for _, node in _list_nodes(document, "wasDerivedFrom"):
        later, earlier = node.get("prov:generatedEntity"), node.get("prov:usedEntity")
        if isinstance(later, str) and isinstance(earlier, str):
            kinds = _find_types(expander.expand_value(node.get("prov:type")))
            graph.derived[expander.expand(later)].append((expander.expand(earlier), kinds))
    for _, node in _list_nodes(document, "wasAttributedTo"):
        entity, agent = node.get("prov:entity"), node.get("prov:agent")
        if isinstance(entity, str) and isinstance(agent, str):
            graph.attributed[expander.expand(entity)].append(expander.expand(agent))
    graph.left_out += sum(1 for section in _LEFT_OUT for _ in _list_nodes(document, section))


def _list_nodes(document: Node, section: str) -> Iterator[tuple[str, Node]]:
    nodes = document.get(section)
    for name, value in nodes.items() if isinstance(nodes, dict) else ():
        yield from ((name, node) for node in as_list(value) if isinstance(node, dict))


def _read_graph(graph: _Graph, name: str) -> Iterator[Entry | Finding]:
    recording = Recording(name)
    quoted: list[tuple[str, str]] = []
    for iri, node in graph.entities.items():
        if RECORD in node:
            recording.add_record(iri, _get_text(node, RECORD))
    for iri, node in graph.entities.items():
        if RECORD in node or (iri.startswith(PREFIX) and not find_record(iri)):
            continue  # ours, or what is derived of ours
        origin = next((e for e, kinds in graph.derived[iri] if f"{PROV}Quotation" in kinds), None)
        if origin in graph.entities and _get_text(node, VALUE).strip():
            quoted.append((iri, origin))
        else:
            recording.add_source(iri, _describe(iri, node, graph), _keep(iri, node))
    for iri, origin in quoted:
        recording.add_quote(iri, _get_text(graph.entities[iri], VALUE).strip(), origin)
    for iri in graph.entities:
        for earlier, _ in graph.derived[iri]:
            recording.add_reference(iri, earlier)
    if graph.left_out and not recording.is_ours:
        recording.note_left_out(graph.left_out)
    yield from recording.list_results()


def _describe(iri: str, node: Node, graph: _Graph) -> Node:
    """Return the CSL item of an entity."""
    title = next((text for word in _TITLES if (text := _get_text(node, word).strip())), "")
    item: Node = {"type": "document", "title": title or split_iri(iri)[1]}
    places = (_get_text(node, LOCATION).strip(), iri)
    web = [place for place in places if is_iri(place) and place.startswith(("http:", "https:"))]
    if web:
        item["URL"] = web[0]
    for agent in dict.fromkeys(graph.attributed[iri]):
        about = graph.agents.get(agent, {})
        name = _get_text(about, LABEL).strip() or split_iri(agent)[1]
        if f"{PROV}Organization" in _find_types(about.get(_TYPE)) and "publisher" not in item:
            item["publisher"] = name
        else:
            item.setdefault("author", []).append({"literal": name})
    return item


def _keep(iri: str, node: Node) -> Node:
    return {KEPT: {"id": iri, "attributes": node} if node else {"id": iri}}


def _get_text(node: Node, word: str) -> str:
    """Return the first text of an attribute; "" where there is none."""
    for value in as_list(node.get(word)):
        text = value.get("$") if isinstance(value, dict) else value
        if isinstance(text, str):
            return text
    return ""


def _find_types(value: Any) -> set[str]:  # noqa: ANN401 - JSON
    types = (each.get("$") if isinstance(each, dict) else each for each in as_list(value))
    return {each for each in types if isinstance(each, str)}
