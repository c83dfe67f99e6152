from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import docx
import pytest

from claimtrack.errors import BadSpanError, UnwritableDraftError
from claimtrack.extract.drafts import read_draft
from claimtrack.manuscripts.contract import Closing, Entry, Inline, Replacement
from claimtrack.manuscripts.writing import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., bytes]
    Unpack = Callable[[bytes], dict[str, str]]

BOX = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LINK = "https://orm.example/log?a=1&b=2"


def _run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _styles(*names: str) -> str:
    return "".join(
        f'<w:style w:styleId="S{number}"><w:name w:val="{name}"/></w:style>'
        for number, name in enumerate(names)
    )


def _replace(data: bytes, old: str, *inlines: Inline, **more: Any) -> bytes:  # noqa: ANN401
    draft = read_draft(data, name="a.docx")
    start = draft.raw.index(old)
    replacement = Replacement(start, start + len(old), inlines, more.pop("note", None))
    return rewrite(data, draft, replacements=[replacement], **more)


def _body(data: bytes, unpack: Unpack) -> str:
    return unpack(data)["word/document.xml"].partition("<w:body>")[2].partition("</w:body>")[0]


def test_takes_the_look_of_the_words_around(word: Make, unpack: Unpack) -> None:
    """What is put in has the look of what it replaces, and its own in the order of the schema."""
    look = (
        '<w:rPr><w:rFonts w:ascii="Orm"/><w:i w:val="0"/><w:sz w:val="40"/><w:lang w:val="en"/>'
        '<w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange></w:rPr>'
    )
    data = word(f"<w:p>{_run('Forty [@x] boats', look)}</w:p>")
    styled = Inline(
        "(a)", italic=True, bold=True, small_caps=True, underline=True, superscript=True
    )
    body = _body(_replace(data, "[@x]", styled, Inline("b", subscript=True)), unpack)
    assert body.count("<w:rPrChange") == 2
    made = (
        '<w:rPr><w:rFonts w:ascii="Orm"/><w:b/><w:bCs/><w:i/><w:iCs/><w:smallCaps/>'
        '<w:sz w:val="40"/><w:u w:val="single"/><w:vertAlign w:val="superscript"/>'
        '<w:lang w:val="en"/></w:rPr><w:t>(a)</w:t>'
    )
    assert made in body
    assert '<w:vertAlign w:val="subscript"/>' in body


def test_replaces_across_runs_and_keeps_what_is_no_text(word: Make, unpack: Unpack) -> None:
    """Words over several runs go; bookmarks, deletions and marks between them stay."""
    between = (
        '<w:bookmarkStart w:id="4" w:name="b"/><w:bookmarkEnd w:id="4"/>'
        '<w:del w:id="5" w:author="A"><w:r><w:delText>not</w:delText></w:r></w:del>'
    )
    data = word(f"<w:p>{_run('Orm [@x')}{between}<w:r><w:tab/></w:r>{_run(', p. 3] burnt')}</w:p>")
    written = _replace(data, "[@x , p. 3]", Inline("(\tLog\n1)"))
    assert read_draft(written, name="a.docx").raw == "Orm ( Log 1) burnt"
    assert between in _body(written, unpack)
    assert "<w:tab/>" in _body(written, unpack)


@pytest.mark.parametrize("strict", [False, True])
def test_keeps_every_other_part_as_it_is(word: Make, unpack: Unpack, *, strict: bool) -> None:
    """Only the parts that must change do, in both editions of the format."""
    data = word(f"<w:p>{_run('Orm [@x]')}</w:p>", strict=strict, styles=_styles("normal"))
    before, after = unpack(data), unpack(_replace(data, "[@x]", Inline("1")))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_links_to_addresses_and_to_entries(word: Make, unpack: Unpack) -> None:
    """An address becomes a relationship, one for all that lead there; an entry a bookmark."""
    data = word(f"<w:p>{_run('Orm [@x]')}</w:p><w:sectPr/>", styles=_styles("Hyperlink"))
    inlines = (
        Inline("see ", link=LINK),
        Inline("log", italic=True, link=LINK),
        Inline(" 1", link="#k"),
        Inline("2", link="javascript:x"),
    )
    closing = Closing("", (Entry((Inline("Log"), Inline("url", link=LINK)), "k"),))
    members = unpack(_replace(data, "[@x]", *inlines, closing=closing))
    body = members["word/document.xml"]
    assert body.count("<w:hyperlink ") == 3
    assert body.count('r:id="rId2"') == 2
    assert '<w:hyperlink w:anchor="ref_k">' in body
    assert '<w:bookmarkStart w:id="1" w:name="ref_k"/>' in body
    assert body.endswith("<w:sectPr/></w:body></w:document>")
    relations = members["word/_rels/document.xml.rels"]
    assert relations.count('TargetMode="External"') == 1
    assert LINK.replace("&", "&amp;") in relations


