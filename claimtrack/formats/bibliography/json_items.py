"""The items of a JSON array one by one, so that a broken one does not take the others with it.

The decoder of the standard library reads each value where it begins. Where it fails, brackets and
texts are counted to the end of the value that is broken, and reading goes on behind it; where that
end is missing, as in a file that is cut short, everything before is still there.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimtrack.errors import UnreadableFormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Under which names an object may hold the list of items.
_LISTS = ("items", "references")

_LIST = re.compile(rf'"(?:{"|".join(_LISTS)})"\s*:\s*(?=\[)')
_BLANK = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|(?P<open>[{\[])|(?P<close>[}\]])', re.DOTALL)
_SEPARATOR = re.compile(r"[,\]]")
_ITEM = re.compile(r"[{\]]")
_LONGEST_NUMBER = 300


@dataclass(frozen=True, slots=True)
class Found:
    """A value that was read."""

    line: int
    column: int
    value: Any
    twice: tuple[str, ...] = ()
    """Keys that stand twice in one object of it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that could not be read, or the end of what can be."""

    line: int
    column: int
    message: str
    why: str


def list_items(text: str, name: str) -> Iterator[Found | Broken]:
    """Yield the items of a list, of an object that holds one, or the one item that there is.

    Raises:
        UnreadableFormatError: it is no JSON of that kind; ``name`` says which file.
    """
    reader = _Reader(text)
    start = reader.skip_blank(0)
    opening = text[start : start + 1]
    if opening == "[":
        yield from reader.read_list(start)
    elif opening == "{":
        yield from _list_of_object(reader, start, name)
    else:
        line, _ = reader.locate(start)
        reason = "it holds nothing" if not opening else f"line {line} begins no JSON list"
        raise UnreadableFormatError(name, reason)


def _list_of_object(reader: _Reader, start: int, name: str) -> Iterator[Found | Broken]:
    found, _ = reader.read_value(start)
    if isinstance(found, Found) and not any(
        isinstance(found.value.get(each), list) for each in _LISTS
    ):
        yield found
        return
    # Read again from the list on, so that each item has its line; a broken one costs only itself.
    key = _LIST.search(reader.text, start)
    if key is None:
        why = found.why if isinstance(found, Broken) else "its list of items cannot be found"
        raise UnreadableFormatError(name, f"line {found.line}: {why}")
    yield from reader.read_list(key.end())


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self._counted, self._line, self._line_start = 0, 1, 0
        self._is_damaged = False
        self._twice: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._note_twice,
            parse_int=_read_int,
            parse_float=_read_float,
            parse_constant=str,
            strict=False,
        )

    def skip_blank(self, here: int) -> int:
        match = _BLANK.match(self.text, here)
        return match.end() if match else here

    def locate(self, place: int) -> tuple[int, int]:
        """Return the line and the column of a place; cheap when asked for in order."""
        if place < self._counted:
            line = self._line - self.text.count("\n", place, self._counted)
            return line, place - self.text.rfind("\n", 0, place)
        self._line += self.text.count("\n", self._counted, place)
        self._line_start = max(self._line_start, self.text.rfind("\n", self._counted, place) + 1)
        self._counted = place
        return self._line, place - self._line_start + 1

    def read_list(self, opening: int) -> Iterator[Found | Broken]:
        here = self.skip_blank(opening + 1)
        while self.text[here : here + 1] != "]":
            found, end = self.read_value(here)
            yield found
            if end is None:
                return
            here = self.skip_blank(end)
            if self.text[here : here + 1] == ",":
                here = self.skip_blank(here + 1)
            elif self.text[here : here + 1] not in {"]", ""}:
                why = "between two items stands one comma"
                yield Broken(*self.locate(here), "is not set apart from the one before", why)
                here = self.skip_to_item(here)
            if here >= len(self.text):
                yield Broken(*self.locate(here), "is where the file ends", "its “]” is missing")
                return

    def read_value(self, here: int) -> tuple[Found | Broken, int | None]:
        """Return what stands here and where it ends; None where its end cannot be found."""
        line, column = self.locate(here)
        end = self._find_end(here) if self._is_damaged else None
        # Each failure of the decoder counts the lines of all that it was given. Once there was one,
        # it is given no more than one value at a time.
        text, start = (self.text, here) if end is None else (self.text[here:end], 0)
        self._twice.clear()
        try:
            value, stop = self._decoder.raw_decode(text, start)
        except json.JSONDecodeError as error:
            place = line + text.count("\n", start, error.pos)
            why = f"{error.msg}: line {place}"
        except RecursionError:
            why = "nested too deep"
        else:
            twice = tuple(dict.fromkeys(self._twice))
            return Found(line, column, value, twice), here + stop - start
        if not self._is_damaged:
            self._is_damaged = True
            end = self._find_end(here)
        if end is None:
            why = f"{why}; what follows cannot be told apart from it, so nothing more was read"
        return Broken(line, column, "is no JSON", why), end

    def skip_to_item(self, here: int) -> int:
        """Return where the next object begins, or the list or the file ends."""
        match = _ITEM.search(self.text, here)
        return match.start() if match else len(self.text)

    def _find_end(self, here: int) -> int | None:
        """Return where the brackets that open here are closed, whatever stands between them."""
        if self.text[here : here + 1] not in {"{", "["}:
            match = _SEPARATOR.search(self.text, here)
            return match.start() if match else None
        depth = 0
        for token in _TOKEN.finditer(self.text, here):
            if token["open"]:
                depth += 1
            elif token["close"]:
                depth -= 1
                if not depth:
                    return token.end()
        return None

    def _note_twice(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            self._twice.extend(name for name, count in counts.items() if count > 1)
        return found


def _read_int(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _read_float(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits
