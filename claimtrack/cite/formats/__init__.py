"""The formats that citations and lists are written in; to add one, write its file and name it here.

What a draft becomes is written into its own file instead: see `claimtrack.cite.resolving`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from claimtrack.cite.formats import html, latex, markdown, rtf, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claimtrack.cite.formats.sheet import Sheet


def _render_docx(sheet: Sheet) -> bytes:
    from claimtrack.cite.formats.packages import render_docx

    return render_docx(sheet)


def _render_odt(sheet: Sheet) -> bytes:
    from claimtrack.cite.formats.packages import render_odt

    return render_odt(sheet)


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
        "text": Format(".txt", text.render),
        "markdown": Format(".md", markdown.render),
        "html": Format(".html", html.render),
        "rtf": Format(".rtf", rtf.render),
        "docx": Format(".docx", _render_docx, is_text=False),
        "odt": Format(".odt", _render_odt, is_text=False),
        "latex": Format(".tex", latex.render),
    }
)
