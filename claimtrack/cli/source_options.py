"""The options that `source add` and `source edit` share, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimtrack.cli import completion

if TYPE_CHECKING:
    from claimtrack.ledger.ledger import Ledger


def _text(name: str, help_text: str, metavar: str = "TEXT") -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        name, metavar=metavar, help=help_text, show_default=False
    )
    return option


Grade = Literal["A", "B", "C", "D", "E", "F"]

TitleOption = Annotated[str | None, _text("--title", "Its title.")]
AuthorOption = Annotated[
    list[str] | None,
    _text(
        "--author", 'An author, "Family, Given", or as printed; may be repeated.', metavar="NAME"
    ),
]
PublisherOption = Annotated[str | None, _text("--publisher", "Who published it.", metavar="NAME")]
ContainerOption = Annotated[
    str | None, _text("--container", "The paper or programme it appeared in.", metavar="NAME")
]
TypeOption = Annotated[
    str | None,
    _text(
        "--type",
        "What it is, as CSL calls it: article-newspaper, webpage, report, interview, …",
        metavar="TYPE",
    ),
]
IssuedOption = Annotated[
    str | None, _text("--issued", "When it appeared, as EDTF: 2025-03-12, 2025-03.", metavar="DATE")
]
UrlOption = Annotated[str | None, _text("--url", "Its address.", metavar="URL")]
LanguageOption = Annotated[
    str | None, _text("--language", "Its language: en, ko, fr-CA.", metavar="CODE")
]
_GRADE = _text("--grade", "Reliability of the source, A to F (Admiralty code).", metavar="A-F")
GradeOption = Annotated[Grade | None, _GRADE]
GradeChange = Annotated[Literal[Grade, ""] | None, _GRADE]
AliasOption = Annotated[
    list[str] | None,
    _text("--alias", "Another name that others cite it by; may be repeated.", metavar="NAME"),
]
RightsOption = Annotated[str | None, _text("--rights", "Who holds the rights, and the terms.")]
ContactOption = Annotated[str | None, _text("--contact", "How to reach whoever can answer for it.")]
ReferencesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--references",
        metavar="SOURCE",
        help="A source it says it draws on; may be repeated.",
        show_default=False,
        autocompletion=completion.complete_source,
    ),
]
NoteOption = Annotated[str | None, _text("--note", "A remark.")]
FileArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="The file, or - for standard input.", show_default=False),
]


def find_references(ledger: Ledger, given: list[str] | None) -> tuple[str, ...]:
    """Return the ids of the sources that were given, perhaps by their beginnings."""
    return tuple(ledger.find_source(name).id for name in given or () if name)


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a file, or standard input for ``-``.

    Raises:
        RefusedError: it cannot be read, or is larger than ``limit`` bytes.
    """
    import sys

    from claimtrack.cli.output import announcing
    from claimtrack.errors import TooLargeError
    from claimtrack.ledger.intake import read_file, read_stream

    try:
        with announcing(f"reading {path}"):
            if str(path) == "-":
                return read_stream(sys.stdin.buffer, limit)
            return read_file(path, limit)
    except TooLargeError as error:
        error.hint = f"{error.hint} Or raise sources.largest-file-mb in claimtrack.toml."
        raise


def find_limit(ledger: str | None) -> int:
    """Return how many bytes a file may have in this ledger."""
    from claimtrack.ledger.intake import MEGABYTE
    from claimtrack.ledger.settings import read_settings

    return read_settings(ledger).sources.largest_file_mb * MEGABYTE