@pytest.mark.parametrize("tag", ["ins", 'hyperlink w:anchor="a"'])
def test_puts_no_link_where_none_may_stand(word: Make, unpack: Unpack, tag: str) -> None:
    """Within a tracked insertion or another link, a link is plain text."""
    data = word(f"<w:p><w:{tag}>{_run('Orm [@x] burnt')}</w:{tag.split(maxsplit=1)[0]}></w:p>")
    written = _replace(data, "[@x]", Inline("log", link=LINK))
    assert read_draft(written, name="a.docx").text == "Orm log burnt"
    assert "r:id" not in _body(written, unpack)


def test_puts_words_behind_a_link_and_a_field(word: Make, unpack: Unpack) -> None:
    """What is put in where a link or a field ends is no part of it and does not look like it."""
    look = '<w:rPr><w:rStyle w:val="H"/><w:color w:val="0000FF"/><w:sz w:val="9"/></w:rPr>'
    link = f'<w:hyperlink w:anchor="a">{_run("Orm", look)}</w:hyperlink>'
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = f"{sign.format('begin')}{_run('1921')}{sign.format('end')}"
    data = word(f"<w:p>{link}</w:p><w:p>{field}</w:p>")
    draft = read_draft(data, name="a.docx")
    puts = [Replacement(3, 3, (Inline("!"),)), Replacement(8, 8, (Inline("?"),))]
    body = _body(rewrite(data, draft, replacements=puts), unpack)
    assert f"{link}<w:r><w:rPr><w:sz" in body
    assert f"{sign.format('end')}<w:r><w:t>?</w:t></w:r>" in body


def test_makes_footnotes_where_there_were_none(word: Make, unpack: Unpack) -> None:
    """The first note brings its part, the relationship, the content type and the rules."""
    data = word(f"<w:p>{_run('Orm [@x] burnt.')}</w:p>")
    written = _replace(data, " [@x]", note=(Inline("See "), Inline("log", link=LINK)))
    members = unpack(written)
    notes = members["word/footnotes.xml"]
    assert re.findall(r'<w:footnote (?:w:type="\w+" )?w:id="([-\d]+)"', notes) == ["-1", "0", "1"]
    assert '<w:footnoteReference w:id="1"/>' in members["word/document.xml"]
    assert 'Target="footnotes.xml"' in members["word/_rels/document.xml.rels"]
    assert "footnotes+xml" in members["[Content_Types].xml"]
    assert LINK.replace("&", "&amp;") in members["word/_rels/footnotes.xml.rels"]
    again = read_draft(written, name="a.docx")
    assert [(each.kind.value, each.label) for each in again.paragraphs] == [
        ("body", ""),
        ("footnote", "footnotes 1"),
    ]
    assert again.note_references == (("footnotes 1", 3),)


def test_makes_endnotes_where_a_draft_has_only_those(word: Make, unpack: Unpack) -> None:
    """A draft with endnotes gets endnotes, in its own styles, numbered on."""
    body = f"<w:p>{_run('Orm [@x]')}<w:r><w:endnoteReference w:id='4'/></w:r></w:p>"
    notes = f'<w:endnote w:id="4"><w:p>{_run("Old.")}</w:p></w:endnote>'
    styles = _styles("endnote text", "endnote reference")
    members = unpack(
        _replace(word(body, endnotes=notes, styles=styles), "[@x]", note=(Inline("N"),))
    )
    assert "word/footnotes.xml" not in members
    made, _, old = members["word/endnotes.xml"].partition("</w:endnote>")
    assert '<w:endnote w:id="1"><w:p><w:pPr><w:pStyle w:val="S0"/></w:pPr>' in made
    assert '<w:rStyle w:val="S1"/>' in made
    assert '<w:endnote w:id="2">' in old
    assert re.findall(r'endnoteReference w:id="(\d)"', members["word/document.xml"]) == ["1", "2"]


