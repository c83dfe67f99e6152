from __future__ import annotations

import pytest

from claimtrack.cite.engine import set_citations
from claimtrack.cite.places import translate_place
from claimtrack.cite.results import Cite, Cluster
from claimtrack.cite.style_files import use_locale
from claimtrack.cite.styles import find_style
from tests.cite.conftest import read

ITEM = {"type": "book", "title": "Yard", "author": [{"family": "Silva"}]}


@pytest.mark.parametrize(
    ("words", "locale", "expected"),
    [
        (", p. 3", "", ", p. 3"),
        (", p. 3", "en-GB", ", p. 3"),
        (", pp. 3-4", "de-DE", ", 3-4"),
        (", {p. 3}", "ja-JP", ", {3}"),
        (", {para. 12}", "de", ", {Abs. 12}"),
        (", paragraph 12", "fr-FR", ", paragr. 12"),
        (", {para. 12}", "ja-JP", ", {para. 12}"),
        (", parade 3", "de-DE", ", parade 3"),
        ("{}, 1:02", "de-DE", "{}, 1:02"),
    ],
)
def test_says_places_in_the_language_of_a_style(words: str, locale: str, expected: str) -> None:
    """A page is a number alone, a paragraph has the word that the language has."""
    assert translate_place(words, locale) == expected


@pytest.mark.parametrize(
    ("locale", "printed"),
    [("de-DE", ("S. 3", "Abs. 3")), ("sv-SE", ("s. 3", "st. 3")), ("ru-RU", ("с. 3", "абз. 3"))],
)
def test_prints_places_in_the_language_of_a_style(locale: str, printed: tuple[str, str]) -> None:
    """Pandoc takes the words for what they are: it prints its own terms, and their plurals."""
    style = use_locale(find_style("apa"), locale)
    cites = [Cite("a", "a", "p. 3", suffix=", p. 3"), Cite("a", "a", "para. 3")]
    answer = set_citations(style, {"a": ITEM}, [Cluster((each,)) for each in cites])
    for citation, words in zip(answer.citations, printed, strict=True):
        assert read(citation.inlines).endswith(f" {words})")


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl", "pt", "ru", "sv"])
def test_knows_the_words_that_pandoc_knows(language: str) -> None:
    """Several paragraphs get the plural of their language: the word was read as a term."""
    style = use_locale(find_style("apa"), language)
    cite = Cite("a", "a", "para. 3-4")
    answer = set_citations(style, {"a": ITEM}, [Cluster((cite,))])
    assert read(answer.citations[0].inlines).endswith("3–4)")
