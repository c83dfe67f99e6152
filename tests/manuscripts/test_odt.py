from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import BadSpanError, UnwritableDraftError
from claimtrack.extract.drafts import read_draft
from claimtrack.manuscripts.contract import Closing, Comment, Entry, Inline, Replacement
from claimtrack.manuscripts.writing import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., bytes]
    Unpack = Callable[[bytes], dict[str, str]]

LINK = "https://orm.example/log?a=1&b=2"


def _replace(data: bytes, old: str, *inlines: Inline, note: str = "") -> bytes:
    draft = read_draft(data, name="a.odt")
    start = draft.raw.index(old)
    said = (Inline(note),) if note else None
    return rewrite(data, draft, replacements=[Replacement(start, start + len(old), inlines, said)])


def _hang(data: bytes, *words: str, said: str = "supported") -> bytes:
    draft = read_draft(data, name="a.odt")
    comments = [
        Comment(start, start + len(word), ((Inline(said, bold=True),), (Inline("b"),)), word)
        for word, start in ((word, draft.raw.index(word)) for word in words)
    ]
    return rewrite(data, draft, comments=comments)


def _body(data: bytes, unpack: Unpack) -> str:
    content = unpack(data)["content.xml"]
    return content.partition("<office:text>")[2].partition("</office:text>")[0]


def test_puts_looks_and_links_among_the_words(office: Make, unpack: Unpack) -> None:
    """What is put in stands within the span of the words it replaces, in styles of its own."""
    data = office('<text:p>Orm <text:span text:style-name="T1">was [@x]</text:span> here.</text:p>')
    inlines = (
        Inline(" (a", italic=True),
        Inline("b", bold=True, small_caps=True, underline=True),
        Inline("c", superscript=True),
        Inline("d", subscript=True),
        Inline("\tlog", link=LINK),
        Inline("k", link="#k"),
    )
    written = _replace(data, "[@x]", *inlines)
    assert _body(written, unpack).startswith(
        '<text:p>Orm <text:span text:style-name="T1">was '
        '<text:span text:style-name="claimtrack_i"><text:s/>(a</text:span>'
        '<text:span text:style-name="claimtrack_bcu">b</text:span>'
    )
    link = f'xlink:type="simple" xlink:href="{LINK.replace("&", "&amp;")}"'
    assert f"<text:a {link}><text:span><text:tab/>log</text:span></text:a>" in _body(
        written, unpack
    )
    assert 'xlink:href="#ref_k"' in _body(written, unpack)
    styles = unpack(written)["content.xml"].partition("<office:body>")[0]
    assert re.findall(r'style:name="claimtrack_(\w+)"', styles) == ["i", "bcu", "p", "d"]
    assert read_draft(written, name="a.odt").raw == "Orm was  (abcd logk here."
    assert list(unpack(written)) == list(unpack(data))


def test_keeps_spaces_that_were_one(office: Make) -> None:
    """Spaces that come together when words go are still as many as they were."""
    data = office("<text:p>[@x] Orm\n  [@y] <text:span> burnt</text:span> [@z]</text:p>")
    draft = read_draft(data, name="a.odt")
    assert draft.raw == "[@x] Orm [@y] burnt [@z]"
    puts = [
        Replacement(draft.raw.index(f"[@{at}]"), draft.raw.index(f"[@{at}]") + 4) for at in "xyz"
    ]
    again = read_draft(rewrite(data, draft, replacements=puts), name="a.odt")
    assert again.raw == " Orm  burnt "


def test_puts_no_link_into_a_link(office: Make, unpack: Unpack) -> None:
    """Within a link a link is plain text; what is put in where it ends is no part of it."""
    data = office('<text:p><text:a xlink:href="u">Orm [@x] burnt</text:a> here.</text:p>')
    within = _body(_replace(data, "[@x]", Inline("log", link=LINK)), unpack)
    assert within.count("<text:a ") == 1
    draft = read_draft(data, name="a.odt")
    at = draft.raw.index(" here")
    put = Replacement(at, at, (Inline("log", link=LINK),))
    behind = _body(rewrite(data, draft, replacements=[put]), unpack)
    assert 'burnt</text:a><text:a xlink:type="simple"' in behind
    put = Replacement(0, 0, (Inline("See "),))
    before = _body(rewrite(data, draft, replacements=[put]), unpack)
    assert before.startswith('<text:p><text:span>See<text:s/></text:span><text:a xlink:href="u">')


