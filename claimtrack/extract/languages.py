"""The language of a draft, cheaply: by its script, and by the share of its commonest words.

Only one question is asked: can the word lists that there are be used on it? A short text is taken
for English, as no method tells the language of three words.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from claimtrack.language.packs import list_languages, load_pack
from claimtrack.values.scripts import tell_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimtrack.language.packs import LanguagePack

_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 20_000
#: With fewer words, chance decides between languages that share theirs.
_FEWEST: Final = 8
#: The share of common words below which a text is in none of the languages known: prose has a
#: third and more, headlines a fifth.
_LEAST: Final = 0.15
_SCRIPTS: Final = (
    ("Cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff]")),
    ("Devanagari", re.compile(r"[\u0900-\u097f]")),
)
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a draft's language.

    Attributes:
        code: an ISO 639 code; empty when it is not known.
        pack: its word lists; `None` when there are none, so that only digits can be read.
        remark: what the reader should know; empty when all is as it should be.
    """

    code: str
    pack: LanguagePack | None
    remark: str = ""


def find_language(text: str) -> Language:
    """Tell the language of a text, and whether there are word lists for it."""
    head = text[:_SAMPLE]
    code = tell_language(head)
    words = _WORD.findall(head.lower())
    if code is None:
        letters = sum(map(len, words))
        for script, pattern in _SCRIPTS:
            if letters and len(pattern.findall(head)) > _HALF * letters:
                return Language("", None, _describe(f"in {script} script"))
        code = _find_by_words(words)
    if code in list_languages():
        return Language(code, load_pack(code))
    return Language(code, None, _describe(f"in “{code}”" if code else "in a language not known"))


def _describe(what: str) -> str:
    have = ", ".join(list_languages())
    return (
        f"the draft seems to be {what}, for which there are no word lists (there are: {have}); "
        "only digits, dates in digits, quotations and citations are read"
    )


def _find_by_words(words: list[str]) -> str:
    if len(words) < _FEWEST:
        return "en"
    shares = {
        code: sum(word in common for word in words) / len(words)
        for code, common in _read_common().items()
    }
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    # Lists of names and figures have few common words of any language; they are read as English.
    return best if shares[best] >= _LEAST else "en"


@cache
def _read_common() -> Mapping[str, frozenset[str]]:
    raw = json.loads((files("claimtrack.language") / "common_words.json").read_text("utf-8"))
    return {code: frozenset(words.split()) for code, words in raw.items()}
