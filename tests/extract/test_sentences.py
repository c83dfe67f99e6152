from __future__ import annotations

import pytest

from claimtrack.extract.drafts import read_draft
from claimtrack.extract.sentences import find_sentences, split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Lt. Gen. Moravec spoke.", "He left."],
        ["See e.g. Article 3.", "Then go."],
        ["Yahoo! Japan rose.", "Others fell."],
        ["No. 5 burnt.", "He said no.", "Then he went."],
        ["The U.S. High Court sat on Feb. 12.", "It rained."],
        ["“It burnt!” he said.", "She left."],
        ["町は燃えた。", "四十軒が失われた！", "「ひどい。」と町長は言った。"],
        ["El puerto cerró.", "Nadie murió."],
    ],
)
def test_finds_the_ends_of_sentences(sentences: list[str]) -> None:
    """Titles and abbreviations end no sentence; wide marks do without a space behind them."""
    joint = "" if sentences[0].endswith("。") else " "
    text = joint.join(sentences)
    assert [text[start:end] for start, end in find_sentences(text)] == sentences


def test_leaves_out_what_has_no_words() -> None:
    """Rules and bullets alone are no sentences."""
    assert list(find_sentences(" *** \n … ")) == []


def test_takes_other_abbreviations_where_a_language_has_none() -> None:
    """A language without abbreviations of its own is cut by the English ones."""
    assert len(list(find_sentences("Dr. Rask kam heim. Er ging.", code="de"))) == 2


def test_cuts_long_paragraphs_at_a_stop() -> None:
    """A paragraph beyond the window is cut between sentences, and nothing is lost."""
    text = "Forty boats sank off Lindehavn. " * 2_000
    found = list(find_sentences(text))
    assert {text[start:end] for start, end in found} == {"Forty boats sank off Lindehavn."}
    assert len(found) == 2_000


def test_cuts_an_endless_word() -> None:
    """A word longer than the window is cut where the window ends."""
    assert len(list(find_sentences("船" * 30_000))) == 2


def test_gives_places_in_text_and_file() -> None:
    """A sentence knows its place in the text, in the file, and its line and column."""
    draft = read_draft(b"# Orm\n\nIt *rained*. All **burnt**\ndown.\n", name="a.md")
    last = split_sentences(draft)[-1]
    assert last.text == draft.text[last.start : last.end] == "All burnt\ndown."
    assert draft.raw[last.raw_start : last.raw_end] == "All **burnt**\ndown."
    assert (last.line, last.column, last.paragraph) == (3, 14, 1)
