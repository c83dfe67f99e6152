"""Refuses pages that are too intricate before anything builds a tree of them.

The parser itself counts, so unclosed paragraphs, void tags, comments and scripts count as browsers
count them. It hands over each tag as it reads on, keeps nothing, and stops at the first too many.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from claimtrack.errors import TooDeepError, TooLargeError
from claimtrack.ingest.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_INLINE_CHILDREN

_CHUNK: Final = 65_536
_INLINE: Final = frozenset(
    "a abbr b big cite code em font i mark q s small span strong sub sup tt u".split()
)


class _Counter:
    """Counts tags for the parser; its methods have the names that lxml calls."""

    def __init__(self) -> None:
        self.elements = 0
        self.children = [0]

    def start(self, tag: str, _attributes: object) -> None:
        self.elements += 1
        if tag in _INLINE:
            self.children[-1] += 1
            if self.children[-1] > MAX_INLINE_CHILDREN:
                raise TooLargeError(self.children[-1], MAX_INLINE_CHILDREN, "tags in one paragraph")
        self.children.append(0)
        if len(self.children) > MAX_DEPTH:
            raise TooDeepError(MAX_DEPTH)
        if self.elements > MAX_ELEMENTS:
            raise TooLargeError(self.elements, MAX_ELEMENTS, "tags")

    def end(self, _tag: str) -> None:
        self.children.pop()

    def close(self) -> int:
        return self.elements


def check_nesting(page: bytes) -> None:
    """Check that a page in UTF-8 is one that can be read in reasonable time.

    Raises:
        TooDeepError: its tags are nested too deep.
        TooLargeError: it has too many tags.
    """
    from lxml.etree import HTMLParser, XMLSyntaxError

    parser = HTMLParser(target=_Counter(), encoding="utf-8", no_network=True)
    # A page without a single tag is a syntax error to the parser, and no matter here.
    with suppress(XMLSyntaxError):
        for start in range(0, len(page), _CHUNK):
            parser.feed(page[start : start + _CHUNK])
        parser.close()
