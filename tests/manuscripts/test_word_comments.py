from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import docx
import pytest

from claimtrack.extract.drafts import read_draft
from claimtrack.manuscripts.contract import Comment, Inline
from claimtrack.manuscripts.writing import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., bytes]
    Unpack = Callable[[bytes], dict[str, str]]

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
BODY = '<w:p><w:r><w:t xml:space="preserve">Forty boats sank. It rained.</w:t></w:r></w:p>'


def _hang(data: bytes, *words: str, said: str = "supported") -> bytes:
    draft = read_draft(data, name="a.docx")
    comments = [
        Comment(start, start + len(word), ((Inline(said, bold=True),), (Inline(word),)), word)
        for word, start in ((word, draft.raw.index(word)) for word in words)
    ]
    return rewrite(data, draft, comments=comments)


def test_writes_comments_that_another_program_reads(word: Make) -> None:
    """Comments are there for python-docx, by our name, with what they say."""
    read = docx.Document(io.BytesIO(_hang(word(BODY), "Forty boats sank.", "It rained.")))
    assert [(each.author, each.initials, each.text) for each in read.comments] == [
        ("claimtrack", "ct", "supported\nForty boats sank."),
        ("claimtrack", "ct", "supported\nIt rained."),
    ]
    assert [each.text for each in read.paragraphs] == ["Forty boats sank. It rained."]


def test_hangs_comments_on_their_words(word: Make, unpack: Unpack) -> None:
    """A comment begins and ends at its words; those on the same words stand in order."""
    whole = unpack(_hang(word(BODY), "sank.", "boats"))["word/document.xml"]
    body = whole.partition("<w:body>")[2]
    shown = re.sub(r"<w:comment(\w+) w:id=\"(\d)\"/>", r"{\1\2}", body)
    assert re.sub("<[^>]*>", "", shown) == (
        "Forty {RangeStart0}boats{RangeEnd0}{Reference0} "
        "{RangeStart1}sank.{RangeEnd1}{Reference1} It rained."
    )


def test_keeps_the_comments_of_others(word: Make, unpack: Unpack) -> None:
    """Others' comments stay with their numbers, and ours are numbered on from them."""
    anna = '<w:comment w:id="7" w:author="Anna"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
    mark = '<w:r><w:commentReference w:id="7"/></w:r>'
    data = word(BODY.replace("</w:p>", f"{mark}</w:p>"), comments=anna)
    once = unpack(_hang(data, "boats"))
    assert anna in once["word/comments.xml"]
    assert '<w:comment w:id="8" w:author="claimtrack" w:initials="ct">' in once["word/comments.xml"]
    assert mark in once["word/document.xml"]
    gone = unpack(_hang(_hang(data, "boats")))
    assert anna in gone["word/comments.xml"]
    assert "claimtrack" not in gone["word/comments.xml"]
    assert gone["word/document.xml"].count("<w:comment") == 1


def test_leaves_no_part_when_the_last_goes(word: Make, unpack: Unpack) -> None:
    """With the last of our comments go their part and all that speaks of it."""
    data = word(BODY)
    bare = _hang(_hang(data, "boats"))
    before, after = unpack(data), unpack(bare)
    assert [name for name in before if before[name] != after[name]] == [
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
    ]
    assert list(before) == list(after)
    assert not any("omment" in content for content in after.values())


def test_brings_a_comment_up_to_date(word: Make, unpack: Unpack) -> None:
    """A second run writes the comment anew in its place, under its number and its id."""
    once = _hang(word(BODY), "boats", "rained")
    twice = _hang(once, "boats", "rained", said="disputed")
    first, second = (unpack(data)["word/comments.xml"] for data in (once, twice))
    assert second == first.replace("supported", "disputed")
    assert unpack(once)["word/document.xml"] == unpack(twice)["word/document.xml"]
    third = unpack(_hang(once, "rained", said="disputed"))["word/comments.xml"]
    assert re.findall(r'w:comment w:id="(\d)"', third) == ["1"]


