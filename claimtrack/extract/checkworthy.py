"""Does a sentence state anything that could be held against a source?

First the plain cases, one after the other: no words, a question, a greeting, a command. The rest is
weighed: what a sentence gives (a number, a date, a name, who said it, what somebody did) against
what it is besides (an opinion, a demand, a guess at the future). Words and weights are data, one
file a language; each decision names what weighed most, so that whoever disagrees knows which line
of the data to look at.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from claimtrack.extract.fragments import is_fragment
from claimtrack.values.dateforms import scan_dates
from claimtrack.values.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimtrack.language.packs import LanguagePack
    from claimtrack.values.dateforms import DateForm

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NAME: Final = re.compile(r"\b[A-ZÀ-ÞŠŽĐ][\w’'.-]*\w")
_QUESTION: Final = re.compile(r"[?？؟][\"”’»)\]]*\s*$")
_DIGIT: Final = re.compile(r"\d")
_CITED: Final = re.compile(r"@[\w/:-]+")
#: So much of a sentence is looked at: more is no sentence, and must not cost time.
_LONGEST: Final = 2_000
_FIGURES: Final = frozenset({"number", "date"})
_PARTICULAR: Final = frozenset({"name", "number", "date", "attribution"})
_SPOILING: Final = frozenset(
    {"opinion", "evaluation", "obligation", "future", "vague", "speaking", "first person"}
)
_LEAST_WORDS, _FEW_WORDS, _MANY_WORDS = 2, 5, 20


@dataclass(frozen=True, slots=True)
class Checkability:
    """Whether a sentence can be held against a source.

    Attributes:
        checkable: whether it can.
        reason: what decided, fit to show.
        score: how much speaks for it, 0 to 1; at the plain cases 0.
    """

    checkable: bool
    reason: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The data of one language."""

    bias: float
    threshold: float
    weights: Mapping[str, float]
    says: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    greetings: frozenset[str]
    commands: frozenset[str]


def judge_sentence(text: str, pack: LanguagePack | None) -> Checkability:
    """Say whether a sentence states anything that could be checked.

    Args:
        text: one sentence.
        pack: the word lists of its language; without them only digits count.
    """
    text = _CITED.sub(" ", text[:_LONGEST])
    words = [word.replace("’", "'").lower() for word in _WORD.findall(text)]
    if not words:
        return Checkability(checkable=False, reason="it has no words", score=0.0)
    if _QUESTION.search(text):
        return Checkability(checkable=False, reason="it is a question", score=0.0)
    data = _read_words(pack.code) if pack else None
    if pack is None or data is None:
        if _DIGIT.search(text):
            return Checkability(checkable=True, reason="it gives a number", score=1.0)
        return Checkability(
            checkable=False, reason="no word lists for its language, and no digit in it", score=0.0
        )
    present = find_features(text, words, pack, data)
    plain = _judge_opening(words, present, data)
    if not plain and is_fragment(_WORD.findall(text), pack.code):
        plain = "it is a piece of a sentence, without a verb"
    if plain:
        return Checkability(checkable=False, reason=plain, score=0.0)
    total = data.bias + sum(data.weights[name] for name in present)
    score = 1 / (1 + math.exp(-total))
    # What names a particular and judges, demands and guesses nothing is a statement, however rare
    # such sentences are among those that the weights were measured on.
    plainly = not _PARTICULAR.isdisjoint(present) and _SPOILING.isdisjoint(present)
    checkable = plainly or score >= data.threshold
    return Checkability(checkable, _explain(present, data, checkable=checkable), round(score, 3))


def _judge_opening(words: list[str], present: list[str], data: _Words) -> str:
    opening = {" ".join(words[:count]) for count in (1, 2)}
    # A word of a table's head stands in many a claim, which does not support it.
    if len(words) < _LEAST_WORDS and _PARTICULAR.isdisjoint(present):
        return data.says["short"]
    if opening & data.greetings and len(words) <= _FEW_WORDS:
        return "it is a greeting"
    # "Vote counts rose by 41" begins with the same word as "Vote for us".
    if words[0] in data.commands and _FIGURES.isdisjoint(present):
        return "it is a request to the reader"
    return ""


