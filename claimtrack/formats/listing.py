"""The list of the formats. To add one: a file with a `Format`, and its module's name here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from claimtrack.formats.contract import Format

#: Each a module of this package with a constant ``FORMATS``, the tuple of formats that it knows;
#: where several read files of one suffix, the first is asked first.
MODULES: Final[tuple[str, ...]] = (
    "claim_review",
    "tables",
    "jsonl",
    "parquet",
    "web_annotation",
    "prov",
    "cito",
    "nanopub",
    "csl_json",
    "biblatex",
    "ris",
    "graphml",
    "dot",
    "mermaid",
)


@cache
def list_formats() -> dict[str, Format]:
    """Return every format by its name, in the order of the list."""
    modules = (import_module(f"claimtrack.formats.{name}") for name in MODULES)
    return {each.name: each for module in modules for each in module.FORMATS}
