"""RDF as text: Turtle and, with named graphs, TriG, written as the records come.

A library would hold every triple in memory before it writes the first. The terms of both languages
are few; that others read what stands here is what the tests ask rdflib.
Syntax: https://www.w3.org/TR/turtle/ and https://www.w3.org/TR/trig/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final

from claimtrack.formats.namespaces import PREFIXES, RDF, split_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPE: Final = f"{RDF}type"

_SAFE_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_NOT_IN_TEXTS = re.compile(r"[\x00-\x1f\"\\\x7f-\x9f\u2028\u2029]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, or the text of a value of another type."""

    text: str
    datatype: str = ""
    """An IRI; "" for a plain text."""


Term = str | Literal
"""An IRI or a literal."""


@dataclass(slots=True)
class Description:
    """What is said of one subject."""

    subject: str
    pairs: list[tuple[str, Term]] = field(default_factory=list)

    def say(self, predicate: str, *terms: Term) -> None:
        """Add a statement for each of ``terms``, which may be none."""
        self.pairs.extend((predicate, term) for term in terms)


def write_prefixes(out: IO[bytes]) -> None:
    """Write the prefixes that the rest may use."""
    lines = (f"@prefix {prefix}: <{namespace}> .\n" for namespace, prefix in PREFIXES.items())
    out.write(f"{''.join(lines)}\n".encode())


def write_descriptions(descriptions: Iterable[Description], out: IO[bytes]) -> None:
    """Write each description as a block of its own."""
    for description in descriptions:
        if description.pairs:
            out.write(f"{_write_block(description)}\n".encode())


def write_graph(name: str, descriptions: Iterable[Description], out: IO[bytes]) -> None:
    """Write descriptions as a named graph."""
    out.write(f"{write_iri(name)} {{\n".encode())
    write_descriptions(descriptions, out)
    out.write(b"}\n\n")


def write_iri(iri: str) -> str:
    """Return an IRI with a prefix where it has one, else in brackets."""
    namespace, local = split_iri(iri)
    prefix = PREFIXES.get(namespace)
    if prefix and _SAFE_LOCAL.fullmatch(local):
        return f"{prefix}:{local}"
    return f"<{_NOT_IN_IRIS.sub(_escape_code, iri)}>"


def _write_block(description: Description) -> str:
    pairs = dict.fromkeys(description.pairs)
    lines = [f"    {_write_predicate(word)} {_write_term(term)}" for word, term in pairs]
    body = " ;\n".join(lines)
    return f"{write_iri(description.subject)}\n{body} ."


def _write_predicate(iri: str) -> str:
    return "a" if iri == TYPE else write_iri(iri)


def _write_term(term: Term) -> str:
    if isinstance(term, str):
        return write_iri(term)
    text = f'"{_NOT_IN_TEXTS.sub(_escape, term.text)}"'
    return f"{text}^^{write_iri(term.datatype)}" if term.datatype else text


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or _escape_code(found)


def _escape_code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"
