"""Provenance as PROV-JSON (https://www.w3.org/submissions/prov-json/), a statement a line."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import IO, TYPE_CHECKING, Any, Final

from claimtrack.formats.iris import TERMS
from claimtrack.formats.namespaces import PROV, RDF
from claimtrack.formats.provenance.qualified import QUALIFIED_NAME, Shortener
from claimtrack.formats.provenance.statements import (
    END,
    START,
    Edge,
    Part,
    Thing,
    Way,
    list_statements,
)
from claimtrack.formats.records import write_record

if TYPE_CHECKING:
    from claimtrack.formats.contract import Selection

_dump = json.JSONEncoder(ensure_ascii=False).encode

#: Holds the record that an entity stands for, whole.
RECORD: Final = f"{TERMS}record"
#: The key of a source that keeps what an entity of others says in words of theirs.
KEPT: Final = "prov"

#: What the two things are called in each relation, and the type that makes it a special one.
_ROLES: dict[Way, tuple[str, str, str, str]] = {
    Way.DERIVED: ("wasDerivedFrom", "generatedEntity", "usedEntity", ""),
    Way.QUOTED: ("wasDerivedFrom", "generatedEntity", "usedEntity", "Quotation"),
    Way.REVISED: ("wasDerivedFrom", "generatedEntity", "usedEntity", "Revision"),
    Way.PRIMARY: ("wasDerivedFrom", "generatedEntity", "usedEntity", "PrimarySource"),
    Way.ATTRIBUTED: ("wasAttributedTo", "entity", "agent", ""),
    Way.GENERATED: ("wasGeneratedBy", "entity", "activity", ""),
    Way.USED: ("used", "activity", "entity", ""),
    Way.ASSOCIATED: ("wasAssociatedWith", "activity", "agent", ""),
    Way.SPECIALIZED: ("specializationOf", "specificEntity", "generalEntity", ""),
}


def write_prov_json(selection: Selection, out: IO[bytes]) -> None:
    """Write the provenance of a selection as one document."""
    shortener = Shortener()
    sections: dict[str, list[str]] = defaultdict(list)
    agents: dict[str, dict[str, Any]] = {}
    count = 0
    for statement in list_statements(selection):
        if isinstance(statement, Edge):
            count += 1
            section, node = _write_edge(statement, shortener)
            sections[section].append(f'"_:r{count}": {_dump(node)}')
        elif statement.part is Part.AGENT:
            _merge(agents.setdefault(shortener.shorten(statement.iri), {}), statement, shortener)
        else:
            name = _dump(shortener.shorten(statement.iri))
            sections[statement.part].append(f"{name}: {_dump(_write_thing(statement, shortener))}")
    sections[Part.AGENT] = [f"{_dump(name)}: {_dump(node)}" for name, node in agents.items()]
    out.write(f'{{"prefix": {_dump(shortener.prefixes)}'.encode())
    for section, lines in sections.items():
        between = f',\n"{section}": {{\n'
        for line in lines:
            out.write(f"{between}{line}".encode())
            between = ",\n"
        if lines:
            out.write(b"\n}")
    out.write(b"}\n")


def _write_thing(thing: Thing, shortener: Shortener) -> dict[str, Any]:
    node: dict[str, Any] = {}
    if thing.types:
        node["prov:type"] = [_write_type(iri, shortener) for iri in thing.types]
    for iri, value in thing.attributes:
        written: Any = value.text
        if value.datatype and iri not in {START, END}:  # of these two the type is known
            written = {"$": value.text, "type": shortener.shorten(value.datatype)}
        name = shortener.shorten(iri)
        node[name] = [*_several(node[name]), written] if name in node else written
    if thing.record is None:
        return node
    _add_kept(node, (thing.record.model_extra or {}).get(KEPT), shortener)
    whole = _dump(write_record(thing.record))
    node[shortener.shorten(RECORD)] = {"$": whole, "type": shortener.shorten(f"{RDF}JSON")}
    return node


def _add_kept(node: dict[str, Any], kept: object, shortener: Shortener) -> None:
    """Add what an entity of others said in words of theirs."""
    attributes = kept.get("attributes") if isinstance(kept, dict) else None
    for iri, value in attributes.items() if isinstance(attributes, dict) else ():
        name, written = shortener.shorten(iri), shortener.shorten_value(value)
        if name == "prov:type":
            theirs = [each for each in _several(written) if each not in node[name]]
            node[name].extend(theirs)
        else:
            node.setdefault(name, written)


def _write_edge(edge: Edge, shortener: Shortener) -> tuple[str, dict[str, Any]]:
    section, later, earlier, kind = _ROLES[edge.way]
    node: dict[str, Any] = {
        f"prov:{later}": shortener.shorten(edge.later),
        f"prov:{earlier}": shortener.shorten(edge.earlier),
    }
    if kind:
        node["prov:type"] = _write_type(f"{PROV}{kind}", shortener)
    return section, node


def _write_type(iri: str, shortener: Shortener) -> dict[str, str]:
    return {"$": shortener.shorten(iri), "type": QUALIFIED_NAME}


def _merge(node: dict[str, Any], thing: Thing, shortener: Shortener) -> None:
    """Add to an agent what it was not yet said to be."""
    for name, value in _write_thing(thing, shortener).items():
        if name == "prov:type":
            there = node.setdefault(name, [])
            there.extend(kind for kind in value if kind not in there)
        else:
            node.setdefault(name, value)


def _several(value: Any) -> list[Any]:  # noqa: ANN401 - JSON
    return value if isinstance(value, list) else [value]
