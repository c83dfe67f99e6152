"""A text as the terms it is found by: stems, numbers by their value, pairs of Chinese characters.

Words that carry only grammar are left out, and so are web addresses. A number is one term however
it is written: 1,200 and 1.2 thousand are `1200`, six is `6`. What is written without spaces is
also its parts: `#AustralianFires` is found by `AustralianFires`, `Australian` and `Fires`. A script
that sets no spaces, or sets particles behind its words (Chinese, Japanese, Korean, Thai), is cut
into overlapping pairs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.language.packs import load_pack
from claimtrack.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Terms are cut here: an index should not be filled by a megabyte without a space.
LONGEST_TERM = 60
#: Longer numbers are identifiers, matched as they are written.
_MOST_DIGITS = 30
_TENS = range(20, 100, 10)
#: "A million million" is read on; a page full of "million" is not a number.
_LARGEST = 10**24

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.(?:twitter|x)\.com/)\S+", re.IGNORECASE)
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"(\d+(?:\.\d+)?)([a-z]*)")
#: Function words that are names when written so.
_NAMES = frozenset({"US", "WHO", "IT", "May"})


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text, and where the words stand that it was made of."""

    text: str
    start: int
    end: int
    """In code points of the text, exclusive."""


class _Word(NamedTuple):
    """What one word gives by itself."""

    terms: tuple[str, ...]
    value: Decimal | None = None
    """Of a number."""
    scale: Decimal | None = None
    """Of a magnitude such as "million"."""


def list_terms(text: str) -> list[str]:
    """Return the terms of a text in order, in time linear in its length."""
    pieces = _choose_pattern(text).findall(_blank_addresses(text))
    return [term for term, _, _ in _read(pieces)]


def find_terms(text: str) -> list[Term]:
    """Return the terms of a text in order, with their places."""
    matches = list(_choose_pattern(text).finditer(_blank_addresses(text)))
    found: list[Term] = []
    for term, first, last in _read([match[0] for match in matches]):
        start, end = matches[first].start(), matches[last].end()
        if _IS_UNSPACED.match(text, start):
            begun = found[-1].start + 1 if found and found[-1].start >= start else start
            start, end = begun, begun + len(term)
        found.append(Term(term, start, end))
    return found


def is_number(term: str) -> bool:
    """Tell whether a term is a number."""
    return term[:1].isdigit()


def _read(pieces: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each term with its first and its last piece."""
    index = 0
    while index < len(pieces):
        first = index
        word = look_up(pieces[index])
        index += 1
        if word.value is None:
            for term in word.terms:
                yield term, first, first
            continue
        value = word.value
        if value in _TENS and index < len(pieces) and not word.terms:
            unit = look_up(pieces[index])
            if unit.value is not None and not unit.terms and unit.value < 10:  # noqa: PLR2004 - a unit
                value += unit.value
                index += 1
        while (
            index < len(pieces)
            and value < _LARGEST
            and (scale := look_up(pieces[index]).scale) is not None
        ):
            value *= scale
            index += 1
        yield _write(value), first, index - 1


@lru_cache(maxsize=200_000)
def look_up(word: str) -> _Word:
    """Return what one word gives by itself."""
    functions, numbers, scales = _word_lists()
    if word[0].isdigit():
        return _look_up_number(word)
    if _IS_UNSPACED.match(word):
        return _Word(tuple(word[at : at + 2] for at in range(len(word) - 1)) or (word,))
    if "." in word:
        word = word.replace(".", "")
    lower = word.lower()
    if lower in numbers:
        return _Word((), numbers[lower])
    if len(word) == 1 or (lower in functions and word not in _NAMES):
        return _Word(())
    terms = [stem(word[:LONGEST_TERM])]
    parts = [] if lower == word or len(word) > LONGEST_TERM else _CAMEL.split(word)
    if len(parts) > 1:
        terms += [stem(part) for part in parts if len(part) > 1 and part.lower() not in functions]
    return _Word(tuple(dict.fromkeys(terms)), scale=scales.get(lower))


def _look_up_number(word: str) -> _Word:
    if len(word) > _MOST_DIGITS:
        return _Word((word[:LONGEST_TERM],))
    plain = word.lower()
    if not word.isascii():
        plain = "".join(str(unicodedata.decimal(char, char)) for char in plain)
    whole = plain.rstrip("abcdefghijklmnopqrstuvwxyz")
    if _GROUPED.fullmatch(whole):
        plain = plain.replace(",", "")
    read = _PLAIN.fullmatch(plain)
    if read is None:
        return _Word((plain,))
    scale = load_pack().numbers.magnitude_abbreviations.get(read[2], 1)
    return _Word((plain,), Decimal(read[1]) * scale)


def _write(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text)[:LONGEST_TERM]


def _blank_addresses(text: str) -> str:
    if "://" not in text and "www." not in text and "pic." not in text:
        return text
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)


@cache
def _word_lists() -> tuple[frozenset[str], dict[str, Decimal], dict[str, Decimal]]:
    """Return function words, number words but for one (mostly an article), and magnitudes."""
    pack = load_pack()
    words = {**pack.numbers.units, **pack.numbers.tens}
    scales = {**pack.numbers.hundred, **pack.numbers.magnitudes}
    return (
        pack.function_words,
        {word: Decimal(value) for word, value in words.items() if value > 1},
        {word: Decimal(value) for word, value in scales.items()},
    )


def _choose_pattern(text: str) -> re.Pattern[str]:
    return _pattern(marked=not text.isascii() and any(char >= "\u0300" for char in text))


@cache
def _pattern(*, marked: bool) -> re.Pattern[str]:
    """Return the pattern of one word; `marked` ones may hold marks that combine."""
    shortened = "|".join(sorted(load_pack().numbers.magnitude_abbreviations, key=len, reverse=True))
    letter = rf"[^\W\d_{_UNSPACED}]"
    more = rf"(?:{letter}|[{_combining_marks()}\u00ad\u200c\u200d])" if marked else letter
    return re.compile(
        rf"\d+(?:[.,]\d+)*(?:(?i:{shortened})\b)?|[{_UNSPACED}]+"
        rf"|(?<![^\W_])(?:[A-Za-z]\.){{2,9}}(?!\w)|{letter}{more}*"
    )


@cache
def _combining_marks() -> str:
    """Return the marks that continue a word, read once from the database of this Python."""
    codes = range(0x300, 0x1E000)
    return "".join(chr(code) for code in codes if unicodedata.category(chr(code))[0] == "M")
