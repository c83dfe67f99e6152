"""JSON in a ledger's files: canonical when written, with line and column when wrong."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()

_Place = tuple[int, int]
"""Where a member begins, and where its value begins."""

#: What matters for telling keys and constants from what merely looks like them inside a string.
_TOKEN = re.compile(
    r'(?P<string>"[^"\\]*(?:\\.[^"\\]*)*")(?P<colon>[ \t\r\n]*:)?'
    r"|(?P<bracket>[{}\[\]])|(?P<constant>NaN|-?Infinity)",
    re.DOTALL,
)


class DuplicateKeyError(ValueError):
    """The same key twice in one object: a rewrite would lose the first."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key “{key}” stands twice in one object")
        self.key = key


class ConstantError(ValueError):
    """A number that JavaScript has and JSON has not."""

    def __init__(self, constant: str) -> None:
        super().__init__(f"{constant} is not JSON")


def dump(document: object) -> bytes:
    """Return ``document`` as the ledger writes it: UTF-8, two spaces, sorted keys, last newline.

    Raises:
        ValueError: it holds a number JSON cannot write, or text that is not Unicode.
    """
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def load(data: bytes) -> Any:  # noqa: ANN401 - JSON is of any type
    """Read ``data`` strictly.

    Raises:
        ValueError: not JSON (a `json.JSONDecodeError`), not UTF-8, nested too deep,
            `DuplicateKeyError` or `ConstantError`.
    """
    try:
        return json.loads(
            strip_mark(data).decode(),
            object_pairs_hook=_refuse_duplicates,
            parse_constant=_refuse_constant,
        )
    except RecursionError:
        raise ValueError("nested too deep") from None


def strip_mark(data: bytes) -> bytes:
    """Return ``data`` without the byte order mark some editors put in front."""
    return data.removeprefix(codecs.BOM_UTF8)


def position(data: bytes, path: Iterable[str | int]) -> tuple[int, int]:
    """Return line and column (from 1) of the value at ``path``, or of the last step that exists.

    Where the value is a member of an object, that is the place of its key.

    Raises:
        ValueError: on the way there, ``data`` is not JSON.
    """
    return Places(data).find(path)


class Places:
    """Where the values of one file stand: for many questions about the same bytes.

    The members of the outermost object or list are found once, however many are asked for.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._text = strip_mark(data).decode()
        self._outermost: dict[str | int, _Place] = {}
        self._rest = _list_members(self._text, _skip_blank(self._text, 0))

    def find(self, path: Iterable[str | int]) -> tuple[int, int]:
        """Answer as `position`.

        Raises:
            ValueError: on the way there, the bytes are not JSON.
        """
        steps = iter(path)
        place = here = _skip_blank(self._text, 0)
        try:
            found = self._find_outermost(next(steps, None))
            while found:
                place, here = found
                step = next(steps, None)
                members = _list_members(self._text, here)
                found = next((there for key, there in members if key == step), None)
        except RecursionError:
            raise ValueError("nested too deep") from None
        return _line_and_column(self._text, place)

    def _find_outermost(self, step: str | int | None) -> _Place | None:
        if step is None:
            return None
        while step not in self._outermost:
            key, place = next(self._rest, (None, None))
            if key is None or place is None:
                return None
            self._outermost.setdefault(key, place)
        return self._outermost[step]


def position_of_duplicate(data: bytes) -> tuple[int, int]:
    """Return line and column of the first key that stood in its object before.

    ``data`` must be JSON with such a key.
    """
    text = strip_mark(data).decode()
    objects: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token["bracket"]:
            if token["bracket"] in "{[":
                objects.append(set())
            elif objects:
                objects.pop()
        elif token["colon"] and objects:
            key = json.loads(token["string"], strict=False)
            if key in objects[-1]:
                return _line_and_column(text, token.start())
            objects[-1].add(key)
    return 1, 1


def position_of_constant(data: bytes) -> tuple[int, int]:
    """Return line and column of the first NaN or Infinity that is not inside a text."""
    text = strip_mark(data).decode()
    place = next((token.start() for token in _TOKEN.finditer(text) if token["constant"]), 0)
    return _line_and_column(text, place)


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise DuplicateKeyError(key)
            seen.add(key)
    return document


def _refuse_constant(constant: str) -> NoReturn:
    raise ConstantError(constant)


def _list_members(text: str, here: int) -> Iterator[tuple[str | int, _Place]]:
    """Yield the members of the object or list at ``here``, by key or by number."""
    opening = text[here : here + 1]
    if opening not in {"{", "["}:
        return
    here = _skip_blank(text, here + 1)
    index = 0
    while text[here : here + 1] not in {"}", "]", ""}:
        place = here
        key: str | int = index
        if opening == "{":
            key, here = _DECODER.raw_decode(text, here)
            here = _skip_blank(text, _skip_blank(text, here) + 1)
        yield key, (place, here)
        _, here = _DECODER.raw_decode(text, here)
        here = _skip_blank(text, here)
        if text[here : here + 1] == ",":
            here = _skip_blank(text, here + 1)
        index += 1


def _skip_blank(text: str, here: int) -> int:
    match = _BLANK.match(text, here)
    return match.end() if match else here


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
