"""From reviews to sources and claims: the review is a source, what it reviews a claim of it.

The pages where the claim appeared are sources too, known by their address alone, which the claim
cites; so a chain leads past the reviewer to where it was said. A claim that claimtrack itself wrote
goes back to the source that made it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimtrack.formats.contract import Entry
from claimtrack.formats.iris import TERMS, find_record
from claimtrack.formats.json_input import as_list
from claimtrack.formats.records import refuse_entry
from claimtrack.formats.remarks import warn
from claimtrack.formats.reviews import terms
from claimtrack.formats.reviews.gathering import CLAIM_REVIEW, MEDIA_REVIEW, list_types
from claimtrack.formats.reviews.plain import (
    clean_url,
    list_names,
    list_urls,
    name_host,
    read_date,
    read_text,
)
from claimtrack.formats.reviews.rating import find_faults, read_categories, read_ratings
from claimtrack.models import csl
from claimtrack.models.claim import Claim
from claimtrack.models.ids import slugify, source_of
from claimtrack.models.judgement import Judgement, State
from claimtrack.models.relation import Kind, Relation
from claimtrack.models.source import Source
from claimtrack.values.addresses import normalise_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.models.finding import Finding
    from claimtrack.models.rating import Rating
    from claimtrack.values.dates import Edtf

Node = dict[str, Any]

#: Of a page known by its address alone: characters of its host, and of the hash behind it.
_HOST, _HASH = 60, 10
_LONGEST_LANGUAGE = 35
#: Where a claim says what is claimed.
_TEXTS = ("claimReviewed", "text", "description", "name")


@dataclass
class Pages:
    """The pages that reviews of one file name, each an entry once."""

    _ids: dict[str, str] = field(default_factory=dict)

    def find(self, url: str) -> tuple[str, bool]:
        """Return the id of the source at an address, and whether it is met for the first time.

        It is made of the address, so that it is the same in every file.
        """
        key = normalise_url(url)
        known = self._ids.get(key)
        if known is not None:
            return known, False
        digest = hashlib.sha256(key.encode()).hexdigest()[:_HASH]
        host = slugify(name_host(url))[:_HOST].strip("-") or "page"
        self._ids[key] = f"{host}-{digest}"
        return self._ids[key], True


@dataclass(slots=True)
class _Review:
    """A review as far as it was read."""

    node: Node
    where: str
    items: list[Node]
    url: str
    reviewers: list[str]
    issued: Edtf | None
    remarks: list[Finding] = field(default_factory=list)

    @property
    def is_of_media(self) -> bool:
        types = list_types(self.node)
        return MEDIA_REVIEW in types and CLAIM_REVIEW not in types

    def warn(self, code: str, message: str, why: str) -> None:
        self.remarks.append(warn(code, self.where, message, why))


def read_review(node: Node, where: str, pages: Pages) -> Iterator[Entry | Finding]:
    """Yield the sources that a review tells of, with their claims.

    Args:
        node: a ClaimReview or a MediaReview.
        where: its place in the file.
        pages: those that the file has named so far.
    """
    review = _open(node, where)
    text = _find_text(review)
    if not (text or review.url or read_text(node.get("name"))):
        message = "a review without a claim, an address and a name"
        yield refuse_entry(where, message, "there is nothing to tell it from others by")
        return
    ratings = _read_ratings(review)
    own = _find_own(review)
    if own is not None and text:
        yield _make_own_entry(review, own, text, ratings)
        return
    if not review.url:
        why = "when it comes in again it can only be known by its words"
        review.warn("NO-ADDRESS", "the review has no address", why)
    references, links = [], []
    for url, reason, item in _list_appearances(review):
        target, is_new = pages.find(url)
        if is_new:
            yield Entry(where, _make_page(target, url, item))
        links.append(_link(target, reason, review.issued))
    for url in list_urls(node.get("originalMediaLink")):
        target, is_new = pages.find(url)
        if is_new:
            yield Entry(where, _make_page(target, url, {}))
        references.append(target)
    source = Source(csl=_describe(review), references=tuple(dict.fromkeys(references)))
    claims: tuple[Claim, ...] = ()
    if text:
        claims = (_make_claim(review, text, ratings, tuple(links)),)
    else:
        review.warn("NO-CLAIM", "it does not say what claim it reviews", "only the review is taken")
    yield Entry(where, source, claims, remarks=tuple(review.remarks))


def _open(node: Node, where: str) -> _Review:
    items = [
        item if isinstance(item, dict) else {"url": item}
        for item in as_list(node.get("itemReviewed"))
        if isinstance(item, dict | str)
    ]
    urls = [clean_url(url) for url in as_list(node.get("url")) if isinstance(url, str)]
    urls += list_urls({"@id": node.get("@id")}) + list_urls(node.get("mainEntityOfPage"))
    url = next(filter(None, urls), "")
    reviewers = list_names(node.get("author")) or list_names(node.get("publisher"))
    if not reviewers and url:
        reviewers = [name_host(url)]
    review = _Review(node, where, items, url, reviewers, None)
    review.issued = _read_date(review, node.get("datePublished"))
    return review


def _read_date(review: _Review, value: Any) -> Edtf | None:  # noqa: ANN401 - JSON
    found = read_date(value)
    words = "" if found else read_text(value)
    if words:
        message = f"its date “{words[:80]}” could not be read"
        review.warn("UNREAD-DATE", message, "it is no one day, month or year that a calendar has")
    return found


def _find_text(review: _Review) -> str:
    """Return what is claimed, from wherever it is said."""
    told = [review.node.get("claimReviewed")]
    for item in review.items:
        told.append(item.get("claimReviewed"))
        if "Claim" in list_types(item):
            told += [item.get(name) for name in _TEXTS]
    if review.is_of_media:
        for holder in (review.node, *review.items):
            for claim in as_list(holder.get("interpretedAsClaim")):
                told += [claim.get(name) for name in _TEXTS] if isinstance(claim, dict) else [claim]
        for item in review.items:
            told += [each.get("description") for each in (item, *_list_media(item))]
    return next(filter(None, map(read_text, told)), "")


def _read_ratings(review: _Review) -> tuple[Rating, ...]:
    by = ", ".join(review.reviewers)
    if not by:
        why = "a rating is somebody's, or it is none"
        review.warn("NO-REVIEWER", "it does not say who rated; the rating is left out", why)
        return ()
    given = (by, review.issued, review.url)
    found = read_ratings(review.node, *given) + read_categories(review.node, *given)
    if not found:
        review.warn("NO-RATING", "it has no rating", "the claim comes in without one")
    for rating in found:
        review.remarks.extend(find_faults(rating, review.where))
    return tuple(found)


def _describe(review: _Review) -> Node:
    """Return the review itself as a CSL item."""
    node = review.node
    title = next(filter(None, (read_text(node.get(key)) for key in ("name", "headline"))), "")
    people = [each for each in as_list(node.get("author"))
              if isinstance(each, dict) and "Person" in list_types(each)]  # fmt: skip
    publisher = list_names(node.get("publisher"))
    if not people or not publisher:
        publisher, people = review.reviewers, []
    language = read_text(node.get("inLanguage"))
    item = {
        "type": "webpage",
        "title": title,
        "URL": review.url,
        "publisher": ", ".join(publisher),
        "author": [{"literal": name} for name in list_names(people)],
        "issued": str(review.issued or ""),
        "language": language if len(language) <= _LONGEST_LANGUAGE else "",
    }
    return {name: value for name, value in item.items() if value}


def _make_claim(
    review: _Review, text: str, ratings: tuple[Rating, ...], links: tuple[Relation, ...]
) -> Claim:
    authors = [name for each in review.items for name in _list_claimants(each)]
    dates = [each["datePublished"] for each in review.items if each.get("datePublished")]
    return Claim(
        text=text,
        attribution=", ".join(dict.fromkeys(authors)),
        said=_read_date(review, dates[0]) if dates else None,
        ratings=ratings,
        links=links,
        note=read_text(review.node.get("originalMediaContextDescription")),
    )


def _list_claimants(item: Node) -> list[str]:
    return list_names(item.get("author")) or list_names(item.get("creator"))


def _list_appearances(review: _Review) -> list[tuple[str, str, Node]]:
    """Return the addresses where a claim appeared, why each is one, and what is told of it.

    Where it is known which was the first, the others took it from there, so only that one counts.
    """
    first = [(each, terms.APPEARED_FIRST) for item in review.items
             for each in as_list(item.get("firstAppearance"))]  # fmt: skip
    others = [each for item in review.items for each in as_list(item.get("appearance"))]
    for item in review.items:
        others += _list_media(item)
        if "Claim" not in list_types(item):
            others += [item, *as_list(item.get("isPartOf"))]
    found: dict[str, tuple[str, str, Node]] = {}
    for each, reason in first or [(each, terms.APPEARED) for each in others]:
        told = each if isinstance(each, dict) else {}
        for url in list_urls(each):
            found.setdefault(normalise_url(url), (url, reason, told))
    if found and review.url:
        found.pop(normalise_url(review.url), None)
    return list(found.values())


def _list_media(item: Node) -> list[Node]:
    return [each for each in as_list(item.get("mediaItemAppearance")) if isinstance(each, dict)]


def _make_page(source_id: str, url: str, item: Node) -> Source:
    known = {"type": "webpage", "URL": url, "title": read_text(item.get("name"))}
    if "Claim" not in list_types(item) and (issued := read_date(item.get("datePublished"))):
        known["issued"] = str(issued)
    return Source(id=source_id, csl={name: value for name, value in known.items() if value})


def _link(target: str, reason: str, when: Edtf | None) -> Relation:
    day = (when and when.earliest) or dt.datetime.now(dt.UTC).date()
    judgement = Judgement(state=State.SUGGESTED, by=terms.NAME, when=day)
    return Relation(kind=Kind.CITES, target=target, because=reason, judgement=judgement)


# --- what claimtrack wrote ----------------------------------------------------------------------


def _find_own(review: _Review) -> tuple[str, Node] | None:
    """Return the id of a claim of ours and what is told of its source, if the review is of one."""
    for item in review.items:
        claim_id = find_record(str(item.get("@id", "")))
        for each in as_list(item.get("appearance")) if "/" in claim_id else ():
            if isinstance(each, dict) and find_record(str(each.get("@id", ""))) == source_of(
                claim_id
            ):
                return claim_id, {**each, "claim": item}
    return None


def _make_own_entry(
    review: _Review, own: tuple[str, Node], text: str, ratings: tuple[Rating, ...]
) -> Entry:
    claim_id, told = own
    item = told["claim"]
    kind = read_text(told.get("additionalType")).removeprefix(f"{TERMS}csl-")
    publisher = ", ".join(list_names(told.get("publisher")))
    said, issued = read_date(item.get("datePublished")), read_date(told.get("datePublished"))
    known = {
        "type": kind if kind in csl.TYPES else "webpage",
        "title": read_text(told.get("name")),
        "URL": next(iter(list_urls(told)), ""),
        "publisher": publisher,
        "issued": str(issued or ""),
    }
    source = Source(
        id=source_of(claim_id), csl={name: value for name, value in known.items() if value}
    )
    attribution = ", ".join(list_names(item.get("author")))
    claim = Claim(
        id=claim_id,
        text=text,
        said=said if said != issued else None,
        attribution=attribution if attribution != publisher else "",
        ratings=ratings,
    )
    return Entry(review.where, source, (claim,), remarks=tuple(review.remarks))