def test_keeps_answers_to_a_comment(word: Make, unpack: Unpack) -> None:
    """Answers find our comment by its id, whatever other programs made of that; else they stay."""
    ours = (
        '<w:comment w:id="3" w:author="claimtrack" w:initials="ct">'
        f'<w:p xmlns:w14="{W14}" w14:paraId="00ABCDEF"><w:r><w:t>old</w:t></w:r></w:p></w:comment>'
    )
    start, end = '<w:commentRangeStart w:id="3"/>', '<w:commentRangeEnd w:id="3"/>'
    body = BODY.replace("<w:p>", f"<w:p>{start}").replace("</w:p>", f"{end}</w:p>")
    said = (
        '<x:commentEx xmlns:x="orm" x:paraId="00ABCDEF" x:done="1"/>'
        '<x:commentEx xmlns:x="orm" x:paraId="00000002" x:paraIdParent="00ABCDEF"/>'
    )
    ids = '<x:commentId xmlns:x="orm" x:paraId="00ABCDEF" x:durableId="0D"/>'
    dates = '<x:date xmlns:x="orm" x:durableId="0D"/><x:date xmlns:x="orm" x:durableId="0E"/>'
    anna = '<w:comment w:id="4" w:author="Anna"><w:p/></w:comment>'
    data = word(
        body,
        comments=ours + anna,
        commentsExtended=said,
        commentsIds=ids,
        commentsExtensible=dates,
    )
    kept = unpack(_hang(data, "Forty boats sank. It rained."))
    assert 'w:id="3"' in kept["word/comments.xml"]
    assert 'w14:paraId="00ABCDEF"' in kept["word/comments.xml"]
    assert ">old<" not in kept["word/comments.xml"]
    assert said in kept["word/commentsExtended.xml"]
    gone = unpack(_hang(data, "rained"))
    assert 'w14:paraId="00ABCDEF"' not in gone["word/comments.xml"]
    assert "00ABCDEF" not in gone["word/commentsExtended.xml"] + gone["word/commentsIds.xml"]
    assert 'paraId="00000002"' in gone["word/commentsExtended.xml"]
    assert re.findall(r'durableId="(\w+)"', gone["word/commentsExtensible.xml"]) == ["0E"]


def test_gives_ids_that_none_other_has(word: Make, unpack: Unpack) -> None:
    """The id of a paragraph that is taken already is not given again."""
    first = unpack(_hang(word(BODY), "boats"))["word/comments.xml"]
    taken = re.findall(r'w14:paraId="(\w+)"', first)[0]
    body = BODY.replace("<w:p>", f'<w:p xmlns:w14="{W14}" w14:paraId="{taken}">')
    given = unpack(_hang(word(body), "boats"))["word/comments.xml"]
    assert re.findall(r'w14:paraId="(\w+)"', given) == [f"{int(taken, 16) + 1:08X}"]


def test_declares_what_old_programs_may_pass_over(word: Make, unpack: Unpack) -> None:
    """The part says, once, that the ids of paragraphs may be ignored."""
    data = _hang(word(BODY), "boats")
    assert unpack(data)["word/comments.xml"].count('mc:Ignorable="w14"') == 1
    again = unpack(_hang(data, "boats", "rained"))["word/comments.xml"]
    assert again.count('mc:Ignorable="w14"') == 1


def test_hangs_comments_on_notes_and_boxes(word: Make, unpack: Unpack) -> None:
    """Comments on a note hang on its mark, those on a text box on the box, which may hold none."""
    box = "<w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent>"
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p><w:r><w:pict>{box}</w:pict></w:r>{reference}</w:p>"
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>Note.</w:t></w:r></w:p></w:footnote>'
    notes += '<w:footnote w:id="3"><w:p><w:r><w:t>Lost.</w:t></w:r></w:p></w:footnote>'
    data = word(body, footnotes=notes)
    once = _hang(data, "Box.", "Note.")
    members = unpack(once)
    shown = members["word/document.xml"].partition("<w:p>")[2]
    assert shown.startswith('<w:commentRangeStart w:id="0"/><w:r><w:pict>')
    assert f'<w:commentRangeStart w:id="1"/>{reference}<w:commentRangeEnd' in shown
    assert members["word/footnotes.xml"] == unpack(data)["word/footnotes.xml"]
    assert _hang(once, "Box.", "Note.") == once


@pytest.mark.parametrize("styles", ["", "annotation text", "annotation reference"])
def test_takes_the_styles_of_comments(word: Make, unpack: Unpack, styles: str) -> None:
    """The styles that Word has for comments are used where the document has them."""
    style = f'<w:style w:styleId="S"><w:name w:val="{styles}"/></w:style>'
    members = unpack(_hang(word(BODY, styles=style), "boats"))
    comments, body = members["word/comments.xml"], members["word/document.xml"]
    assert ('<w:pStyle w:val="S"/>' in comments) == (styles == "annotation text")
    assert ('<w:rStyle w:val="S"/></w:rPr><w:commentReference' in body) == ("ref" in styles)


def test_writes_an_empty_comment(word: Make) -> None:
    """A comment that says nothing is a comment all the same."""
    data = word("<w:p/>")
    written = rewrite(data, read_draft(data, name="a.docx"), comments=[Comment(0, 0, (), "a")])
    assert [each.text for each in docx.Document(io.BytesIO(written)).comments] == [""]
