"""The first and last lines of a text, and what each of them is.

An article's own data stand around its running text, so only the lines at both ends are looked at:
a text of a million lines costs no more than one of a hundred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from claimtrack.ingest.furniture import (
    BYLINE,
    CAPTION,
    COPIED,
    MODIFIED,
    PUBLISHED,
    WEATHER,
    is_furniture,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimtrack.language.packs import LanguagePack
    from claimtrack.values.dateforms import DateForm

#: How many lines at either end are looked at; page furniture seldom has more.
ENDS: Final = 40
_TAIL: Final = 20_000
_SHOWN: Final = 2_000

#: A line so long is running text, and so is a shorter one that ends as a sentence does.
_PROSE, _SENTENCE = 200, 60

_LINE: Final = re.compile(r"\S[^\n]*")
_CLOCK: Final = re.compile(
    r"(?:\bat\b)?\s*\bT?[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?:\s?[ap]\.?m\b\.?)?(?:\s?[A-Z]{2,4}\b)?"
    r"|\b[0-9]{1,2}\s?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_MARKS: Final = ".,:;|•·()[]-–—/"


class Kind(StrEnum):
    """What a line is."""

    WEATHER = "weather"
    PLACE = "place"
    DATE = "date"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"
    PROSE = "prose"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty.

    Attributes:
        number: its number in the text, from 1.
        start: where its first character that is no space stands.
        end: where it ends.
        text: its beginning, at most 2,000 characters.
        kind: what it is.
        label: for a date, the word printed before it ("updated"), lower case.
    """

    number: int
    start: int
    end: int
    text: str
    kind: Kind
    label: str = ""


def read_lines(text: str, dates: Sequence[DateForm], pack: LanguagePack) -> tuple[Line, ...]:
    """Read the lines at both ends of a text.

    Args:
        text: the text.
        dates: the dates in it, in order.
        pack: the words of its language.
    """
    spans = [match.span() for match in islice(_LINE.finditer(text), ENDS)]
    tail = text.rfind("\n", 0, max(0, len(text) - _TAIL)) + 1
    last = spans[-1][1] if spans else len(text)
    spans += [match.span() for match in _LINE.finditer(text, max(tail, last))][-ENDS:]
    lines: list[Line] = []
    number, counted = 1, 0
    for start, end in spans:
        number += text.count("\n", counted, start)
        counted = start
        is_short = end - start <= _PROSE
        inside = [form for form in dates if start <= form.start < end] if is_short else []
        shown = text[start : min(end, start + _SHOWN)].rstrip()
        kind, label = _classify(shown, start, inside, pack)
        lines.append(Line(number, start, end, shown, kind, label))
    return tuple(_mark_places(lines))


def _classify(
    shown: str, start: int, dates: Sequence[DateForm], pack: LanguagePack
) -> tuple[Kind, str]:
    if CAPTION.search(shown):
        return Kind.CAPTION, ""
    rest = _without(shown, start, dates)
    if WEATHER.fullmatch(_without_weekdays(rest, pack) if dates else rest.strip(" ,|•·")):
        return Kind.WEATHER, ""
    if dates:
        label = _read_label(rest, pack)
        if label is not None:
            return Kind.DATE, label
    byline = BYLINE.fullmatch(shown)
    if byline and byline["name"][0].isupper() and not shown.endswith((".", "!", "?", ":")):
        return Kind.BYLINE, ""
    if is_furniture(shown):
        return Kind.FURNITURE, ""
    ends_sentence = shown.rstrip("”’\"')»").endswith((".", "…", "。", "!", "！"))
    is_prose = len(shown) > _PROSE or (len(shown) > _SENTENCE and ends_sentence)
    return (Kind.PROSE if is_prose else Kind.SHORT), ""


def _without(shown: str, start: int, dates: Sequence[DateForm]) -> str:
    """Take the dates out of a line."""
    kept, at = [], 0
    for form in dates:
        kept.append(shown[at : form.start - start])
        at = form.end - start
    return " ".join([*kept, shown[at:]])


def _without_weekdays(rest: str, pack: LanguagePack) -> str:
    """Take the days of the week out of what a date leaves of its line."""
    words = rest.strip(" ,|•·").split()
    kept = (word for word in words if word.strip(_MARKS).lower() not in pack.weekdays)
    return " ".join(word for word in kept if word.strip(_MARKS))


def _read_label(rest: str, pack: LanguagePack) -> str | None:
    """Return the label of a line, given without its date; `None` when it holds more than that."""
    words = [word.strip(_MARKS) for word in _CLOCK.sub(" ", rest).lower().split()]
    label = " ".join(word for word in words if word not in {"", *pack.weekdays})
    return label if label in {"", *PUBLISHED, *MODIFIED, *COPIED} else None


def _mark_places(lines: list[Line]) -> list[Line]:
    """Mark the town that weather is printed for: it stands between the weather and the day."""
    for at, (before, here, after) in enumerate(zip(lines, lines[1:], lines[2:], strict=False)):
        if (before.kind, here.kind, after.kind) == (Kind.WEATHER, Kind.SHORT, Kind.DATE):
            lines[at + 1] = replace(here, kind=Kind.PLACE)
    return lines
