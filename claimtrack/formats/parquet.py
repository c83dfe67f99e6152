"""Parquet: the same table as CSV, every column of text, for whoever counts with the claims.

A small file can unpack to any size: rows are taken in batches, words that repeat are kept once, and
there is an end to how much is read.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats import columns
from claimtrack.formats.contract import Format
from claimtrack.formats.mapping import TableMapping, map_ours, tell_columns
from claimtrack.formats.rows import read_rows, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.formats.contract import Entry, Selection
    from claimtrack.formats.rows import Cells
    from claimtrack.models.finding import Finding

#: Rows that are in memory together.
_BATCH: Final = 2_000
#: No table of claims has more rows, nor more characters in its cells taken together.
_MOST_ROWS: Final = 5_000_000
_MOST_CHARACTERS: Final = 1 << 31
#: No cell is longer, in characters.
_LONGEST: Final = 1 << 24


def write(selection: Selection, out: IO[bytes]) -> None:
    """Write a row for each claim; what is empty is null."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([(name, pa.string()) for name in columns.HEADER])
    rows = write_rows(selection)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            values = [[cell or None for cell in column] for column in zip(*batch, strict=True)]
            writer.write_table(pa.table(values, schema=schema))


def read(
    stream: IO[bytes], name: str, mapping: TableMapping | None = None
) -> Iterator[Entry | Finding]:
    """Yield what is in a table.

    Args:
        stream: the file.
        name: what a place in it begins with.
        mapping: what its columns are; those that are called as ours are where there is none.

    Raises:
        UnreadableFormatError: it is no Parquet file, is damaged, or unpacks to too much.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(stream) as file:
            header = file.schema_arrow.names
            mapping = mapping or map_ours(header)
            yield from tell_columns(header, mapping, name)
            _refuse_size(file.metadata.num_rows, _MOST_ROWS, "rows", name)
            wanted = [column for column in header if column in mapping.targets]
            texts = [each.name for each in file.schema_arrow if _is_text(each.type)]
        stream.seek(0)
        # Kept as a list of words and numbers into it, a word that stands in a million rows is one.
        listed = [column for column in wanted if column in texts]
        with parquet.ParquetFile(stream, read_dictionary=listed) as file:
            yield from read_rows(_list_rows(file, wanted, mapping, name))
    except (pa.ArrowException, OSError, OverflowError, IndexError, UnicodeDecodeError) as error:
        reason = str(error).partition("\n")[0] or "it is damaged"
        raise UnreadableFormatError(name, reason) from None


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - pyarrow ships no types
    from pyarrow import types

    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind))


def _list_rows(
    file: Any,  # noqa: ANN401 - pyarrow ships no types
    wanted: Sequence[str],
    mapping: TableMapping,
    name: str,
) -> Iterator[tuple[str, Cells | str]]:
    number = characters = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=list(wanted), use_threads=False):
        for row in zip(*map(_list_values, batch.columns), strict=True):
            number += 1
            _refuse_size(number, _MOST_ROWS, "rows", name)
            where = f"{name}: row {number:,}"
            try:
                cells = [_write_cell(value) for value in row]
                characters += sum(map(len, cells))
                converted: Cells | str = mapping.convert(wanted, cells)
            except ValueError as error:
                converted = str(error)
            _refuse_size(characters, _MOST_CHARACTERS, "characters", name)
            if isinstance(converted, str) or any(converted.values()):
                yield where, converted


def _list_values(column: Any) -> Iterator[object]:  # noqa: ANN401 - pyarrow ships no types
    """Yield the values of a column, each word of a dictionary being one object."""
    if not hasattr(column, "dictionary"):
        yield from column.to_pylist()
        return
    words = column.dictionary.to_pylist()
    for place in column.indices.to_pylist():
        yield None if place is None else words[place]


def _write_cell(value: object) -> str:
    """Return a value as a cell of text.

    Raises:
        ValueError: it is longer than any cell, or is nothing that a cell can say.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():  # whole numbers beside empty cells
        value = int(value)
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value.decode()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = "; ".join(value)
    cell = value if isinstance(value, str) else json.dumps(value, default=str)
    if len(cell) > _LONGEST:
        raise ValueError(f"a cell has {len(cell):,} characters; the limit is {_LONGEST:,}")
    return cell


def _refuse_size(size: int, limit: int, unit: str, name: str) -> None:
    if size > limit:
        raise UnreadableFormatError(name, f"it has more than {limit:,} {unit}")


FORMATS = (
    Format(
        name="parquet",
        title="Parquet, the same table as CSV",
        media_type="application/vnd.apache.parquet",
        suffixes=(".parquet",),
        write=write,
        read=read,
        own=True,
        extra="parquet",
    ),
)
