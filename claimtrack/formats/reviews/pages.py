"""JSON-LD out of web pages: the ``<script type="application/ld+json">`` blocks of one or of many.

What was published of reviews by the ten thousand is a file of such blocks, a line each.
"""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.reviews.streaming import LONGEST, Broken, make_decoder

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters that the parser is fed at once.
_STRIDE = 1 << 18
_JSON_LD: Final = "application/ld+json"
#: What content systems wrap a script in, for browsers that are long gone.
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)"
    r"|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*;?\s*$"
)


def list_page_values(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """Yield the JSON-LD of a page, each value with its line; one that is none as `Broken`.

    Raises:
        UnreadableFormatError: a script in it does not end.
    """
    reader = _Scripts()
    for start in range(0, len(text), _STRIDE):
        reader.feed(text[start : start + _STRIDE])
        if len(reader.rawdata) > LONGEST:
            raise UnreadableFormatError(f"{name}:{reader.getpos()[0]}", "a script does not end")
        yield from reader.take_values()
    reader.close()
    yield from reader.take_values()


class _Scripts(HTMLParser):
    """Collects what stands in JSON-LD scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside = False
        self._line = 0
        self._pieces: list[str] = []
        self._values: list[tuple[int, Any]] = []
        self._decoder = make_decoder()

    def take_values(self) -> list[tuple[int, Any]]:
        """Return what was found since this was last asked."""
        taken, self._values = self._values, []
        return taken

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._inside = tag == "script" and kind == _JSON_LD
        self._line = self.getpos()[0]

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._end_script()

    def close(self) -> None:
        super().close()
        if self._inside:  # what a parser of its age keeps to itself
            self._pieces.append(self.rawdata)
        self._end_script()

    def _end_script(self) -> None:
        script = "".join(self._pieces)
        self._pieces.clear()
        self._inside = False
        if script.strip():
            self._values.append((self._line, self._read(script)))

    def _read(self, script: str) -> Any:  # noqa: ANN401 - JSON
        plain = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip().rstrip(";")
        try:
            return self._decoder.decode(plain)
        except json.JSONDecodeError as error:
            message = error.msg
        except RecursionError:
            return Broken("nested too deep")
        if "&quot;" in plain:  # written by a system that took it for text of the page
            try:
                return self._decoder.decode(html.unescape(plain))
            except (json.JSONDecodeError, RecursionError):
                pass
        return Broken(message)
