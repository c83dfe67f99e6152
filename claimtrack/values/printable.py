"""Text as it may be shown: nothing in it drives a terminal, reorders a line or breaks a file.

Claims and drafts come from anywhere. What would act instead of being read is written as an escape,
so that nothing is lost and nobody is fooled.
"""

from __future__ import annotations

import json
import re
import unicodedata

_LAST_BYTE, _LAST_SHORT = 0xFF, 0xFFFF
#: What `json.dumps` leaves as it is and a terminal, or an encoder, would not.
_UNSAFE_IN_JSON = re.compile(r"[^\x20-\x7e\n]")


def clean(text: str) -> str:
    """Return ``text`` with what could drive a terminal made visible: controls and overrides.

    Line breaks and tabs stay, wide and non-breaking spaces become spaces, and of lone surrogates
    the escape is shown, so that the result can always be encoded.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(show_character, text))


def clean_line(text: str) -> str:
    """Return ``text`` as `clean` does, on one line, with each run of spaces as one space."""
    return " ".join(clean(text).split())


def show_character(character: str) -> str:
    """Return one character as `clean` shows it."""
    if character in "\n\t" or character.isprintable():
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    code = ord(character)
    if code <= _LAST_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _LAST_SHORT else f"\\U{code:08x}"


def count_columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` fills: wide characters two, accents none."""
    if text.isascii():
        return len(text)
    return sum(map(_count_columns, text))


def _count_columns(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def dump_json(document: object) -> str:
    """Return a document as JSON that says the same and is safe to print.

    Letters stay readable; what is not printable is written as JSON's own escapes.
    """
    text = json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True)
    return _UNSAFE_IN_JSON.sub(_escape_for_json, text)


def _escape_for_json(found: re.Match[str]) -> str:
    character = found[0]
    return character if character.isprintable() else json.dumps(character)[1:-1]


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 claim", "2 claims", "3,000 claims"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
