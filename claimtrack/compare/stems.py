"""Word forms that count as one word: "cases" and "case", "arrested" and "arrest".

Only the endings of English inflection are taken off. Both sides lose them alike, so that a wrong
stem does no harm; what is left ("repatriate", "repatriation") is told by a common beginning.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_SHORTEST: Final = 4
#: A common beginning of so many letters, and of this share of the longer word, makes two words
#: one. Lower takes "generic" for "genetic", higher loses "nation" in "nationality".
_COMMON_LETTERS: Final = 5
_COMMON_SHARE: Final = 0.6

#: Stems that begin alike and are of two words, which a statement may confuse or play on.
_UNRELATED: Final = frozenset(
    {
        *(frozenset({"country", "county"}), frozenset({"polic", "policy"})),
        *(frozenset({"employer", "employe"}), frozenset({"trainer", "traine"})),
        frozenset({"minister", "ministry"}),
        *(frozenset({"personal", "personnel"}), frozenset({"principal", "principl"})),
    }
)

_ACCENTS: Final = range(0x300, 0x370)


@lru_cache(maxsize=65_536)
def stem_word(word: str) -> str:
    """Return the stem of a word in lower case, without accents."""
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word)
        word = "".join(mark for mark in parts if ord(mark) not in _ACCENTS)
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            word = word[: -len(ending)]
            if len(word) > _SHORTEST - 1 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) >= _SHORTEST else word


def is_same_family(one: str, other: str) -> bool:
    """Tell whether two stems are forms of one word, by the letters they begin with."""
    longer = max(len(one), len(other))
    need = max(_COMMON_LETTERS, longer * _COMMON_SHARE)
    alike = len(one) >= need and len(other) >= need and one[: int(need)] == other[: int(need)]
    return alike and frozenset({one, other}) not in _UNRELATED
