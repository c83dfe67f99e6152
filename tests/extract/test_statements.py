"""Which sentence a citation or a comment of a draft belongs to."""

from __future__ import annotations

from claimtrack.extract.drafts import read_draft
from claimtrack.extract.sentences import split_sentences
from claimtrack.extract.statements import tie_citations, tie_comments


def citations(text: str) -> list[tuple[str, list[str]]]:
    """Return the sentences of a draft that have citations, with their keys."""
    draft = read_draft(text.encode(), name="draft.md")
    sentences = split_sentences(draft)
    tied = tie_citations(draft, sentences)
    return [
        (each.text, [citation.key for citation in tied[index]])
        for index, each in enumerate(sentences)
        if index in tied
    ]


def commented(text: str) -> list[str]:
    """Return the beginning of the sentence that each comment of a draft speaks of."""
    draft = read_draft(text.encode(), name="draft.md")
    sentences = split_sentences(draft)
    return [sentences[index].text.split()[0] for index in sorted(tie_comments(draft, sentences))]


def test_a_citation_belongs_to_the_sentence_it_stands_in() -> None:
    """Before the full stop it is inside."""
    found = citations("One pier is shut [@a]. Two piers are open [@b; @c].")

    assert [keys for _, keys in found] == [["a"], ["b", "c"]]


def test_a_citation_behind_the_full_stop_belongs_to_the_sentence_before() -> None:
    """Some write it there."""
    found = citations("One pier is shut. [@a]\n\nTwo piers are open.")

    assert [(text[:3], keys) for text, keys in found] == [("One", ["a"])]


def test_a_citation_at_the_very_beginning_belongs_to_the_first_sentence() -> None:
    """“@a says” opens its own sentence."""
    found = citations("@a says that one pier is shut. Two are open.")

    assert [keys for _, keys in found] == [["a"]]
    assert found[0][0].endswith("shut.")


def test_a_citation_without_a_sentence_belongs_to_none() -> None:
    """A draft of a citation alone has nothing to check."""
    assert citations("[@a]") == []


def test_a_comment_behind_a_sentence_means_that_one() -> None:
    """On the same line it follows what it accepts."""
    text = "One is shut. <!-- claimtrack: ok because seen --> Two are open."

    assert commented(text) == ["One"]


def test_a_comment_on_its_own_line_means_the_next_sentence() -> None:
    """And the last one where none comes after."""
    above = "<!-- claimtrack: ok because seen -->\nOne is shut."
    below = "One is shut. Two are open.\n\n<!-- claimtrack: ok because seen -->\n"

    assert commented(above) == ["One"]
    assert commented(below) == ["Two"]


def test_a_comment_without_a_sentence_means_none() -> None:
    """It will be reported as one that nothing needs."""
    assert commented("<!-- claimtrack: ok because seen -->\n") == []


def test_a_citation_in_a_footnote_belongs_to_the_sentence_that_refers_to_it() -> None:
    """The note and the sentence it explains are both cited for."""
    found = citations("One pier is shut.[^1] Two are open.\n\n[^1]: See the log [@log].\n")

    assert [(text.split()[0], keys) for text, keys in found] == [("One", ["log"]), ("See", ["log"])]


def test_a_citation_that_opens_a_sentence_belongs_to_it() -> None:
    """Not to the sentence before."""
    found = citations("One pier is shut. @log says that two are open.")

    assert [(text.split()[0], keys) for text, keys in found] == [("@log", ["log"])]
