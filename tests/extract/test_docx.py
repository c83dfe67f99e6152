from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claimtrack.errors import UnreadableDraftError
from claimtrack.extract import packages
from claimtrack.extract.blocks import BlockKind
from claimtrack.extract.drafts import read_draft
from claimtrack.extract.statements import read_statements

if TYPE_CHECKING:
    from collections.abc import Callable


def _run(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _read(data: bytes) -> str:
    return read_draft(data, name="draft.docx").text


def test_accepts_tracked_changes(word: Callable[..., bytes]) -> None:
    """Insertions are read; deletions and where text was moved from are not."""
    body = (
        f"<w:p>{_run('Forty ')}<w:ins>{_run('fishing ')}</w:ins>"
        "<w:del><w:r><w:delText>rowing </w:delText></w:r></w:del>"
        f"<w:moveFrom>{_run('old ')}</w:moveFrom>{_run('boats sank.')}</w:p>"
    )
    assert _read(word(body)) == "Forty fishing boats sank."


def test_leaves_out_what_is_not_on_the_page(word: Callable[..., bytes]) -> None:
    """Hidden text, field codes, program text and second copies of text boxes are left out."""
    shown = '<w:vanish w:val="0"/>'
    second = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f"<w:p>{_run('Orm has', '')}{_run(' not', '<w:vanish/>')}"
        f"{_run(' a port.', shown)}"
        "<w:r><w:instrText>PAGE 7</w:instrText></w:r></w:p>"
        f'<m:Fallback xmlns:m="{second}"><w:p>{_run("Twice.")}</w:p></m:Fallback>'
        f"<w:p><w:pPr><w:pStyle w:val='SourceCode'/></w:pPr>{_run('print(41)')}</w:p>"
    )
    styles = '<w:style w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style>'
    assert _read(word(body, styles=styles)) == "Orm has a port."


def test_tells_headings_quotes_lists_captions_and_cells(word: Callable[..., bytes]) -> None:
    """Paragraph styles are known by their names, whatever the language of their ids."""
    styles = "".join(
        f'<w:style w:styleId="{number}"><w:name w:val="{name}"/></w:style>'
        for number, name in enumerate(["heading 1", "Intense Quote", "List Bullet", "caption"])
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{number}"/></w:pPr>{_run(str(number))}</w:p>'
        for number in range(4)
    )
    body += f"<w:p><w:pPr><w:numPr/></w:pPr>{_run('item')}</w:p>"
    body += f"<w:tbl><w:tr><w:tc><w:p>{_run('cell')}</w:p></w:tc></w:tr></w:tbl>"
    kinds = [each.kind for each in read_draft(word(body, styles=styles), name="a.docx").paragraphs]
    assert kinds == [
        BlockKind.HEADING,
        BlockKind.QUOTE,
        BlockKind.LIST,
        BlockKind.CAPTION,
        BlockKind.LIST,
        BlockKind.TABLE,
    ]


def test_counts_places_in_paragraphs(word: Callable[..., bytes]) -> None:
    """The line of a sentence is the number of its paragraph, empty ones counted."""
    body = f"<w:p/><w:p>{_run('One.')}<w:r><w:br/><w:tab/></w:r>{_run('Two boats sank.')}</w:p>"
    draft = read_draft(word(body), name="a.docx")
    last = read_statements(draft).statements[-1].sentence
    assert draft.in_paragraphs
    assert (last.text, last.line, last.column) == ("Two boats sank.", 2, 7)


def test_reads_notes_after_the_text(word: Callable[..., bytes]) -> None:
    """A footnote is a paragraph of its own, and what it cites is cited where it is referred to."""
    body = f'<w:p>{_run("Orm burnt.")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = (
        f'<w:footnote w:type="separator" w:id="0"><w:p>{_run("---")}</w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{_run("See the log [@orm-log/fire].")}</w:p></w:footnote>'
    )
    draft = read_draft(word(body, footnotes=notes), name="a.docx")
    statements = read_statements(draft).statements
    assert [each.sentence.text for each in statements] == ["Orm burnt.", "See the log."]
    assert [[cited.key for cited in each.citations] for each in statements] == [
        ["orm-log/fire"]
    ] * 2


