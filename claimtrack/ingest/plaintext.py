"""Articles as plain text, as newsrooms keep them: copied from a page, with its furniture around.

The text stays whole, furniture and all, so that every position in it is one in the file. What is
proposed about it comes from the lines at both ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from claimtrack.errors import NoTextError
from claimtrack.ingest.dates import survey_text
from claimtrack.ingest.extracted import Extracted
from claimtrack.ingest.furniture import BYLINE
from claimtrack.ingest.lines import Kind, Line
from claimtrack.ingest.proposals import Confidence, Proposal
from claimtrack.language.packs import load_pack
from claimtrack.values.encoding import decode
from claimtrack.values.scripts import tell_language

if TYPE_CHECKING:
    from claimtrack.ingest.dates import Survey
    from claimtrack.ingest.headline import Headline

EXTRACTOR: Final = "claimtrack-text 1"

# In a byline these tell an organisation from a person.
_ORGANISATION: Final = re.compile(
    r"\b(?:agency|broadcasting|bureau|centre|center|courier|chronicle|daily|desk|editors?|editorial|"
    r"gazette|herald|institute|journal|magazine|media|network|news|newsroom|observer|post|press|"
    r"radio|review|service|staff|team|times|tribune|tv|weekly|wire)\b",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"\S*[a-z][A-Z]\S*")
_ASIDE: Final = re.compile(r"\s*\([^()]*\)\s*$")
_JOB: Final = re.compile(r"\b(?:correspondent|editor|reporter|writer)\b", re.IGNORECASE)
_PARTS: Final = re.compile(r"[|•·]|\s[–—-]\s")
_WORKS_FOR: Final = re.compile(r"\s(?:for|of)\s")
#: What is printed as a day, whether the calendar has it or not.
_PRINTED_DAY: Final = re.compile(
    r"\b(?:[0-9]{1,2}\.? [^\W\d_]{3,9}\.?,? [0-9]{4}|[^\W\d_]{3,9}\.? [0-9]{1,2},? [0-9]{4}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})\b"
)


def read_plain_text(data: bytes, charset: str | None = None) -> Extracted:
    """Read bytes as a plain-text article.

    Args:
        data: the bytes as received.
        charset: the encoding named beside them.

    Raises:
        NotTextError, DamagedTextError: as `decode` does.
        NoTextError: there is nothing in it.
    """
    decoded = decode(data, charset)
    if not decoded.text or decoded.text.isspace():
        raise NoTextError("the file is empty" if not data else "the file holds only white space")
    survey = survey_text(decoded.text, load_pack())
    byline, publisher = _propose_authors(survey)
    notes = ((decoded.note,) if decoded.note else ()) + _note_impossible_days(survey)
    return Extracted(
        text=decoded.text,
        encoding=decoded.encoding,
        extractor=EXTRACTOR,
        title=_propose_title(survey.headline),
        byline=byline,
        publisher=publisher or _propose_site(survey.headline),
        language=tell_language(decoded.text),
        dates=survey.dates,
        notes=notes,
    )


def _propose_title(headline: Headline) -> Proposal | None:
    if headline.line is None:
        return None
    confidence = Confidence.LIKELY if headline.is_plain else Confidence.GUESS
    evidence = f"line {headline.line.number}: {headline.why}"
    return Proposal(headline.line.text, evidence, confidence)


def _propose_site(headline: Headline) -> Proposal | None:
    if headline.site is None:
        return None
    confidence = Confidence.LIKELY if headline.is_plain else Confidence.GUESS
    evidence = f"line {headline.site.number}: “{headline.site.text}” stands above the headline"
    return Proposal(headline.site_name, evidence, confidence)


def _propose_authors(survey: Survey) -> tuple[Proposal | None, Proposal | None]:
    """Propose who wrote it and who published it, from the lines that begin with "by"."""
    byline, publisher = None, None
    for line in survey.lines:
        if line.kind is not Kind.BYLINE:
            continue
        person, organisation = _read_names(line, survey)
        evidence = f"line {line.number}: “{line.text}”"
        if person and byline is None:
            byline = Proposal(person, evidence, Confidence.LIKELY)
        if organisation and publisher is None:
            evidence += f", “{organisation}” being" if person else ","
            evidence += " the name of an organisation"
            publisher = Proposal(organisation, evidence, Confidence.LIKELY)
    return byline, publisher


def _read_names(line: Line, survey: Survey) -> tuple[str, str]:
    """Return the person and the organisation that a byline names; empty for what it does not."""
    days = [date.start - line.start for date in survey.dates if line.start <= date.start < line.end]
    days += [day.start() for day in _find_impossible_days(line, survey)]
    match = BYLINE.match(line.text[: min(days, default=len(line.text))])
    if not match:
        return "", ""
    persons, organisation = [], ""
    for at, part in enumerate(_split_names(match["name"])):
        for name in (_ASIDE.sub("", name).strip() for name in part.split(",")):
            if _JOB.search(name):
                continue
            if _is_organisation(name):
                organisation = organisation or name
            elif at == 0 and name and not organisation:
                persons.append(name)
    return ", ".join(persons), organisation


def _split_names(names: str) -> list[str]:
    """Split what a byline names, who wrote first: "A. Person for Selm Wire", "A. Person | Selm"."""
    first, *others = _PARTS.split(names)
    found = _WORKS_FOR.search(first)
    # The Institute for Rivers is one name.
    if found and not _is_organisation(first[: found.start()]):
        return [first[: found.start()], first[found.end() :], *others]
    return [first, *others]


def _is_organisation(name: str) -> bool:
    return bool(_ORGANISATION.search(name) or _CAMEL.fullmatch(name.strip()))


def _note_impossible_days(survey: Survey) -> tuple[str, ...]:
    """Say which days printed beside an author the calendar does not have."""
    return tuple(
        f"line {line.number}: “{day[0]}” cannot be read as a day of the calendar"
        for line in survey.lines
        if line.kind is Kind.BYLINE
        for day in _find_impossible_days(line, survey)
    )


def _find_impossible_days(line: Line, survey: Survey) -> list[re.Match[str]]:
    read = [(date.start - line.start, date.end - line.start) for date in survey.dates]
    return [
        day
        for day in _PRINTED_DAY.finditer(line.text)
        if not any(start <= day.start() and day.end() <= end for start, end in read)
    ]
