"""Provenance in the terms of PROV-O (https://www.w3.org/TR/prov-o/)."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from claimtrack.formats.namespaces import PROV, RDFS
from claimtrack.formats.provenance.statements import (
    ANY_URI,
    END,
    LABEL,
    LOCATION,
    START,
    Edge,
    Part,
    Thing,
    list_statements,
)
from claimtrack.formats.turtle import (
    TYPE,
    Description,
    Literal,
    Term,
    write_descriptions,
    write_prefixes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.formats.provenance.statements import Statement, Value

_CLASSES: Final = {Part.ENTITY: "Entity", Part.ACTIVITY: "Activity", Part.AGENT: "Agent"}

#: What PROV-O calls otherwise than PROV-JSON does.
_NAMES: Final = {
    LABEL: f"{RDFS}label",
    LOCATION: f"{PROV}atLocation",
    START: f"{PROV}startedAtTime",
    END: f"{PROV}endedAtTime",
}


def write_prov_o(selection: Selection, out: IO[bytes]) -> None:
    """Write the provenance of a selection as Turtle."""
    write_prefixes(out)
    write_descriptions(describe_statements(list_statements(selection)), out)


def describe_statements(statements: Iterable[Statement]) -> Iterator[Description]:
    """Yield what statements say; those on one subject are joined where they follow each other.

    An agent is introduced once.
    """
    known: set[tuple[str, tuple[str, ...]]] = set()
    current: Description | None = None
    for statement in statements:
        subject = statement.later if isinstance(statement, Edge) else statement.iri
        if isinstance(statement, Thing) and statement.part is Part.AGENT:
            if (key := (statement.iri, statement.types)) in known:
                continue
            known.add(key)
        if current is None or current.subject != subject:
            if current:
                yield current
            current = Description(subject)
        _say(statement, current)
    if current:
        yield current


def _say(statement: Statement, description: Description) -> None:
    if isinstance(statement, Edge):
        description.say(f"{PROV}{statement.way}", statement.earlier)
        return
    description.say(TYPE, f"{PROV}{_CLASSES[statement.part]}", *statement.types)
    for name, value in statement.attributes:
        description.say(_NAMES.get(name, name), _make_term(value))


def _make_term(value: Value) -> Term:
    return value.text if value.datatype == ANY_URI else Literal(value.text, value.datatype)
