from __future__ import annotations

import datetime as dt
import io
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats import columns, parquet
from claimtrack.formats.contract import Entry, Selection
from claimtrack.formats.mapping import read_mapping
from claimtrack.models.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source


def make_file(values: dict[str, Any]) -> bytes:
    """Write a table as another program does."""
    out = io.BytesIO()
    pq.write_table(pa.table(values), out)
    return out.getvalue()


def read_file(data: bytes, mapping: str = "") -> tuple[list[Entry], list[Finding]]:
    """Read a table, by a mapping if one is given."""
    mapped = read_mapping(mapping.encode(), "m.toml") if mapping else None
    found = list(parquet.read(io.BytesIO(data), "t.parquet", mapped))
    return (
        [each for each in found if isinstance(each, Entry)],
        [each for each in found if isinstance(each, Finding)],
    )


def test_it_is_the_table_of_csv(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """Text without apostrophes before it, for nothing calculates there; what is empty is null."""
    out = io.BytesIO()

    parquet.write(Selection({"a": make_source("a")}, {"a/b": make_claim("a/b", "=1")}), out)

    table = pq.read_table(out)
    assert table.column_names == list(columns.HEADER)
    (row,) = table.to_pylist()
    assert (row["claim"], row["text"], row["quote"]) == ("a/b", "=1", None)


def test_values_of_other_types_are_read_as_their_text() -> None:
    """Days, whole numbers beside cells that hold none, bytes and lists of words."""
    data = make_file(
        {
            "title": pa.array(["Ferry", "Ferry"]).dictionary_encode(),
            "issued": [dt.date(2025, 2, 7)] * 2,
            "about": [dt.datetime(2025, 4, 1, 8)] * 2,  # noqa: DTZ001 - as a table has it
            "text": [b"It stops.", b"Why?"],
            "grade": [2.0, float("nan")],
            "tags": [["jobs", "ferry"], None],
        }
    )

    ((entry,), findings) = read_file(data)

    assert findings == []
    assert entry.source.csl["issued"] == "2025-02-07"
    first, second = entry.claims
    assert (first.text, str(first.about), first.grade) == ("It stops.", "2025-04-01", 2)
    assert first.tags == ("jobs", "ferry")
    assert (second.text, second.grade) == ("Why?", None)


def test_a_row_that_cannot_be_read_is_refused_with_its_number() -> None:
    """The others are taken."""
    data = make_file(
        {
            "title": ["A", "B", "C", None],
            "text": [b"a", b"\xff", b"x" * ((1 << 24) + 1), None],
            "grade": ["1", None, None, None],
        }
    )

    entries, findings = read_file(data)

    assert [entry.source.title for entry in entries] == ["A"]
    assert [finding.where for finding in findings] == ["t.parquet: row 2", "t.parquet: row 3"]


def test_a_mapping_says_what_the_columns_are() -> None:
    """As for CSV."""
    data = make_file({"Headline": ["Ferry"], "What": ["It stops."], "Else": [1]})

    entries, findings = read_file(data, "[columns]\nHeadline = 'title'\nWhat = 'text'")

    assert entries[0].claims[0].text == "It stops."
    assert [finding.code for finding in findings] == ["COLUMN-LEFT"]


def test_a_small_file_that_unpacks_to_much_is_refused() -> None:
    """Six million rows of one letter, and a word of a million letters in each of many rows."""
    many = pa.chunked_array(
        [pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int32()), ["x"])] * 6
    )
    long = pa.DictionaryArray.from_arrays(pa.array([0] * 5_000, pa.int32()), ["x" * 1_000_000])
    for column, reason in ((many, "5,000,000 rows"), (long, "characters")):
        data = make_file({"title": column})
        assert len(data) < 1_000_000

        with pytest.raises(UnreadableFormatError, match=reason):
            read_file(data)


@pytest.mark.parametrize("cut", [0, 3, 100, -5])
def test_what_is_no_parquet_is_refused(cut: int) -> None:
    """Cut anywhere, or something else."""
    whole = make_file({"title": ["Ferry"] * 50})

    with pytest.raises(UnreadableFormatError):
        read_file(whole[:cut])
    with pytest.raises(UnreadableFormatError, match="none of its columns is known"):
        read_file(make_file({"x": [1]}))


def test_damaged_pages_are_refused() -> None:
    """Whatever stands in them: it is read, or refused as what cannot be, and ends no program."""
    whole = make_file({"title": [f"Ferry {n}" for n in range(200)], "text": ["t"] * 200})
    for place in range(4, len(whole) - 8, 37):
        data = bytearray(whole)
        data[place] ^= 0xFF
        with suppress(UnreadableFormatError):
            read_file(bytes(data))
