"""Word and LibreOffice files made in memory, as small as they can be."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)
_MIMETYPE = "application/vnd.oasis.opendocument.text"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _pack(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, packing)
    return buffer.getvalue()


@pytest.fixture
def pack() -> Callable[[dict[str, str]], bytes]:
    """Return a function that packs members into a zip file."""
    return _pack


@pytest.fixture
def word() -> Callable[..., bytes]:
    """Return a function that makes a Word file of a body and of further parts."""

    def make(body: str, **parts: str) -> bytes:
        relations = "".join(
            f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
            for kind in parts
        )
        members = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
        members["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>"
        for kind, content in parts.items():
            members[f"word/{kind}.xml"] = f"<w:{kind} {_W}>{content}</w:{kind}>"
        return _pack(members)

    return make


@pytest.fixture
def office() -> Callable[..., bytes]:
    """Return a function that makes an OpenDocument text of a body and of automatic styles."""

    def make(body: str, styles: str = "") -> bytes:
        content = (
            f"<office:document-content {_ODF} xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>"
        )
        return _pack({"mimetype": _MIMETYPE, "content.xml": content})

    return make
