"""JSON values out of a stream, one after another: a feed may be longer than memory can hold.

A list at the top, or one that a feed or a graph keeps its members in, is read member by member;
what stands on lines of its own, line by line. The parsing itself is the standard library's.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from claimtrack.errors import UnreadableFormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes that are read at once.
_CHUNK = 1 << 20
#: No single value is longer, in characters: what never ends must not fill the memory.
LONGEST: Final = 1 << 26
#: Where lists are kept that a file may be made up of.
_STREAMED: Final = frozenset({"@graph", "dataFeedElement", "itemListElement"})
#: A fault so near the end of what was read may only be that there is more to come.
_NEAR = 64
#: Digits of a whole number; a longer one is kept as text, for it is none that counts anything.
_LONGEST_NUMBER = 300

_BLANK = re.compile(r"[\s\ufeff]*")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no JSON."""

    message: str


def stream_values(stream: IO[bytes], name: str) -> Iterator[Any]:
    """Yield the values of a file: members of its lists, then what stands around them.

    A line that is broken, where each line is a value, is yielded as `Broken`.

    Raises:
        UnreadableFormatError: from here on it is no JSON, or one value is longer than `LONGEST`.
    """
    yield from _Values(stream, name)


def make_decoder() -> json.JSONDecoder:
    """Return a decoder that takes what others write: raw line breaks, any number."""
    return json.JSONDecoder(
        parse_int=_read_int, parse_float=_read_float, parse_constant=str, strict=False
    )


class _Values:
    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._decoder = make_decoder()
        self._text = ""
        self._here = 0
        self._line = 1
        self._ended = False
        start = stream.read(_CHUNK)
        encoding = next((codec for mark, codec in _MARKS if start.startswith(mark)), "utf-8")
        self._decode = codecs.getincrementaldecoder(encoding)().decode
        self._take(start)

    def __iter__(self) -> Iterator[Any]:
        while sign := self._peek():
            if sign == "[":
                yield from self._list_members()
            elif sign == "{":
                yield from self._list_object()
            else:
                raise self._refuse("it is not JSON: here begins neither an object nor a list")
            if self._peek() == ",":  # between objects on lines of their own
                self._here += 1

    def _list_members(self) -> Iterator[Any]:
        self._here += 1
        while (sign := self._peek()) != "]":
            if sign == ",":
                self._here += 1
                continue
            yield self._take_value()
            if self._peek() not in {",", "]"}:
                raise self._refuse("a list is cut short, or two of its members are not set apart")
        self._here += 1

    def _list_object(self) -> Iterator[Any]:
        """Yield an object whole where it is at hand; else the members of its lists, then itself."""
        self._read_line()
        try:
            value, self._here = self._decoder.raw_decode(self._text, self._here)
        except RecursionError:
            raise self._refuse("it is nested too deep") from None
        except json.JSONDecodeError as error:
            end = self._text.find("\n", self._here)
            if self._here < error.pos < end:
                self._here = end
                yield Broken(error.msg)
            else:
                yield from self._list_parts()
        else:
            yield value

    def _read_line(self) -> None:
        """Read on where the line goes on, that a short one may be judged as a whole."""
        waiting = len(self._text) - self._here
        if not self._ended and waiting < _CHUNK and "\n" not in self._text[self._here :]:
            self._read_more()

    def _list_parts(self) -> Iterator[Any]:
        self._here += 1
        rest: dict[str, Any] = {}
        while (sign := self._peek()) != "}":
            if sign == ",":
                self._here += 1
                continue
            key = self._take_value()
            if not isinstance(key, str) or self._peek() != ":":
                raise self._refuse("it is not JSON: a name and a colon are missing")
            self._here += 1
            if key in _STREAMED and self._peek() == "[":
                yield from self._list_members()
            else:
                rest[key] = self._take_value()
            if self._peek() not in {",", "}"}:
                raise self._refuse("an object is cut short, or its members are not set apart")
        self._here += 1
        yield rest

    def _take_value(self) -> Any:  # noqa: ANN401 - JSON
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._here)
            except RecursionError:
                raise self._refuse("it is nested too deep") from None
            except json.JSONDecodeError as error:
                if self._ended or not self._may_go_on(error):
                    raise self._refuse(f"it is not JSON: {error.msg}", error.pos) from None
            else:
                if end < len(self._text) or self._ended:  # else a number may go on
                    self._here = end
                    return value
            self._read_more()

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        cut = error.msg.startswith("Unterminated string")
        return cut or error.pos + _NEAR > len(self._text)

    def _peek(self) -> str:
        """Return the next character that is not blank; "" at the end."""
        while True:
            found = _BLANK.match(self._text, self._here)
            self._here = found.end() if found else self._here
            if self._here < len(self._text):
                return self._text[self._here]
            if self._ended:
                return ""
            self._read_more()

    def _read_more(self) -> None:
        """Read on, twice as much for a value that is still not whole: so the time stays linear."""
        waiting = len(self._text) - self._here
        if waiting > LONGEST:
            raise self._refuse(f"one value is longer than {LONGEST:,} characters")
        self._take(self._stream.read(max(_CHUNK, waiting)))

    def _take(self, data: bytes) -> None:
        self._line += self._text.count("\n", 0, self._here)
        try:
            more = self._decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise self._refuse(f"it is not {error.encoding.upper()}: {error.reason}") from None
        self._text = self._text[self._here :] + more
        self._here = 0
        self._ended = not data

    def _refuse(self, reason: str, place: int | None = None) -> UnreadableFormatError:
        end = self._here if place is None else place
        line = self._line + self._text.count("\n", 0, end)
        return UnreadableFormatError(f"{self._name}:{line}", reason)


def _read_int(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _read_float(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits
