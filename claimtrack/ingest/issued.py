"""When a source was issued: the day it prints, or the time its own words leave open.

Rules, each of which says in the evidence what it went by:

1. A date that the page declares, or that is printed where pages print the day of publication.
2. Without one, an interval: from the latest event that is told as past to the day of the copy or
   the first event that is still to come. The date of a caption bounds nothing: pages put other
   pictures beside an article long after it was issued.
3. "This month, February 2012" puts it into that month, "this June 2017" into that year.
4. Where the year is known, "August of this year" told as past puts it after August: within August
   it would have been "this month".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, StrEnum, auto
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from claimtrack.ingest.dates import DateCandidate, Role
from claimtrack.ingest.proposals import Confidence
from claimtrack.values.dateforms import name_months
from claimtrack.values.dates import Edtf, describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimtrack.language.packs import LanguagePack


class Basis(StrEnum):
    """How the date of a source is known."""

    DECLARED = "declared"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IssuedProposal:
    """When a source seems to have been issued.

    Attributes:
        edtf: a day, or an interval with perhaps an open end; empty when nothing bounds it.
        basis: whether the source says so, its words imply it, or nothing tells.
        evidence: the sentences it rests on, the weightiest first, each with its full stop.
    """

    edtf: str
    basis: Basis
    evidence: tuple[str, ...]


#: How far around a date its sentence is searched for what makes it a future one.
_AROUND: Final = 200
_SENTENCE_END: Final = re.compile(r"[.!?。]\s|\n")
# In small letters only, for the sake of "Will" and the month.
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|may|might|upcoming)\b|['’]ll\b"
    r"|\b(?:plans?|expects?|expected|due|scheduled|hopes?|intends?|aims?|about|is set|are set) to\b"
)
_VAGUE: Final = re.compile(
    r"\b(?:would|could|should|can|cannot|planned|scheduled|coming|next|if)\b"
)
_THIS: Final = re.compile(r"\bthis\s(?P<unit>month|year)\b[^.!?;\n0-9]{0,30}$", re.IGNORECASE)
_THIS_MONTH_NAMED: Final = re.compile(r"\bthis\s$", re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W\d_]")
_LAST_MONTH: Final = 12
_MAX_PHRASES: Final = 100


class _Tense(Enum):
    """How a sentence speaks of its date; what is vague may lie on either side of the article."""

    PAST = auto()
    FUTURE = auto()
    VAGUE = auto()


@dataclass(slots=True)
class _Bounds:
    """What is known so far: the earliest and the latest day, each with its reason."""

    low: date | None = None
    high: date | None = None
    low_why: str = ""
    high_why: str = ""
    notes: list[str] = field(default_factory=list)

    def raise_low(self, day: date | None, why: str) -> None:
        if day is not None and (self.low is None or day > self.low):
            self.low, self.low_why = day, why

    def lower_high(self, day: date | None, why: str) -> None:
        if day is None or (self.high is not None and day >= self.high):
            return
        if self.low is not None and day < self.low:
            self.notes.append(f"left aside, as it is before the latest past event: {why}")
            return
        self.high, self.high_why = day, why


def propose_issued(
    text: str,
    candidates: Sequence[DateCandidate],
    pack: LanguagePack,
    *,
    received: date | None = None,
) -> IssuedProposal:
    """Propose when a source was issued.

    Args:
        text: its text.
        candidates: the dates in it, and those of its metadata, as `find_dates` gives them.
        pack: the words of its language.
        received: the day the bytes were received, after which it cannot have been issued.
    """
    bounds = _Bounds()
    if received is not None:
        bounds.lower_high(received, f"it was received on {describe(Edtf.from_day(received))}")
    for candidate in candidates:
        if candidate.role in {Role.COPIED, Role.MODIFIED} and candidate.edtf:
            latest = Edtf.parse(candidate.edtf).latest
            bounds.lower_high(latest, f"it was {candidate.role} then: {candidate.reading}")
    copied = bounds.high
    printed, doubtful = _split_printed(candidates, copied, bounds)
    if printed:
        others = {c.edtf: c.reading for c in printed[1:] if c.edtf != printed[0].edtf}
        also = (f"another date is printed: {reading}" for reading in others.values())
        evidence = (printed[0].reading, *bounds.notes, *also)
        return IssuedProposal(printed[0].edtf, Basis.DECLARED, _write_sentences(evidence))
    _infer(text, candidates, pack, bounds)
    for candidate in doubtful:
        bounds.lower_high(Edtf.parse(candidate.edtf).latest, f"no later than {candidate.reading}")
        if candidate.confidence is not Confidence.GUESS:
            bounds.raise_low(Edtf.parse(candidate.edtf).earliest, candidate.reading)
    return _conclude(bounds)


def _split_printed(
    candidates: Iterable[DateCandidate], copied: date | None, bounds: _Bounds
) -> tuple[list[DateCandidate], list[DateCandidate]]:
    """Part the publication dates into those that stand and those that are a guess or ambiguous."""
    printed, doubtful = [], []
    for candidate in candidates:
        if candidate.role is not Role.PUBLISHED or not candidate.edtf:
            continue
        edtf = Edtf.parse(candidate.edtf)
        if copied and edtf.earliest and edtf.earliest > copied:
            bounds.notes.append(f"left aside, as the copy is older: {candidate.reading}")
        elif edtf.is_interval or candidate.confidence is Confidence.GUESS:
            doubtful.append(candidate)
        else:
            printed.append(candidate)
    # The surest first; of equals, metadata (-1) before what is printed, the top before the foot.
    order = list(Confidence)
    printed.sort(key=lambda c: (order.index(c.confidence), c.start))
    return printed, doubtful


def _infer(
    text: str, candidates: Iterable[DateCandidate], pack: LanguagePack, bounds: _Bounds
) -> None:
    past: list[DateCandidate] = []
    future: list[DateCandidate] = []
    this_year = None
    copied = bounds.high
    for candidate in candidates:
        if candidate.role is not Role.EVENT or candidate.names:
            continue
        lead, rest = _read_lead(text, candidate.start), _read_rest(text, candidate.end)
        if not _is_in_script(f"{lead} {rest}", pack):
            continue
        this_year = _apply_this(candidate, lead, bounds) or this_year
        tense = _read_tense(lead, rest)
        if tense is _Tense.PAST:
            past.append(candidate)
        elif tense is _Tense.FUTURE:
            future.append(candidate)
    for candidate in past:
        day = _start_of_last(candidate)
        if day is not None and (copied is None or day <= copied):
            bounds.raise_low(day, f"it tells of it as past: {candidate.reading}")
    if this_year:
        _apply_months(text, this_year, pack, bounds)
    for candidate in future:
        _apply_future(candidate, bounds)


def _read_lead(text: str, start: int) -> str:
    """Return what stands in the same sentence before a date."""
    return _SENTENCE_END.split(text[max(0, start - _AROUND) : start])[-1]


def _read_rest(text: str, end: int) -> str:
    """Return what stands in the same sentence after a date."""
    return _SENTENCE_END.split(text[end : end + _AROUND], maxsplit=1)[0]


def _is_in_script(sentence: str, pack: LanguagePack) -> bool:
    """Whether a sentence is in the script of a pack, without which its words tell no tense."""
    letters = _LETTER.findall(sentence.lower())
    known = sum(letter in _list_letters(pack) for letter in letters)
    return 2 * known >= len(letters)


@lru_cache(maxsize=8)
def _list_letters(pack: LanguagePack) -> frozenset[str]:
    return frozenset("".join(pack.function_words))


def _read_tense(lead: str, rest: str) -> _Tense:
    """Tell whether a sentence speaks of its date as past, by the words before and after it."""
    if _FUTURE.search(lead):
        return _Tense.FUTURE
    if _VAGUE.search(lead) or _FUTURE.search(rest):
        return _Tense.VAGUE
    return _Tense.PAST


def _start_of_last(candidate: DateCandidate) -> date | None:
    """Return the first day that a past event leaves for the article: of a span, that of its end."""
    stop = Edtf.parse(candidate.edtf).stop if candidate.edtf else None
    return date.fromordinal(stop.first) if stop else None


def _apply_this(candidate: DateCandidate, lead: str, bounds: _Bounds) -> int | None:
    """Apply "this month, Feb 2012" and "this June 2017"; return the year when it is this year."""
    if not candidate.edtf:
        return None
    edtf = Edtf.parse(candidate.edtf)
    if edtf.earliest is None or edtf.latest is None:
        return None
    apposed = _THIS.search(lead)
    unit = apposed["unit"].lower() if apposed else ""
    if unit == "month" and candidate.month and not candidate.day:
        why = f"it calls that “this month”: {candidate.reading}"
        bounds.raise_low(edtf.earliest, why)
        bounds.lower_high(edtf.latest, why)
        return edtf.earliest.year
    if unit == "year" or (candidate.month and _THIS_MONTH_NAMED.search(lead)):
        why = f"it speaks of that as this year: {candidate.reading}"
        bounds.raise_low(edtf.earliest, why)
        bounds.lower_high(date(edtf.latest.year, _LAST_MONTH, 31), why)
        return edtf.earliest.year
    return None


def _apply_months(text: str, year: int, pack: LanguagePack, bounds: _Bounds) -> None:
    """Apply "July and August of this year", the year being known."""
    for match in islice(_compile_months(pack).finditer(text), _MAX_PHRASES):
        words = match[0]
        tense = _read_tense(_read_lead(text, match.start()), _read_rest(text, match.end()))
        first = pack.months.get(match["first"].lower(), 0)
        last = pack.months.get((match["last"] or match["first"]).lower(), 0)
        if tense is _Tense.FUTURE and first > 1:
            day = date(year, first, 1) - timedelta(days=1)
            bounds.lower_high(day, f"“{words}” ({year}) is still to come")
        elif tense is _Tense.PAST and 0 < last < _LAST_MONTH:
            day = date(year, last + 1, 1)
            why = f"“{words}” ({year}) is told as past, and not as “this month”"
            if bounds.high is None or day <= bounds.high:
                bounds.raise_low(day, why)


@lru_cache(maxsize=8)
def _compile_months(pack: LanguagePack) -> re.Pattern[str]:
    names = name_months(pack.months)
    return re.compile(
        rf"\b(?P<first>{names})\b\.?(?:\s(?:and|to|through|until|or)\s(?P<last>{names})\b\.?)?"
        r"\s(?:of\s)?this\syear\b",
        re.IGNORECASE,
    )


def _apply_future(candidate: DateCandidate, bounds: _Bounds) -> None:
    if candidate.edtf:
        bounds.lower_high(Edtf.parse(candidate.edtf).latest, f"still to come: {candidate.reading}")
    elif bounds.low and candidate.month and candidate.day:
        day = _next_day(bounds.low, candidate.month, candidate.day)
        shown = describe(Edtf.from_day(day))
        why = f"still to come, and the next such day is {shown}: {candidate.reading}"
        bounds.lower_high(day, why)


def _next_day(after: date, month: int, day: int) -> date:
    """Return the first such day after another; 29 February becomes 1 March in common years."""
    years = (after.year, after.year + 1)
    days = (date(year, month, 1) + timedelta(days=day - 1) for year in years)
    return next(found for found in days if found > after)


def _conclude(bounds: _Bounds) -> IssuedProposal:
    reasons = []
    if bounds.low:
        reasons.append(f"not before {describe(Edtf.from_day(bounds.low))}: {bounds.low_why}")
    if bounds.high:
        reasons.append(f"not after {describe(Edtf.from_day(bounds.high))}: {bounds.high_why}")
    if not reasons:
        evidence = ("no date of publication is printed, and nothing in the text bounds it",)
        return IssuedProposal("", Basis.UNKNOWN, _write_sentences((*evidence, *bounds.notes)))
    edtf = str(Edtf.interval(bounds.low, bounds.high))
    head = "no sure date of publication is printed; inferred from the text"
    told = _write_sentences((head, *reasons, *bounds.notes))
    return IssuedProposal(edtf, Basis.INFERRED, told)


def _write_sentences(reasons: Iterable[str]) -> tuple[str, ...]:
    """Make each reason a sentence, as they are also shown one behind the other."""
    return tuple(f"{why[:1].upper()}{why[1:].rstrip('.; ')}." for why in reasons)
