"""Word and LibreOffice files made in memory, and what tests say in one line."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta")
)


def _pack(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, packing)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def pack() -> Callable[[dict[str, str]], bytes]:
    """Return a function that packs members into a zip file."""
    return _pack


@pytest.fixture(scope="session")
def unpack() -> Callable[[bytes], dict[str, str]]:
    """Return a function that reads the members of a zip file."""

    def read(data: bytes) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {name: package.read(name).decode() for name in package.namelist()}

    return read


@pytest.fixture(scope="session")
def word() -> Callable[..., bytes]:
    """Return a function that makes a whole Word file of a body and of further parts."""

    def make(body: str, *, strict: bool = False, **parts: str) -> bytes:
        space = f'xmlns:w="{_STRICT if strict else _WORD}" xmlns:r="{_RELATIONS}"'
        related = "".join(
            f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
            for number, kind in enumerate(parts, start=1)
        )
        types = "".join(
            f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for kind in parts
        )
        main = f"{_RELATIONS}/officeDocument"
        members = {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f"{types}</Types>",
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{main}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{related}</Relationships>",
            "word/media/image1.png": "no picture " * 50,
        }
        for kind, content in parts.items():
            members[f"word/{kind}.xml"] = f"<w:{kind} {space}>{content}</w:{kind}>"
        return _pack(members)

    return make


@pytest.fixture(scope="session")
def office() -> Callable[..., bytes]:
    """Return a function that makes an OpenDocument text of a body and of automatic styles."""

    def make(body: str, styles: str = "") -> bytes:
        content = (
            f"<office:document-content {_ODF} xmlns:dc='http://purl.org/dc/elements/1.1/'"
            " xmlns:xlink='http://www.w3.org/1999/xlink'>"
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>"
        )
        mimetype = "application/vnd.oasis.opendocument.text"
        return _pack({"mimetype": mimetype, "content.xml": content, "Pictures/a.png": "p" * 99})

    return make
