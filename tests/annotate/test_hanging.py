from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest

from claimtrack.annotate.carrying import carry_over
from claimtrack.annotate.hanging import hang_notes
from claimtrack.errors import UnwritableDraftError
from claimtrack.extract.drafts import read_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.annotate.notes import Notes
    from claimtrack.extract.draft import Draft

    Annotate = Callable[..., tuple[bytes, Draft, Notes]]

SENTENCES = (
    "The Ostrel ferry will dismiss at least 31 of its crew.",
    "The mayor of Port Varrow sold 14 trams in 2011.",
)


def _make_word(*sentences: str) -> bytes:
    document = docx.Document()
    document.add_heading("Trams", 1)
    for sentence in sentences:
        document.add_paragraph().add_run(sentence).bold = True
    first = document.paragraphs[1]
    document.add_comment(first.runs, text="Who says so?", author="Anna", initials="A")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _read(data: bytes) -> list[tuple[str, str]]:
    return [(each.author, each.text) for each in docx.Document(io.BytesIO(data)).comments]


def test_hangs_a_comment_on_each_statement(annotate: Annotate) -> None:
    """A Word file has Anna's comment, a list of what asks for work, and one on each statement."""
    data, draft, notes = annotate(_make_word(*SENTENCES), "a.docx")
    hung = hang_notes(data, draft, notes)
    (anna, listed, first, second) = _read(hung)
    assert anna == ("Anna", "Who says so?")
    assert listed[1].startswith("Unsourced: 1\nparagraph 3: The mayor of Port Varrow sold 14 trams")
    assert first[1].startswith("SINGLE-ORIGIN (at most 1 origin)\n")
    assert "“At least 31 of the crew of the Ostrel ferry will be dismissed”" in first[1]
    assert second[1].startswith("UNSOURCED")
    assert {author for author, _ in (listed, first, second)} == {"claimtrack"}


def test_leaves_text_and_formatting(annotate: Annotate) -> None:
    """Words, styles and bold type are those of the draft."""
    data, draft, notes = annotate(_make_word(*SENTENCES), "a.docx")
    before, after = (
        docx.Document(io.BytesIO(each)) for each in (data, hang_notes(data, draft, notes))
    )
    assert [(p.text, p.style.name) for p in before.paragraphs if p.style] == [
        (p.text, p.style.name) for p in after.paragraphs if p.style
    ]
    assert all(run.bold for run in after.paragraphs[1].runs if run.text)


def test_a_second_run_brings_its_own_notes_up_to_date(annotate: Annotate) -> None:
    """Annotating what was annotated changes nothing; a new sentence adds one note."""
    data, draft, notes = annotate(_make_word(*SENTENCES), "a.docx")
    once = hang_notes(data, draft, notes)
    again = hang_notes(*annotate(once, "a.docx"))
    assert _read(again) == _read(once)
    document = docx.Document(io.BytesIO(once))
    document.add_paragraph("The pier burned for 9 hours in 1950.")
    packed = io.BytesIO()
    document.save(packed)
    more = _read(hang_notes(*annotate(packed.getvalue(), "a.docx")))
    assert len(more) == len(_read(once)) + 1
    assert more[0] == ("Anna", "Who says so?")
    assert more[1][1].startswith("Unsourced: 2\n")


@pytest.mark.parametrize(
    ("name", "other"),
    [("a.md", "<!-- Anna: who says so? -->"), ("a.html", "<!-- Anna -->")],
)
def test_text_files_have_comments_too(annotate: Annotate, name: str, other: str) -> None:
    """A second run on Markdown or HTML gives the same, and leaves what others wrote."""
    text = f"<p>{SENTENCES[1]}</p> {other}" if name == "a.html" else f"{SENTENCES[1]} {other}\n"
    once = hang_notes(*annotate(text, name))
    assert other in once.decode()
    assert "UNSOURCED" in once.decode()
    assert hang_notes(*annotate(once, name)) == once
    assert read_draft(once, name=name).text == read_draft(text.encode(), name=name).text


def test_open_document_has_comments_too(annotate: Annotate) -> None:
    """A second run on an OpenDocument text gives the same comments."""
    carried = carry_over(*annotate(), ".odt")
    once = hang_notes(*annotate(carried.data, "a.odt"))
    again = hang_notes(*annotate(once, "a.odt"))
    assert read_draft(again, name="a.odt").text == carried.draft.text
    assert once == again


def test_a_draft_that_was_carried_over_has_its_own_places(annotate: Annotate) -> None:
    """Where statements stand is told in the paragraphs of the file that holds the comments."""
    data, draft, notes = annotate()
    carried = carry_over(data, draft, notes, ".docx")
    spans = {number: span for number, span in carried.spans.items() if number != 4}
    (listed, *others) = _read(hang_notes(carried.data, carried.draft, notes, spans))
    assert "\nparagraph 3: The mayor of Port Varrow sold 14 trams in 2011." in listed[1]
    assert "\nA hundred gulls were counted at the pier in May 2023." in listed[1]
    assert len(others) == len(notes.notes) - 1


def test_plain_text_has_no_place_for_comments(annotate: Annotate) -> None:
    """Plain text is refused, and it says so."""
    with pytest.raises(UnwritableDraftError, match="no place for comments"):
        hang_notes(*annotate(SENTENCES[1], "a.txt"))


def test_an_empty_draft_has_no_notes(annotate: Annotate) -> None:
    """What says nothing is left as it is."""
    assert hang_notes(*annotate("\n", "a.md")) == b"\n"
