"""The forms in which newsrooms print a date, found in text and read as EDTF.

One pattern, whose alternatives are tried at each place from the longest form to the bare year. None
of them repeats without bound, so the time is linear in the text. A day that no calendar has is
skipped; one that can be read in two ways keeps both.
"""

from __future__ import annotations

import calendar
import re
from collections import deque
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from claimtrack.values.dates import Edtf, describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Month names that are also other words: these count only when they begin with a capital.
_AMBIGUOUS: Final = frozenset({"may", "march", "mar"})
_LEAP_YEAR: Final = 2000
_MONTHS_PER_YEAR: Final = 12
_MIN_YEAR, _MAX_YEAR = 1500, 2099

#: The dates looked at in a text, half from its start and half from its end, where a document tells
#: its own.
MAX_DATES: Final = 10_000

#: How far a date reaches beyond a number in it: more than the longest name of a month.
_REACH: Final = 40
_DIGITS: Final = re.compile("[0-9]+")

_GAP: Final = r"[^\S\n]{1,3}"
#: Some texts have a space before the comma, too.
_BREAK: Final = rf"(?:[^\S\n]?,)?{_GAP}"
_DAY: Final = r"[0-9]{1,2}"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_YEAR: Final = r"[0-9]{4}"
_PATTERN: Final = (
    rf"(?<![0-9-])(?P<iso_y>{_YEAR})-(?P<iso_m>[0-9]{{2}})-(?P<iso_d>[0-9]{{2}})(?![0-9-])"
    rf"|(?<![0-9./])(?P<ymd_y>{_YEAR})[/.](?P<ymd_m>{_DAY})[/.](?P<ymd_d>{_DAY})(?![0-9])"
    rf"|(?<![0-9])(?P<cjk_y>{_YEAR})\s?[年년](?:\s?(?P<cjk_m>{_DAY})\s?[月월]"
    rf"(?:\s?(?P<cjk_d>{_DAY})\s?[日일])?)?"
    rf"|\b(?P<mdy_m>MONTH)\b\.?{_GAP}(?P<mdy_d>{_DAY}){_ORDINAL}\b(?!,[0-9]{{3}}\b|\.[0-9]|:[0-9]|%)"
    rf"(?:{_BREAK}(?P<mdy_y>{_YEAR})\b)?"
    rf"|(?<![0-9.,:$€£/-])\b(?P<dmy_d>{_DAY}){_ORDINAL}{_GAP}(?:of{_GAP})?(?P<dmy_m>MONTH)\b\.?"
    rf"(?:{_BREAK}(?P<dmy_y>{_YEAR})\b)?"
    rf"|\b(?P<my_m>MONTH)\b\.?,?{_GAP}(?:of{_GAP})?(?P<my_y>{_YEAR})\b"
    rf"|(?<![0-9/.-])(?P<num_a>{_DAY})(?P<num_sign>[/.-])(?P<num_b>{_DAY})(?P=num_sign)"
    rf"(?P<num_y>{_YEAR})(?![0-9/-])"
    rf"|(?<![\w.,$€£#/-])(?P<span_a>{_YEAR})[–-](?P<span_b>{_YEAR})\b(?![,/-][0-9])"
    rf"|(?<![\w.,$€£#/-])(?P<year>1[5-9][0-9]{{2}}|20[0-9]{{2}})\b(?!,[0-9]|\.[0-9]|[/%-])"
)


@dataclass(frozen=True, slots=True)
class DateForm:
    """A date as it is printed.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        edtf: what it says; `None` when its year is not printed.
        month: its month, where one is printed and sure.
        day: its day, likewise.
        note: why it is not read as one day; empty when nothing is in doubt.
    """

    start: int
    end: int
    edtf: Edtf | None
    month: int | None = None
    day: int | None = None
    note: str = ""

    @property
    def is_bare_year(self) -> bool:
        """Whether it is four digits and nothing else, which may count something instead."""
        return self.edtf is not None and self.month is None and self.end - self.start == len("2012")


def scan_dates(text: str, months: Mapping[str, int]) -> tuple[DateForm, ...]:
    """Find the dates printed in a text, in order.

    Of more than `MAX_DATES` dates the first and the last half are given.

    Args:
        text: the text.
        months: month names and abbreviations, lower case, without their dot.
    """
    pattern = _compile(tuple(sorted(months)))
    matches = chain.from_iterable(
        pattern.finditer(text, start, end) for start, end in _find_windows(text)
    )
    half = MAX_DATES // 2
    found = list(islice(matches, half))
    found.extend(deque(matches, maxlen=half))
    day_first = _settle_order(found)
    return tuple(_read_all(found, months, day_first=day_first))