def test_makes_footnotes(office: Make, unpack: Unpack) -> None:
    """Notes are counted on and have ids of their own; one to a note stands in it."""
    note = (
        '<text:note text:id="ftn2" text:note-class="footnote"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>See [@y].</text:p></text:note-body>"
        "</text:note>"
    )
    data = office(f"<text:p>Orm{note} burnt [@x].</text:p>")
    made = _body(_replace(data, " [@x]", note="Log"), unpack)
    assert 'burnt<text:note text:id="ftn2x" text:note-class="footnote">' in made
    assert "<text:note-citation>2</text:note-citation>" in made
    again = read_draft(_replace(data, " [@x]", note="Log"), name="a.odt")
    assert [each.kind.value for each in again.paragraphs] == ["body", "footnote", "footnote"]
    inner = read_draft(_replace(data, " [@y]", note="Log"), name="a.odt")
    assert inner.raw.split("\n") == ["Orm burnt [@x].", "See Log."]


def test_closes_beside_the_sections(office: Make, unpack: Unpack) -> None:
    """The heading has the style behind that of the sections, the entries that of the text."""
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Heading_20_2"/>'
        '<style:style style:name="P2" style:parent-style-name="Text_20_body"/>'
        '<style:style style:name="P3" style:parent-style-name="Title"/>'
    )
    body = (
        '<text:p text:style-name="P3">T</text:p><text:h text:outline-level="1">A</text:h>'
        '<text:h text:outline-level="2" text:style-name="P1">B</text:h>'
        '<text:p text:style-name="P2">Orm.</text:p>'
    )
    data = office(body, styles)
    closing = Closing("S  1", (Entry((Inline("Log"),), "k"), Entry((Inline("b"),))))
    written = rewrite(data, read_draft(data, name="a.odt"), closing=closing)
    assert _body(written, unpack).removeprefix(body) == (
        '<text:h text:style-name="Heading_20_1" text:outline-level="1">S <text:s/>1</text:h>'
        '<text:p text:style-name="claimtrack_entry"><text:bookmark text:name="ref_k"/>'
        '<text:span>Log</text:span></text:p><text:p text:style-name="claimtrack_entry">'
        "<text:span>b</text:span></text:p>"
    )
    style = unpack(written)["content.xml"].partition('"claimtrack_entry"')[2]
    assert style.startswith(' style:family="paragraph" style:parent-style-name="Text_20_body">')
    assert 'fo:margin-left="1.27cm" fo:text-indent="-1.27cm"' in style
    again = rewrite(written, read_draft(written, name="a.odt"), closing=Closing("", ()))
    assert unpack(again)["content.xml"].count('style:name="claimtrack_entry"') == 1


def test_hangs_comments_on_their_words(office: Make, unpack: Unpack) -> None:
    """A comment of ours begins and ends at its words; others' stay, and ours go without a trace."""
    anna = (
        '<office:annotation office:name="1"><dc:creator>Anna</dc:creator><text:p>Why?</text:p>'
        '</office:annotation>Orm<office:annotation-end office:name="1"/>'
    )
    data = office(f'<text:p>{anna} burnt <text:a xlink:href="u">in 1921</text:a>.</text:p>')
    once = _hang(data, "burnt", "in 1921")
    body = _body(once, unpack)
    assert anna in body
    name = r'office:name="(claimtrack-\w{16})"'
    assert len(re.findall(rf"<office:annotation {name}>", body)) == 2
    assert re.search(rf"<office:annotation-end {name}/> <office:annotation {name}>", body)
    assert re.search(
        rf"</office:annotation><text:a .*</text:a><office:annotation-end {name}/>\.", body
    )
    assert "<dc:creator>claimtrack</dc:creator>" in body
    assert ">ct</meta:creator-initials>" in body
    assert _hang(once, "burnt", "in 1921") == once
    assert _body(_hang(once, "burnt", "in 1921", said="no"), unpack) == body.replace(
        "supported", "no"
    )
    assert unpack(_hang(once))["content.xml"].partition("?>\n")[2] == _canonical(data, unpack)


def _canonical(data: bytes, unpack: Unpack) -> str:
    """Return the content of a file as it is when written anew with nothing changed in it."""
    draft = read_draft(data, name="a.odt")
    put = [Replacement(0, 0, (Inline("X"),))]
    content = unpack(rewrite(data, draft, replacements=put))["content.xml"]
    return content.replace("<text:span>X</text:span>", "").partition("?>\n")[2]