def find_features(text: str, words: list[str], pack: LanguagePack, data: _Words) -> list[str]:
    """Name what a sentence has of what is weighed, each once."""
    present: list[str] = []
    numbers = find_quantities(text, pack)
    dates = scan_dates(text, pack.months)
    names = _find_names(text, pack)
    has_past = any(len(word) > _FEW_WORDS and word.endswith("ed") for word in words)
    facts = {
        "number": bool(numbers),
        "second number": len(numbers) > 1,
        "date": bool(dates),
        "name": bool(names),
        "second name": names > 1,
        "attribution": _is_attributed(words, pack),
        "past": has_past,
        "negation": not pack.negation.isdisjoint(words),
        "short": len(words) < _FEW_WORDS,
        "long": len(words) > _MANY_WORDS,
    }
    present += [name for name, holds in facts.items() if holds and name in data.weights]
    found: set[str] = set()
    words = _drop_months(text, dates, pack)
    for index, word in enumerate(words):
        for group, rest in data.phrases.get(word, ()):
            if group not in found and tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
                found.add(group)
    return present + sorted(found)


def _drop_months(text: str, dates: Sequence[DateForm], pack: LanguagePack) -> list[str]:
    """Return the words but for dates and months: the "May" of a year is no guess at the future."""
    inside = {place for date in dates for place in range(date.start, date.end)}
    found = list(_WORD.finditer(text))
    return [
        match[0].replace("’", "'").lower()
        for match in found
        if match.start() not in inside
        and not (match is not found[0] and match[0].istitle() and match[0].lower() in pack.months)
    ]


def _find_names(text: str, pack: LanguagePack) -> int:
    """Count capitalised words that do not stand first."""
    first = _WORD.search(text)
    begin = first.end() if first else 0
    return sum(
        match[0].lower() not in pack.name_stopwords and match[0] not in ("I", "I'm", "I've")
        for match in _NAME.finditer(text, begin)
    )


def _is_attributed(words: list[str], pack: LanguagePack) -> bool:
    for index, word in enumerate(words):
        if word in pack.reporting_verbs and index and words[index - 1] not in ("i", "we", "you"):
            return True
        if f"{word} {words[index + 1] if index + 1 < len(words) else ''}" in pack.source_phrases:
            return True
    return False


def _explain(present: list[str], data: _Words, *, checkable: bool) -> str:
    sign = 1 if checkable else -1
    telling = [name for name in present if sign * data.weights[name] > 0]
    if not telling:
        return "it makes a statement" if checkable else "it gives no particular to check"
    best = sorted(telling, key=lambda name: -sign * data.weights[name])
    return ", and ".join(list(dict.fromkeys(data.says[name] for name in best))[:2])


@cache
def _read_words(code: str) -> _Words | None:
    """Return the data of a language; `None` where it has none."""
    file = files("claimtrack.language") / code / "checkworthy.json"
    if not file.is_file():
        return None
    raw = json.loads(file.read_text("utf-8"))
    named = {**raw["groups"], **raw["features"]}
    phrases: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for group, entry in raw["groups"].items():
        for phrase in entry["words"]:
            first, *rest = phrase.split()
            phrases.setdefault(first, []).append((group, tuple(rest)))
    return _Words(
        bias=raw["bias"],
        threshold=raw["checkable_from"],
        weights={name: entry["weight"] for name, entry in named.items()},
        says={name: entry["says"] for name, entry in named.items()},
        phrases={first: tuple(found) for first, found in phrases.items()},
        greetings=frozenset(raw["greetings"]),
        commands=frozenset(raw["commands"]),
    )