def test_takes_word_comments_for_acceptances(word: Callable[..., bytes]) -> None:
    """A line of a Word comment accepts the sentence that the comment hangs on."""
    mark = '<w:r><w:commentReference w:id="5"/></w:r>'
    body = f"<w:p>{_run('Orm burnt.')}{mark}{_run(' It rained.')}</w:p>"
    lines = ("Please look.", "claimtrack: ok because the log is lost")
    comments = "".join(f"<w:p>{_run(line)}</w:p>" for line in lines)
    comments = f'<w:comment w:id="5">{comments}</w:comment>'
    statements = read_statements(
        read_draft(word(body, comments=comments), name="a.docx")
    ).statements
    assert [each.comment.reason if each.comment else "" for each in statements] == [
        "the log is lost",
        "",
    ]


def test_follows_the_package_to_its_main_part(pack: Callable[[dict[str, str]], bytes]) -> None:
    """The main part is the one that the package names, and hyphens that must not break are read."""
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        f'<R><Relationship Type="{main}" Target="/word/document2.xml"/>'
        '<Relationship Type="x/hyperlink" TargetMode="External" Target="http://orm.example"/></R>'
    )
    body = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:p><w:r>'
        "<w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r></w:p></w:document>"
    )
    assert _read(pack({"_rels/.rels": relations, "word/document2.xml": body})) == "non\u2011stop"


def _deep(depth: int) -> str:
    return "<a>" * depth + "</a>" * depth


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"xl/workbook.xml": "<a/>"}, "no Word document"),
        ({"word/document.xml": "<a>"}, "damaged"),
        ({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "document type"),
        ({"word/document.xml": _deep(1_001)}, "nested more than 1,000 deep"),
        ({"../document.xml": "<a/>"}, "points outside"),
        ({"/etc/orm": "<a/>"}, "points outside"),
    ],
)
def test_refuses_hostile_packages(
    pack: Callable[[dict[str, str]], bytes], members: dict[str, str], said: str
) -> None:
    """A package that is no Word document, damaged or made to harm is refused, with the reason."""
    with pytest.raises(UnreadableDraftError, match=said):
        _read(pack(members))


def test_refuses_what_unpacks_to_too_much(
    pack: Callable[[dict[str, str]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bomb is refused while it unpacks."""
    monkeypatch.setattr(packages, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(UnreadableDraftError, match="unpacks to more than 1,000,000 bytes"):
        _read(pack({"word/document.xml": f"<a>{' ' * 2_000_000}</a>"}))


def test_refuses_too_many_members(
    pack: Callable[[dict[str, str]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package of very many members is refused before any is read."""
    monkeypatch.setattr(packages, "MAX_MEMBERS", 2)
    with pytest.raises(UnreadableDraftError, match="3 members"):
        _read(pack(dict.fromkeys("abc", "")))


def test_refuses_two_members_of_one_name(word: Callable[..., bytes]) -> None:
    """Two members of one name are refused: two readers would see two texts."""
    data = word("<w:p/>", documenu="<w:p/>").replace(b"word/documenu.xml", b"word/document.xml")
    with pytest.raises(UnreadableDraftError, match="two members named"):
        _read(data)


def test_refuses_truncated_files(word: Callable[..., bytes]) -> None:
    """A file that is cut short anywhere is refused, never read in part."""
    data = word(f"<w:p>{_run('Orm burnt.')}</w:p>")
    for size in range(4, len(data) - 1, 37):
        with pytest.raises(UnreadableDraftError):
            _read(data[:size])


def test_refuses_flipped_bytes(word: Callable[..., bytes]) -> None:
    """A byte changed within the packed text is noticed."""
    data = bytearray(word(f"<w:p>{_run('Orm burnt. ' * 30)}</w:p>"))
    data[80] ^= 0xFF
    with pytest.raises(UnreadableDraftError, match="damaged"):
        _read(bytes(data))


def test_refuses_passwords_and_unknown_packing(word: Callable[..., bytes]) -> None:
    """An encrypted member, and one packed in an unknown way, are named as such."""
    data = word("<w:p/>")
    central = data.rindex(b"PK\x01\x02", 0, data.index(b"PK\x01\x02") + 4)
    locked, packed = bytearray(data), bytearray(data)
    locked[6] |= 1
    locked[central + 8] |= 1
    packed[8] = packed[central + 10] = 97
    with pytest.raises(UnreadableDraftError, match="password"):
        _read(bytes(locked))
    with pytest.raises(UnreadableDraftError, match="not read"):
        _read(bytes(packed))


def test_leaves_out_a_hidden_hyphen(word: Callable[..., bytes]) -> None:
    """A hyphen that must not break is hidden with the run that it stands in."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:noBreakHyphen/></w:r>"
    assert _read(word(f"<w:p>{_run('Orm')}{hidden}{_run('burnt')}</w:p>")) == "Ormburnt"
