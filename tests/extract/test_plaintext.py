from __future__ import annotations

import pytest

from claimtrack.extract.drafts import read_draft

LONG = "The harbour of Lindehavn was closed for the whole of that winter."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("Orm burns\nForty houses fell.", ["Orm burns", "Forty houses fell."]),
        (f"{LONG} It\nopened in May.", [f"{LONG} It\nopened in May."]),
        (f"{LONG}\nUnforgettable days.", [f"{LONG}\nUnforgettable days."]),
        (f"{LONG}\nbut not the sea.", [f"{LONG}\nbut not the sea."]),
        (f"Short.\n{LONG}", ["Short.", LONG]),
        (f"{LONG}{LONG}\nbut x", [LONG + LONG, "but x"]),
    ],
)
def test_tells_paragraphs_from_wrapped_lines(written: str, expected: list[str]) -> None:
    """A break is soft where the next word would not have fitted, or goes on in small letters."""
    draft = read_draft(written.encode(), name="a.txt")
    assert [draft.text[each.start : each.end] for each in draft.paragraphs] == expected


def test_leaves_comments_in_brackets_out() -> None:
    """A comment in brackets is no part of the text."""
    draft = read_draft(b"Orm burnt. [claimtrack: ok because lost] It rained.", name="a.txt")
    assert draft.text == "Orm burnt. It rained."
