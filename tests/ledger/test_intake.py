from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import TooLargeError, UnreadableInputError
from claimtrack.ledger.intake import read_file, read_stream

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_within_the_limit_is_read_whole(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    (tmp_path / "a").write_bytes(b"12345")

    assert read_file(tmp_path / "a", 5) == b"12345"
    assert read_stream(io.BytesIO(b"12345"), 5) == b"12345"


def test_what_is_beyond_is_refused(tmp_path: Path) -> None:
    """A file by its size, a stream as soon as one byte too many has come."""
    (tmp_path / "a").write_bytes(b"123456")
    stream = io.BytesIO(b"1234567890")

    with pytest.raises(TooLargeError, match="has 6 bytes"):
        read_file(tmp_path / "a", 5)
    with pytest.raises(TooLargeError):
        read_stream(stream, 5)
    assert stream.tell() == 6


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    """A folder and a name that nothing has are refused in a sentence."""
    with pytest.raises(UnreadableInputError, match="cannot read"):
        read_file(tmp_path, 5)
    with pytest.raises(UnreadableInputError, match="cannot read"):
        read_file(tmp_path / "nothing", 5)
