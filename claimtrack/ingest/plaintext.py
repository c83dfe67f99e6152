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
_AFTER_NAME: Final = re.compile(r"\s*(?:[|•·]|,\s*$|\s[–—-]\s).*$")


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
    return Extracted(
        text=decoded.text,
        encoding=decoded.encoding,
        extractor=EXTRACTOR,
        title=_propose_title(survey.headline),
        byline=byline,
        publisher=publisher or _propose_site(survey.headline),
        language=tell_language(decoded.text),
        dates=survey.dates,
        notes=(decoded.note,) if decoded.note else (),
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
        name, is_organisation = _read_name(line, survey)
        evidence = f"line {line.number}: “{line.text}”"
        if not name:
            continue
        if is_organisation and publisher is None:
            evidence += ", the name of an organisation"
            publisher = Proposal(name, evidence, Confidence.LIKELY)
        elif not is_organisation and byline is None:
            byline = Proposal(name, evidence, Confidence.LIKELY)
    return byline, publisher


def _read_name(line: Line, survey: Survey) -> tuple[str, bool]:
    """Return the name in a byline, and whether it is that of an organisation."""
    dates = (date.start for date in survey.dates if line.start <= date.start < line.end)
    match = BYLINE.match(line.text[: min(dates, default=line.end) - line.start])
    name = _AFTER_NAME.sub("", match["name"]) if match else ""
    is_organisation = bool(_ORGANISATION.search(name) or _CAMEL.fullmatch(name))
    return _ASIDE.sub("", name).strip(" ,"), is_organisation
