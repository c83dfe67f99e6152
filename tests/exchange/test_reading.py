from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

import pytest

from claimtrack.errors import MissingExtraError, UnreadableFormatError
from claimtrack.exchange.exporting import needing_extra, write_selection
from claimtrack.exchange.reading import find_readers, read_entries
from claimtrack.formats.contract import Entry, Format, Selection
from claimtrack.formats.records import refuse_entry
from claimtrack.models.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.finding import Finding

SOURCE = Source(id="a", csl={"type": "book"})


def read_only(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read what begins with an A; what begins with a B, only with refusals."""
    first = stream.read(1)
    if first == b"B":
        yield refuse_entry(f"{name}:1", "no", "because")
    elif first != b"A":
        raise UnreadableFormatError(name, "it begins with no A")
    else:
        yield Entry(f"{name}:1", SOURCE)


def read_any(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:
    """Read what does not begin with a C."""
    if stream.read(1) == b"C":
        raise UnreadableFormatError(name, "it begins with a C")
    yield Entry(f"{name}:any", SOURCE)


def needs_library(stream: IO[bytes], name: str) -> Iterator[Entry | Finding]:  # noqa: ARG001 - a reader's own
    """Read what needs a library that nobody has."""
    import no_such_library_anywhere  # type: ignore[import-not-found]  # noqa: F401, PLC0415

    yield from ()


ONLY = Format("only", "", "text/plain", (".x.json", ".json"), read=read_only)
OWN = Format("own", "", "text/plain", (".x.json",), read=read_only, own=True)
ANY = Format("any", "", "text/plain", (".json",), read=read_any)


def test_a_reader_is_picked_by_the_end_of_the_name() -> None:
    """The longest one first; where none fits there is none."""
    formats = {"any": ANY, "only": ONLY, "out": Format("out", "", "", (".json",))}

    assert [each.name for each in find_readers(formats, "F.JSON")] == ["any", "only"]
    assert [each.name for each in find_readers(formats, "f.x.json")] == ["only", "any"]
    assert find_readers(formats, "f.csv") == []


@pytest.mark.parametrize(
    ("data", "name", "where"),
    [(b"A", "only", "f:1"), (b"B", "any", "f:any"), (b"D", "any", "f:any")],
)
def test_of_several_the_one_that_reads_an_entry_is_taken(
    data: bytes, name: str, where: str
) -> None:
    """From the beginning of the file."""
    form, entries = read_entries(io.BytesIO(data), "f", [ONLY, ANY])

    assert form.name == name
    assert [each.where for each in entries] == [where]


def test_one_that_only_refuses_is_taken_where_no_other_reads() -> None:
    """Its reasons are told."""
    form, entries = read_entries(io.BytesIO(b"B"), "f", [ONLY])

    assert form.name == "only"
    assert [each.where for each in entries] == ["f:1"]


def test_what_none_reads_is_refused_for_the_reason_of_each() -> None:
    """A reason that several have stands once; what is read as ours too has that of anybody's."""
    with pytest.raises(UnreadableFormatError) as caught:
        read_entries(io.BytesIO(b"C"), "f", [OWN, ONLY, ANY])
    assert caught.value.reason.splitlines() == [
        "it is none of these",
        "  only: it begins with no A",
        "  any: it begins with a C",
    ]
    with pytest.raises(UnreadableFormatError, match="f: it begins with no A"):
        read_entries(io.BytesIO(b"C"), "f", [ONLY, ONLY])
    with pytest.raises(UnreadableFormatError, match="no format"):
        read_entries(io.BytesIO(b"C"), "f", [])


def test_a_library_that_is_missing_is_named_with_how_to_get_it() -> None:
    """Where it is an extra; any other is a fault of ours."""
    form = Format("big", "", "", (".big",), read=needs_library, extra="big")

    with pytest.raises(MissingExtraError, match="big needs no_such_library_anywhere") as caught:
        read_entries(io.BytesIO(b""), "f", [form])

    assert caught.value.hint == "Install it: pip install 'claimtrack[big]'"
    with pytest.raises(ModuleNotFoundError), needing_extra(ANY):
        list(needs_library(io.BytesIO(b""), "f"))


def test_what_goes_one_way_is_not_asked_for_the_other() -> None:
    """That would be a fault of ours."""
    with pytest.raises(ValueError, match="only read"):
        write_selection(Selection({}, {}), ANY, io.BytesIO())
    with pytest.raises(ValueError, match="only written"):
        read_entries(io.BytesIO(), "f", [Format("out", "", "", ())])
