"""The dates of a text, and what each one dates: the copy, the publication, a picture, an event.

A saved article often shows the day it was saved above its title, beside the weather, and the day it
was published at its foot. Which is which is told by where a date stands and what stands beside it,
and each reading says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from claimtrack.ingest.furniture import CAPTION, COPIED, MODIFIED, PUBLISHED, is_list_head
from claimtrack.ingest.headline import Headline, find_headline
from claimtrack.ingest.lines import Kind, Line, read_lines
from claimtrack.ingest.proposals import Confidence
from claimtrack.values.dateforms import DateForm, scan_dates
from claimtrack.values.dates import describe

if TYPE_CHECKING:
    from claimtrack.language.packs import LanguagePack


class Role(StrEnum):
    """What a date dates."""

    COPIED = "copied"
    PUBLISHED = "published"
    MODIFIED = "modified"
    CAPTION = "caption"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that stands in a text, or in a page's metadata.

    Attributes:
        text: the words as printed.
        start: where they begin in the text; -1 for metadata.
        end: where they end; -1 for metadata.
        edtf: the date; empty when its year is not printed.
        role: what it dates.
        reading: the evidence: a sentence that says how it was read and why it has this role.
        confidence: how sure the role is.
        month: its month, where one is printed.
        day: its day, likewise.
        names: whether it is a bare year that is part of a name ("the 1951 Convention").
    """

    text: str
    start: int
    end: int
    edtf: str
    role: Role
    reading: str
    confidence: Confidence
    month: int | None = None
    day: int | None = None
    names: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """What the ends of a text hold: its lines, its headline, and all its dates."""

    lines: tuple[Line, ...]
    headline: Headline
    dates: tuple[DateCandidate, ...]


#: Weather and a byline are printed within so many lines of the date they belong to.
_BESIDE: Final = 2
#: A date under the title stands within so many lines of it.
_UNDER: Final = 4
#: How much of a line around a date may tell what it dates.
_AROUND: Final = 400
_DATELINE: Final = re.compile(r"[^\W\d_a-z][^\n.;:!?]{1,60}[,(]\s*")
_DATELINE_END: Final = re.compile(r"\s*(?:\([^()\n]{1,40}\))?\s*(?:—|–|--|-|:|\))")
_NAME_AFTER: Final = re.compile(r"\s[A-Z][a-z]")
_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|since|of|during|until|till|from|through|before|after|early|mid|late|year|"
    r"spring|summer|autumn|fall|winter)[\s-]$|[(,]\s?$",
    re.IGNORECASE,
)


def find_dates(text: str, pack: LanguagePack) -> tuple[DateCandidate, ...]:
    """Find the dates of a text, with what each one dates.

    Of very many (`dateforms.MAX_DATES`) the first and the last half are given.

    Args:
        text: the text of a capture.
        pack: the words of its language.
    """
    return survey_text(text, pack).dates


