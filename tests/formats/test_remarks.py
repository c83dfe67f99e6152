from __future__ import annotations

import io

import pytest

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.remarks import note_fields, read_text


def test_a_field_of_many_sources_is_one_note() -> None:
    """What a format has no place for is said once for each field, not once for each source."""
    (first, second) = note_fields({"note": ["a", "b", "c", "d"], "grade": ["a"]}, "RIS")
    assert first.message == "left out: grade of a"
    assert second.message == "left out: note of a, b and 2 more"
    assert second.why == "RIS has no place for it"


def test_text_that_is_cut_is_refused_with_the_name_of_the_file() -> None:
    """No character is guessed or left out."""
    with pytest.raises(UnreadableFormatError, match=r"cannot read x\.ris: .* cut in the middle"):
        read_text(io.BytesIO("TY  - Ä\nÖ".encode()[:-1]), "x.ris")
