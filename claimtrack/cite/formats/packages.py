"""Citations as a document for a word processor: an empty one, closed with lists."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from claimtrack.extract.drafts import read_draft
from claimtrack.manuscripts.contract import Closing, Entry, Inline
from claimtrack.manuscripts.writing import rewrite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.cite.formats.sheet import Part, Sheet

#: The oldest time that a ZIP can tell: the same citations give the same bytes.
_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
_ODT: Final = "application/vnd.oasis.opendocument.text"
#: The second list stands a level below the first, and looks like it.
_WORD_HEADING: Final = (
    '<w:style w:type="paragraph" w:styleId="Heading{0}"><w:name w:val="heading {0}"/>'
    '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
    '<w:spacing w:before="360"/><w:outlineLvl w:val="{1}"/></w:pPr><w:rPr><w:b/>'
    '<w:sz w:val="28"/></w:rPr></w:style>'
)
_ODF_HEADING: Final = (
    '<style:style style:name="Heading_20_{0}" style:display-name="Heading {0}" '
    'style:family="paragraph" style:parent-style-name="Standard" '
    'style:default-outline-level="{0}"><style:paragraph-properties fo:margin-top="0.6cm" '
    'fo:keep-with-next="always"/><style:text-properties fo:font-size="14pt" '
    'fo:font-weight="bold"/></style:style>'
)

_WORD_PARTS: Final = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/document.xml": (
        f'<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body><w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" '
        'w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/><w:sz w:val="22"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
        f"{_WORD_HEADING.format(1, 0)}{_WORD_HEADING.format(2, 1)}"
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        '<w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Bibliography"><w:name w:val="Bibliography"/>'
        '<w:basedOn w:val="Normal"/></w:style></w:styles>'
    ),
}
_ODF_SPACES: Final = " ".join(
    f'xmlns:{prefix}="{_ODF}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("fo", "xsl-fo-compatible"),
    )
)
_ODF_PARTS: Final = {
    "mimetype": _ODT,
    "META-INF/manifest.xml": (
        f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    ),
    "content.xml": (
        f'<office:document-content {_ODF_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" '
        'office:version="1.2"><office:automatic-styles/><office:body><office:text/></office:body>'
        "</office:document-content>"
    ),
    "styles.xml": (
        f'<office:document-styles {_ODF_SPACES} office:version="1.2"><office:styles>'
        '<style:style style:name="Standard" style:family="paragraph">'
        '<style:paragraph-properties fo:margin-bottom="0.2cm"/>'
        '<style:text-properties fo:font-family="Georgia" fo:font-size="11pt"/></style:style>'
        f"{_ODF_HEADING.format(1)}{_ODF_HEADING.format(2)}"
        "</office:styles></office:document-styles>"
    ),
}


def render_docx(sheet: Sheet) -> bytes:
    """Return the citations as a Word document."""
    return _close(_pack(_WORD_PARTS), "list.docx", sheet)


def render_odt(sheet: Sheet) -> bytes:
    """Return the citations as an OpenDocument text."""
    return _close(_pack(_ODF_PARTS), "list.odt", sheet)


def _close(data: bytes, name: str, sheet: Sheet) -> bytes:
    for part in sheet.parts:
        data = rewrite(data, read_draft(data, name=name), closing=_make_closing(part))
    return data


def _make_closing(part: Part) -> Closing:
    return Closing(
        part.title,
        tuple(
            Entry((*((Inline(f"{row.label}\t"),) if row.label else ()), *row.inlines))
            for row in part.rows
        ),
    )


def _pack(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            is_xml = name != "mimetype"
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED if is_xml else zipfile.ZIP_STORED
            archive.writestr(entry, (_XML if is_xml else "") + text)
    return packed.getvalue()
