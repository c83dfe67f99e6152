"""From rated claims to ClaimReviews: one a rating, in one graph.

A claim of the review itself is what the review says of somebody's statement; any other claim was
made by its source, and a reviewer rated it elsewhere. Either way the address of a passage leads to
it where the passage is known.
"""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING, Any, Final

from claimtrack.anchoring.fragments import text_fragment
from claimtrack.formats.iris import TERMS, is_iri, name_record
from claimtrack.formats.remarks import note, warn
from claimtrack.formats.reviews import terms
from claimtrack.formats.reviews.rating import name_number
from claimtrack.models.ids import source_of
from claimtrack.models.relation import Kind
from claimtrack.values.addresses import normalise_url
from claimtrack.values.dates import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.formats.contract import Selection
    from claimtrack.models.claim import Claim
    from claimtrack.models.finding import Finding
    from claimtrack.models.rating import Rating
    from claimtrack.models.source import Source
    from claimtrack.values.dates import Edtf

Node = dict[str, Any]

_TITLE: Final = "ClaimReview"
CONTEXT: Final = "https://schema.org"
_WHOLE = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
_DIGITS = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


def write_reviews(selection: Selection, out: IO[bytes]) -> list[Finding]:
    """Write a review for each rating of each claim, and say what could not be said in one."""
    findings: list[Finding] = []
    unrated = 0
    out.write(f'{{"@context": "{CONTEXT}",\n"@graph": ['.encode())
    between = "\n"
    for claim in selection.claims.values():
        unrated += not claim.ratings
        for review in make_reviews(claim, selection):
            if "url" not in review:
                why = "search engines and collectors of reviews pass over one without it"
                message = f"where {review['author']['name']} published the rating is not known"
                findings.append(warn("NO-ADDRESS", claim.id, message, why))
            line = json.dumps(review, ensure_ascii=False, allow_nan=False)
            line = line.replace("<", r"\u003c")  # it is published in pages, inside a script
            out.write(f"{between}{line}".encode())
            between = ",\n"
    out.write(b"\n]}\n")
    if unrated:
        claims = "1 claim is" if unrated == 1 else f"{unrated:,} claims are"
        why = "a ClaimReview is what a reviewer concluded; nobody rated them, and we never do"
        findings.append(note("UNRATED", _TITLE, f"{claims} left out", why))
    return findings


def make_reviews(claim: Claim, selection: Selection) -> Iterator[Node]:
    """Yield the reviews of a claim, one a rating."""
    source = selection.sources[claim.source_id]
    for rating in claim.ratings:
        if _is_review(source, rating):
            item = _describe_statement(claim, source, selection)
            url = rating.url or source.url
            link = _point(url, claim, source, selection)
        else:
            item = _describe_own_claim(claim, source, selection)
            link = rating.url
        yield _drop_empty(
            {
                "@type": _TITLE,
                "url": link if is_iri(link) else "",
                "name": str(source.csl.get("title", "")) if _is_review(source, rating) else "",
                "author": {"@type": "Organization", "name": rating.by},
                "datePublished": _write_date(rating.when),
                "claimReviewed": claim.text,
                "itemReviewed": item,
                "reviewRating": _describe_rating(rating),
            }
        )


def _is_review(source: Source, rating: Rating) -> bool:
    """Tell whether a source is the very review that the rating was published in."""
    if rating.url:
        return bool(source.url) and normalise_url(rating.url) == normalise_url(source.url)
    return source.publisher == rating.by


def _describe_rating(rating: Rating) -> Node:
    made_up = rating.words == name_number(rating.value, rating.best)
    return _drop_empty(
        {
            "@type": "Rating",
            "ratingValue": _write_number(rating.value),
            "bestRating": _write_number(rating.best),
            "worstRating": _write_number(rating.worst),
            "alternateName": "" if made_up else rating.words,
            "ratingExplanation": rating.why,
        }
    )


def _describe_statement(claim: Claim, source: Source, selection: Selection) -> Node:
    """Describe what a review is about: whose statement it was, and the pages where it appeared."""
    first: list[Node] = []
    others: list[Node] = []
    for link in claim.links_of(Kind.CITES):
        cited = selection.sources.get(source_of(link.target))
        if link.is_standing and cited and is_iri(cited.url) and cited.id != source.id:
            page = _describe_page(cited)
            (first if link.because == terms.APPEARED_FIRST else others).append(page)
    return _drop_empty(
        {
            "@type": "Claim",
            "author": {"name": claim.attribution} if claim.attribution else {},
            "datePublished": _write_date(claim.said),
            "firstAppearance": first,
            "appearance": others,
        }
    )


def _describe_own_claim(claim: Claim, source: Source, selection: Selection) -> Node:
    """Describe a claim that its source makes, with names to know both by when they come back."""
    url = _point(source.url, claim, source, selection)
    page = {
        **_describe_page(source),
        "@id": name_record(source.id),
        "url": url if is_iri(url) else "",
        "additionalType": f"{TERMS}csl-{source.csl['type']}",
        "publisher": {"@type": "Organization", "name": source.publisher},
    }
    if not source.publisher:
        del page["publisher"]
    whose = claim.attribution or source.publisher
    return _drop_empty(
        {
            "@type": "Claim",
            "@id": name_record(claim.id),
            "author": {"name": whose} if whose else {},
            "datePublished": _write_date(claim.said or source.issued),
            "appearance": [_drop_empty(page)],
        }
    )


def _describe_page(source: Source) -> Node:
    return _drop_empty(
        {
            "@type": "CreativeWork",
            "url": source.url,
            "name": str(source.csl.get("title", "")),
            "datePublished": _write_date(source.issued),
        }
    )


def _point(url: str, claim: Claim, source: Source, selection: Selection) -> str:
    """Return an address that opens at the passage of the claim, or just the address."""
    if claim.anchor is None or not url:
        return url
    capture = source.capture(claim.anchor.capture)
    text = selection.text_of(source, capture) if capture else None
    return text_fragment(url, claim.anchor.segments, text) or url


def _write_date(when: Edtf | None) -> str:
    """Return a date as ISO 8601; "" where it is vague."""
    is_whole = when is not None and when.precision in _WHOLE and _DIGITS.fullmatch(str(when))
    return str(when) if is_whole else ""


def _write_number(number: float | None) -> int | float | None:
    return int(number) if number is not None and number.is_integer() else number


def _drop_empty(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}
