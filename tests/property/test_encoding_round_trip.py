from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import DamagedTextError, RefusedError
from claimtrack.values.encoding import decode

# Whatever a text may hold: no control characters, no halves of characters, no mark at its start.
texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t"), max_size=200
).filter(lambda text: not text.startswith(("\ufeff", "%PDF-", "{\\rtf", "WARC/")))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@given(text=texts)
def test_decoding_gives_back_what_was_encoded(codec: str, text: str) -> None:
    """Text in Unicode comes back as it was."""
    assert decode(text.encode(codec)).text == text


@given(text=texts)
def test_a_cut_never_passes_unnoticed(text: str) -> None:
    """UTF-8 whose last character is cut is refused, or, if it was all ASCII before, noted."""
    cut = (text + "“").encode()[:-2]
    if text.isascii():
        decoded = decode(b"Boats: " + cut)
        assert decoded.note
    else:
        with pytest.raises(DamagedTextError) as caught:
            decode(cut)
        assert caught.value.offset == len(cut) - 1


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes bring out any error but a refusal."""
    try:
        decoded = decode(data)
    except RefusedError:
        return
    assert "\x00" not in decoded.text