def survey_text(text: str, pack: LanguagePack) -> Survey:
    """Find a text's dates along with the lines and the headline that they were judged by."""
    forms = scan_dates(text, pack.months)
    lines = read_lines(text, forms, pack)
    headline = find_headline(text, lines)
    judge = _Judge(text, lines, headline)
    return Survey(lines, headline, tuple(judge.weigh(form) for form in forms))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Gives each date its role, by the lines around it."""

    text: str
    lines: tuple[Line, ...]
    headline: Headline

    def weigh(self, form: DateForm) -> DateCandidate:
        at = next((n for n, line in enumerate(self.lines) if line.end > form.start), None)
        role, why, confidence = Role.EVENT, "in the running text", Confidence.LIKELY
        if at is None or self.lines[at].start > form.start:
            if self._is_in_caption(form):
                role, why = Role.CAPTION, "in the caption of a picture"
        else:
            role, why, confidence = self._judge_line(form, at)
            why = f"line {self.lines[at].number}: {why}"
        names = role is Role.EVENT and form.is_bare_year and self._is_name(form)
        if names:
            why, confidence = f"{why}, as part of a name or a count", Confidence.GUESS
        return self._write(form, role, why, confidence, names=names)

    def _write(
        self, form: DateForm, role: Role, why: str, confidence: Confidence, *, names: bool
    ) -> DateCandidate:
        words = self.text[form.start : form.end]
        reads = form.note or (f"read as {describe(form.edtf)}" if form.edtf else "")
        edtf = str(form.edtf) if form.edtf else ""
        reading = f"“{words}”, {why}; {reads}"
        span = (form.start, form.end)
        return DateCandidate(
            words, *span, edtf, role, reading, confidence, form.month, form.day, names
        )

    def _judge_line(self, form: DateForm, at: int) -> tuple[Role, str, Confidence]:
        line = self.lines[at]
        match line.kind:
            case Kind.CAPTION:
                return Role.CAPTION, "in the caption of a picture", Confidence.SURE
            case Kind.WEATHER:
                return Role.COPIED, "beside the weather", Confidence.SURE
            case Kind.BYLINE:
                return Role.PUBLISHED, "beside the name of the author", Confidence.SURE
            case Kind.DATE:
                return self._judge_label(line) or self._judge_place(at)
        if self._is_dateline(form, line):
            return Role.PUBLISHED, "at the head of the text, after a place", Confidence.LIKELY
        return Role.EVENT, "in the running text", Confidence.LIKELY

    def _judge_label(self, line: Line) -> tuple[Role, str, Confidence] | None:
        labels = ((PUBLISHED, Role.PUBLISHED), (MODIFIED, Role.MODIFIED), (COPIED, Role.COPIED))
        for words, role in labels:
            if line.label in words:
                return role, f"after the label “{line.label}”", Confidence.SURE
        return None

    def _judge_place(self, at: int) -> tuple[Role, str, Confidence]:
        """Judge a date that stands alone on its line, by the lines above and below it."""
        title = self.headline.line
        title_at = self.lines.index(title) if title else -1
        if at < title_at or (title is None and at == 0):
            return self._judge_top(at)
        if title and at <= title_at + _UNDER and not self._has_prose(title_at, at):
            return Role.PUBLISHED, "under the title", Confidence.SURE
        if self._has_prose(at, len(self.lines)):
            return Role.EVENT, "alone on its line within the text", Confidence.GUESS
        if any(is_list_head(line.text) for line in self.lines[title_at + 1 : at]):
            return Role.EVENT, "at the foot, in a list of other articles", Confidence.GUESS
        if self._is_beside(at, Kind.BYLINE):
            return Role.PUBLISHED, "at the foot, beside the name of the author", Confidence.SURE
        return Role.PUBLISHED, "alone at the foot", Confidence.LIKELY

    def _judge_top(self, at: int) -> tuple[Role, str, Confidence]:
        if self._is_beside(at, Kind.WEATHER):
            return Role.COPIED, "on top of the page, beside the weather", Confidence.SURE
        if any(
            line.kind is Kind.DATE and line.label not in COPIED for line in self.lines[at + 1 :]
        ):
            why = "on top of the page, where another date stands with the article"
            return Role.COPIED, why, Confidence.LIKELY
        why = "above the title, where pages print either their own day or the article's"
        return Role.PUBLISHED, why, Confidence.GUESS

    def _is_beside(self, at: int, kind: Kind) -> bool:
        near = self.lines[max(0, at - _BESIDE) : at + _BESIDE + 1]
        return any(line.kind is kind for line in near)

    def _has_prose(self, start: int, stop: int) -> bool:
        return any(line.kind is Kind.PROSE for line in self.lines[start + 1 : stop])

    def _is_dateline(self, form: DateForm, line: Line) -> bool:
        lead = self.text[line.start : form.start] if form.start - line.start <= _AROUND else ""
        return (
            _DATELINE.fullmatch(lead) is not None
            and lead.split(",")[0].split("(")[0].isupper()
            and _DATELINE_END.match(self.text, form.end) is not None
        )

    def _is_in_caption(self, form: DateForm) -> bool:
        start = self.text.rfind("\n", max(0, form.start - _AROUND), form.start) + 1
        stop = self.text.find("\n", form.end, form.end + _AROUND)
        start = max(start, form.start - _AROUND)
        stop = form.end + _AROUND if stop < 0 else stop
        return CAPTION.search(self.text, start, stop) is not None

    def _is_name(self, form: DateForm) -> bool:
        """Whether four digits are no year of the calendar: a name's, or a number of things."""
        before = self.text[max(0, form.start - 10) : form.start]
        after = self.text[form.end : form.end + 3]
        return _NAME_AFTER.match(after) is not None or _YEAR_BEFORE.search(before) is None
