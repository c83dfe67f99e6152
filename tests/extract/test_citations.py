from __future__ import annotations

import pytest

from claimtrack.extract.drafts import read_draft
from claimtrack.extract.statements import read_statements


def _cited(written: str, name: str = "a.md") -> list[tuple[str, list[str]]]:
    found = read_statements(read_draft(written.encode(), name=name))
    return [
        (each.sentence.text, [cited.key for cited in each.citations]) for each in found.statements
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Orm burnt [@log/fire, p. 3; see @other].", [("Orm burnt.", ["log/fire", "other"])]),
        ("Orm burnt [@b; @a; @c].", [("Orm burnt.", ["b", "a", "c"])]),
        ("Orm burnt. [@log/fire] Rain fell.", [("Orm burnt.", ["log/fire"]), ("Rain fell.", [])]),
        ("[@log/fire] Orm burnt.", [("Orm burnt.", ["log/fire"])]),
        ("As @log/fire [p. 2] says, Orm burnt.", [("As @log/fire says, Orm burnt.", ["log/fire"])]),
        ("Rain. Orm burnt [-@log].", [("Rain.", []), ("Orm burnt.", ["log"])]),
        ("Orm burnt [@{log/fire}].", [("Orm burnt.", ["log/fire"])]),
        ("Write to anna@orm.example now.", [("Write to anna@orm.example now.", [])]),
        ("Orm `[@log/fire]` burnt.", [("Orm [@log/fire] burnt.", [])]),
        (r"Orm \@log burnt.", [("Orm @log burnt.", [])]),
        (
            "Orm burnt.[^1]\n\n[^1]: Log [@log/fire].",
            [("Orm burnt.", ["log/fire"]), ("Log.", ["log/fire"])],
        ),
        ("Orm burnt^[Log [@log/fire].].", [("Orm burnt.", ["log/fire"]), ("Log.", ["log/fire"])]),
    ],
)
def test_ties_citations_to_sentences(written: str, expected: list[tuple[str, list[str]]]) -> None:
    """A bracket is tied to the sentence before it, a word to its own, a note to where it hangs."""
    assert _cited(written) == expected


def test_tells_locator_prefix_and_place() -> None:
    """A citation keeps what stands around its key, and points into the file."""
    draft = read_draft(b"# Orm\n\nIt **burnt** [see @log/fire, p. 3].", name="a.md")
    (cited,) = draft.citations
    assert (cited.prefix, cited.locator, cited.in_text) == ("see", "p. 3", False)
    assert draft.raw[cited.start : cited.end] == "@log/fire"
    assert (cited.line, cited.column) == (3, 19)


def test_ties_a_citation_without_a_sentence_to_nothing() -> None:
    """A citation in a draft that says nothing is kept, and tied to nothing."""
    draft = read_draft(b"[@log/fire]", name="a.txt")
    assert [cited.key for cited in draft.citations] == ["log/fire"]
    assert read_statements(draft).statements == ()


def test_ties_a_citation_in_a_paragraph_of_its_own_to_the_one_before() -> None:
    """A paragraph with nothing but a citation speaks of the sentence before it."""
    assert _cited("Orm burnt.\n\n[@log/fire]\n") == [("Orm burnt.", ["log/fire"])]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Orm burnt [see @log, p. 3; @other].", ["[see @log, p. 3; @other]"] * 2),
        ("As @log/fire [p. 2] says, and @other.", ["@log/fire [p. 2]", "@other"]),
        ("Orm burnt [**see** @log].", ["[**see** @log]"]),
    ],
)
def test_tells_where_the_whole_citation_stands(written: str, expected: list[str]) -> None:
    """A citation knows its bracket, or its key with the locator behind it, as the file has them."""
    draft = read_draft(written.encode(), name="a.md")
    assert [draft.raw[slice(*cited.whole)] for cited in draft.citations] == expected


def test_reads_a_tick_behind_an_escaped_one() -> None:
    """A tick that is left of a longer run, whose first was escaped, closes nothing."""
    assert read_draft(rb"Orm \`` burnt [@log].", name="a.md").text == "Orm `` burnt."


def test_tells_citations_in_notes() -> None:
    """A citation knows whether it stands in a footnote, and whether there are words beside it."""
    draft = read_draft(b"Orm burnt [@a].[^1]^[[@c].]\n\n[^1]: See [@b].", name="a.md")
    found = {each.key: (each.in_note, each.is_alone) for each in draft.citations}
    assert found == {"a": (False, False), "b": (True, False), "c": (True, True)}
