"""Pandoc citations in a draft: ``[@source/claim, p. 3; see @other]`` and ``@source/claim`` in text.

A citation in brackets is no part of the sentence and is taken out of it; one in running text is a
word of its sentence ("as @harbour-log says") and stays. What follows `@` is not checked here: only
the ledger knows whether ``@somebody`` is a source or a person's handle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

# A letter or a dot before it makes it an address: `anna@harbour.example`.
_KEY: Final = re.compile(
    r"(?<![\w@./+%\\-])(?P<hidden>-?)@(?:\{(?P<braced>[^{}\s]{1,300})\}"
    r"|(?P<plain>[^\W_](?:[\w:.#$%&+?~/-]{0,300}[\w/])?))"
)
# Possessive, and never across another bracket: linear on any input.
_BRACKET: Final = re.compile(r"\[([^\[\]]*+)\]")
_LOCATOR: Final = re.compile(r"\s?\[([^\[\]@]{1,200}+)\](?![(\[:])")


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited in a draft.

    Attributes:
        key: what follows `@`: a claim id, a source id, or neither.
        locator: where in the work, as the author wrote it: ``p. 3``.
        prefix: words before it in its bracket: ``see``.
        in_text: whether it stands in the sentence itself, not in brackets.
        at: where it hangs in the draft's text; a bracket follows the character before.
        start: where it stands in the draft's file.
        end: where it ends there.
        line: its line, from 1.
        column: its column, from 1.
        whole: where all that stands for it begins and ends in the file: its bracket, which others
            may share, or its key and the locator in brackets behind it.
        in_note: whether it stands in a footnote.
        note_label: what references call that footnote.
        is_alone: whether its paragraph has no words but such citations.
    """

    key: str
    locator: str
    prefix: str
    in_text: bool
    at: int
    start: int
    end: int
    line: int
    column: int
    whole: tuple[int, int]
    in_note: bool = False
    is_alone: bool = False
    note_label: str = ""


class FoundKey(NamedTuple):
    """A key in a paragraph, in characters of the paragraph."""

    key: str
    locator: str
    prefix: str
    start: int
    end: int
    in_text: bool = False
    whole: tuple[int, int] = (0, 0)
    """From its bracket's beginning to its end, or from the key to the end of its locator."""


def scan_brackets(text: str) -> list[tuple[int, int, list[FoundKey]]]:
    """Find the brackets that cite; each with its place.

    Args:
        text: a paragraph, in which what is code is blanked.
    """
    found: list[tuple[int, int, list[FoundKey]]] = []
    for bracket in _BRACKET.finditer(text):
        keys = list(_read_bracket(text, bracket.start(1), bracket.end(1)))
        if keys:
            whole = bracket.span()
            found.append((*whole, [key._replace(whole=whole) for key in keys]))
    return found


def _read_bracket(text: str, start: int, end: int) -> list[FoundKey]:
    found: list[FoundKey] = []
    at = start
    for part in text[start:end].split(";"):
        match = _KEY.search(text, at, at + len(part))
        if match:
            before = text[at : match.start()].strip()
            after = text[match.end() : at + len(part)].strip()
            locator = after.removeprefix(",").strip().removeprefix("{").removesuffix("}")
            key = match["braced"] or match["plain"]
            found.append(FoundKey(key, locator, before, match.start(), match.end()))
        at += len(part) + 1
    return found


def scan_words(text: str) -> list[tuple[FoundKey, tuple[int, int] | None]]:
    """Find the keys in running text, each with the stretch of its locator in brackets, if any.

    Args:
        text: a paragraph, in which what is code, and each bracket that cites, is blanked.
    """
    found: list[tuple[FoundKey, tuple[int, int] | None]] = []
    for match in _KEY.finditer(text):
        if match["hidden"]:
            continue
        key = match["braced"] or match["plain"]
        bracket = _LOCATOR.match(text, match.end())
        locator = bracket[1].strip() if bracket else ""
        span = bracket.span() if bracket else None
        whole = (match.start(), span[1] if span else match.end())
        found_key = FoundKey(key, locator, "", *match.span(), in_text=True, whole=whole)
        found.append((found_key, span))
    return found
