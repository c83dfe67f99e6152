"""Does a line of text say anything, or is it a heading, a table's cell, a piece of a sentence?

A piece such as "Jobs at the Varrow yard" has all its words in a claim that it does not state. What
makes a statement is a finite verb; so one is looked for, and whatever may be one is taken for it,
as a sentence that is left out by mistake is worse than a heading that is held against the ledger.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Longer pieces are taken for statements.
_MOST_WORDS: Final = 12
_SHORTEST_PAST: Final = 4
_JOINING: Final = frozenset({"and", "of", "or"})
_PLURAL: Final = frozenset({"i", "people", "they", "we", "you"})


@dataclass(frozen=True, slots=True, eq=False)
class _Verbs:
    """The verbs of one language.

    Attributes:
        auxiliaries: forms that are finite wherever they stand.
        irregular: past forms that no rule makes.
        verbs: base forms.
        nouns: those of them that are nouns as well.
        openers: words that a noun follows, and no finite verb.
    """

    auxiliaries: frozenset[str]
    irregular: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    openers: frozenset[str]


def is_fragment(words: Sequence[str], code: str) -> bool:
    """Tell whether a piece of text has no word that may be a finite verb.

    Args:
        words: as they are written, in order.
        code: the language; without verbs known for it nothing is a fragment.
    """
    known = _read_verbs(code)
    if known is None or len(words) > _MOST_WORDS:
        return False
    return not any(_is_finite(words, index, known) for index in range(len(words)))


def _is_finite(words: Sequence[str], index: int, known: _Verbs) -> bool:
    word = words[index].replace("’", "'")
    lower = word.lower()
    if lower in known.auxiliaries:
        return True
    # The first word is the subject, and a capital makes a name of the others.
    named = word[0].isupper() and not all(each[0].isupper() for each in words)
    before = words[index - 1].lower() if index else ""
    if not index or named or before in known.openers or before.endswith(("'s", "’s")):
        return False
    if lower in known.irregular or (lower.endswith("ed") and len(lower) >= _SHORTEST_PAST):
        return True
    base = _find_base(lower, known)
    if base and base not in known.nouns:
        return True
    after = words[index + 1] if index + 1 < len(words) else ""
    if lower.endswith("s") and not lower.endswith("ss"):
        # "The yard costs jobs", not "yard costs" nor "yard costs of".
        object_follows = after.lower() in known.openers - {"of"} or after[:1].isupper()
        return object_follows or (bool(base) and bool(after) and after.lower() not in _JOINING)
    # "Defectors return home", not "the yard report".
    joined = "and" in words[:index] and bool(after)
    return bool(base) and (before.endswith("s") or before in _PLURAL or joined)


def _find_base(word: str, known: _Verbs) -> str:
    """Return the verb that a word is a form of, if it may be one."""
    forms = [word, word.removesuffix("s"), word.removesuffix("es")]
    if word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    return next((form for form in forms if form in known.verbs or form in known.nouns), "")


@cache
def _read_verbs(code: str) -> _Verbs | None:
    file = files("claimtrack.language") / code / "verbs.json"
    if not file.is_file():
        return None
    raw = json.loads(file.read_text("utf-8"))
    return _Verbs(**{name: frozenset(listed) for name, listed in raw.items()})
