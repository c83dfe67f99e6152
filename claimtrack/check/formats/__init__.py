"""The formats that reports can be shown in; to add one, write its file and name it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from claimtrack.check.formats import (
    github,
    html,
    json_format,
    junit,
    markdown,
    sarif,
    terminal,
)
from claimtrack.check.formats.options import DEFAULTS, Options
from claimtrack.check.results import CheckReport

__all__ = ["DEFAULTS", "FORMATS", "Format", "Options"]

#: What turns reports, most often one, into text that ends with a line break: one after the other,
#: or a document of all of them where the format is one of documents.
Format = Callable[[Sequence[CheckReport], Options], str]

#: The formats by the name that a person asks for.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "terminal": terminal.render,
        "json": json_format.render,
        "markdown": markdown.render,
        "html": html.render,
        "sarif": sarif.render,
        "junit": junit.render,
        "github": github.render,
    }
)
