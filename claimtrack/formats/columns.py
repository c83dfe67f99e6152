"""The columns of a table of claims: what each shows of a record, and how it is read back.

A cell shows a value as a person reads it. What a cell cannot carry exactly, such as a name with
particles, a control character, or a field that nobody knows, stands as JSON in a last column
beside it; where a person changed the cell, the cell holds.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import InvalidDateError
from claimtrack.models import csl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Document = dict[str, Any]

#: What no cell holds as it is: some programs drop it, some stop there.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BETWEEN: Final = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and the value of a document that it shows."""

    name: str
    path: tuple[str, ...]
    show: Callable[[Any], str]
    """From the value to the cell; what it cannot show, it shows in part or not at all."""
    read: Callable[[str], Any]
    """From a cell that is not empty to the value; raises `ValueError`."""

    def get(self, document: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """Return the value, or None."""
        for step in self.path:
            if not isinstance(document, dict) or step not in document:
                return None
            document = document[step]
        return document

    def cell(self, document: Mapping[str, Any]) -> str:
        """Return what stands in the column; "" for no value."""
        value = self.get(document)
        return "" if value is None else self.show(value)

    def is_exact(self, document: Mapping[str, Any]) -> bool:
        """Whether the cell alone gives back the value."""
        cell = self.cell(document)
        if not cell:
            return False
        try:
            return _write(self.read(cell)) == _write(self.get(document))
        except ValueError:
            return False

    def put(self, document: Document, cell: str) -> None:
        """Make a document say what the cell says, unless it does.

        Raises:
            ValueError: the cell does not hold such a value.
        """
        if cell == self.cell(document):
            return
        if not cell:
            self.drop(document)
            return
        try:
            value = self.read(cell)
        except ValueError as error:
            raise ValueError(f"{self.name}: {error}") from None
        *above, last = self.path
        for step in above:
            document = document.setdefault(step, {})
        document[last] = value

    def drop(self, document: Document) -> None:
        """Take the value out of a document."""
        *above, last = self.path
        for step in above:
            document = document.get(step, {})
        document.pop(last, None)


def split(document: Mapping[str, Any], columns: Sequence[Column]) -> tuple[list[str], Document]:
    """Return the cells for a document, and what of it they do not carry exactly."""
    cells = [column.cell(document) for column in columns]
    rest = _copy(document)
    for column in columns:
        if column.is_exact(document):
            column.drop(rest)
    if rest.get("csl") == {}:
        del rest["csl"]
    return cells, rest


def join(cells: Mapping[str, str], rest: Document, columns: Sequence[Column]) -> Document:
    """Return the document that cells, by the names of their columns, and a rest make up.

    Raises:
        ValueError: a cell does not hold what its column is for.
    """
    document = _copy(rest)
    for column in columns:
        if column.name in cells:
            column.put(document, cells[column.name])
    return document


def find_column(field: str) -> Column | None:
    """Return the column for one of our fields, or for a CSL variable that has none of its own."""
    if field in _OURS:
        return _OURS[field]
    if field in csl.NAMES:
        return Column(field, ("csl", field), show_names, read_names)
    if field in csl.DATES:
        return Column(field, ("csl", field), show_date, show_text)
    if field in csl.KNOWN - {"custom", "categories", "id"}:
        return Column(field, ("csl", field), show_text, show_text)
    return None


def show_text(value: object) -> str:
    """Return a value as text; anything but a text or a number as ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _CONTROL.sub("\ufffd", str(value))


def show_date(value: object) -> str:
    """Return a CSL date as EDTF; "" where it is only words."""
    try:
        date = csl.read_date(value)  # type: ignore[arg-type] # what it is not, it refuses
    except (InvalidDateError, TypeError, ValueError):
        return ""
    return str(date) if date else ""


def show_list(value: object) -> str:
    """Return words with semicolons between them."""
    return _BETWEEN.join(map(show_text, value)) if isinstance(value, list) else ""


def read_list(cell: str, separator: str = ";") -> list[str]:
    """Return the words that stand between separators."""
    return list(filter(None, (show_text(word.strip()) for word in cell.split(separator))))


def show_names(value: object) -> str:
    """Return CSL names as “Family, Given; Organisation”."""
    if not isinstance(value, list):
        return ""
    return _BETWEEN.join(filter(None, map(_show_name, value)))


def _show_name(name: object) -> str:
    if not isinstance(name, dict):
        return ""
    if "literal" in name:
        return show_text(name["literal"])
    return ", ".join(filter(None, (show_text(name.get(part, "")) for part in ("family", "given"))))


def read_names(cell: str) -> list[dict[str, str]]:
    """Return CSL names: with a comma a person, without one whatever it is."""
    names = []
    for name in read_list(cell):
        family, comma, given = (piece.strip() for piece in name.partition(","))
        person = {"family": family, "given": given}
        names.append(person if comma and family and given else {"literal": name})
    return names


def read_grade(cell: str) -> int:
    """Return the grade of a claim.

    Raises:
        ValueError: it is none.
    """
    if cell not in {"1", "2", "3", "4", "5", "6"}:
        raise ValueError(f"“{cell[:20]}” is no grade from 1 to 6")
    return int(cell)


def _show_quote(anchor: object) -> str:
    return show_text(anchor.get("quote")) if isinstance(anchor, dict) else ""


def read_quote(cell: str) -> Document:
    """Return the anchor of a quote of which only the words are known."""
    return {"capture": 1, "quote": cell, "segments": [{"exact": cell, "start": 0, "end": 0}]}


def _text(name: str, *path: str) -> Column:
    return Column(name, path or (name,), show_text, show_text)


#: What is known of the source, in each row of one of its claims.
SOURCE: Final = (
    _text("source", "id"),
    *(_text(name, "csl", name) for name in ("type", "title")),
    Column("author", ("csl", "author"), show_names, read_names),
    *(_text(name, "csl", name) for name in ("publisher", "container-title")),
    Column("issued", ("csl", "issued"), show_date, show_text),
    *(_text(name, "csl", name) for name in ("URL", "DOI", "language")),
    _text("source_grade", "grade"),
    _text("source_note", "note"),
)
#: What is known of the claim; all of it is empty in the row of a source without claims.
CLAIM: Final = (
    _text("claim", "id"),
    _text("text"),
    Column("quote", ("anchor",), _show_quote, read_quote),
    _text("said"),
    _text("about"),
    _text("about_words"),
    _text("attribution"),
    Column("tags", ("tags",), show_list, read_list),
    Column("grade", ("grade",), show_text, read_grade),
    _text("note"),
)
_OURS: Final = {column.name: column for column in (*SOURCE, *CLAIM)}
#: What their cells do not carry exactly.
SOURCE_REST: Final = "source_more"
CLAIM_REST: Final = "claim_more"

#: The address that opens the source at the quote: worked out when it is written, never read.
LINK: Final = "quote_link"

#: The columns of our own tables, in their order.
HEADER: Final = (
    *(column.name for column in CLAIM),
    *(column.name for column in SOURCE),
    LINK,
    CLAIM_REST,
    SOURCE_REST,
)


def _copy(document: Mapping[str, Any]) -> Document:
    """Copy as deep as columns reach."""
    copied = dict(document)
    if isinstance(copied.get("csl"), dict):
        copied["csl"] = dict(copied["csl"])
    return copied


def _write(value: object) -> str:
    return json.dumps(value, sort_keys=True)
