"""Qualified names: ``prefix:local`` for an IRI, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimtrack.formats.iris import is_iri
from claimtrack.formats.namespaces import PREFIXES, split_iri

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The type of a value that is a qualified name; the submission calls it ``xsd:QName``.
QUALIFIED_NAME = "prov:QUALIFIED_NAME"


class Shortener:
    """Makes qualified names and remembers the prefixes that they need."""

    def __init__(self) -> None:
        self.prefixes = {prefix: namespace for namespace, prefix in PREFIXES.items()}
        self._made = dict(PREFIXES)

    def shorten(self, iri: str) -> str:
        """Return the qualified name of an IRI."""
        namespace, local = split_iri(iri)
        if not namespace:
            return local
        prefix = self._made.get(namespace)
        if prefix is None:
            prefix = self._made[namespace] = f"ns{len(self._made) - len(PREFIXES) + 1}"
            self.prefixes[prefix] = namespace
        return f"{prefix}:{local}"

    def shorten_value(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """Return a value as `expand_value` made it with its names shortened."""
        if isinstance(value, list):
            return [self.shorten_value(each) for each in value]
        if not isinstance(value, dict) or not is_iri(value.get("type")):
            return value
        short = {**value, "type": self.shorten(value["type"])}
        if short["type"] == QUALIFIED_NAME and is_iri(value.get("$")):
            short["$"] = self.shorten(value["$"])
        return short


class Expander:
    """Reads qualified names with the prefixes of a document.

    Args:
        prefixes: namespaces by prefix, as a document has them; ``default`` for names without one.
    """

    def __init__(self, prefixes: Mapping[str, Any]) -> None:
        ours = {prefix: namespace for namespace, prefix in PREFIXES.items()}
        known = {"prov": ours["prov"], "xsd": ours["xsd"]}
        self._known = known | {key: each for key, each in prefixes.items() if is_iri(each)}

    def expand(self, name: str) -> str:
        """Return the IRI of a qualified name; the name itself where its prefix is not known."""
        prefix, colon, local = name.partition(":")
        if not colon:
            prefix, local = "default", name
        namespace = self._known.get(prefix)
        return f"{namespace}{local}" if namespace else name

    def expand_value(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """Return a value whose names need no prefixes."""
        if isinstance(value, list):
            return [self.expand_value(each) for each in value]
        if not isinstance(value, dict) or not isinstance(value.get("type"), str):
            return value
        full = {**value, "type": self.expand(value["type"])}
        if value["type"] in {QUALIFIED_NAME, "xsd:QName"} and isinstance(value.get("$"), str):
            full["$"] = self.expand(value["$"])
        return full
