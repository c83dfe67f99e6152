"""JSON that others wrote, taken whole: nothing in it that a ledger could not hold."""

from __future__ import annotations

import json
from typing import IO, Any

from claimtrack.errors import UnreadableFormatError
from claimtrack.formats.records import parse_json
from claimtrack.formats.whole import read_whole
from claimtrack.values.collector import paused_collector

#: Objects and lists inside one another. No format comes near it, and what keeps the values of keys
#: that it does not know must be able to write them again.
_DEEPEST = 64


def read_json(stream: IO[bytes], name: str) -> Any:  # noqa: ANN401 - JSON
    """Return the JSON value that a file holds.

    Raises:
        UnreadableFormatError: it is no JSON, is nested too deep, or holds what no text can.
    """
    try:
        with paused_collector():
            document = parse_json(read_whole(stream, name).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFormatError(name, f"byte {error.start:,} is not UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise UnreadableFormatError(place, f"it is not JSON: {error.msg}") from None
    except ValueError as error:
        raise UnreadableFormatError(name, f"it is not JSON: {error}") from None
    if fault := _find_fault(document):
        raise UnreadableFormatError(name, fault)
    return document


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - JSON
    """Return a value that may be one or several as several; none for null."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _find_fault(document: object) -> str:
    level = [document]
    for _ in range(_DEEPEST):
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                below.extend(value)
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
            elif isinstance(value, str) and not value.isascii() and _is_broken(value):
                return "a text in it holds half a character (a lone surrogate)"
        level = below
    return "it is nested too deep" if level else ""


def _is_broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
