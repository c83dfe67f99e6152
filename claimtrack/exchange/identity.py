"""Which record of the ledger is the one that a file speaks of.

A source by its id, its DOI, its address, its text or, where none of these tells, by title,
publisher and date; a claim by its id or by its words. A wrong match would put claims into the mouth
of a source that never made them, so what contradicts keeps two apart; a match that is missed only
adds a record that somebody can merge.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from claimtrack.models.ids import find_slug_fault, slugify
from claimtrack.models.naming import propose_slug
from claimtrack.values.addresses import normalise_doi, normalise_url

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source

_Key = tuple[str, ...]

#: Room is left for a number at the end.
_LONGEST = 90


class SourceFinder:
    """The sources that are known, by all that tells one from another.

    Args:
        known: the sources to begin with, by id.
        own: whether an id says which record is meant.
        trusted: whether it says so even where all else speaks of another work.
        reserved: ids that stand in the file itself; a source with one of them is no other's.
    """

    def __init__(
        self,
        known: Mapping[str, Source],
        *,
        own: bool,
        trusted: bool = False,
        reserved: Container[str] = (),
    ) -> None:
        self._own = own
        self._trusted = trusted
        self._reserved = reserved if own else ()
        self._known: dict[str, Source] = {}
        self._by_key: dict[_Key, list[str]] = defaultdict(list)
        self._names = FreeNames(self._known)
        for source in known.values():
            self.learn(source)

    def learn(self, source: Source) -> None:
        """Know a source from now on."""
        self._known[source.id] = source
        for key in _list_keys(source):
            known = self._by_key[key]
            if source.id not in known[:_MOST_CANDIDATES]:
                known.append(source.id)

    def fill(self, source_id: str, source: Source) -> None:
        """Know a source by what another tells of it, too, as it will be once that is taken.

        What comes after it, and what comes the next time, is then held against the same.
        """
        there = self._known[source_id]
        if source.captures or any(
            name in source.csl and (self._trusted or name not in there.csl) for name in _TELLING
        ):
            first, second = (there, source) if self._trusted else (source, there)
            changes = {
                "csl": {**first.csl, **second.csl},
                "captures": (*there.captures, *source.captures),
            }
            self.learn(there.model_copy(update=changes))

    def find(self, source: Source) -> str | None:
        """Return the id of the known source that ``source`` is, or None."""
        there = self._known.get(source.id)
        if there and self._is_meant(there, source):
            return source.id
        by_id = self._own and not there and not find_slug_fault(source.id)
        for key in _list_keys(source):
            if by_id and key[0] == "work":
                continue
            # Few have one key in common; of those that a file repeats without end, the first do.
            for candidate in self._by_key.get(key, ())[:_MOST_CANDIDATES]:
                if by_id and candidate in self._reserved:
                    continue
                if not _contradict(self._known[candidate], source, by_text=key[0] == "text"):
                    return candidate
        return None

    def _is_meant(self, there: Source, source: Source) -> bool:
        if self._own:
            return self._trusted or not _is_another(there, source)
        return _share_title(there, source) and not _contradict(there, source)

    def name(self, source: Source) -> str:
        """Return an id for a new source: its own where that is free."""
        if source.id not in self._known and not find_slug_fault(source.id):
            return source.id
        return self._names.find(propose_slug(source.csl))


#: The fields that tell one source from another.
_TELLING = ("DOI", "URL", "issued", "publisher", "title")

#: How many sources with one address are looked at: more is no address of a document.
_MOST_CANDIDATES = 20


class ClaimFinder:
    """The claims of one source, by their words.

    Args:
        source_id: the source.
        known: its claims to begin with.
        own: whether an id says which record is meant.
        reserved: ids that stand in the file itself; a claim with one of them is no other's.
    """

    def __init__(
        self,
        source_id: str,
        known: Collection[Claim],
        *,
        own: bool,
        reserved: Container[str] = (),
    ) -> None:
        self._beginning = f"{source_id}/"
        self._own = own
        self._reserved = reserved if own else ()
        self._ids: dict[str, Claim] = {}
        self._by_words: dict[str, dict[str, str]] = defaultdict(dict)
        self._names = FreeNames(self._ids, self._beginning)
        for claim in known:
            self.learn(claim.id, claim)

    def learn(self, claim_id: str, claim: Claim) -> None:
        """Know a claim, under this id, from now on."""
        self._ids[claim_id] = claim
        if claim_id not in self._reserved:
            self._by_words[_even(claim.text)].setdefault(_even(claim.quote), claim_id)

    def find(self, claim: Claim) -> str | None:
        """Return the id of the known claim that ``claim`` is, or None."""
        proposed = self._beginning + _slug_of(claim)
        there = self._ids.get(proposed)
        if there and (self._own or _say_the_same(there, claim)):
            return proposed
        by_quote = self._by_words.get(_even(claim.text))
        if not by_quote:
            return None
        quote = _even(claim.quote)
        if not quote:
            return next(iter(by_quote.values()))
        return by_quote.get(quote) or by_quote.get("")

    def name(self, claim: Claim) -> str:
        """Return an id for a new claim: its own slug where that is free."""
        slug = _slug_of(claim)
        if find_slug_fault(slug):
            slug = slugify(claim.text)[:_LONGEST].strip("-") or "claim"
        return self._beginning + self._names.find(slug)


class FreeNames:
    """Slugs made free by a number at their end, without trying each number anew.

    Args:
        taken: the ids that are taken, as they are at any time.
        beginning: what they all begin with.
    """

    def __init__(self, taken: Container[str], beginning: str = "") -> None:
        self._taken = taken
        self._beginning = beginning
        self._last: dict[str, int] = {}

    def find(self, slug: str) -> str:
        """Return ``slug``, with a number from 2 on where it is taken."""
        number = self._last.get(slug, 1)
        free = slug if number == 1 else f"{slug[:_LONGEST].strip('-')}-{number}"
        while self._beginning + free in self._taken:
            number += 1
            free = f"{slug[:_LONGEST].strip('-')}-{number}"
        self._last[slug] = number
        return free


def _slug_of(claim: Claim) -> str:
    return claim.id.partition("/")[2]


def _list_keys(source: Source) -> Iterator[_Key]:
    """Yield what tells a source from others, the most telling first."""
    yield from _list_places(source)
    for capture in source.captures:
        yield "text", capture.text.sha256
    yield _describe_work(source)


def _list_places(source: Source) -> Iterator[_Key]:
    if doi := normalise_doi(str(source.csl.get("DOI") or "")):
        yield "doi", doi
    if source.url and (url := normalise_url(source.url)):
        yield "url", url


def _describe_work(source: Source) -> _Key:
    title = _title_of(source).casefold()
    if title:
        return "work", title, _even(source.publisher).casefold(), str(source.issued or "")
    return "work", json.dumps(source.csl, sort_keys=True, default=str)


def _share_title(ours: Source, theirs: Source) -> bool:
    first, second = (_title_of(each) for each in (ours, theirs))
    return not first or not second or first.casefold() == second.casefold()


def _is_another(ours: Source, theirs: Source) -> bool:
    """Whether two sources with one id are two works, for two desks may choose the same name.

    Somebody who mends a record changes a title or an address, but not everything: title, publisher
    and address, or date, must all be others, and no text may be the same.
    """
    texts, others = ({capture.text.sha256 for capture in each.captures} for each in (ours, theirs))
    words, more = (set(_title_of(each).casefold().split()) for each in (ours, theirs))
    publishers = {_even(each.publisher).casefold() for each in (ours, theirs)} - {""}
    if texts & others or 2 * len(words & more) >= min(len(words), len(more)):
        return False
    if len(publishers) < 2 or set(_list_places(ours)) & set(_list_places(theirs)):  # noqa: PLR2004 - both
        return False
    dates = {str(each.issued) for each in (ours, theirs) if each.issued}
    return _contradict(ours, theirs) or len(dates) > 1


def _contradict(ours: Source, theirs: Source, *, by_text: bool = False) -> bool:
    """Whether two sources cannot be one: an identifier that both have is another.

    Agencies' texts stand word for word in many papers; so for a text that is the same, another
    publisher is a contradiction as well.
    """
    dois = {normalise_doi(str(each.csl.get("DOI") or "")) for each in (ours, theirs)}
    urls = {normalise_url(each.url) if each.url else "" for each in (ours, theirs)}
    publishers = {_even(each.publisher).casefold() for each in (ours, theirs)} if by_text else set()
    same_doi = len(dois) == 1 and "" not in dois
    if same_doi:
        return False
    return any(len(values - {""}) > 1 for values in (dois, urls, publishers))


def _say_the_same(ours: Claim, theirs: Claim) -> bool:
    quotes = {_even(ours.quote), _even(theirs.quote)} - {""}
    return _even(ours.text) == _even(theirs.text) and len(quotes) < 2  # noqa: PLR2004 - both


def _title_of(source: Source) -> str:
    return _even(str(source.csl.get("title") or ""))


def _even(text: str) -> str:
    return " ".join(text.split())
