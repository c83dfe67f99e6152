"""The dates inside a statement, with the words that bound them: "by 1 April", "since 2008".

A date without a year takes it from the only year the statement names, else it is compared by month
and day alone. Vague words are left to the date the claim was given when it was entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from claimtrack.values.dateforms import DateForm, scan_dates
from claimtrack.values.dates import Edtf
from claimtrack.values.spans import Answer
from claimtrack.values.tokens import Phrases, Tokens

if TYPE_CHECKING:
    from claimtrack.language.lexicon import Lexicon
    from claimtrack.language.packs import LanguagePack
    from claimtrack.values.quantity import Quantity

#: A leap year, so that it has every day.
_NOMINAL_YEAR: Final = "2000"
#: Statements with more dates than this are lists; each is compared with each.
_MOST: Final = 64


@dataclass(frozen=True, slots=True)
class Time:
    """A date of a statement.

    Attributes:
        text: its words.
        start: where it begins in the text.
        end: where it ends.
        edtf: when it may have been; None where its year is not known.
        key: equal for two that say the same.
        exact: the words put no bound to it.
        nominal: the same in the year 2000, to be compared with a date without a year.
        measured: it is the day of a count ("as of") or a part of a name, not the day of an event.
    """

    text: str
    start: int
    end: int
    edtf: Edtf | None
    key: str
    exact: bool
    nominal: Edtf | None
    measured: bool

    def fits(self, other: Time) -> bool:
        """Tell whether both can be the same time."""
        if self.edtf and other.edtf:
            return self.edtf.overlaps(other.edtf) is not Answer.NO
        if self.nominal and other.nominal:
            return self.nominal.overlaps(other.nominal) is not Answer.NO
        return True

    def carries(self, claim: Time) -> bool:
        """Tell whether what happened at this time happened at the claim's.

        Of two bounds only the same one does: a count since June is none since May, and what dates
        from December does not date from August.
        """
        if not self.exact and not claim.exact:
            return (self.key, self.nominal) == (claim.key, claim.nominal)
        if self.edtf and claim.edtf:
            return claim.edtf.contains(self.edtf) is Answer.YES or self.within(claim)
        if self.nominal and claim.nominal:
            return claim.nominal.contains(self.nominal) is Answer.YES
        return False

    def within(self, claim: Time) -> bool:
        """Tell whether this date lies in the claim's, which is as coarse or coarser."""
        mine, theirs = self.edtf, claim.edtf
        if mine is None or theirs is None or not claim.exact:
            return False
        if None in (mine.earliest, mine.latest, theirs.earliest, theirs.latest):
            return False
        return theirs.earliest <= mine.earliest and mine.latest <= theirs.latest  # type: ignore[operator]


def find_times(
    tokens: Tokens, pack: LanguagePack, lexicon: Lexicon, quantities: tuple[Quantity, ...]
) -> tuple[Time, ...]:
    """Find the dates of a text, in order; "1500 people" is a quantity and no year."""
    counted = {place for found in quantities for place in (found.start, found.end)}
    forms = [
        form
        for form in scan_dates(tokens.source, pack.months)
        if not (form.is_bare_year and (form.start in counted or form.end in counted))
    ]
    if not forms:
        return ()
    years = {form.edtf.text[:4] for form in forms if form.edtf and form.edtf.text[:4].isdigit()}
    year = years.pop() if len(years) == 1 else None
    bounds = _prepare_bounds(lexicon)
    at = 0
    found = []
    for form in forms[:_MOST]:
        while at < tokens.count and tokens.starts[at] < form.start:
            at += 1
        found.append(_make_time(tokens, at, form, year, bounds))
    return tuple(found)


@lru_cache(maxsize=8)
def _prepare_bounds(lexicon: Lexicon) -> Phrases[str]:
    return Phrases(lexicon.time_bounds)


def _make_time(
    tokens: Tokens, at: int, form: DateForm, year: str | None, bounds: Phrases[str]
) -> Time:
    text = tokens.source[form.start : form.end]
    edtf = form.edtf
    if edtf is None and year and form.month:
        edtf = _make_date(year, form)
    nominal = _make_date(_NOMINAL_YEAR, form) if form.month and form.day else None
    before = bounds.match_before(tokens, at) if at else None
    bound = before[0] if before else "="
    exact = bound == "="
    beyond = at + 1
    modifies = form.is_bare_year and tokens.texts[beyond][:1].isupper()
    measured = modifies or (before is not None and before[1] < at - 1 and exact)
    edtf, nominal = _bound(edtf, bound), _bound(nominal, bound)
    key = f"@{edtf or f'{form.month}-{form.day}'}"
    return Time(text, form.start, form.end, edtf, key, exact, nominal, measured)


def _make_date(year: str, form: DateForm) -> Edtf | None:
    # The 29th of February is not in every year.
    if (form.month, form.day) == (2, 29) and year != _NOMINAL_YEAR:
        return None
    parts = [year, f"{form.month:02}", *([f"{form.day:02}"] if form.day else [])]
    return Edtf.parse("-".join(parts))


def _bound(edtf: Edtf | None, bound: str) -> Edtf | None:
    """Make "by 2012" all time up to then; an edge that the bound excludes is left in."""
    if edtf is None or edtf.is_interval or bound == "=":
        return edtf
    if bound.startswith("<"):
        return Edtf.interval(None, edtf.latest)
    return Edtf.interval(edtf.earliest, None)