def test_writes_notes_in_the_order_of_their_marks(word: Make, unpack: Unpack) -> None:
    """What is counted and what is called by its id agree: a program may go by either."""
    old = "<w:r><w:footnoteReference w:id='7'/></w:r>"
    body = f"<w:p>{_run('Orm [@x]')}{old}{_run(' and [@y]')}</w:p>"
    rule = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    lone = f'<w:footnote w:id="3"><w:p>{_run("Lone.")}</w:p></w:footnote>'
    notes = f'{rule}{lone}<w:footnote w:id="7"><w:p>{_run("Old.")}</w:p></w:footnote>'
    data = word(body, footnotes=notes)
    draft = read_draft(data, name="a.docx")
    puts = [
        Replacement(*each.whole, note=(Inline(f"note {each.key}"),)) for each in draft.citations
    ]
    members = unpack(rewrite(data, draft, replacements=puts))
    marks = re.findall(r'footnoteReference w:id="(\d)"', members["word/document.xml"])
    assert marks == ["1", "2", "3"]
    found = re.findall(r'<w:footnote w:id="(\d)">(.*?)</w:footnote>', members["word/footnotes.xml"])
    assert [number for number, _ in found] == ["1", "2", "3", "4"]
    said = [re.sub("<[^<>]*>", "", text).strip() for _, text in found]
    assert said == ["note x", "Old.", "note y", "Lone."]


def test_numbers_notes_in_the_order_of_the_text(word: Make) -> None:
    """Notes are written, and read back, in the order in which they are referred to."""
    data = word(f"<w:p>{_run('a b c')}</w:p>")
    draft = read_draft(data, name="a.docx")
    puts = [Replacement(at, at, note=(Inline(f"note {at}"),)) for at in (1, 5, 3)]
    again = read_draft(rewrite(data, draft, replacements=puts), name="a.docx")
    assert re.findall(r"note \d", again.text) == ["note 1", "note 3", "note 5"]


