"""The formats that citations and lists are written in; to add one, write its file and name it here.

What a draft becomes is written into its own file instead: see `claimtrack.cite.resolving`.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claimtrack.cite.formats.sheet import Sheet


def _load(module: str, function: str = "render") -> Callable[[Sheet], bytes]:
    """Return a function that loads what writes a format when it is first needed."""

    def render(sheet: Sheet) -> bytes:
        written: bytes = getattr(import_module(f"{__name__}.{module}"), function)(sheet)
        return written

    return render


class Format(NamedTuple):
    """One format."""

    suffix: str
    """How its files' names end."""
    render: Callable[[Sheet], bytes]
    is_text: bool = True
    """Whether it can be printed; else it is written to a file."""


#: The formats by the name that a person asks for.
FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "text": Format(".txt", _load("text")),
        "markdown": Format(".md", _load("markdown")),
        "html": Format(".html", _load("html")),
        "rtf": Format(".rtf", _load("rtf")),
        "docx": Format(".docx", _load("packages", "render_docx"), is_text=False),
        "odt": Format(".odt", _load("packages", "render_odt"), is_text=False),
        "latex": Format(".tex", _load("latex")),
    }
)