def test_takes_over_the_name_of_an_old_comment(office: Make, unpack: Unpack) -> None:
    """A comment that another program named anew is known by its words, and keeps what it has."""
    ours = "<dc:creator>claimtrack</dc:creator><text:p>old</text:p>"
    data = office(
        f'<text:p>Orm <office:annotation office:name="9" office:display="true">{ours}'
        '</office:annotation>burnt<office:annotation-end office:name="9"/>.'
        f"<office:annotation>{ours}</office:annotation></text:p>"
    )
    body = _body(_hang(data, "burnt", "Orm"), unpack)
    assert '<office:annotation office:name="9" office:display="true"><dc:creator>' in body
    assert ">old<" not in body
    assert body.count("<office:annotation ") == 2


def test_names_no_two_comments_alike(office: Make, unpack: Unpack) -> None:
    """A name that somebody else's comment has is not given again."""
    body = _body(_hang(office("<text:p>Orm</text:p>"), "Orm"), unpack)
    name = re.findall(r'office:name="(\S+)"', body)
    creator = "<dc:creator>Anna</dc:creator>"
    anna = f'<office:annotation office:name="{name[0]}">{creator}</office:annotation>'
    body = _body(_hang(office(f"<text:p>{anna}Orm</text:p>"), "Orm"), unpack)
    assert f'office:name="{name[0]}x"' in body


def test_hangs_comments_on_notes(office: Make, unpack: Unpack) -> None:
    """Comments on what a note says hang on the note."""
    note = "<text:note><text:note-body><text:p>See. It.</text:p></text:note-body></text:note>"
    data = office(f"<text:p>Orm{note}.</text:p>")
    once = _hang(data, "See.", "It.")
    shown = re.sub(r"<office:annotation .*?</office:annotation>", "{", _body(once, unpack))
    shown = re.sub(r"<office:annotation-end [^>]*>", "}", shown)
    assert shown == f"<text:p>Orm{{{{{note}}}}}.</text:p>"
    assert _hang(once, "See.", "It.") == once


def test_refuses_words_within_a_field(office: Make) -> None:
    """A field writes itself, so nothing is put into the middle of it; all of it may go."""
    data = office("<text:p>On <text:date>May 3</text:date>.</text:p>")
    with pytest.raises(BadSpanError, match="within a field"):
        _replace(data, "ay", Inline("x"))
    assert read_draft(_replace(data, "May 3", Inline("x")), name="a.odt").raw == "On x."
    assert read_draft(_hang(data, "ay"), name="a.odt").raw == "On May 3."


def test_refuses_what_is_signed_or_has_no_body(pack: Callable[..., bytes], office: Make) -> None:
    """A signature would break, and a list needs a body to stand in."""
    content = '<a xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"/>'
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    data = pack({**members, "META-INF/documentsignatures.xml": "<a/>"})
    with pytest.raises(UnwritableDraftError, match="signature"):
        rewrite(data, read_draft(data, name="a.odt"), comments=())
    data = pack(members)
    with pytest.raises(UnwritableDraftError, match="no body"):
        rewrite(data, read_draft(data, name="a.odt"), closing=Closing("S", ()))
    data = office("<text:p>Orm</text:p>")
    assert read_draft(_replace(data, "Orm"), name="a.odt").text == ""


def test_cuts_several_spaces_and_puts_words_beside_them(office: Make, unpack: Unpack) -> None:
    """Of spaces that are one node some can go, and words can stand before, between and behind."""
    data = office('<text:p><text:s text:c="3"/><!-- x -->Orm<text:tab/></text:p>')
    draft = read_draft(data, name="a.odt")
    puts = [Replacement(at, at + (at in (1, 3)), (Inline(str(at)),)) for at in (0, 1, 2, 3, 7)]
    written = rewrite(data, draft, replacements=puts)
    assert read_draft(written, name="a.odt").raw == "0 12 3rm 7"
    assert "<!-- x -->" in _body(written, unpack)


def test_puts_words_into_an_empty_paragraph(office: Make, unpack: Unpack) -> None:
    """Where a paragraph has nothing to stand beside, words and comments stand in it."""
    data = office("<text:p/>")
    draft = read_draft(data, name="a.odt")
    put = Replacement(0, 0, (Inline("Orm", link=LINK),), (Inline("Log"),))
    written = rewrite(data, draft, replacements=[put], comments=[Comment(0, 0, (), "k")])
    assert read_draft(written, name="a.odt").raw == "Orm\nLog"
    assert "<office:annotation-end" in _body(written, unpack)
