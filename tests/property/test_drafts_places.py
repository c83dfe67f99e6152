from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import DamagedTextError, NotTextError
from claimtrack.extract.drafts import read_draft
from claimtrack.extract.statements import read_statements

if TYPE_CHECKING:
    from claimtrack.extract.draft import Draft

PIECES = st.sampled_from(
    "Orm burnt.|Forty boats sank in 1921! |\n|\n\n|**|*|_|`|``|[|](x)|]|[^1]|[^1]: |^[|![|<b>|</p>"
    "|<!-- c -->|<!-- claimtrack: ok because lost log -->|[claimtrack: ok because it is]|<!--|-->"
    "|[@a/b, p. 3; see @c]|@a/b |&amp;|&lt|\\|> |- |# |    |\t|x | y|---\n|é|船。|“|”|<script>"
    "|</script>|<li>|~~|{#a}|---|@".split("|")
)
NAMES = st.sampled_from(["a.md", "a.html", "a.txt"])


def _read(pieces: list[str], name: str) -> Draft | None:
    try:
        return read_draft("".join(pieces).encode(), name=name)
    except NotTextError:
        return None


@given(st.lists(PIECES, max_size=30), NAMES)
def test_each_sentence_stands_where_it_says(pieces: list[str], name: str) -> None:
    """A sentence is its stretch of the text, within its paragraph, in order and apart."""
    draft = _read(pieces, name)
    assert draft is not None
    done = 0
    for statement in read_statements(draft).statements:
        sentence = statement.sentence
        paragraph = draft.paragraphs[sentence.paragraph]
        assert draft.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        assert done <= sentence.start
        done = sentence.end


@given(st.lists(PIECES, max_size=30), NAMES)
def test_each_character_leads_back_to_the_file(pieces: list[str], name: str) -> None:
    """A character of the text is that character in the file, or what an entity stands for."""
    draft = _read(pieces, name)
    assert draft is not None
    for at, character in enumerate(draft.text):
        start, end = draft.raw_span(at, at + 1)
        assert 0 <= start <= end <= len(draft.raw)
        written = draft.raw[start:end]
        assert written in (character, "", f"\\{character}") or written[0] in "&<"


@given(st.lists(PIECES, max_size=30), NAMES)
def test_what_was_taken_out_is_where_it_says(pieces: list[str], name: str) -> None:
    """Citations and comments lie within the text and point at themselves in the file."""
    draft = _read(pieces, name)
    assert draft is not None
    for cited in draft.citations:
        assert 0 <= cited.at <= len(draft.text)
        assert cited.key in draft.raw[cited.start : cited.end]
        assert draft.locate(cited.start) == (cited.line, cited.column)
    for comment in draft.comments:
        assert 0 <= comment.at <= len(draft.text)
        assert "claimtrack" in draft.raw[comment.start : comment.end]


@given(st.text(max_size=200), NAMES)
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    """Any text at all is read, or refused as no text."""
    try:
        draft = read_draft(text.encode("utf-8", "replace"), name=name)
    except (NotTextError, DamagedTextError):
        return
    read_statements(draft)
