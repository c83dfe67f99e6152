from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.cite.citing import cite_sources
from claimtrack.cite.collecting import Collector
from claimtrack.cite.resolving import make_closing, make_replacements
from claimtrack.cite.styles import find_style
from claimtrack.extract.drafts import read_draft
from claimtrack.ledger.ledger import open_ledger
from claimtrack.manuscripts.writing import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.store.layout import Layout


@pytest.fixture
def resolve(layout: Layout, write: Callable[..., None]) -> Callable[[str, str], str]:
    """Resolve a draft that cites ``wire`` and ``tide`` in a style; return what it became."""
    write("wire", {"title": "Yard", "author": [{"family": "Silva", "given": "Ana"}]})
    write("tide", {"title": "Tide", "author": [{"literal": "Board"}]})
    ledger = open_ledger(layout.root)

    def call(text: str, style: str) -> str:
        draft = read_draft(text.encode(), name="d.md")
        clusters, listed, unknown = Collector(ledger).collect_draft(draft)
        citations = cite_sources(
            ledger, find_style(style), clusters=clusters, listed=listed, unknown=unknown
        )
        return rewrite(
            text.encode(),
            draft,
            replacements=make_replacements(draft, citations),
            closing=make_closing(draft, citations, "Sources"),
        ).decode()

    return call


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("It *shuts* [@wire].", "apa", "It *shuts* (Silva, n.d.)."),
        ("As @tide [p. 3] says.", "newsroom", "As Board \\[1, p. 3\\] says."),
        ("As @tide [p. 3] says.", "apa", "As Board (n.d., p. 3) says."),
        ("It shuts [@wire].", "chicago-notes", "It shuts.[^1]"),
        ("It shuts [@wire] now.", "chicago-notes", "It shuts[^1] now."),
        ("It shuts\n[@wire].\n", "chicago-notes", "It shuts.[^1]\n"),
        ("# It\n[@wire]\n", "chicago-notes", "# It\n[^1]\n"),
        ("# It\n[@wire] shuts.\n", "chicago-notes", "# It\n[^1] shuts.\n"),
        ("|a|b|\n|-|-|\n|c| [@wire] |\n", "chicago-notes", "|c| [^1] |"),
        ("It shuts [@wire][@tide].", "chicago-notes", "It shuts.[^1]"),
        ("It shuts [@wire] [@tide].", "apa", "It shuts (Board, n.d.; Silva, n.d.)."),
        (
            "It.[^a]\n\n[^a]: [@wire]; [@tide].\n",
            "chicago-notes",
            "[^a]: Ana Silva, *Yard*, n.d.; Board, *Tide*, n.d.\n",
        ),
        ("It.[^a]\n\n[^a]: [@wire].\n", "nature", "[^a]: <sup>1</sup>.\n"),
        ("[@wire]\n\n[@tide]\n", "newsroom", "\\[1\\]\n\n\\[2\\]\n"),
        ("It.[^a] So [@tide].\n\n[^a]: As [@wire] said.", "newsroom", "So \\[2\\]."),
        ("It.[^a] So [@tide].\n\n[^a]: [@wire]", "newsroom", "So \\[2\\]."),
        ("It shuts [@wire].", "nature", "It shuts.<sup>1</sup>"),
        ("It shuts [@wire; @gone].", "apa", "It shuts [@wire; @gone]."),
        (
            "It.[^a]\n\n[^a]: [@wire].",
            "chicago-notes",
            "It.[^a]\n\n[^a]: Ana Silva, *Yard*, n.d.\n",
        ),
        (
            "It.[^a]\n\n[^a]: So [@wire] says.",
            "chicago-notes",
            "[^a]: So (Ana Silva, *Yard*, n.d.) says.",
        ),
    ],
)
def test_puts_citations_where_they_belong(
    text: str, style: str, expected: str, resolve: Callable[[str, str], str]
) -> None:
    """Words in brackets stay in place; notes and raised numbers go behind the full stop."""
    assert expected in resolve(text, style)


def test_closes_with_the_list(resolve: Callable[[str, str], str]) -> None:
    """The list has a heading of its own, or the one that the draft ends with."""
    assert "## Sources\n\n1\\. Ana Silva, “Yard”, undated." in resolve(
        "# A\n\n## B\n\nC [@wire].\n\n## D\n\nE.", "newsroom"
    )
    assert resolve("A [@wire].\n\n# References\n", "newsroom").count("#") == 1
    assert "Sources" not in resolve("A [@nothing].", "newsroom")
    noted = resolve("A [@wire].[^a]\n\n# Sources\n\n[^a]: Note.\n", "newsroom")
    assert noted.count("# Sources") == 1
