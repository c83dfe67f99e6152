"""CSV, one row a claim: out so that no spreadsheet runs what stands in a cell, in as it comes.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, one that
looks so written already gets one more; reading takes one away. Every cell stands in quotation
marks, so that a program that splits elsewhere begins no cell with what is inside another.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import contextmanager
from functools import partial
from typing import IO, TYPE_CHECKING, Final

from claimtrack.errors import DamagedTextError, NotTextError, UnreadableFormatError
from claimtrack.formats import columns
from claimtrack.formats.contract import Format
from claimtrack.formats.mapping import map_ours, tell_columns
from claimtrack.formats.remarks import note_encoding
from claimtrack.formats.rows import read_rows, write_rows
from claimtrack.values.encoding import decode

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterator, Sequence

    from claimtrack.formats.contract import Entry, Selection
    from claimtrack.formats.mapping import TableMapping
    from claimtrack.formats.rows import Cells
    from claimtrack.models.finding import Finding

#: What makes a spreadsheet calculate, in Latin and in full width (OWASP, "CSV Injection").
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NEUTRALISED: Final = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

_DELIMITERS: Final = ",;\t|"
#: What Excel reads, and writes, above the header to say what stands between cells.
_ANNOUNCED: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)

#: No line and no cell is longer, in characters: one without end must not fill the memory.
_LONGEST: Final = 1 << 24
#: As much is looked at to find out what stands between cells.
_SAMPLE: Final = 1 << 16
_PIECE: Final = 1 << 20
#: So many bytes of another encoding than UTF-8 are read, which takes them in memory together.
_MOST_LEGACY: Final = 1 << 28


def neutralise(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `restore` gives it back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """Return what `neutralise` was given."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell


def write(selection: Selection, out: IO[bytes], *, mark: bytes = b"") -> None:
    """Write a header and a row for each claim; lines end as RFC 4180 has it."""
    out.write(mark)
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(columns.HEADER)
        for row in write_rows(selection):
            writer.writerow(map(neutralise, row))
    finally:
        text.detach()


def read(
    stream: IO[bytes], name: str, mapping: TableMapping | None = None
) -> Iterator[Entry | Finding]:
    """Yield what is in a table.

    Args:
        stream: the file, in whatever encoding.
        name: what a place in it begins with.
        mapping: what its columns are; those that are called as ours are where there is none.

    Raises:
        UnreadableFormatError: it is no text, or no column of it is known.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    with _open_text(stream, name) as (text, doubts):
        yield from doubts
        delimiter = mapping.delimiter if mapping else ""
        delimiter = delimiter or _find_delimiter(text, mapping)
        reader = csv.reader(_list_lines(text, name), delimiter=delimiter, strict=True)
        try:
            header = next(reader, [])
            if _ANNOUNCED.fullmatch(delimiter.join(header)):
                header = next(reader, [])
        except csv.Error as error:
            raise UnreadableFormatError(name, f"its first line: {error}") from None
        header = [column.strip() for column in header]
        clean = restore if mapping is None else str.strip
        mapping = mapping or map_ours(header)
        yield from tell_columns(header, mapping, name)
        yield from read_rows(
            (f"{name}:{line}", _convert(mapping, header, [*map(clean, row)], fault))
            for line, row, fault in _list_rows(reader)
        )


def _convert(
    mapping: TableMapping, header: Sequence[str], row: Sequence[str], fault: str
) -> Cells | str:
    if fault:
        return fault
    if len(row) != len(header):
        return f"it has {len(row):,} cells, the header {len(header):,}"
    try:
        return mapping.convert(header, row)
    except ValueError as error:
        return str(error)


def _list_rows(reader: Reader) -> Iterator[tuple[int, list[str], str]]:
    """Yield the line, the cells and the fault of each row that is not blank."""
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # A quotation mark that is never closed swallows what follows it: up to where, is said.
            last = reader.line_num
            yield line, [], f"lines {line:,} to {last:,}: {error}" if last > line else str(error)
            continue
        if any(map(str.strip, row)):
            yield line, row, ""


def _find_delimiter(text: IO[str], mapping: TableMapping | None) -> str:
    """Return what stands between cells: what splits the first line into the most known columns."""
    start = text.tell()
    sample = text.read(_SAMPLE)
    text.seek(start)
    if announced := _ANNOUNCED.match(sample):
        return announced[1]

    def rate(delimiter: str) -> tuple[int, int]:
        try:
            header = next(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        known = (mapping or map_ours([column.strip() for column in header])).targets
        return sum(column.strip() in known for column in header), len(header)

    return max(_DELIMITERS, key=rate)


def _list_lines(text: IO[str], name: str) -> Iterator[str]:
    number = 0
    while line := text.readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST:
            reason = f"line {number:,} is longer than {_LONGEST:,} characters"
            raise UnreadableFormatError(name, reason)
        yield line


@contextmanager
def _open_text(stream: IO[bytes], name: str) -> Iterator[tuple[IO[str], tuple[Finding, ...]]]:
    """Give a stream as text: UTF-8 piece by piece, what is in another encoding at once.

    With it comes what a person should know of the reading.

    Raises:
        UnreadableFormatError: it is no text, or damaged.
    """
    if stream.seekable() and _is_utf8(stream):
        stream.seek(0)
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        try:
            yield text, ()
        finally:
            text.detach()
        return
    if stream.seekable():
        stream.seek(0)
    data = stream.read(_MOST_LEGACY + 1)
    if len(data) > _MOST_LEGACY:
        reason = f"it is not UTF-8, and has more than {_MOST_LEGACY:,} bytes: save it as UTF-8"
        raise UnreadableFormatError(name, reason)
    try:
        decoded = decode(data)
    except (NotTextError, DamagedTextError) as error:
        raise UnreadableFormatError(name, str(error)) from None
    yield io.StringIO(decoded.text, newline=""), note_encoding(decoded, name)


def _is_utf8(stream: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    stream.seek(0)
    try:
        while piece := stream.read(_PIECE):
            if b"\x00" in piece:
                return False
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


FORMATS = (
    Format(
        name="csv",
        title="CSV, one row a claim with what is known of its source",
        media_type="text/csv",
        suffixes=(".csv", ".tsv"),
        write=write,
        read=read,
        own=True,
    ),
    Format(
        name="csv-excel",
        title="the same with a byte order mark, by which Excel knows UTF-8",
        media_type="text/csv",
        suffixes=(".csv",),
        write=partial(write, mark=codecs.BOM_UTF8),
        own=True,
    ),
)
