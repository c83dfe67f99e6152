"""Which column of somebody's table is which field: a small TOML file beside it.

::

    [columns]
    "Headline" = "title"
    "Published" = { field = "issued", format = "%d.%m.%Y" }
    "Topics" = { field = "tags", separator = "," }

    [constants]
    type = "article-newspaper"
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial
from inspect import signature
from typing import IO, TYPE_CHECKING, Any, Final, Protocol, cast

from claimtrack.errors import InvalidMappingError, UnreadableFormatError
from claimtrack.formats import columns
from claimtrack.models import csl
from claimtrack.models.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimtrack.formats.contract import Entry, Format

#: No table of claims has more columns, and no program that people make them with lets them.
_MOST_COLUMNS: Final = 20_000

_PARTS: Final = frozenset({"columns", "constants", "delimiter"})
_SETTINGS: Final = frozenset({"field", "format", "separator"})
_DATED: Final = csl.DATES | {"said", "about"}
_LISTED: Final = csl.NAMES | {"tags"}
_OWN: Final = tuple(
    name for name in columns.HEADER if not name.endswith("_more") and name != columns.LINK
)


class TableReader(Protocol):
    """Reads a table, its columns called as ours or as a mapping says."""

    def __call__(
        self, stream: IO[bytes], name: str, mapping: TableMapping | None = None
    ) -> Iterator[Entry | Finding]:
        """As `Reader`."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """What one column of a table is."""

    field: str
    """One of our columns, or a CSL variable."""
    date_format: str = ""
    """How its dates are written, as `datetime.strptime` has it; EDTF where empty."""
    separator: str = ""
    """What stands between several words or names in it; a semicolon where empty."""

    def convert(self, cell: str) -> str:
        """Return a cell as our own column would have it.

        Raises:
            ValueError: it is no date of this format.
        """
        if self.date_format and cell:
            day = dt.datetime.strptime(cell, self.date_format)  # noqa: DTZ007 - a day, no moment
            return day.date().isoformat()
        if self.separator:
            return "; ".join(columns.read_list(cell, self.separator))
        return cell


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What becomes of the columns of a table."""

    targets: Mapping[str, Target] = field(default_factory=dict)
    """By the name of the column."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """By field, what holds for every row whose own cell is empty."""
    delimiter: str = ""
    """What stands between cells; found out where empty."""

    def convert(self, header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
        """Return the cells of a row by our fields; a later column fills an earlier, empty one.

        Raises:
            ValueError: a cell is not what the mapping says it is.
        """
        cells: dict[str, str] = {}
        for name, cell in zip(header, row, strict=True):
            target = self.targets.get(name)
            if target is None:
                continue
            try:
                value = target.convert(cell)
            except ValueError as error:
                raise ValueError(f"column “{name}”: {error}") from None
            cells[target.field] = cells.get(target.field) or value
        for name, value in self.constants.items():
            cells[name] = cells.get(name) or value
        return cells


def read_mapping(data: bytes, name: str) -> TableMapping:
    """Read a mapping file.

    Raises:
        InvalidMappingError: it is no TOML, or names what there is not.
    """
    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidMappingError(name, str(error)) from None
    except RecursionError:
        raise InvalidMappingError(name, "nested too deep") from None
    if strange := sorted(document.keys() - _PARTS):
        raise InvalidMappingError(name, f"“{strange[0]}”: there are {', '.join(sorted(_PARTS))}")
    given, constants = document.get("columns"), document.get("constants", {})
    delimiter = document.get("delimiter", "")
    if not isinstance(given, dict) or not given:
        raise InvalidMappingError(name, "it needs [columns], with a line for each column")
    if not isinstance(constants, dict) or not isinstance(delimiter, str) or len(delimiter) > 1:
        raise InvalidMappingError(name, "constants is a table, delimiter one character")
    return TableMapping(
        {column: _read_target(name, column, value) for column, value in given.items()},
        {_check_field(name, one, ""): str(value) for one, value in constants.items()},
        delimiter,
    )


def map_table(form: Format, mapping: TableMapping) -> Format | None:
    """Return a format that reads somebody else's table of this sort; None for what is no table."""
    if form.read is None or "mapping" not in signature(form.read).parameters:
        return None
    return replace(form, read=partial(cast("TableReader", form.read), mapping=mapping), own=False)


def map_ours(header: Sequence[str]) -> TableMapping:
    """Return the mapping of columns that are called as ours, or as CSL variables, in any case."""
    names = {each.lower(): each for each in columns.HEADER}
    targets = {}
    for column in header:
        known = names.get(column.lower()) or (column if columns.find_column(column) else None)
        if known:
            targets[column] = Target(known)
    return TableMapping(targets)


def tell_columns(header: Sequence[str], mapping: TableMapping, name: str) -> Iterator[Finding]:
    """Yield what is to be said about the columns.

    Raises:
        UnreadableFormatError: none of them is known, or one stands twice, or is not there.
    """
    if len(header) > _MOST_COLUMNS:
        raise UnreadableFormatError(name, f"it has {len(header):,} columns: that is no table")
    known = [column for column in header if column in mapping.targets]
    if missing := [column for column in mapping.targets if column not in header]:
        raise UnreadableFormatError(name, f"it has no column “{missing[0]}”")
    if not known:
        names = ", ".join(filter(None, header))[:200]
        reason = f"none of its columns is known ({names}); a --mapping says which is which"
        raise UnreadableFormatError(name, reason if names else "no column of it has a name")
    if twice := [column for column in known if header.count(column) > 1]:
        raise UnreadableFormatError(name, f"the column “{twice[0]}” stands twice")
    left = [column for column in header if column and column not in mapping.targets]
    if left:
        yield Finding(
            code="COLUMN-LEFT",
            severity=Severity.NOTE,
            where=f"{name}:1",
            message=f"not taken: {', '.join(f'“{column}”' for column in left)}"[:500],
            why="no field is called so; a --mapping says which it is",
        )


def _read_target(name: str, column: str, value: Any) -> Target:  # noqa: ANN401 - TOML
    settings = {"field": value} if isinstance(value, str) else value
    texts = isinstance(settings, dict) and all(isinstance(one, str) for one in settings.values())
    if not texts or "field" not in settings or settings.keys() - _SETTINGS:
        reason = f"“{column}” is a field, or {{ field = …, format = …, separator = … }}"
        raise InvalidMappingError(name, reason)
    target = Target(
        _check_field(name, settings["field"], column),
        settings.get("format", ""),
        settings.get("separator", ""),
    )
    if target.date_format and target.field not in _DATED:
        raise InvalidMappingError(name, f"“{column}”: {target.field} is no date: no format for it")
    if target.separator and target.field not in _LISTED:
        raise InvalidMappingError(name, f"“{column}”: {target.field} is no list: no separator")
    return target


def _check_field(name: str, given: str, column: str) -> str:
    if given in _OWN or columns.find_column(given):
        return given
    near = get_close_matches(given, [*_OWN, *sorted(csl.KNOWN)], n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_OWN)}"
    where = f"“{column}”: " if column else ""
    raise InvalidMappingError(name, f"{where}there is no field “{given}”; {hint}")
