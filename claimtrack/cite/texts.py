"""Text that goes into print: on one line, and without what acts instead of being read."""

from __future__ import annotations

import unicodedata

from claimtrack.values.printable import show_character

#: What turns the reading direction of all that follows; the marks for single letters stay.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
_ACTING = frozenset({"Cc", "Cs", "Cn", "Co"})


def tidy(text: str) -> str:
    """Return ``text`` on one line, its controls, overrides and lone surrogates shown as escapes.

    Joiners stay, which Persian and Indian scripts are written with, and so do fixed spaces.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    plain = "".join(map(_show, text))
    return " ".join(filter(None, plain.split(" ")))


def _show(character: str) -> str:
    if character in "\n\r\t\f\v":
        return " "
    if character in _TURNING or unicodedata.category(character) in _ACTING:
        return show_character(character)
    return character