def name_months(months: Mapping[str, int]) -> str:
    """Write the month names as one alternative of a pattern, the longest first."""
    return "|".join(re.escape(name) for name in sorted(months, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=8)
def _compile(names: tuple[str, ...]) -> re.Pattern[str]:
    pattern = _PATTERN.replace("MONTH", name_months(dict.fromkeys(names, 0)))
    return re.compile(pattern, re.IGNORECASE)


def _find_windows(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches around digits: no date is without one, and most text is."""
    start, end = 0, -1
    for run in _DIGITS.finditer(text):
        reach = max(0, run.start() - _REACH)
        if reach > end:
            if end >= 0:
                yield start, end
            start = reach
        end = run.end() + _REACH
    if end >= 0:
        yield start, end


def _settle_order(matches: list[re.Match[str]]) -> bool | None:
    """Whether day comes before month in `08/07/2024`, if another date of the text tells."""
    firsts = any(int(m["num_a"]) > _MONTHS_PER_YEAR for m in matches if m["num_a"])
    seconds = any(int(m["num_b"]) > _MONTHS_PER_YEAR for m in matches if m["num_b"])
    return firsts if firsts != seconds else None


def _read_all(
    matches: list[re.Match[str]], months: Mapping[str, int], *, day_first: bool | None
) -> Iterator[DateForm]:
    for match in matches:
        form = _read_match(match, months, day_first=day_first)
        if form is not None:
            yield form


def _read_match(
    match: re.Match[str], months: Mapping[str, int], *, day_first: bool | None
) -> DateForm | None:
    for kind in ("iso", "ymd", "cjk"):
        if match[f"{kind}_y"]:
            numbers = (match[f"{kind}_{part}"] for part in "ymd")
            return _make(match, *(int(number) if number else None for number in numbers))
    if match["num_y"]:
        return _read_numeric(match, day_first=day_first)
    if match["year"]:
        return _make(match, int(match["year"]), None, None)
    if match["span_a"]:
        return _read_years(match)
    return _read_named(match, months)


def _read_named(match: re.Match[str], months: Mapping[str, int]) -> DateForm | None:
    name = match["mdy_m"] or match["dmy_m"] or match["my_m"]
    # The pattern ignores case by rules of its own ("ſep"), so a name may not be in the list.
    month = months.get(name.lower())
    if month is None or (name.lower() in _AMBIGUOUS and not name[0].isupper()):
        return None
    year = match["mdy_y"] or match["dmy_y"] or match["my_y"]
    day = match["mdy_d"] or match["dmy_d"]
    return _make(match, int(year) if year else None, month, int(day) if day else None)


def _make(
    match: re.Match[str], year: int | None, month: int | None, day: int | None
) -> DateForm | None:
    if year is not None and not _MIN_YEAR <= year <= _MAX_YEAR:
        return None
    if month is not None and not 1 <= month <= _MONTHS_PER_YEAR:
        return None
    if day is not None and (
        month is None or not 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]
    ):
        return None
    if year is None:
        return DateForm(match.start(), match.end(), None, month, day, "its year is not printed")
    parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return DateForm(match.start(), match.end(), Edtf.parse("-".join(parts)), month, day)


def _read_years(match: re.Match[str]) -> DateForm | None:
    first, last = int(match["span_a"]), int(match["span_b"])
    if not _MIN_YEAR <= first < last <= _MAX_YEAR:
        return None
    return DateForm(match.start(), match.end(), Edtf.parse(f"{first}/{last}"))


def _read_numeric(match: re.Match[str], *, day_first: bool | None) -> DateForm | None:
    year, first, second = int(match["num_y"]), int(match["num_a"]), int(match["num_b"])
    by_day = _make(match, year, second, first)
    by_month = _make(match, year, first, second)
    if by_day is None or by_month is None or first == second:
        return by_day or by_month
    if match["num_sign"] == ".":
        return by_day  # Dots are written where the day comes first.
    if day_first is not None:
        return by_day if day_first else by_month
    days = sorted((date(year, second, first), date(year, first, second)))
    words = " or ".join(describe(Edtf.from_day(day)) for day in days)
    note = f"it is {words}, as day or month comes first"
    return DateForm(match.start(), match.end(), Edtf.interval(*days), note=note)
