from __future__ import annotations

import io
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.reviews import streaming
from claimtrack.formats.reviews.streaming import Broken, stream_values

if TYPE_CHECKING:
    from collections.abc import Iterator


def stream(data: bytes) -> list[Any]:
    """Return all values of a file."""
    return list(stream_values(io.BytesIO(data), "f"))


class Feed(io.RawIOBase):
    """A feed without end in memory: made as it is read."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._pieces = self._make(number)

    def _make(self, number: int) -> Iterator[bytes]:
        yield b'{"@type": "DataFeed", "dataFeedElement": ['
        for place in range(number):
            yield (b", " if place else b"") + json.dumps({"n": place, "x": "y" * 2000}).encode()
        yield b'], "name": "a feed"}'

    def read(self, size: int = -1) -> bytes:
        """Return the next pieces, at least ``size`` bytes of them."""
        found = b""
        for piece in self._pieces:
            found += piece
            if len(found) >= size:
                break
        return found


def test_a_feed_is_read_without_being_held() -> None:
    """Forty megabytes need a few, and come in order; then what stands around them."""
    tracemalloc.start()
    count = 0
    last: Any = None
    for each in stream_values(Feed(20_000), "f"):  # type: ignore[arg-type]
        count += 1
        last = each
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 20_001
    assert last == {"@type": "DataFeed", "name": "a feed"}
    assert peak < 20_000_000


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_the_size_of_a_chunk_makes_no_difference(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values, numbers and letters of several bytes may be cut anywhere."""
    monkeypatch.setattr(streaming, "_CHUNK", size)
    data = '{"a": [1, {"b": "ü ✓"}], "@graph": [12345, "x\\"y", true, null, {"c": -1.5e3}]}\n[6789]'

    found = stream(data.encode())

    whole = [json.loads(data.partition("\n")[0]), 6789]
    parts = [12345, 'x"y', True, None, {"c": -1500.0}, {"a": [1, {"b": "ü ✓"}]}, 6789]
    assert found in (whole, parts)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[1, 2", "cut short"),
        (b"[1 2]", "not set apart"),
        (b'{"@graph": [1], "b" 2}', "a name and a colon"),
        (b'{"a": 1, "@graph": [2] "b": 3}', "cut short"),
        (b'{"a": "unfinished', "not JSON"),
        (b'{"a": tru}', "not JSON"),
        (b"[1, oops]", "not JSON"),
        (b"hello", "neither an object nor a list"),
        (b'["\xff"]', "not UTF-8"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"@graph": ' + b'{"a":' * 100_000, "nested too deep"),
    ],
)
def test_what_is_damaged_is_told_with_its_line(data: bytes, reason: str) -> None:
    """From there on nothing more is read."""
    with pytest.raises(UnreadableFormatError, match=reason) as caught:
        stream(data)

    assert caught.value.name == "f:1"


def test_the_line_of_a_fault_is_counted() -> None:
    """Over lines that were read and let go."""
    with pytest.raises(UnreadableFormatError) as caught:
        stream(b"[\n1,\n2,\n oops]")

    assert caught.value.name == "f:4"


def test_a_broken_line_is_passed_over() -> None:
    """Where each line is a value, one that is none costs only itself."""
    first, broken, last = stream(b'{"a": 1}\n{"a": oops}\n{"a": 2},\n')

    assert (first, last) == ({"a": 1}, {"a": 2})
    assert isinstance(broken, Broken)


def test_a_value_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It must not fill the memory."""
    monkeypatch.setattr(streaming, "_CHUNK", 100)
    monkeypatch.setattr(streaming, "LONGEST", 1_000)

    with pytest.raises(UnreadableFormatError, match="longer than 1,000"):
        stream(b'["' + b"x" * 10_000)


def test_other_encodings_with_a_mark_are_read() -> None:
    """UTF-8 and UTF-16, each with its byte order mark."""
    assert stream('[{"a": "ü"}]'.encode("utf-8-sig")) == [{"a": "ü"}]
    assert stream('[{"a": "ü"}]'.encode("utf-16")) == [{"a": "ü"}]


def test_numbers_that_no_number_holds_are_kept_as_text() -> None:
    """Neither a million digits nor infinity stops the reading."""
    long, huge, odd, plain = stream(b"[" + b"9" * 5_000 + b", 1e999, NaN, 7]")

    assert (long, huge, odd, plain) == ("9" * 5_000, "1e999", "NaN", 7)
