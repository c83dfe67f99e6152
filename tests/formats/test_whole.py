from __future__ import annotations

import io

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.whole import read_whole


def test_a_file_is_read_to_its_end_up_to_a_limit() -> None:
    """One without an end must not fill the memory."""
    assert read_whole(io.BytesIO(b"12345"), "f", 5) == b"12345"
    with pytest.raises(UnreadableFormatError, match="it has more than 5 bytes"):
        read_whole(io.BytesIO(b"123456"), "f", 5)
