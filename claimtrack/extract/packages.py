"""Word and LibreOffice files: zip packages of XML, opened with suspicion.

Nothing is written to disk and no name in the package is used as a path. Sizes are counted while
unpacking, as what a package says of itself may be a lie; XML with a document type, the door to
entity bombs and to other files, is refused.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from claimtrack.errors import UnreadableDraftError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Protocol

    class Handler(Protocol):
        """What is told of each tag and each stretch of text, in order."""

        def start(self, tag: str, attributes: Mapping[str, str]) -> None:
            """Hear the start of a tag."""

        def end(self, tag: str) -> None:
            """Hear the end of a tag."""

        def data(self, text: str) -> None:
            """Hear text."""

        def close(self) -> object:
            """Hear the end of the document."""


#: The bytes of XML taken from one package. A book of a thousand pages has some 20 MB.
MAX_UNPACKED: Final = 64_000_000
#: The members of a package; long documents with a picture on each page have some hundreds.
MAX_MEMBERS: Final = 10_000
#: How deep tags may nest: far above any text, far below what would exhaust a parser.
MAX_DEPTH: Final = 1_000

_CHUNK: Final = 262_144
_ENCRYPTED: Final = 0x1
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


class Ignoring:
    """Hears everything and does nothing."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Do nothing at the start of a tag."""

    def end(self, tag: str) -> None:
        """Do nothing at the end of a tag."""

    def data(self, text: str) -> None:
        """Do nothing with text."""

    def close(self) -> None:
        """Do nothing at the end."""


class Package:
    """An open package; each member is read by its exact name."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_UNPACKED
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (*_DAMAGE, NotImplementedError):
            raise self.refuse("it is no zip package, or it is cut short") from None
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise self.refuse(f"it has {len(members):,} members; the limit is {MAX_MEMBERS:,}")
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            path = member.filename
            if path.startswith("/") or "\\" in path or ".." in path.split("/") or ":" in path:
                raise self.refuse(f"it has a member that points outside of it: {path[:80]!r}")
            if path in self._members:
                raise self.refuse(f"it has two members named {path[:80]!r}")
            self._members[path] = member

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def refuse(self, reason: str) -> UnreadableDraftError:
        """Return the error that says why this draft cannot be read."""
        return UnreadableDraftError(self.name, reason)

    def parse(self, part: str, handler: Handler) -> None:
        """Hand the tags and the text of one member to a handler, as they are unpacked.

        Raises:
            UnreadableDraftError: the member is damaged, encrypted, too large or hostile.
        """
        self._feed(part, self._unpack(part), handler)

    def read_tree(self, part: str) -> Any:  # noqa: ANN401 - lxml has no types
        """Return one member as a tree of lxml, in which every prefix stands as it was written.

        Raises:
            UnreadableDraftError: the member is damaged, encrypted, too large or hostile.
        """
        from lxml import etree

        data = b"".join(self._unpack(part))
        self._feed(part, [data], Ignoring())
        # What could do harm was refused above; the size and the depth were counted there.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True, strip_cdata=False
        )
        try:
            return etree.ElementTree(etree.fromstring(data, parser))
        except etree.XMLSyntaxError as error:
            raise self.refuse(f"its {part} is damaged: {error}") from None

    def _feed(self, part: str, chunks: Iterable[bytes], handler: Handler) -> None:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser

        guard = _DepthGuard(handler, self)
        parser = DefusedXMLParser(target=guard, forbid_dtd=True)
        try:
            for chunk in chunks:
                parser.feed(chunk)
            parser.close()
        except DefusedXmlException:
            raise self.refuse(f"its {part} declares a document type, as no writer does") from None
        except ParseError as error:
            raise self.refuse(f"its {part} is damaged: {error}") from None

    def read_start(self, part: str, most: int) -> bytes:
        """Return the first bytes of a member; nothing where it is missing."""
        return next(self._unpack(part), b"")[:most] if part in self else b""

    def _unpack(self, part: str) -> Iterator[bytes]:
        member = self._members[part]
        if member.flag_bits & _ENCRYPTED:
            raise self.refuse("it is protected by a password")
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise self.refuse(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
                    yield chunk
        except NotImplementedError:
            raise self.refuse(f"its {part} is packed in a way that is not read") from None
        except _DAMAGE as error:
            raise self.refuse(f"its {part} is damaged: {error}") from None


class _DepthGuard:
    """Stands before a handler and refuses what is nested too deep."""

    def __init__(self, handler: Handler, package: Package) -> None:
        self._handler = handler
        self._package = package
        self._depth = 0
        self.data = handler.data
        self.close = handler.close

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._package.refuse(f"its tags are nested more than {MAX_DEPTH:,} deep")
        self._handler.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._handler.end(tag)