def test_writes_a_note_to_a_note_or_in_a_box_into_it(word: Make, unpack: Unpack) -> None:
    """Where there can be no note, what it says stands itself; both copies of a box get it."""
    box = f"<w:txbxContent><w:p>{_run('Box[@x].')}</w:p></w:txbxContent>"
    body = (
        f'<w:p><w:r><m:AlternateContent xmlns:m="{BOX}"><m:Choice><w:x>{box}</w:x></m:Choice>'
        f"<m:Fallback><w:y>{box}</w:y></m:Fallback></m:AlternateContent></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = f'<w:footnote w:id="2"><w:p>{_run("[@y]")}{_run(".")}</w:p></w:footnote>'
    data = word(body, footnotes=notes)
    draft = read_draft(data, name="a.docx")
    first, second = draft.raw.index("[@x]"), draft.raw.index("[@y]")
    puts = [Replacement(at, at + 4, note=(Inline("See log"),)) for at in (first, second)]
    members = unpack(rewrite(data, draft, replacements=puts))
    assert members["word/document.xml"].count(">Box<") == 2
    assert members["word/document.xml"].count(">See log<") == 2
    assert "[@x]" not in members["word/document.xml"]
    assert members["word/footnotes.xml"].count("<w:footnote ") == 1
    assert "<w:t>See log</w:t>" in members["word/footnotes.xml"]


def test_closes_with_a_heading_beside_the_sections(word: Make, unpack: Unpack) -> None:
    """The heading has the style of the sections', the entries that of a bibliography if any."""
    names = ("heading 1", "heading 2", "Title", "Bibliography")
    heading = '<w:p><w:pPr><w:pStyle w:val="S{}"/></w:pPr></w:p>'
    body = "".join(heading.format(number) for number in (2, 0, 1, 1))
    data = word(f"{body}<w:sectPr/>", styles=_styles(*names))
    draft = read_draft(data, name="a.docx")
    closing = Closing("Sources", (Entry((Inline("Log"),)),))
    written = _body(rewrite(data, draft, closing=closing), unpack)
    assert '<w:pStyle w:val="S0"/></w:pPr><w:r><w:t>Sources</w:t>' in written
    ends = (
        '<w:pPr><w:pStyle w:val="S3"/><w:ind w:left="720" w:hanging="720"/></w:pPr>'
        "<w:r><w:t>Log</w:t></w:r></w:p><w:sectPr/>"
    )
    assert written.endswith(ends)


def test_closes_without_styles(word: Make, unpack: Unpack) -> None:
    """Without styles the heading is bold and keeps its place in the outline."""
    data = word(f"<w:p>{_run('Orm.')}</w:p>")
    closing = Closing("Sources", ())
    written = _body(rewrite(data, read_draft(data, name="a.docx"), closing=closing), unpack)
    assert '<w:keepNext/><w:outlineLvl w:val="0"/>' in written
    assert "<w:b/><w:bCs/></w:rPr><w:t>Sources</w:t>" in written


def test_refuses_half_of_what_stands_whole(word: Make) -> None:
    """Part of the reading beside a character cannot be replaced; all of it can."""
    ruby = "<w:r><w:ruby><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    data = word(f"<w:p>{_run('Orm ')}{ruby}</w:p>")
    with pytest.raises(BadSpanError, match="whole"):
        _replace(data, "as", Inline("x"))
    assert read_draft(_replace(data, "base", Inline("x")), name="a.docx").raw == "Orm x"


def test_refuses_spans_across_paragraphs(word: Make) -> None:
    """A replacement stays within its paragraph."""
    with pytest.raises(BadSpanError, match="across paragraphs"):
        _replace(word(f"<w:p>{_run('a')}</w:p><w:p>{_run('b')}</w:p>"), "a\nb", Inline("x"))


def test_refuses_what_is_signed_or_foreign(pack: Callable[..., bytes]) -> None:
    """A signature would break, and a text in a namespace of its own is not known."""
    members = {"word/document.xml": '<w:document xmlns:w="orm"><w:body/></w:document>'}
    data = pack(members)
    with pytest.raises(UnwritableDraftError, match="namespace"):
        rewrite(data, read_draft(data, name="a.docx"), comments=())
    data = pack({**members, "_xmlsignatures/origin.sigs": ""})
    with pytest.raises(UnwritableDraftError, match="signature"):
        rewrite(data, read_draft(data, name="a.docx"), comments=())


def test_writes_what_has_no_types_and_no_relationships(pack: Callable[..., bytes]) -> None:
    """A package that is bare of all but its text gets what a note needs, at a free name."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{space}"><w:body><w:p>{_run("Orm")}</w:p></w:body></w:document>'
    data = pack({"word/document.xml": text, "word/footnotes.xml": "<orphan/>"})
    draft = read_draft(data, name="a.docx")
    written = rewrite(data, draft, replacements=[Replacement(3, 3, note=(Inline("N"),))])
    assert "N" in read_draft(written, name="a.docx").text


def test_refuses_a_document_without_a_body(pack: Callable[..., bytes]) -> None:
    """A list cannot be put at the end of what has no body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = pack({"word/document.xml": f'<w:document xmlns:w="{space}"/>'})
    with pytest.raises(UnwritableDraftError, match="no body"):
        rewrite(data, read_draft(data, name="a.docx"), closing=Closing("S", ()))


def test_is_read_by_another_program() -> None:
    """A file that python-docx made is written into, and python-docx reads it as it should be."""
    made = docx.Document()
    made.add_heading("Varrow", 1)
    paragraph = made.add_paragraph("Forty boats ")
    paragraph.add_run("sank").bold = True
    paragraph.add_run(" [@orm-log]. It rained.")
    buffer = io.BytesIO()
    made.save(buffer)
    closing = Closing("References", (Entry((Inline("Log of "), Inline("Orm", italic=True)), "k"),))
    written = _replace(
        buffer.getvalue(), "[@orm-log]", Inline("(Log", link="#k"), Inline(")"), closing=closing
    )
    read = docx.Document(io.BytesIO(written))
    assert [each.text for each in read.paragraphs] == [
        "Varrow",
        "Forty boats sank (Log). It rained.",
        "References",
        "Log of Orm",
    ]
    assert [run.bold for run in read.paragraphs[1].runs][:2] == [None, True]
    assert read.paragraphs[2].style is not None
    assert read.paragraphs[2].style.name == "Heading 2"
    assert [run.italic for run in read.paragraphs[3].runs] == [None, True]
