from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.annotate import writing
from claimtrack.annotate.carrying import carry_over
from claimtrack.annotate.writing import find_suffix, write_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft

    Annotate = Callable[..., tuple[bytes, Draft, Notes]]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.docx", ".docx"),
        ("a.b.HTM", ".html"),
        ("a.markdown", ".md"),
        ("a.docm", ".docx"),
        ("a.txt", ""),
        ("a", ""),
    ],
)
def test_tells_the_format_by_the_end_of_a_name(name: str, suffix: str) -> None:
    """Other endings of the same format mean the same; what cannot be written has none."""
    assert find_suffix(name) == suffix


def test_a_page_as_a_draft_has_a_page_or_marks(annotate: Annotate) -> None:
    """A draft in HTML becomes a page with notes beside it; its own file is marked on demand."""
    text = "<p>The mayor of Port Varrow sold 14 trams in 2011.</p>"
    page = write_notes(*annotate(text, "a.html"), ".html").data.decode()
    own = write_notes(*annotate(text, "a.html")).data.decode()
    assert "<aside>" in page
    assert own.startswith("<p>The mayor")
    assert "<aside>" not in own
    assert "claimtrack-note" in own


def test_says_what_was_lost_on_the_way(annotate: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements that are not found again in the other format are counted."""

    def lose(data: bytes, draft: Draft, notes: Notes, suffix: str) -> object:
        carried = carry_over(data, draft, notes, suffix)
        return carried._replace(spans={1: carried.spans[1]})

    monkeypatch.setattr(writing, "carry_over", lose)
    written = write_notes(*annotate(), ".docx")
    assert written.remarks == (
        "the draft was carried over into DOCX by pandoc",
        "5 of its statements could not be found again there",
    )
