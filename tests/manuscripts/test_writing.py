from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import BadSpanError, UnreadableDraftError, UnwritableDraftError
from claimtrack.extract.drafts import READERS, read_draft
from claimtrack.manuscripts.contract import Closing, Comment, Entry, Inline, Replacement
from claimtrack.manuscripts.writing import WRITERS, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

BODY = "Forty boats sank [@orm-log]. It rained."


def _comment(start: int, end: int, key: str = "a") -> Comment:
    return Comment(start, end, ((Inline("supported"),),), key)


@pytest.fixture(params=[".docx", ".odt", ".md", ".html", ".txt"])
def made(
    request: pytest.FixtureRequest, word: Callable[..., bytes], office: Callable[..., bytes]
) -> tuple[bytes, str]:
    """Return a draft of one sentence that cites in each format, and its name."""
    text = f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p>"
    data = {
        ".docx": word(text),
        ".odt": office(f"<text:p>{BODY}</text:p>"),
        ".html": f"<p>{BODY}</p>".encode(),
    }.get(request.param, BODY.encode())
    return data, f"draft{request.param}"


def test_writes_every_format_that_is_read() -> None:
    """There is a writer for each format that drafts are read in."""
    assert set(WRITERS) == {reader.media_type for reader in READERS}


def test_changes_nothing_where_nothing_is_asked(made: tuple[bytes, str]) -> None:
    """Without replacements, list and comments the bytes are the same."""
    data, name = made
    draft = read_draft(data, name=name)
    assert rewrite(data, draft) is data
    assert rewrite(data, draft, comments=()) == data


def test_replaces_words_and_nothing_else(made: tuple[bytes, str]) -> None:
    """A citation is replaced, and what is read back is the text with it replaced."""
    data, name = made
    draft = read_draft(data, name=name)
    start = draft.raw.index("[@")
    end = draft.raw.index("]") + 1
    said = (Inline("(Orm & Co., "), Inline("Log", italic=True), Inline(" <1921>)"))
    written = rewrite(data, draft, replacements=[Replacement(start, end, said)])
    again = read_draft(written, name=name)
    assert again.text == "Forty boats sank (Orm & Co., Log <1921>). It rained."


def test_puts_words_in_at_both_ends_of_others(made: tuple[bytes, str]) -> None:
    """Words can be put in before and behind others, in the order in which they are given."""
    data, name = made
    draft = read_draft(data, name=name)
    start = draft.raw.index("Forty")
    end = draft.raw.index("rained.") + len("rained.")
    put = [
        Replacement(start, start, (Inline("In 1921 "),)),
        Replacement(start, start, (Inline("these: "),)),
        Replacement(end, end, (Inline(" So it is."),)),
    ]
    again = read_draft(rewrite(data, draft, replacements=put), name=name)
    assert again.text == "In 1921 these: Forty boats sank. It rained. So it is."


def test_adds_a_note_and_a_list(made: tuple[bytes, str]) -> None:
    """A note and a list at the end are there to be read, behind the text."""
    data, name = made
    draft = read_draft(data, name=name)
    start, end = draft.raw.index(" [@"), draft.raw.index("]") + 1
    link = "https://orm.example/log"
    note = (Inline("See "), Inline(link, link=link), Inline("."))
    closing = Closing("References", (Entry((Inline("Orm log.", bold=True),), "orm-log"),))
    replacements = [Replacement(start, end, note=note)]
    again = read_draft(rewrite(data, draft, replacements=replacements, closing=closing), name=name)
    assert again.text.startswith("Forty boats sank")
    assert "It rained." in again.text
    for said in ("References", "Orm log.", f"See {link}."):
        assert again.text.count(said) == 1


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [((0, 9_999), (0, 0), "characters"), ((-1, 2), (0, 0), "characters"), ((0, 6), (5, 9), "over")],
)
def test_refuses_spans_outside_or_on_others(
    made: tuple[bytes, str], first: tuple[int, int], second: tuple[int, int], said: str
) -> None:
    """What lies outside of the draft or on something else is refused, and nothing written."""
    data, name = made
    draft = read_draft(data, name=name)
    replacements = [Replacement(*span) for span in (first, second)]
    with pytest.raises(BadSpanError, match=said):
        rewrite(data, draft, replacements=replacements)


def test_refuses_a_file_that_changed(made: tuple[bytes, str]) -> None:
    """Bytes that are not those the draft was read from are refused."""
    data, name = made
    draft = replace(read_draft(data, name=name), raw="Forty-one boats sank [@orm-log]. It rained.")
    with pytest.raises(UnwritableDraftError, match="not what was read"):
        rewrite(data, draft, replacements=[Replacement(0, 5)])


def test_refuses_comments_without_a_place_or_with_one_key(made: tuple[bytes, str]) -> None:
    """Two comments of one key, or one outside of the draft, are refused."""
    data, name = made
    draft = read_draft(data, name=name)
    with pytest.raises((BadSpanError, UnwritableDraftError)):
        rewrite(data, draft, comments=[_comment(0, 5), _comment(6, 9)])
    with pytest.raises((BadSpanError, UnwritableDraftError)):
        rewrite(data, draft, comments=[_comment(0, 9_999)])


def test_refuses_what_no_writer_knows() -> None:
    """A draft of a kind that nothing writes is refused."""
    draft = replace(read_draft(b"Orm", name="a.md"), media_type="application/orm")
    with pytest.raises(UnwritableDraftError, match="nothing writes"):
        rewrite(b"Orm", draft, comments=())


def test_refuses_truncated_packages(made: tuple[bytes, str]) -> None:
    """A package that is cut short is refused as unreadable."""
    data, name = made
    draft = read_draft(data, name=name)
    if draft.in_paragraphs:
        with pytest.raises(UnreadableDraftError):
            rewrite(data[:-40], draft, replacements=[Replacement(0, 5)])
    else:
        with pytest.raises(UnwritableDraftError):
            rewrite(data[:-4], draft, replacements=[Replacement(0, 5)])
