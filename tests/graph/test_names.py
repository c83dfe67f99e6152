from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.graph.names import NameBook, is_named, normalise_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.source import Source


def test_names_are_compared_without_case_space_and_article() -> None:
    """The same name written in two ways is one."""
    assert normalise_name("The Harbour  Board.") == normalise_name("harbour board")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Harbour Board", True),
        ("the Harbour Board", True),
        ("Mayor of Quillport", True),
        ("a witness in Quillport", False),
        ("two sources in Quillport", False),
        ("20 residents of Quillport", False),
        ("Some residents", False),
        ("officials", False),
        ("the ministry", False),
        ("소식통", False),
        ("", False),
        ("the ", False),
    ],
)
def test_a_name_is_told_from_a_description(words: str, *, named: bool) -> None:
    """Only what names somebody counts as a name; in doubt it does not."""
    assert is_named(words) is named


def test_an_article_speaks_for_its_publisher(make_source: Callable[..., Source]) -> None:
    """Behind an article stands its publisher, behind a letter its author."""
    person = [{"literal": "Ada Quill"}]
    book = NameBook(
        {
            "paper": make_source("paper", publisher="Courier", csl={"author": person}),
            "letter": make_source(
                "letter",
                publisher="Courier",
                csl={"type": "personal_communication", "author": person},
            ),
            "voice": make_source("voice", title="A voice", csl={"type": "interview"}),
        }
    )

    assert book.speaker_of("paper").label == "Courier"
    assert book.speaker_of("letter").label == "Ada Quill"
    assert book.speaker_of("voice").label == "A voice"
    assert not book.speaker_of("voice").named
    assert not book.speaker_of("gone").named


def test_an_alias_is_another_name_of_whoever_speaks(make_source: Callable[..., Source]) -> None:
    """A credit to an alias is a credit to the publisher, unless the alias could mean two."""
    book = NameBook(
        {
            "a": make_source("a", publisher="Harbour Board", aliases=("HB", "Both")),
            "b": make_source("b", publisher="Courier", aliases=("Both",)),
            "c": make_source("c", aliases=("Nobody",)),
        }
    )

    assert book.credited("HB", "b").key == book.speaker_of("a").key
    assert book.credited("Both", "b").key not in {
        book.speaker_of("a").key,
        book.speaker_of("b").key,
    }


def test_somebody_unnamed_is_the_same_only_with_one_publisher(
    make_source: Callable[..., Source],
) -> None:
    """Two publishers that each credit a witness may mean two witnesses."""
    book = NameBook(
        {
            "a1": make_source("a1", publisher="Courier"),
            "a2": make_source("a2", publisher="The Courier"),
            "b": make_source("b", publisher="Echo"),
        }
    )

    assert book.credited("a witness", "a1").key == book.credited("A  witness", "a2").key
    assert book.credited("a witness", "a1").key != book.credited("a witness", "b").key
    assert "unnamed, according to Courier" in book.credited("a witness", "a1").label
