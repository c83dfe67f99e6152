from __future__ import annotations

import pytest

from claimtrack.extract.drafts import read_draft


def _paragraphs(text: str) -> list[tuple[str, str]]:
    draft = read_draft(text.encode(), name="draft.md")
    return [(str(each.kind), draft.text[each.start : each.end]) for each in draft.paragraphs]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Forty **boats** _sank_ and ***all*** ~~none~~.", "Forty boats sank and all none."),
        ("5 * 3 is 15 and snake_case_name stays.", "5 * 3 is 15 and snake_case_name stays."),
        ("**bold *and* more**", "bold and more"),
        ("an unmatched *star and 41*", "an unmatched star and 41"),
        ("a lone* star", "a lone* star"),
        ("The [mayor](http://orm.example/a_(b) 'Title') left.", "The mayor left."),
        ("The [mayor][m] and [Orm] left [x][nowhere].", "The mayor and Orm left [x][nowhere]."),
        ("A [span]{.smallcaps} and `code *x*` here.", "A span and code *x* here."),
        ("``a ` b`` and ` open", "a ` b and ` open"),
        ("Fish &amp; chips &unknown; &#8364;5 & more", "Fish & chips &unknown; €5 & more"),
        (r"Not \*bold\* and \[x\]", "Not *bold* and [x]"),
        ("A <b>bold</b> word, 3 < 4<br>next <http://orm.example>", None),
        ("line one\\\nline two", "line one\nline two"),
        ("Text! and x^2^ and ] done", "Text! and x^2^ and ] done"),
    ],
)
def test_takes_inline_markup_away(written: str, shown: str | None) -> None:
    """What is left of a paragraph is what a reader of the page sees."""
    expected = shown or "A bold word, 3 < 4\nnext http://orm.example"
    assert _paragraphs(f"{written}\n\n[m]: /mayor\n[orm]: /orm\n") == [("body", expected)]


def test_tells_blocks_apart() -> None:
    """Headings, quotations, lists, definitions and running text are told apart."""
    written = (
        "# Orm #\n\nSetext\n===\n\nOne\ntwo\n> quoted\n> more\n\n- [x] item\n  goes on\n"
        "1. first\n\n    in the list\n\nTerm\n\n: Meaning\n***\n::: note\nInside.\n"
        ":::\n<div>\nraw\n</div>\n"
    )
    assert _paragraphs(written) == [
        ("heading", "Orm"),
        ("heading", "Setext"),
        ("body", "One\ntwo"),
        ("quote", "quoted\nmore"),
        ("list", "item\ngoes on"),
        ("list", "first"),
        ("body", "in the list"),
        ("body", "Term"),
        ("body", "Meaning"),
        ("body", "Inside."),
        ("body", "raw"),
    ]


def test_gives_each_cell_of_a_table() -> None:
    """A cell is a paragraph; the line under the head is none."""
    written = "| Town | Boats |\n|:--|--:|\n| Orm \\| Ask | 41 |\n\nAfter | the table.\n"
    assert _paragraphs(written) == [
        ("table", "Town"),
        ("table", "Boats"),
        ("table", "Orm | Ask"),
        ("table", "41"),
        ("body", "After | the table."),
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        "---\ntitle: 41 boats\n---\n",
        "+++\ntitle = 41\n+++\n",
        "```\n41 boats\n```\n",
        "~~~~ python\n```\n41\n~~~~\n",
        "> ```\n> 41 boats\n> ```\n",
        "    41 boats\n",
        "<script>\n41\n</script>\n",
        "<style>41</style>\n",
        "<!-- 41\n\nboats -->\n",
        "[orm]: http://orm.example/41\n",
        "-----\n",
    ],
)
def test_leaves_out_what_is_no_text(unseen: str) -> None:
    """Settings, code, scripts, comments and definitions of links state nothing."""
    assert _paragraphs(f"{unseen}\nOrm burnt.\n") == [("body", "Orm burnt.")]


@pytest.mark.parametrize("opening", ["---\ntitle: Orm\n", "<!-- open\nOrm burnt.", "`<!-- x` -->"])
def test_reads_what_is_opened_and_never_closed(opening: str) -> None:
    """An opening without its end hides nothing."""
    assert _paragraphs(opening)


def test_reads_notes_and_captions_as_paragraphs() -> None:
    """Footnotes, notes within the text and captions stand apart, and the sentence stays whole."""
    written = (
        "Orm burnt,[^a] they say^[An *old* tale.], in ![the *fire*](f.png)1921.\n\n"
        "[^a]: First.\n\n    Second.\n\nAfter.\n"
    )
    assert _paragraphs(written) == [
        ("body", "Orm burnt, they say, in 1921."),
        ("footnote", "An old tale."),
        ("caption", "the fire"),
        ("footnote", "First."),
        ("footnote", "Second."),
        ("body", "After."),
    ]


def test_keeps_text_around_a_comment() -> None:
    """A comment in a line takes no words with it."""
    assert _paragraphs("Orm <!-- x --> burnt <!-- y\nz --> down.\n") == [
        ("body", "Orm  burnt  down.")
    ]


def test_takes_a_comment_in_code_for_code() -> None:
    """However many ticks open the code."""
    for ticks in ("`", "``"):
        assert _paragraphs(f"Write {ticks}<!-- a -->{ticks}.\n") == [("body", "Write <!-- a -->.")]


def test_takes_an_escaped_comment_for_text() -> None:
    """A backslash before it makes plain text of it; two are a backslash and a comment."""
    text = "Orm \\<!-- a --> burnt \\\\<!-- b -->down.\n"
    assert _paragraphs(text) == [("body", "Orm <!-- a --> burnt \\down.")]


def test_points_into_the_file() -> None:
    """The stretch of the file that a paragraph came from holds its markup."""
    draft = read_draft(b"# Orm\n\nForty **boats** &amp; men.\n", name="draft.md")
    at = draft.text.index("boats")
    assert draft.raw[slice(*draft.raw_span(at, at + 9))] == "boats** &amp; m"
    assert draft.locate(draft.raw_span(at, at + 5)[0]) == (3, 9)


def test_a_line_break_stands_where_the_line_ends() -> None:
    """Not within the indentation of the next line, nor behind its mark of a quotation."""
    for text in ("Orm\n    burnt", "> Orm\n> burnt", "- Orm\n  burnt"):
        draft = read_draft(text.encode(), name="a.md")
        at = draft.text.index("\n")
        assert draft.raw[slice(*draft.raw_span(at, at + 1))] == "\n"


def test_reads_a_row_of_a_table_past_its_comments() -> None:
    """A comment within a row of a table, the first included, hides no cell and is no text."""
    table = (
        "| One.<!-- a --> Two. | Three. |\n|---|---|\n| Four. | <!-- b --> | Five.<!-- c --> |\n"
    )
    draft = read_draft(table.encode(), name="a.md")
    cells = [draft.text[each.start : each.end] for each in draft.paragraphs]
    assert cells == ["One. Two.", "Three.", "Four.", "Five."]
